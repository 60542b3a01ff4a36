"""Names of medications that were put right by their sound."""

from dataclasses import replace

import pytest

from app.domain.note import Flag, FlagKind
from app.domain.transcript import Correction, Transcript
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex
from app.review.line_guard import LineGuard
from tests.review.talk import transcript_of


def with_correction(segment: int, correction: Correction, *lines: str) -> Transcript:
    transcript = transcript_of(*lines)
    corrected = replace(transcript.segments[segment], corrections=(correction,))
    return transcript.with_segment(corrected)


def guessed(text: str, transcript: Transcript) -> list[Flag]:
    flags = flags_of(text, TranscriptIndex(transcript))
    return [flag for flag in flags if flag.kind is FlagKind.MEDICATION_GUESSED]


ENGLISH = ("Doctor: Which tablets do you take?", "Patient: Metformin, 500 milligrams twice a day.")
KOREAN = ("Doctor: 드시는 약이 있나요?", "Patient: 암로디핀 5밀리그램을 하루 한 번 먹어요.")


@pytest.mark.parametrize(
    ("lines", "correction", "note"),
    [
        (ENGLISH, Correction("Met four men,", "Metformin,"), "Takes metformin 500 mg twice daily."),
        (KOREAN, Correction("암 로디피인", "암로디핀"), "암로디핀 5 mg 하루 1회 복용 중."),
    ],
)
def test_a_name_that_was_put_right_is_asked_about_with_what_was_heard(
    lines: tuple[str, ...], correction: Correction, note: str
) -> None:
    [flag] = guessed(note, with_correction(1, correction, *lines))
    assert flag.said == correction.heard
    assert guessed(note, transcript_of(*lines)) == []


def test_a_name_that_was_also_heard_as_it_is_called_is_not_asked_about() -> None:
    lines = (*ENGLISH, "Doctor: Go on with the metformin.")
    transcript = with_correction(1, Correction("Met four men,", "Metformin,"), *lines)
    assert guessed("Continue metformin 500 mg twice daily.", transcript) == []


def test_a_correction_of_another_word_asks_nothing() -> None:
    transcript = with_correction(1, Correction("Twice of day", "twice a day"), *ENGLISH)
    assert guessed("Takes metformin 500 mg twice daily.", transcript) == []


def test_a_drafted_line_is_not_kept_out_for_it() -> None:
    transcript = with_correction(1, Correction("Met four men,", "Metformin,"), *ENGLISH)
    assert LineGuard(transcript).flags("Takes metformin 500 mg twice daily.") == ()
