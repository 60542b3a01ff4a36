"""Lines that rest on speech which the recogniser hardly understood: nonsense that was heard has a source, too."""

from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex


def unclear_speech_flags(text: str, sources: Sequence[str], index: TranscriptIndex) -> Iterator[Flag]:
    """For a line whose strongest source was hardly understood; `sources` are those of find_sources (Saegim's rule)."""
    for position in index.positions(sources[:1]):
        if index.hardly_heard[position]:
            yield Flag(FlagKind.HEARD_UNCLEARLY, Severity.WARN, text.strip(), index.texts[position])
