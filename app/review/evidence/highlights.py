"""The words of the transcript on which a statement rests, with their times and how strong their support is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.transcript import Transcript, TranscriptSegment
from app.review.evidence.sources import TranscriptIndex, find_sources
from app.review.reading.assertions import Key, Mention, mentions_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import Quantity, quantities_in
from app.review.reading.stances import sentences_in


@dataclass(frozen=True, slots=True)
class SupportingWords:
    """The words of one segment that say what the statement says: their positions in the segment, counted from 0.

    `start_s` and `end_s` span them, or the whole segment where its words carry no times. `strength` is the share of the
    statement, weighed by how telling its words are, that this segment says: 0 to 1.
    """

    segment_id: str
    words: tuple[int, ...]
    start_s: float
    end_s: float
    strength: float


def supporting_words(text: str, transcript: Transcript, index: TranscriptIndex) -> tuple[SupportingWords, ...]:
    """For each source of the text, in the order of find_sources."""
    quantities = quantities_in(text)
    mentions = _mentions_of(text, quantities)
    values = {value for quantity in quantities for value in (quantity.value, *quantity.also)}
    weights = {mention: index.rarity(mention.keys) for mention in mentions}
    total = sum(weights.values()) + len(values)
    found: list[SupportingWords] = []
    for position in (index.positions([source])[0] for source in find_sources(text, index)):
        segment = transcript.segments[position]
        said = [(m.start, m.end, m.keys) for each in index.assertions.said_in(position) for m in each.mentions]
        keys = {key for _, _, heard in said for key in heard}
        readings = [r for r in index.numbers.by_segment.get(position, ()) if r.value in values]
        spans = [(start, end) for start, end, heard in said if _is_named(heard, mentions)]
        spans += [(reading.start, reading.start + len(reading.text)) for reading in readings]
        covered = sum(weight for mention, weight in weights.items() if mention.keys & keys)
        covered += len({reading.value for reading in readings})
        words = tuple(_word_positions(segment.text, spans))
        found.append(_supporting(segment, words, covered / total if total else 0.0))
    return tuple(found)


def _mentions_of(text: str, quantities: Sequence[Quantity]) -> tuple[Mention, ...]:
    """All but the units, which belong to their numbers."""
    medications = medications_in(text)
    return tuple(
        mention
        for sentence in sentences_in(text, is_spoken=False)
        for mention in mentions_in(sentence, medications)
        if not any(quantity.start <= mention.start < quantity.end for quantity in quantities)
    )


def _is_named(heard: frozenset[Key], mentions: Sequence[Mention]) -> bool:
    return any(heard & mention.keys for mention in mentions)


def _word_positions(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    start = 0
    for position, word in enumerate(text.split()):
        start = text.index(word, start)
        end = start + len(word)
        if any(start < span_end and span_start < end for span_start, span_end in spans):
            yield position
        start = end


def _supporting(segment: TranscriptSegment, words: tuple[int, ...], strength: float) -> SupportingWords:
    start_s, end_s = segment.start_s, segment.end_s
    if words and len(segment.words) == len(segment.text.split()):
        start_s, end_s = segment.words[words[0]].start_s, segment.words[words[-1]].end_s
    return SupportingWords(segment.id, words, start_s, end_s, round(min(1.0, strength), 3))
