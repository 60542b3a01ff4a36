from dataclasses import replace

import pytest

from app.domain.language import Language
from app.domain.transcript import Correction, Speaker, Transcript, TranscriptSegment, segment_id

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


def test_the_text_is_a_line_a_segment() -> None:
    assert TRANSCRIPT.text == "어디가 아프세요?\n배가 아파요."


@pytest.mark.parametrize("segments", [(), (replace(FIRST, text=""),), (replace(FIRST, text=" \n"),)])
def test_a_transcript_without_words_is_empty(segments: tuple[TranscriptSegment, ...]) -> None:
    assert replace(TRANSCRIPT, segments=segments).is_empty


def test_a_transcript_with_words_is_not_empty() -> None:
    assert not TRANSCRIPT.is_empty


def consultation_of_two_voices() -> Transcript:
    said = ((1, Speaker.PATIENT, 0.7), (2, Speaker.CLINICIAN, 0.7), (1, Speaker.PATIENT, 0.7), (2, Speaker.NURSE, 1.0))
    return Transcript(
        Language.EN,
        4.0,
        tuple(
            TranscriptSegment(
                segment_id(n), float(n), n + 1.0, speaker, "words", voice=voice, speaker_confidence=certainty
            )
            for n, (voice, speaker, certainty) in enumerate(said)
        ),
    )


def test_naming_a_voice_swaps_it_with_whoever_was_guessed_to_be_that() -> None:
    swapped = consultation_of_two_voices().with_voice("s0001", Speaker.CLINICIAN)
    assert [segment.speaker for segment in swapped.segments] == [
        Speaker.CLINICIAN,
        Speaker.PATIENT,
        Speaker.CLINICIAN,
        Speaker.NURSE,
    ]
    assert [segment.speaker_confidence for segment in swapped.segments] == [1.0, 0.7, 1.0, 1.0]


def test_naming_a_voice_as_it_is_named_takes_the_doubt_away() -> None:
    confirmed = consultation_of_two_voices().with_voice("s0003", Speaker.PATIENT)
    assert [segment.is_speaker_doubtful for segment in confirmed.segments] == [False, True, False, False]


def test_without_voices_those_of_one_speaker_are_one() -> None:
    transcript = consultation_of_two_voices()
    blurred = replace(transcript, segments=tuple(replace(segment, voice=None) for segment in transcript.segments))
    named = blurred.with_voice("s0001", Speaker.GUARDIAN)
    assert [segment.speaker for segment in named.segments] == [
        Speaker.GUARDIAN,
        Speaker.CLINICIAN,
        Speaker.GUARDIAN,
        Speaker.NURSE,
    ]


def test_correcting_the_speaker_takes_the_doubt_away_and_correcting_words_does_not() -> None:
    segment = consultation_of_two_voices().segments[0]
    assert segment.corrected(segment.text, Speaker.GUARDIAN).speaker_confidence == 1.0
    assert segment.corrected("other words", segment.speaker).speaker_confidence == 0.7


def test_a_segment_that_is_told_again_takes_the_place_of_the_earlier_one() -> None:
    again = replace(SECOND, speaker=Speaker.GUARDIAN)
    third = TranscriptSegment("s0003", 2.0, 3.0, Speaker.CLINICIAN, "네.")
    followed = TRANSCRIPT.followed_by(Transcript(Language.KO, 3.0, (again, third)))
    assert followed.segments == (FIRST, again, third)


def test_segments_in_other_words_keep_all_else() -> None:
    segment = TranscriptSegment("s0001", 0.0, 4.0, Speaker.PATIENT, "three days", 0.9)
    transcript = Transcript(Language.EN, 4.0, (segment,))
    assert transcript.with_texts(str.upper) == replace(transcript, segments=(replace(segment, text="THREE DAYS"),))


def hardly_heard(segment: TranscriptSegment) -> TranscriptSegment:
    return replace(segment, confidence=0.4)


def test_what_a_clinician_wrote_for_it_is_certain_and_what_was_heard_stays_uncertain() -> None:
    heard = hardly_heard(SECOND)
    assert heard.corrected("배가 자주 아파요.", heard.speaker).confidence == 1.0
    assert heard.corrected(heard.text, Speaker.GUARDIAN).confidence == heard.confidence


def test_a_correction_that_is_taken_back_leaves_the_segment_as_uncertain_as_it_was() -> None:
    heard = replace(hardly_heard(SECOND), text="암로디핀 먹어요.", corrections=(Correction("암 로디피인", "암로디핀"),))
    assert heard.as_heard().text == "암 로디피인 먹어요."
    assert heard.as_heard().confidence == heard.confidence


def test_a_recording_is_hardly_heard_when_much_of_it_was_hardly_understood() -> None:
    assert not TRANSCRIPT.is_hardly_heard
    assert TRANSCRIPT.hardly_heard_share == 0.0
    much = TRANSCRIPT.with_segment(hardly_heard(FIRST))
    assert much.hardly_heard_share == pytest.approx(len(FIRST.text) / len(FIRST.text + SECOND.text))
    assert much.is_hardly_heard
    long_talk = replace(TRANSCRIPT, segments=(hardly_heard(FIRST), *(replace(SECOND, id=f"s{n}") for n in range(9))))
    assert not long_talk.is_hardly_heard
    assert not replace(TRANSCRIPT, segments=()).is_hardly_heard
