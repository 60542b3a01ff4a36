"""Finding words in lines: case, spaces, Korean spacing; and what must hold of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.found_words import FoundWords, find_words

LETTERS = st.sampled_from("abçdé0129.(") | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
WORDS = st.text(LETTERS, min_size=1, max_size=6)
LINES = st.lists(st.text(max_size=40), max_size=6)


def texts(sought: str, *lines: str) -> list[str]:
    return [lines[each.line][each.start : each.start + each.length] for each in find_words(sought, lines)]


@pytest.mark.parametrize(
    ("sought", "line", "found"),
    [
        ("chest PAIN", "Any Chest pain? No chest\u00a0pain.", ["Chest pain", "chest\u00a0pain"]),
        ("  pain ", "pain pain", ["pain", "pain"]),
        ("혈압약", "혈압 약은 드세요? 네, 혈압약이요.", ["혈압 약", "혈압약"]),
        ("혈압 약", "혈압약은 드세요?", ["혈압약"]),
        ("mg 하루", "5mg  하루 한 번", ["mg  하루"]),
        ("mg하루", "5mg 하루 한 번", []),
        ("heart", "the art of he art", []),
        ("a.c (x)", "abc a.c (x)", ["a.c (x)"]),
        ("", "anything", []),
        (" \u00a0", "two words", []),
        ("aa", "aaaa", ["aa", "aa"]),
    ],
)
def test_what_reads_so_is_found(sought, line, found):
    assert texts(sought, line) == found


def test_korean_that_was_typed_in_parts_of_syllables_is_found():
    assert texts("\u1100\u1175\u110e\u1175\u11b7", "기침이 나요") == ["기침"]


def test_places_come_in_the_order_of_reading():
    assert find_words("b", ["ab", "", "b b"]) == (FoundWords(0, 1, 1), FoundWords(2, 0, 1), FoundWords(2, 2, 1))


@given(LINES, st.integers(0, 6), st.lists(WORDS, min_size=1, max_size=3), st.text(max_size=5))
def test_what_stands_in_a_line_is_found_there_in_any_case_and_spacing(lines, at, words, around):
    at = min(at, len(lines))
    lines.insert(at, f"{around} {' '.join(words)} {around}")
    for sought in (" ".join(words).upper(), "\t".join(words)):
        assert at in {each.line for each in find_words(sought, lines)}


@given(st.text(max_size=8), LINES)
def test_places_are_in_order_within_their_lines_and_apart(sought, lines):
    found = find_words(sought, lines)
    assert list(found) == sorted(found)
    for each in found:
        assert each.length > 0
        assert each.start + each.length <= len(lines[each.line])
    for one, next_one in pairwise(found):
        assert one.line < next_one.line or one.start + one.length <= next_one.start
