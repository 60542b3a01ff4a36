"""The letters that a language is written with. In doubt Whisper writes Korean in kana, «약も»."""

import unicodedata
from typing import TYPE_CHECKING

from app.domain.language import Language

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SCRIPTS = {Language.KO: {"HANGUL", "LATIN", "GREEK"}, Language.EN: {"LATIN", "GREEK"}}


def foreign_tokens(tokenizer: "Tokenizer", language: Language) -> list[int]:
    """The tokens of a recogniser that have a letter of another script. What is no whole letter yet is in none."""
    tokens = range(tokenizer.get_vocab_size(with_added_tokens=False))
    texts = tokenizer.decode_batch([[token] for token in tokens])
    return [token for token, text in zip(tokens, texts, strict=True) if not _scripts_of(text) <= _SCRIPTS[language]]


def _scripts_of(text: str) -> set[str]:
    letters = (letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha())
    return {unicodedata.name(letter, "").split("-")[0].split(" ")[0] for letter in letters}
