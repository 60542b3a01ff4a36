from hypothesis import given
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.domain.transcript import Transcript
from app.review.evidence.excerpt import LONGEST_WORDS, excerpt_for
from app.review.evidence.sources import TranscriptIndex

FILLER = "Patient: and then my neighbour told me all about the garden and the weather that we had there\n"
LONG = parse_dialogue(
    FILLER * 15
    + "Doctor: do you take anything for your blood pressure\n"
    + "Patient: yes amlodipine five milligrams every morning\n"
    + FILLER * 15
    + "Doctor: so please come back in six weeks for the x-ray\n"
    + FILLER * 15
)


def words_of(excerpt: Transcript) -> int:
    return sum(len(segment.text.split()) for segment in excerpt.segments)


def test_of_a_short_visit_everything() -> None:
    short = parse_dialogue("Doctor: how are you\nPatient: fine")
    assert excerpt_for(["Fine."], "shorter", (), short, TranscriptIndex(short)) is short


def test_what_the_lines_rest_on_comes_with_its_question() -> None:
    excerpt = excerpt_for(["Amlodipine 5 mg every morning."], "shorter", (), LONG, TranscriptIndex(LONG))
    texts = [segment.text for segment in excerpt.segments]
    assert "yes amlodipine five milligrams every morning" in texts
    assert "do you take anything for your blood pressure" in texts


def test_what_is_wished_for_is_looked_up_too() -> None:
    excerpt = excerpt_for([], "add the x-ray in six weeks", (), LONG, TranscriptIndex(LONG))
    assert "so please come back in six weeks for the x-ray" in [segment.text for segment in excerpt.segments]


def test_what_is_missing_from_the_note_may_be_what_is_wished_for() -> None:
    missing = next(segment.id for segment in LONG.segments if "x-ray" in segment.text)
    excerpt = excerpt_for([], "you forgot something", [missing], LONG, TranscriptIndex(LONG))
    assert missing in [segment.id for segment in excerpt.segments]


@given(st.lists(st.sampled_from(LONG.segments), max_size=60))
def test_it_is_never_too_long_and_always_in_the_order_of_the_talk(others: list) -> None:
    excerpt = excerpt_for([], "", [segment.id for segment in others], LONG, TranscriptIndex(LONG))
    assert words_of(excerpt) <= LONGEST_WORDS
    ids = [segment.id for segment in excerpt.segments]
    assert ids == [segment.id for segment in LONG.segments if segment.id in set(ids)]
