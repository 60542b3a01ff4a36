from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel
from tokenizers.models import WordLevel

from app.domain.language import Language
from app.speech.scripts import foreign_tokens

TOKENS = ["약", "も", "아세트아미の", "mg", "µ", "β", "ー", "о", "漢", "38.5", "%", "…"]


def tokenizer() -> Tokenizer:
    return Tokenizer(WordLevel({token: number for number, token in enumerate(TOKENS)}, unk_token="%"))


def foreign(language: Language) -> list[str]:
    return [TOKENS[token] for token in foreign_tokens(tokenizer(), language)]


def test_korean_is_written_in_hangul_with_latin_names_and_units() -> None:
    assert foreign(Language.KO) == ["も", "아세트아미の", "ー", "о", "漢"]


def test_english_is_written_without_hangul() -> None:
    assert foreign(Language.EN) == ["약", "も", "아세트아미の", "ー", "о", "漢"]


def test_a_part_of_a_letter_may_become_any() -> None:
    parts = Tokenizer(WordLevel({"ì": 0, "ķ½": 1}, unk_token="ì"))
    parts.decoder = ByteLevel()
    assert foreign_tokens(parts, Language.KO) == []
