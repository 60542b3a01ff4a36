"""Whether what follows a question begins with a yes or a no, in as many words as people use for it."""

from collections.abc import Sequence
from functools import cache

from app.review.reading.cues import cue_list, korean_cues, pieces_of
from app.review.reading.stances import Polarity

_OPENING_CHARS, _OPENING_PIECES = 80, 10


def opening_answer(text: str) -> Polarity | None:
    """AFFIRMED for a text that begins with a yes, NEGATED for a no, OPEN for both, None for neither."""
    pieces = pieces_of(text[:_OPENING_CHARS])[:_OPENING_PIECES]
    words = [piece.text for piece in pieces if piece.text[0].isalpha()]
    while words and not _answers(words) and (words[0] in _answer_words("answer_fillers") or _stammers_no(words)):
        words = words[1:]
    is_no, is_yes = _starts_with(words, "no"), _starts_with(words, "yes") or _affirms_in_passing(words)
    if is_yes and words[1:2] and _starts_with(words[1:], "no") and not _starts_with(words[1:], "no_negation"):
        return Polarity.NEGATED
    if is_no and words[1:2] and words[1] in ("yeah", "yes"):
        return Polarity.OPEN
    return Polarity.NEGATED if is_no else Polarity.AFFIRMED if is_yes else None


def _answers(words: Sequence[str]) -> bool:
    """«Mm-hmm» answers, though «mm» and «hmm» alone are fillers."""
    return _starts_with(words, "yes") or _starts_with(words, "no")


def _stammers_no(words: Sequence[str]) -> bool:
    """«Not, I don't think so»."""
    return words[0] == "not" and _starts_with(words[1:], "no")


def _affirms_in_passing(words: Sequence[str]) -> bool:
    """«많이 해요» and «어젯밤에 한 번이요» answer with a yes, «자주는 안 해요» does not."""
    is_denied = any(word.startswith(korean_cues("negation")) or word in _answer_words("no") for word in words)
    return words[:1] != [] and words[0] in cue_list("korean", "yes_unless_denied") and not is_denied


def _starts_with(words: Sequence[str], answer: str) -> bool:
    joined = " ".join(words) + " "
    return any(joined.startswith(f"{phrase} ") for phrase in _answer_words(answer))


@cache
def _answer_words(name: str) -> frozenset[str]:
    return cue_list("english", name) | cue_list("korean", name)
