"""Times of day with their half exchanged: «tramadol at 14:00» for «at two in the morning»."""

from collections.abc import Iterator

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex, once_per_index
from app.review.reading.clock_times import timed_words_in
from app.review.reading.digits import with_digits

_HALF_A_DAY = 12


def half_day_flags(text: str, index: TranscriptIndex) -> Iterator[Flag]:
    """For a time that was never said, where the same hour of the other half of the day was."""
    for words, time in timed_words_in(text):
        said = _times_said(index)
        other = _in_the_other_half(time)
        if time not in said and other in said:
            yield Flag(FlagKind.TIME_MISMATCH, Severity.WARN, words, said[other])


def _in_the_other_half(time: str) -> str:
    hour, minute = time.split(":")
    return f"{(int(hour) + _HALF_A_DAY) % (2 * _HALF_A_DAY):02d}:{minute}"


@once_per_index
def _times_said(index: TranscriptIndex) -> dict[str, str]:
    """Times that were said for certain, with the words for them."""
    return {time: words for text in index.texts for words, time in timed_words_in(with_digits(text))}
