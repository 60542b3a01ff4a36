"""A whole day's work of the real program without a mouse, with real models on a short clip, in both languages."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk import IS_THERE, desk_in, speak

from app.domain.language import Language
from app.services.practice import sample_recording
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks
from app.storage.vault import create_vault, open_vault

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.real_models,
    pytest.mark.skipif(not IS_THERE, reason="needs PulseAudio and Xvfb"),
]

PROGRAM = Path(__file__).parent / "keyboard_day.py"
PASSPHRASE = "a calm sentence for the keyboard"
CLIP_S = 25.0
TESTED_S = 6.0
# Of five seconds: a sound server of a busy machine gives less, and the test of the microphone does not wait for ever.
LEAST_HEARD_S = 4.5


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with desk_in(tmp_path) as found:
        yield found


@pytest.mark.usefixtures("speech_model", "drafting_model")
@pytest.mark.parametrize("language", Language)
def test_from_sign_in_to_the_next_patient_by_keys_alone(
    tmp_path: Path, environment: dict[str, str], language: Language
) -> None:
    vault, _ = create_vault(tmp_path / "vault", PASSPHRASE)
    vault.close()
    samples = as_samples(audio_blocks(sample_recording(language)))
    said = (samples * 32767).astype("<i2")
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(tmp_path), PASSPHRASE, str(CLIP_S)],
        env={**environment, "SAEGIM_LANG": language.value},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        try:
            assert program.stdout.readline() == "testing\n"
            speak(_seconds(said, TESTED_S), environment)
            assert program.stdout.readline() == "recording\n"
            speak(_seconds(said, CLIP_S + 2.0), environment)
            kind, _, facts = program.stdout.readline().partition(" ")
            assert kind == "done", facts
            assert program.wait(60) == 0
        finally:
            program.kill()
    told = json.loads(facts)
    assert told["heard_s"] >= LEAST_HEARD_S
    assert told["state"] == "signed"
    assert told["number"] == "1001"
    assert told["segments"] > 0
    assert told["statements"] > 0
    assert docx.Document(str(tmp_path / "note.docx")).paragraphs
    with open_vault(tmp_path / "vault", PASSPHRASE) as opened:
        actions = [sealed.event.action for sealed in opened.audit_log.events()]
        assert {"recording_consented", "document_signed", "document_exported"} <= set(actions)
    sys.stdout.write(f"{language.value}: {told}\n")


def _seconds(said: "np.ndarray[tuple[int], np.dtype[np.int16]]", seconds: float) -> bytes:
    return said[: round(seconds * SAMPLE_RATE_HZ)].tobytes()
