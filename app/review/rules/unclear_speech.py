"""Lines that rest on speech which the recogniser hardly understood: nonsense that was heard has a source, too."""

from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.claims import Claim
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.concepts import concepts_of


def unclear_speech_flags(text: str, sources: Sequence[str], index: TranscriptIndex) -> Iterator[Flag]:
    """For a line whose strongest source was hardly understood; `sources` are those of find_sources (Saegim's rule).

    What was heard is not quoted: it may be nonsense, and is to be listened to.
    """
    if any(index.hardly_heard[position] for position in index.positions(sources[:1])):
        yield Flag(FlagKind.HEARD_UNCLEARLY, Severity.WARN, text.strip(" ."))


def nonsense_flags(
    text: str, claims: Sequence[Claim], sources: Sequence[str], index: TranscriptIndex
) -> Iterator[Flag]:
    """As unclear_speech_flags, for a line without a number that names nothing clinical: «call the parrot tonight»."""
    named = {name for claim in claims for mention in claim.mentions for kind, name in mention.keys if kind == "concept"}
    if named <= concepts_of("modifier") | concepts_of("action"):
        yield from unclear_speech_flags(text, sources, index)
