"""Review takes any text: it does not fail, and it does not take the square of a text's length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.domain.errors import SaegimError
from app.domain.pasted_note import note_from_text
from app.review.checks import NoteReviewer
from app.review.evidence.highlights import supporting_words
from app.review.evidence.sources import TranscriptIndex

ENGLISH = ["no", "not", "denies", "left", "knee", "pain", "possible", "history of", "father", "metformin", "and", "yes"]
KOREAN = ["통증", "없음", "안", "왼쪽", "의심", "어머니", "밀리", "삼십팔 점 오", "아니요", "까요"]
SIGNS = ["38.5", "mg", "/", "120/80", "?", ".", ",", ":", "(-)", "(+)", "n't", "«", "\n", "ㅋ", "é", "\u200b", "𝟓", "½"]
WORDS = st.sampled_from(ENGLISH + KOREAN + SIGNS)
TEXT = st.lists(WORDS | st.text(max_size=6), max_size=30).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT)
def test_no_text_fails(said: str, written: str) -> None:
    transcript = parse_dialogue(f"Doctor: hello\nPatient: {said}")
    try:
        note = note_from_text(written)
    except SaegimError:
        return
    reviewed = NoteReviewer(transcript).review(note)
    assert [statement.text for statement in reviewed.statements()] == [s.text for s in note.statements()]
    index = TranscriptIndex(transcript)
    for statement in reviewed.statements():
        for words in supporting_words(statement.text, transcript, index):
            assert 0 <= words.strength <= 1


@pytest.mark.parametrize(
    "unit", ["i have pain in my left knee and 20 mg ", "무릎이 아프고 20 밀리그램 ", "no, ", "(left "]
)
def test_one_endless_sentence_takes_time_by_its_length(unit: str) -> None:
    """Ten thousand characters in one breath and as one statement: with the square of the length, minutes."""
    words = unit * (10_000 // len(unit))
    short = parse_dialogue("Doctor: I have pain.")
    started = time.process_time()
    NoteReviewer(parse_dialogue(f"Doctor: {words}")).review(note_from_text("No left knee pain. 무릎 통증 없음."))
    NoteReviewer(short).review(note_from_text(words))
    assert time.process_time() - started < 15
