"""Words that go round: what a model writes again and again, once it has begun to."""

from collections.abc import Callable, Sequence

LONGEST_PHRASE_WORDS = 8


def first_loop(words: Sequence[str], least_rounds: Callable[[int], int]) -> tuple[int, int] | None:
    """Where words begin to go round: the positions after the first and after the last round. None when they do not.

    `least_rounds` says how often a phrase of so many words must follow on itself to count.
    """
    for start in range(len(words)):
        for length in range(1, min(LONGEST_PHRASE_WORDS, (len(words) - start) // 2) + 1):
            phrase = words[start : start + length]
            end = start + length
            while words[end : end + length] == phrase:
                end += length
            if (end - start) // length >= least_rounds(length):
                return start + length, end
    return None
