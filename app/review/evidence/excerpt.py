"""The part of a visit on which a section of a note rests, short enough for a small model to hold in view."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.transcript import Transcript
from app.review.evidence.sources import TranscriptIndex, find_sources

LONGEST_WORDS = 500
"""Some 800 tokens: with rules, examples and the section they fill half of the model's view."""


def excerpt_for(
    lines: Sequence[str], wish: str, others: Iterable[str], transcript: Transcript, index: TranscriptIndex
) -> Transcript:
    """The segments behind the lines, behind what is wished, and `others` by their ids, in the order of the talk.

    Each comes with the one before it and the one after it: a question and its answer mean something only together.
    Of a visit that is short enough, everything.
    """
    segments = transcript.segments
    words = [len(segment.text.split()) for segment in segments]
    if sum(words) <= LONGEST_WORDS:
        return transcript
    found = [source for text in (*lines, wish) for source in find_sources(text, index)]
    chosen: set[int] = set()
    for position in _with_neighbours([*found, *others], index):
        if position not in chosen and sum(words[each] for each in chosen) + words[position] <= LONGEST_WORDS:
            chosen.add(position)
    return replace(transcript, segments=tuple(segments[position] for position in sorted(chosen)))


def _with_neighbours(segment_ids: Iterable[str], index: TranscriptIndex) -> Iterator[int]:
    """First all segments themselves, then those beside them."""
    positions = [position for each in dict.fromkeys(segment_ids) for position in index.positions([each])]
    yield from positions
    for position in positions:
        yield from (near for near in (position - 1, position + 1) if 0 <= near < len(index.segment_ids))
