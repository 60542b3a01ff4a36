import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafting.quoting import quoted, without_fillers


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Uh I work uh at a pharmaceutical company.", "“I work at a pharmaceutical company.”"),
        (
            "Yeah, so um, I vomited at the start but now um I've stopped.",
            "“Yeah, so I vomited at the start but now I've stopped.”",
        ),
        ("I haven't had a fever, um, at the moment.", "“I haven't had a fever, at the moment.”"),
        ("uh , and then i- i've been taking ibuprofen .", "“and then i've been taking ibuprofen .”"),
        ("And I I have to take like showers every day.", "“And I have to take like showers every day.”"),
        ("음, 어제부터 열이 났어요.", "“어제부터 열이 났어요.”"),
        ("열이, 어… 삼십구 도였어요.", "“열이, 삼십구 도였어요.”"),
    ],
)
def test_sounds_of_thinking_are_left_out_of_a_quotation(said: str, written: str) -> None:
    assert quoted(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "I went to the ER at once.",
        "A lump of 5 mm.",
        "It is very very painful.",
        "어제 저녁부터 열이 났어요.",
        "그 약은 저 아침에 먹었어요.",
        "X-ray in a month.",
        "It was a non- smoking flat.",
    ],
)
def test_all_else_is_quoted_as_it_was_said(said: str) -> None:
    assert quoted(said) == f"“{said}”"


@given(st.text(alphabet="uhm i,.-130%음어그…도 the", max_size=40))
def test_numbers_are_never_left_out(said: str) -> None:
    assert [c for c in quoted(said) if c.isdigit()] == [c for c in said if c.isdigit()]


def test_without_its_fillers_a_sentence_needs_no_quotation_marks() -> None:
    assert without_fillers("Um, she has, uh, gout.") == quoted("Um, she has, uh, gout.").strip("“”")
