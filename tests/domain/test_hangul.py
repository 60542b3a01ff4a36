import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hangul import character_of, is_hangul, syllable_of


@given(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")))
def test_a_syllable_is_made_of_its_letters_as_unicode_takes_it_apart(character: str) -> None:
    syllable = syllable_of(character)
    initial, vowel, *final = unicodedata.normalize("NFD", character)
    assert (syllable.initial, syllable.vowel) == (ord(initial) - 0x1100, ord(vowel) - 0x1161)
    assert syllable.final == (ord(final[0]) - 0x11A7 if final else 0)
    assert character_of(syllable) == character


def test_a_syllable_with_another_end() -> None:
    assert character_of(syllable_of("하")._replace(final=syllable_of("감").final)) == "함"


@pytest.mark.parametrize(
    ("text", "expected"), [("가슴", True), ("힣", True), ("ㄱ", False), ("CT 촬영", False), ("", False)]
)
def test_what_begins_with_a_korean_syllable(text: str, expected: bool) -> None:
    assert is_hangul(text) is expected
