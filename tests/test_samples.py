"""The sample consultations: small, complete and true to what is said in them."""

import json

import av
import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.paths import RESOURCES

SAMPLES = RESOURCES / "samples"


@pytest.mark.parametrize("language", Language)
class TestSamples:
    def test_the_recording_is_small_and_as_long_as_its_truth_says(self, language: Language) -> None:
        path = SAMPLES / f"consultation_{language}.ogg"
        assert path.stat().st_size < 1_000_000
        with av.open(str(path)) as container:
            frames = list(container.decode(audio=0))
        duration_s = sum(frame.samples for frame in frames) / frames[0].sample_rate
        assert duration_s == pytest.approx(_truth(language)["duration"], abs=0.1)

    def test_its_turns_follow_each_other_within_the_recording(self, language: Language) -> None:
        truth = _truth(language)
        times = [time for turn in truth["turns"] for time in (turn["start"], turn["end"])]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= truth["duration"]

    def test_the_typed_dialogue_holds_the_same_words(self, language: Language) -> None:
        transcript = parse_dialogue((SAMPLES / f"consultation_{language}.txt").read_text(encoding="utf-8"))
        assert transcript.language is language
        assert [segment.text for segment in transcript.segments] == [turn["text"] for turn in _truth(language)["turns"]]

    def test_its_origin_and_licence_are_named(self, language: Language) -> None:
        attribution = (SAMPLES / "ATTRIBUTION.md").read_text(encoding="utf-8")
        assert f"consultation_{language}" in attribution


def test_the_licence_of_the_english_sample_is_kept() -> None:
    attribution = (SAMPLES / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for required in ("PriMock57", "CC BY 4.0", "Changes:"):
        assert required in attribution


def _truth(language: Language) -> dict:
    return json.loads((SAMPLES / f"consultation_{language}.json").read_text(encoding="utf-8"))
