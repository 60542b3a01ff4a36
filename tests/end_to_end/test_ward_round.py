"""A shift is handed over in the real program without a mouse: two patients dictated, written, checked, read back."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk import IS_THERE, desk_in, speak

from app.domain.language import Language
from app.services.practice import sample_recording
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks
from app.storage.vault import create_vault, open_vault, verify_vault

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.real_models,
    pytest.mark.skipif(not IS_THERE, reason="needs PulseAudio and Xvfb"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler"),
]

PROGRAM = Path(__file__).parent / "ward_round.py"
PASSPHRASE = "a calm sentence for the ward"
# What is to be done, and what the patient complains of: from where to where in the sample.
CLIPS_S = ((75.8, 99.5), (0.0, 15.0))


@pytest.mark.usefixtures("speech_model", "drafting_model")
def test_from_an_empty_board_to_the_sheet_by_keys_alone(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "vault", PASSPHRASE)
    vault.close()
    said = (as_samples(audio_blocks(sample_recording(Language.EN))) * 32767).astype("<i2")
    lengths = [str(round(end - start, 1)) for start, end in CLIPS_S]
    with (
        desk_in(tmp_path) as desk,
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(tmp_path), PASSPHRASE, *lengths],
            env=desk,
            stdout=subprocess.PIPE,
            text=True,
        ) as program,
    ):
        assert program.stdout is not None
        try:
            for start, end in CLIPS_S:
                line = program.stdout.readline()
                assert line == "recording\n", line
                speak(said[round(start * SAMPLE_RATE_HZ) : round((end + 2) * SAMPLE_RATE_HZ)].tobytes(), desk)
            kind, _, facts = program.stdout.readline().partition(" ")
            assert kind == "done", facts
            assert program.wait(60) == 0
        finally:
            program.kill()
    told = json.loads(facts)
    assert told["states"] == ["handed_over", "handed_over"]
    assert all(told["written"])
    sheet = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "sheet.pdf", "-"], check=True, capture_output=True, text=True
    )
    words = " ".join(sheet.stdout.split())
    for expected in ("5 East", "Alex Morgan", "Sofia Reyes", "Robin Ashby", "Kim Osei", told["ticked"].split()[0]):
        assert expected in words
    with open_vault(tmp_path / "vault", PASSPHRASE) as opened:
        actions = [sealed.event.action for sealed in opened.audit_log.events()]
        assert actions.count("document_signed") == actions.count("handover_read_back") == 2
        assert {"shift_begun", "recording_consented", "task_done", "ward_sheet_exported"} <= set(actions)
        assert verify_vault(opened).is_intact
    sys.stdout.write(f"{told}\n")
