"""Cuts speech twice: into chunks that the recogniser can take, and its words into segments of a sentence or a turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.domain.transcript import Word

# Whisper hears thirty seconds at a time; it ends its text better when a little silence follows.
LONGEST_CHUNK_S = 29.5
# A chunk is cut at the longest pause among those that leave it at least this long.
SHORTEST_CUT_S = 24.0
_EVEN_SHARE = 0.35
# Speech begins before and ends after a voice detector is sure of it.
MARGIN_S = 0.4

_SENTENCE_ENDS = (".", "?", "!", "。", "？", "！", "…")
_CLAUSE_ENDS = (",", ";", ":", "、")
_PAUSE_BETWEEN_SENTENCES_S = 0.15
_PAUSE_BETWEEN_TURNS_S = 0.8
_LONG_SEGMENT_S = 6.0
_LONGEST_SEGMENT_S = 15.0
_MISSED_VOICE_S = 1.0


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """Where a voice was detected, in seconds of the recording."""

    start_s: float
    end_s: float

    def overlap_s(self, start_s: float, end_s: float) -> float:
        return max(0.0, min(self.end_s, end_s) - max(self.start_s, start_s))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A voice with some of the silence around it, as it is cut from the recording."""

    voice: VoiceSpan
    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Chunk:
    """At least one stretch; the recogniser hears them as one piece, without the silence between them."""

    stretches: tuple[Stretch, ...]

    @property
    def start_s(self) -> float:
        return self.stretches[0].start_s

    @property
    def end_s(self) -> float:
        return self.stretches[-1].end_s

    @property
    def duration_s(self) -> float:
        return _duration_s(self.stretches)

    @property
    def voice(self) -> tuple[VoiceSpan, ...]:
        return tuple(stretch.voice for stretch in self.stretches)

    def in_recording(self, start_s: float, end_s: float) -> tuple[float, float]:
        """When in the recording something was said that was heard then in this chunk.

        The decoder's times smear over the silence that was left out: they are kept within the stretch of their middle.
        """
        stretch, heard_s = self._stretch_at((start_s + end_s) / 2)
        shift_s = stretch.start_s - heard_s
        start = min(max(start_s + shift_s, stretch.start_s), stretch.end_s)
        return start, min(max(end_s + shift_s, start), stretch.end_s)

    def _stretch_at(self, heard_s: float) -> tuple[Stretch, float]:
        """The stretch that is heard at a time, and the time at which it begins to be heard."""
        start_s = 0.0
        for stretch in self.stretches[:-1]:
            if heard_s < start_s + stretch.duration_s:
                return stretch, start_s
            start_s += stretch.duration_s
        return self.stretches[-1], start_s

    def halves(self) -> tuple["Chunk", ...]:
        """Two chunks, cut at the longest pause of the middle half; the chunk itself when it has none."""
        cuts = [
            cut
            for cut in range(1, len(self.stretches))
            if 0.25 <= _duration_s(self.stretches[:cut]) / self.duration_s <= 0.75
        ]
        if not cuts:
            return (self,)
        cut = max(cuts, key=lambda cut: _pause_before_s(self.stretches, cut))
        return Chunk(self.stretches[:cut]), Chunk(self.stretches[cut:])


def chunks_of(voice: Iterable[VoiceSpan], total_s: float) -> Iterator[Chunk]:
    """Groups voice spans, none longer than LONGEST_CHUNK_S less two margins, into chunks of at most LONGEST_CHUNK_S.

    Looks one chunk ahead, so that the last two share what is left: in a short last chunk Whisper tends to stop early.
    """
    held: list[Stretch] = []
    for stretch in _stretches(voice, total_s):
        held.append(stretch)
        while len(held) > 1 and _duration_s(held) > 2 * LONGEST_CHUNK_S:
            cut = _best_cut(held, SHORTEST_CUT_S)
            yield Chunk(tuple(held[:cut]))
            held = held[cut:]
    while len(held) > 1 and _duration_s(held) > LONGEST_CHUNK_S:
        cut = _best_cut(held, max(_EVEN_SHARE * _duration_s(held), _duration_s(held) - LONGEST_CHUNK_S))
        yield Chunk(tuple(held[:cut]))
        held = held[cut:]
    if held:
        yield Chunk(tuple(held))


def _stretches(voice: Iterable[VoiceSpan], total_s: float) -> Iterator[Stretch]:
    """Adds MARGIN_S on both sides of each span, at most to the middle of the pause beside it."""
    start_s = 0.0
    current: VoiceSpan | None = None
    for following in voice:
        if current is not None:
            middle_s = (current.end_s + following.start_s) / 2
            yield Stretch(current, max(start_s, current.start_s - MARGIN_S), min(middle_s, current.end_s + MARGIN_S))
            start_s = middle_s
        current = following
    if current is not None:
        yield Stretch(current, max(start_s, current.start_s - MARGIN_S), min(total_s, current.end_s + MARGIN_S))


def _best_cut(stretches: Sequence[Stretch], shortest_s: float) -> int:
    """How many of the stretches make the next chunk: up to the longest pause, or all that fit without a choice."""
    fitting = [cut for cut in range(1, len(stretches)) if _duration_s(stretches[:cut]) <= LONGEST_CHUNK_S] or [1]
    long_enough = [cut for cut in fitting if _duration_s(stretches[:cut]) >= shortest_s]
    return max(long_enough or fitting[-1:], key=lambda cut: _pause_before_s(stretches, cut))


def _duration_s(stretches: Sequence[Stretch]) -> float:
    return sum(stretch.duration_s for stretch in stretches)


def _pause_before_s(stretches: Sequence[Stretch], position: int) -> float:
    return stretches[position].voice.start_s - stretches[position - 1].voice.end_s


def missed_parts(chunk: Chunk, words: Sequence[Word]) -> list[Chunk]:
    """The parts of a chunk, at least _MISSED_VOICE_S of voice each, for which the recogniser wrote no word at all."""
    parts = []
    for is_missed, run in groupby(chunk.stretches, key=lambda stretch: not _words_in(stretch, words)):
        part = Chunk(tuple(run))
        if is_missed and sum(voice.end_s - voice.start_s for voice in part.voice) >= _MISSED_VOICE_S:
            parts.append(part)
    return parts


def _words_in(stretch: Stretch, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if stretch.start_s <= (word.start_s + word.end_s) / 2 <= stretch.end_s]


def sentences_of(words: Sequence[Word], voice: Sequence[VoiceSpan]) -> list[tuple[Word, ...]]:
    """Groups the words of a chunk into sentences or turns; `voice` is where it was detected.

    A group ends at a full stop that a pause follows, at a full stop once it is long, or at a long pause. What is still
    too long for a line of evidence is cut at its best pause.
    """
    groups: list[tuple[Word, ...]] = []
    start = 0
    for position, word in enumerate(words, start=1):
        at_end = position == len(words)
        if at_end or _ends_here(word, words[position], words[start], voice):
            groups += _cut_to_length(tuple(words[start:position]), voice)
            start = position
    return groups


def pause_between_s(word: Word, following: Word, voice: Sequence[VoiceSpan]) -> float:
    """The longest silence between the middles of two words: their ends smear into it, the detected voice does not."""
    from_s, to_s = (word.start_s + word.end_s) / 2, (following.start_s + following.end_s) / 2
    gaps = (
        min(after.start_s, to_s) - max(before.end_s, from_s)
        for before, after in pairwise(voice)
        if after.start_s > from_s and before.end_s < to_s
    )
    return max(gaps, default=0.0)


def _ends_here(word: Word, following: Word, first: Word, voice: Sequence[VoiceSpan]) -> bool:
    pause_s = pause_between_s(word, following, voice)
    if word.text.endswith(_SENTENCE_ENDS):
        return pause_s >= _PAUSE_BETWEEN_SENTENCES_S or word.end_s - first.start_s >= _LONG_SEGMENT_S
    return pause_s >= _PAUSE_BETWEEN_TURNS_S


def _cut_to_length(words: tuple[Word, ...], voice: Sequence[VoiceSpan]) -> list[tuple[Word, ...]]:
    if words[-1].end_s - words[0].start_s <= _LONGEST_SEGMENT_S or len(words) < 2:
        return [words]

    def strength(cut: int) -> tuple[bool, float, int]:
        before = words[cut - 1]
        return (
            before.text.endswith(_CLAUSE_ENDS),
            pause_between_s(before, words[cut], voice),
            -abs(2 * cut - len(words)),
        )

    cut = max(range(1, len(words)), key=strength)
    return _cut_to_length(words[:cut], voice) + _cut_to_length(words[cut:], voice)
