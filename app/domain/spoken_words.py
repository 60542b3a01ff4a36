"""When each word of a segment was said, so that it can be played and looped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.transcript import TranscriptSegment

_WORD = re.compile(r"\S+")
# A place that was reached by a step is a word's beginning, give or take what a player rounds.
_SAME_PLACE_S = 0.02


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """`start` and `length` count characters of the segment's text, `start_s` and `end_s` seconds of the recording."""

    start: int
    length: int
    start_s: float
    end_s: float


def spoken_words(segment: TranscriptSegment) -> tuple[SpokenWord, ...]:
    """As the recogniser timed them; words that a clinician corrected are spread over the segment by their length."""
    found = list(_WORD.finditer(segment.text))
    if [word.text.strip() for word in segment.words] == [each.group() for each in found]:
        times = [(word.start_s, word.end_s) for word in segment.words]
    else:
        span_s, length = segment.end_s - segment.start_s, max(1, len(segment.text))
        times = [
            (segment.start_s + span_s * each.start() / length, segment.start_s + span_s * each.end() / length)
            for each in found
        ]
    return tuple(SpokenWord(each.start(), len(each.group()), *time) for each, time in zip(found, times, strict=True))


def neighbouring_word_s(segments: Sequence[TranscriptSegment], second: float, step: int) -> float:
    """Where the next word begins, or for a step of -1 the one before; `second` itself where there is none."""
    starts = [word.start_s for segment in segments for word in spoken_words(segment)]
    if step > 0:
        return next((start_s for start_s in starts if start_s > second + _SAME_PLACE_S), second)
    return next((start_s for start_s in reversed(starts) if start_s < second - _SAME_PLACE_S), second)
