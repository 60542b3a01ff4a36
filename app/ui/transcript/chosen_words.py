"""Which words of a segment are chosen, to be played or looped."""

from dataclasses import dataclass

from app.domain.spoken_words import spoken_words
from app.domain.transcript import TranscriptSegment


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """From the word where choosing began to the one that it has reached; none until one was chosen."""

    anchor: int | None = None
    reached: int = 0

    @property
    def are_several(self) -> bool:
        """One alone is only a place."""
        return self.anchor is not None and self.anchor != self.reached

    def moved(self, segment: TranscriptSegment, step: int, *, extends: bool) -> "ChosenWords":
        """A word further, from none to the first; one that `extends` keeps the words between."""
        last = len(spoken_words(segment)) - 1
        if last < 0:
            return ChosenWords()
        if self.anchor is None:
            return ChosenWords(0, 0)
        reached = min(max(0, self.reached + step), last)
        return ChosenWords(self.anchor if extends else reached, reached)

    def at(self, segment: TranscriptSegment, character: int, *, extends: bool) -> "ChosenWords":
        """The word in which this character of the segment's text lies, or after which it does."""
        begun = [number for number, word in enumerate(spoken_words(segment)) if word.start <= character]
        reached = begun[-1] if begun else 0
        return ChosenWords(self.anchor if extends and self.anchor is not None else reached, reached)

    def span_in(self, segment: TranscriptSegment) -> tuple[float, float] | None:
        """Start and end in seconds."""
        words = spoken_words(segment)
        if self.anchor is None or not words:
            return None
        return words[min(self.anchor, self.reached)].start_s, words[max(self.anchor, self.reached)].end_s

    def characters_in(self, segment: TranscriptSegment) -> tuple[int, int]:
        """Start and length in the segment's text; no length when none are chosen."""
        words = spoken_words(segment)
        if self.anchor is None or not words:
            return 0, 0
        first, last = words[min(self.anchor, self.reached)], words[max(self.anchor, self.reached)]
        return first.start, last.start + last.length - first.start
