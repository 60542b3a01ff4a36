import pytest

from app.domain.language import Language
from app.review.reading.medications import medications_in
from app.review.reading.numbers import quantities_in
from app.speech.vocabulary import opening_talk


@pytest.mark.parametrize("language", Language)
def test_the_opening_gives_the_recogniser_no_fact_to_repeat(language: Language) -> None:
    assert not medications_in(opening_talk(language))
    assert not quantities_in(opening_talk(language))


def test_korean_has_an_opening() -> None:
    assert opening_talk(Language.KO).endswith(".")
