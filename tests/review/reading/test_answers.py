import pytest

from app.review.reading.answers import opening_answer
from app.review.reading.stances import Polarity

AFFIRMED, NEGATED = Polarity.AFFIRMED, Polarity.NEGATED


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Um, no, not really", NEGATED),
        ("yeah no", NEGATED),
        ("Yes, a little", AFFIRMED),
        ("네, 있어요", AFFIRMED),
        ("아니요", NEGATED),
        ("Um, not, I don't think so, I haven't noticed that.", NEGATED),
        ("It's no better", None),
        ("It started on Monday", None),
    ],
)
def test_answers_open_with_a_yes_or_a_no(text: str, answer: Polarity | None) -> None:
    assert opening_answer(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Mm-hmm.", AFFIRMED),
        ("Mm-mm.", NEGATED),
        ("Quite a bit, actually.", AFFIRMED),
        ("On and off.", AFFIRMED),
        ("Unfortunately, yes", AFFIRMED),
        ("Unfortunately, no", NEGATED),
        ("Thankfully no", NEGATED),
        ("Definitely not", NEGATED),
        ("Not that I've noticed", NEGATED),
        ("I don't believe so", NEGATED),
        ("Yes, no problem", AFFIRMED),
        ("많이 해요", AFFIRMED),
        ("어젯밤에 한 번이요", AFFIRMED),
        ("자주는 안 해요", None),
        ("요즘 못 해요", NEGATED),
        ("안 했어요", NEGATED),
    ],
)
def test_people_answer_in_many_words(text: str, answer: Polarity | None) -> None:
    assert opening_answer(text) is answer
