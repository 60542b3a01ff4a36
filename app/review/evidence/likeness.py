"""How alike two places are, by what is named around a word in each."""

from collections.abc import Collection, Iterable

from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key

_FAVOURED_WEIGHT = 2.0


def likeness(
    written: Iterable[Collection[Key]],
    heard: frozenset[Key],
    index: TranscriptIndex,
    favoured: frozenset[Key] = frozenset(),
) -> float:
    """How much of what stands around a written word was heard around another, 0 to 1; what is rarer in the talk weighs
    more. Each thing written is given by all the keys that it may be called; `favoured` ones count twice."""
    weights = [
        (index.rarity(keys) * (1.0 if favoured.isdisjoint(keys) else _FAVOURED_WEIGHT), not heard.isdisjoint(keys))
        for keys in written
    ]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, is_heard in weights if is_heard) / total if total else 0.0
