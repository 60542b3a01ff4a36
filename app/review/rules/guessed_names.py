"""Medications whose names the recogniser misspelt, and that were put right by their sound: who signs should know."""

from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.heard import HeardMedication
from app.review.reading.medications import MedicationMention, parts_of


def guessed_name_flags(mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For a medication that was nowhere heard as it is called; `said` is what was heard (Saegim's rule)."""
    for mention in mentions:
        wanted = parts_of(mention.ingredient)
        said = [heard for heard in index.medications.mentions if not wanted.isdisjoint(parts_of(heard.ingredient))]
        as_heard = [_as_heard(heard, index) for heard in said]
        if as_heard and all(as_heard):
            yield Flag(FlagKind.MEDICATION_GUESSED, Severity.WARN, mention.surface, as_heard[0])


def _as_heard(medication: HeardMedication, index: TranscriptIndex) -> str:
    """The words that stood where the name stands now; "" where nothing was put right."""
    corrections = index.corrections[medication.segment]
    return next((each.heard for each in corrections if medication.surface in each.written), "")
