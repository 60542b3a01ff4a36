"""From the first start to a signed practice note in the real program, without a mouse and without a vault before."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk import IS_THERE, desk_in

from app.domain.language import Language
from app.export.document import phrase
from app.storage.vault import open_vault

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.real_models,
    pytest.mark.skipif(not IS_THERE, reason="needs PulseAudio and Xvfb"),
]

PROGRAM = Path(__file__).parent / "first_day.py"
PASSPHRASE = "a calm sentence for the first day"
PRACTISED_S = "30"


@pytest.mark.usefixtures("speech_model", "drafting_model")
@pytest.mark.parametrize("language", Language)
def test_from_the_first_start_to_a_signed_practice_note(tmp_path: Path, language: Language) -> None:
    with desk_in(tmp_path) as desk:
        finished = subprocess.run(
            [sys.executable, str(PROGRAM), str(tmp_path), PASSPHRASE, PRACTISED_S],
            env={**desk, "SAEGIM_LANG": language.value},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            timeout=900,
        )
    kind, _, facts = finished.stdout.partition(" ")
    assert (kind, finished.returncode) == ("done", 0), facts
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "practice.docx")).paragraphs]
    assert any(phrase("practice", language) in text for text in words)
    assert not list(tmp_path.glob("saegim-practice-*"))
    with open_vault(tmp_path / "vault", PASSPHRASE) as clinic:
        assert clinic.encounters.list() == []
    sys.stdout.write(f"{language.value}: {json.loads(facts)}\n")
