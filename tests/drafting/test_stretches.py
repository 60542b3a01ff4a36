from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.drafting.stretches import LIMIT_TOKENS, cut_into_stretches, is_full


def count(text: str) -> int:
    return len(text.split())


def transcript_of(turns: list[tuple[Speaker, str]]) -> Transcript:
    segments = (
        TranscriptSegment(segment_id(index), 0.0, 0.0, speaker, text) for index, (speaker, text) in enumerate(turns)
    )
    return Transcript(Language.EN, 0.0, tuple(segments))


turns = st.lists(
    st.tuples(st.sampled_from(Speaker), st.lists(st.sampled_from(["a", "bb", "기침"]), max_size=900).map(" ".join)),
    max_size=30,
)


@given(turns)
def test_every_word_is_in_exactly_one_stretch_and_none_is_too_long(turns: list[tuple[Speaker, str]]) -> None:
    stretches = cut_into_stretches(transcript_of(turns), count)
    said = [word for _, text in turns for word in text.split()]
    assert [word for stretch in stretches for segment in stretch.segments for word in segment.text.split()] == said
    assert all(stretch.tokens <= LIMIT_TOKENS[Language.EN] for stretch in stretches)


def test_an_answer_stays_with_its_question() -> None:
    long_answer = (Speaker.PATIENT, "word " * 150)
    question, answer = (Speaker.CLINICIAN, "Any fever?"), (Speaker.PATIENT, "No.")
    stretches = cut_into_stretches(transcript_of([long_answer, question, answer, long_answer]), count)
    assert any("Any fever?" in stretch.text and "No." in stretch.text for stretch in stretches)


def test_a_turn_that_is_too_long_is_cut_between_two_sentences() -> None:
    sentences = [f"{'word ' * 39}{number}." for number in range(20)]
    stretches = cut_into_stretches(transcript_of([(Speaker.CLINICIAN, " ".join(sentences))]), count)
    assert len(stretches) > 1
    assert all(segment.text.endswith(".") for stretch in stretches for segment in stretch.segments)


def test_speakers_are_named_and_an_unknown_one_is_not() -> None:
    [stretch] = cut_into_stretches(
        transcript_of([(Speaker.GUARDIAN, "She coughs."), (Speaker.UNKNOWN, "I see.")]), count
    )
    assert stretch.text == "Guardian: She coughs.\nI see."


@given(turns, turns)
def test_what_is_complete_in_a_visit_that_goes_on_stays_when_it_goes_on_for_long(
    turns: list[tuple[Speaker, str]], more: list[tuple[Speaker, str]]
) -> None:
    so_far = cut_into_stretches(transcript_of(turns), count)[:-1]
    later = cut_into_stretches(transcript_of([*turns, *more]), count)
    assert later[: len(so_far)] == so_far


def test_a_short_end_has_what_came_before_in_view() -> None:
    long_turns = [(Speaker.CLINICIAN, f"{number} " * 150) for number in range(2)]
    visit = transcript_of([*long_turns, (Speaker.CLINICIAN, "Any fever?")])
    first, second, end = cut_into_stretches(visit, count)
    assert (first, second) == cut_into_stretches(transcript_of(long_turns), count)
    assert end.segments == visit.segments[2:]
    assert end.segments_in_view == visit.segments[1:]
    assert end.texts_in_view == (second.text, end.text)


def test_an_end_of_some_length_stands_alone_and_so_does_a_short_visit() -> None:
    long_end = cut_into_stretches(transcript_of([(Speaker.CLINICIAN, "word " * size) for size in (150, 100)]), count)
    short_visit = cut_into_stretches(transcript_of([(Speaker.CLINICIAN, "Any fever?")]), count)
    assert [stretch.former for stretch in (*long_end, *short_visit)] == [None] * 3
    assert cut_into_stretches(transcript_of([]), count) == ()


@given(turns)
def test_what_is_full_stays_as_it_is_when_a_question_comes(turns: list[tuple[Speaker, str]]) -> None:
    stretches = cut_into_stretches(transcript_of(turns), count)
    asked = cut_into_stretches(transcript_of([*turns, (Speaker.CLINICIAN, "Any fever?")]), count)
    if stretches:
        assert (asked[: len(stretches)] == stretches) == is_full(stretches[-1], Language.EN)
