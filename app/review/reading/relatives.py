"""Of whom a patient speaks: «my brother died young. He had colon cancer» tells of the brother, not of the patient."""

from collections.abc import Iterable
from functools import cache

from app.review.reading.cues import Piece, cue_list, is_relative_ko

_SELF = frozenset({"i", "i'm", "i've", "i'd", "i'll", "me", "my", "myself", "mine", "we", "our"})
_SELF_KO = ("저", "제가", "제", "내가", "나는", "나도", "전")
_ONLY_OPINES = frozenset({"think", "believe", "guess", "know", "mean", "remember", "said", "do", "am"})
_THEY = frozenset({"he", "he's", "she", "she's", "they", "they're", "they've", "both", "his", "her", "their"})


def told_of_relatives(pieces: list[Piece], *, goes_on: bool) -> tuple[frozenset[int], bool]:
    """The starts of the words of a sentence that are told of a relative, and whether it ends while telling of one.

    `goes_on`: the sentence before ended so; then one that begins with «he», «she» or «they» goes on.
    """
    words = [piece for piece in pieces if piece.text[0].isalpha()]
    is_relative = goes_on and any(piece.text in _THEY for piece in _opening(words))
    told: set[int] = set()
    for position, piece in enumerate(words):
        following = words[position + 1].text if position + 1 < len(words) else ""
        if _is_relative(piece):
            is_relative = True
        elif _is_self(piece) and not (following in _ONLY_OPINES or following in _relatives()):
            is_relative = False
        if is_relative:
            told.add(piece.start)
    return frozenset(told), is_relative


def _opening(words: list[Piece]) -> Iterable[Piece]:
    """The first words, behind «yeah», «um» and the like."""
    spoken = (piece for piece in words if "answer_fillers" not in piece.cues and "yes" not in piece.cues)
    return [piece for _, piece in zip(range(2), spoken, strict=False)]


def _is_relative(piece: Piece) -> bool:
    return piece.text in _relatives() or (piece.is_korean and is_relative_ko(piece.text))


def _is_self(piece: Piece) -> bool:
    return piece.text in _SELF or (piece.is_korean and piece.text.startswith(_SELF_KO))


@cache
def _relatives() -> frozenset[str]:
    return frozenset(phrase for phrase in cue_list("english", "family") if " " not in phrase)
