"""Short dialogues, and what review says of a statement about them."""

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.domain.transcript import Transcript
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex


def transcript_of(*lines: str) -> Transcript:
    return parse_dialogue("\n".join(lines))


def index_of(*lines: str) -> TranscriptIndex:
    return TranscriptIndex(transcript_of(*lines))


def kinds(text: str, index: TranscriptIndex) -> set[FlagKind]:
    """What is flagged, but for the lack of any source."""
    return {flag.kind for flag in flags_of(text, index)} - {FlagKind.STATEMENT_UNSUPPORTED}
