"""Cuts speech twice: into chunks that the recogniser can take, and its words into segments of a sentence or a turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.transcript import Word

LONGEST_CHUNK_S = 30.0
# A chunk is cut at the longest pause among those that would leave it at least this long.
SHORTEST_CUT_S = 24.0
# Speech begins before and ends after a voice detector is sure of it.
MARGIN_S = 0.4

_SENTENCE_ENDS = (".", "?", "!", "。", "？", "！", "…")
_CLAUSE_ENDS = (",", ";", ":", "、")
_PAUSE_BETWEEN_SENTENCES_S = 0.15
_PAUSE_BETWEEN_TURNS_S = 1.2
_LONG_SEGMENT_S = 6.0
_LONGEST_SEGMENT_S = 15.0


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """Where a voice was detected, in seconds of the recording."""

    start_s: float
    end_s: float

    def overlap_s(self, start_s: float, end_s: float) -> float:
        return max(0.0, min(self.end_s, end_s) - max(self.start_s, start_s))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Speech spans, with margins, that the recogniser hears as one piece: the silence between them is left out."""

    spans: tuple[SpeechSpan, ...]

    @property
    def duration_s(self) -> float:
        return sum(span.end_s - span.start_s for span in self.spans)

    @property
    def start_s(self) -> float:
        return self.spans[0].start_s

    @property
    def end_s(self) -> float:
        return self.spans[-1].end_s

    def in_recording(self, start_s: float, end_s: float) -> tuple[float, float]:
        """The times in the recording of something heard in this chunk, kept within the one span where its middle lies."""
        middle_s, heard_s = (start_s + end_s) / 2, 0.0
        for span in self.spans:
            length_s = span.end_s - span.start_s
            if middle_s < heard_s + length_s or span is self.spans[-1]:
                shift_s = span.start_s - heard_s
                start = min(max(start_s + shift_s, span.start_s), span.end_s)
                return start, min(max(end_s + shift_s, start), span.end_s)
            heard_s += length_s
        raise ValueError("a chunk has at least one span")

    def halves(self) -> tuple["Chunk", ...]:
        """Two chunks, cut at the longest pause of the middle half; the chunk itself when it has no pause."""
        cuts = [
            (following.start_s - span.end_s, position)
            for position, (span, following) in enumerate(pairwise(self.spans), start=1)
            if 0.25 <= Chunk(self.spans[:position]).duration_s / self.duration_s <= 0.75
        ]
        if not cuts:
            return (self,)
        cut = max(cuts)[1]
        return Chunk(self.spans[:cut]), Chunk(self.spans[cut:])


def with_margins(spans: Iterable[SpeechSpan], total_s: float) -> Iterator[SpeechSpan]:
    """Widens each span by MARGIN_S on both sides, at most to the middle of the pause beside it."""
    before_s = -MARGIN_S
    current: SpeechSpan | None = None
    for following in spans:
        if current is not None:
            gap_s = following.start_s - current.end_s
            yield SpeechSpan(max(before_s, current.start_s - MARGIN_S, 0.0), current.end_s + min(MARGIN_S, gap_s / 2))
            before_s = current.end_s + gap_s / 2
        current = following
    if current is not None:
        yield SpeechSpan(max(before_s, current.start_s - MARGIN_S, 0.0), min(current.end_s + MARGIN_S, total_s))


def chunks_of(spans: Iterable[SpeechSpan]) -> Iterator[Chunk]:
    """Groups spans (with margins, none longer than LONGEST_CHUNK_S) into chunks of at most LONGEST_CHUNK_S."""
    held: list[SpeechSpan] = []
    for span in spans:
        while held and Chunk((*held, span)).duration_s > LONGEST_CHUNK_S:
            cut = _best_cut([*held, span])
            yield Chunk(tuple(held[:cut]))
            held = held[cut:]
        held.append(span)
    if held:
        yield Chunk(tuple(held))


def _best_cut(spans: Sequence[SpeechSpan]) -> int:
    """How many of the spans, the last of which does not fit any more, make the next chunk."""
    last = len(spans) - 1
    candidates = [n for n in range(1, last + 1) if Chunk(tuple(spans[:n])).duration_s >= SHORTEST_CUT_S] or [last]
    return max(candidates, key=lambda n: (round(spans[n].start_s - spans[n - 1].end_s, 2), n))


def sentences_of(words: Sequence[Word], spans: Sequence[SpeechSpan]) -> list[tuple[Word, ...]]:
    """Groups the words of a chunk into sentences or turns; `spans` are those of the voice, without margins.

    A group ends at a full stop that a pause follows, at a full stop once it is long, or at a long pause. What is still
    too long for a line of evidence is cut at its best pause.
    """
    groups: list[tuple[Word, ...]] = []
    start = 0
    for position, word in enumerate(words, start=1):
        at_end = position == len(words)
        if at_end or _ends_here(word, words[position], words[start], spans):
            groups += _cut_to_length(tuple(words[start:position]), spans)
            start = position
    return groups


def pause_between_s(word: Word, following: Word, spans: Sequence[SpeechSpan]) -> float:
    """The longest silence between the middles of two words. Recognised word ends smear into the pause; the voice does not."""
    from_s, to_s = (word.start_s + word.end_s) / 2, (following.start_s + following.end_s) / 2
    gaps = (
        min(after.start_s, to_s) - max(before.end_s, from_s)
        for before, after in pairwise(spans)
        if after.start_s > from_s and before.end_s < to_s
    )
    return max(gaps, default=0.0)


def _ends_here(word: Word, following: Word, first: Word, spans: Sequence[SpeechSpan]) -> bool:
    pause_s = pause_between_s(word, following, spans)
    if word.text.endswith(_SENTENCE_ENDS):
        return pause_s >= _PAUSE_BETWEEN_SENTENCES_S or word.end_s - first.start_s >= _LONG_SEGMENT_S
    return pause_s >= _PAUSE_BETWEEN_TURNS_S


def _cut_to_length(words: tuple[Word, ...], spans: Sequence[SpeechSpan]) -> list[tuple[Word, ...]]:
    if words[-1].end_s - words[0].start_s <= _LONGEST_SEGMENT_S or len(words) < 2:
        return [words]

    def strength(cut: int) -> tuple[bool, float, int]:
        before = words[cut - 1]
        return (
            before.text.endswith(_CLAUSE_ENDS),
            pause_between_s(before, words[cut], spans),
            -abs(2 * cut - len(words)),
        )

    cut = max(range(1, len(words)), key=strength)
    return _cut_to_length(words[:cut], spans) + _cut_to_length(words[cut:], spans)
