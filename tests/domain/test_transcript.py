from dataclasses import replace

import pytest

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id

FIRST = TranscriptSegment("s0001", 0.0, 1.0, Speaker.CLINICIAN, "어디가 아프세요?")
SECOND = TranscriptSegment("s0002", 1.0, 2.0, Speaker.PATIENT, "배가 아파요.")
TRANSCRIPT = Transcript(Language.KO, 2.0, (FIRST, SECOND))


def test_segment_ids_count_from_one() -> None:
    assert [segment_id(index) for index in (0, 41, 9999)] == ["s0001", "s0042", "s10000"]


def test_a_segment_is_found_by_its_id() -> None:
    assert TRANSCRIPT.segment("s0002") is SECOND
    with pytest.raises(KeyError):
        TRANSCRIPT.segment("s0003")


def test_a_corrected_segment_makes_the_next_revision_and_keeps_the_old_one() -> None:
    corrected = replace(SECOND, text="배가 많이 아파요.")
    revision = TRANSCRIPT.with_segment(corrected)
    assert revision.segments == (FIRST, corrected)
    assert TRANSCRIPT.segments == (FIRST, SECOND)


def test_a_segment_that_is_not_there_cannot_be_corrected() -> None:
    with pytest.raises(KeyError):
        TRANSCRIPT.with_segment(replace(SECOND, id="s0003"))


def test_more_segments_follow_those_before() -> None:
    third = TranscriptSegment("s0003", 2.0, 3.0, Speaker.PATIENT, "어제부터요.")
    assert TRANSCRIPT.with_segments([third]).segments == (FIRST, SECOND, third)


def test_the_text_is_a_line_a_segment() -> None:
    assert TRANSCRIPT.text == "어디가 아프세요?\n배가 아파요."


@pytest.mark.parametrize("segments", [(), (replace(FIRST, text=""),), (replace(FIRST, text=" \n"),)])
def test_a_transcript_without_words_is_empty(segments: tuple[TranscriptSegment, ...]) -> None:
    assert replace(TRANSCRIPT, segments=segments).is_empty


def test_a_transcript_with_words_is_not_empty() -> None:
    assert not TRANSCRIPT.is_empty
