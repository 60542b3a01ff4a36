"""The real Record button with a microphone of PulseAudio's making, in a real window under Xvfb."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent / folder) for folder in (".", "../speech", "../services")]

from desk import IS_THERE, desk_in, speak  # noqa: E402
from named_models import make_models  # noqa: E402
from spoken_numbers import pcm_of  # noqa: E402

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(not IS_THERE, reason="needs PulseAudio and Xvfb"),
]

PROGRAM = Path(__file__).parent / "recording_window.py"


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with desk_in(tmp_path) as found:
        yield found


def test_what_a_microphone_hears_is_recorded_and_transcribed_while_it_is_said(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    make_models(tmp_path / "models")
    count = 5
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(tmp_path), str(count)], env=environment, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        try:
            assert window.stdout.readline() == "recording\n"
            speak(pcm_of([(0.6, 1.2)] * count), environment)
            kind, _, facts = window.stdout.readline().partition(" ")
        finally:
            window.kill()
    assert kind == "done"
    told = json.loads(facts)
    assert told["segments"] == [str(number) for number in range(count)]
    assert told["channels"] == 2
    assert told["actions"][:3] == ["encounter_created", "recording_consented", "recording_started"]
    assert told["actions"][-2:] == ["transcript_saved", "draft_saved"]
