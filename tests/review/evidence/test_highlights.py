"""The words on which a statement rests."""

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, Word
from app.review.evidence.highlights import supporting_words
from app.review.evidence.sources import TranscriptIndex

TEXTS = (
    "I take metformin five hundred milligrams twice a day",
    "어젯밤에 삼십팔 점 오 도까지 열이 올랐어요",
    "Nothing else",
)
TRANSCRIPT = Transcript(
    Language.EN,
    30.0,
    tuple(
        TranscriptSegment(
            f"s{number:04d}",
            10.0 * number,
            10.0 * number + 9,
            Speaker.PATIENT,
            text,
            words=tuple(Word(10.0 * number + i, 10.0 * number + i + 1, w, 0.9) for i, w in enumerate(text.split())),
        )
        for number, text in enumerate(TEXTS)
    ),
)
INDEX = TranscriptIndex(TRANSCRIPT)


def test_words_and_times_of_a_dose() -> None:
    (support,) = supporting_words("Metformin 500 mg.", TRANSCRIPT, INDEX)
    assert support.segment_id == "s0000"
    assert {2, 3, 4} <= set(support.words)
    assert (support.start_s, support.strength) == (2.0, 1.0)


def test_a_statement_in_the_other_language_rests_on_the_same_words() -> None:
    (support,) = supporting_words("Fever of 38.5 last night.", TRANSCRIPT, INDEX)
    words = TEXTS[1].split()
    assert support.segment_id == "s0001"
    assert {words[i] for i in support.words} >= {"삼십팔", "점", "오", "열이"}


def test_what_nobody_said_rests_on_nothing() -> None:
    assert supporting_words("Appendectomy in childhood.", TRANSCRIPT, INDEX) == ()
