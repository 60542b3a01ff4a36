import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.loops import LONGEST_PHRASE_WORDS, first_loop


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("one two three", None),
        ("one one one", (1, 3)),
        ("so it it it it was", (2, 5)),
        ("a b a b a b c", (2, 6)),
        ("a b a b c a b", None),
    ],
)
def test_where_words_begin_to_go_round(text: str, expected: tuple[int, int] | None) -> None:
    assert first_loop(text.split(), lambda length: 3) == expected


def test_how_often_depends_on_the_length_of_the_phrase() -> None:
    assert first_loop(["no", "no", "no", "no"], lambda length: 5 if length == 1 else 2) == (2, 4)
    assert first_loop(["no", "no", "no", "no"], lambda length: 5 if length == 1 else 3) is None


@given(
    st.lists(st.sampled_from("xyz"), max_size=6),
    st.integers(1, LONGEST_PHRASE_WORDS),
    st.integers(2, 6),
    st.lists(st.sampled_from("xyz"), max_size=6),
)
def test_what_goes_round_often_enough_is_found_wherever_it_stands(
    before: list[str], length: int, rounds: int, after: list[str]
) -> None:
    phrase = [f"w{number}" for number in range(length)]
    assert first_loop([*before, *phrase * rounds, *after], lambda _: rounds) is not None
