"""Forms of Korean verbs, made from their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.reading.concepts import concepts_in
from app.review.reading.korean_verbs import conjugated
from app.review.reading.words import tokens_of


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("아프", "아파"),
        ("아프", "아픈"),
        ("쑤시", "쑤셔"),
        ("숨차", "숨찼"),
        ("저리", "저립"),
        ("막히", "막혔"),
        ("토하", "토했"),
        ("가렵", "가려워"),
        ("빨갛", "빨개"),
        ("부으", "부었"),
        ("나오", "나와"),
        ("싸우", "싸워"),
    ],
)
def test_a_form_is_made_from_its_stem(stem: str, form: str) -> None:
    assert form in conjugated(stem)


def test_what_may_come_is_no_form() -> None:
    assert "토할" not in conjugated("토하")
    assert "vomiting" not in {m.concept for m in concepts_in(tokens_of("토할 것 같아요"))}


@pytest.mark.parametrize("word", ["기침", "", "cough", "발진"])
def test_other_words_have_none(word: str) -> None:
    assert conjugated(word) == ()


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6))
def test_any_form_keeps_all_but_the_last_syllable(stem: str) -> None:
    for form in conjugated(stem):
        assert form != stem
        assert form.startswith(stem[:-1])
        assert all("가" <= syllable <= "힣" for syllable in form)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("배가 갑자기 많이 아픈데요", "abdominal pain"),
        ("숨이 찼어요", "dyspnea"),
        ("속이 쓰렸어요", "heartburn"),
        ("어깨가 쑤셔요", "pain"),
    ],
)
def test_a_finding_is_known_by_any_form(text: str, concept: str) -> None:
    assert concept in {mention.concept for mention in concepts_in(tokens_of(text))}
