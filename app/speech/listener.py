"""Who wants to know how the recognition goes on."""

from typing import Protocol

from app.domain.language import Language
from app.domain.transcript import TranscriptSegment


class TranscriptionListener(Protocol):
    def language_found(self, language: Language, confidence: float) -> None:
        """The language was detected, with this certainty between 0 and 1; not called for a language that was chosen."""

    def segment_found(self, segment: TranscriptSegment) -> None:
        """A segment is final; segments come in the order in which they were said."""

    def progressed(self, done_s: float, total_s: float) -> None:
        """So many seconds of the recording are done."""
