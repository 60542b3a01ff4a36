"""What the window has to show: many encounters, and one long visit with a note of three pages."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle, islice, repeat

import numpy as np

from app.domain.encounter import Encounter, EncounterState, Patient
from app.domain.language import Language
from app.domain.note import DraftNote, Generation, NoteSection, SectionState, Statement, statement_id
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, Word, segment_id
from app.drafting.templates import load_template
from app.paths import RESOURCES
from app.review.checks import review_note
from app.storage.vault import Vault

PASSPHRASE = "a calm sentence for a measurement"
TEMPLATE = "soap"
_SPEAKERS = {"Doctor": Speaker.CLINICIAN, "Patient": Speaker.PATIENT}
_LINES_IN_A_SECTION = 5
_WORDS_IN_A_LINE = 18
_STATES = (EncounterState.SIGNED, EncounterState.DRAFTED, EncounterState.TRANSCRIBED, EncounterState.OPEN)


def add_encounters(vault: Vault, number: int) -> None:
    """The latest one now, the others before it, a quarter of an hour apart."""
    latest = datetime.now(UTC)
    with vault.transaction():
        for n in range(number):
            patient = Patient(uuid.uuid4().hex, f"Patient {n:05d}", f"{n:08d}")
            started = latest - timedelta(minutes=15 * n)
            vault.encounters.add(Encounter(uuid.uuid4().hex, patient, started.isoformat(), _STATES[n % 4]))


def add_long_visit(vault: Vault, minutes: int) -> str:
    """The sample consultation over and over, with its recording and a drafted and checked note. Returns its id."""
    transcript = _long_transcript(minutes * 60.0)
    patient = Patient(uuid.uuid4().hex, "Long visit", "1")
    encounter = Encounter(uuid.uuid4().hex, patient, datetime.now(UTC).isoformat())
    with vault.journal.start_recording(encounter.id) as recording:
        for second in repeat(_a_second_of_sound(), 60 * minutes):
            recording.append(second)
    with vault.transaction():
        vault.encounters.add(encounter)
        vault.transcripts.save(encounter.id, transcript)
        vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED))
        vault.documents.save_draft(encounter.id, review_note(_long_note(transcript), transcript), ai=True)
        vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
    return encounter.id


def _a_second_of_sound() -> bytes:
    return np.random.default_rng(7).integers(-6_000, 6_000, 16_000, dtype="<i2").tobytes()


def _long_transcript(duration_s: float) -> Transcript:
    return Transcript(Language.EN, duration_s, tuple(_segments(duration_s)))


def _segments(duration_s: float) -> Iterator[TranscriptSegment]:
    turns = json.loads((RESOURCES / "samples" / "consultation_en.json").read_text(encoding="utf-8"))["turns"]
    start_s = 0.0
    for number, turn in enumerate(cycle(turns)):
        end_s = start_s + turn["end"] - turn["start"]
        if end_s > duration_s:
            return
        words = tuple(_words(turn["text"], start_s, end_s))
        yield TranscriptSegment(
            segment_id(number), start_s, end_s, _SPEAKERS[turn["speaker"]], turn["text"], 0.9, words
        )
        start_s = end_s + 0.2


def _words(text: str, start_s: float, end_s: float) -> Iterator[Word]:
    words = text.split()
    each_s = (end_s - start_s) / len(words)
    for n, word in enumerate(words):
        yield Word(start_s + n * each_s, start_s + (n + 1) * each_s, word, 0.9)


def _long_note(transcript: Transcript) -> DraftNote:
    """Lines of what was said; one in ten with a dose that nobody named."""
    said = cycle([s.text for s in transcript.segments if len(s.text.split()) > _WORDS_IN_A_LINE])
    numbers = count(1)

    def line() -> Statement:
        number = next(numbers)
        words = " ".join(islice(next(said).split(), _WORDS_IN_A_LINE))
        return Statement(statement_id(number), f"{words}, metformin 850 mg." if number % 10 == 0 else f"{words}.")

    return DraftNote(
        TEMPLATE,
        Language.EN,
        tuple(
            NoteSection(
                section.id,
                section.titles[Language.EN],
                SectionState.STATED,
                tuple(line() for _ in range(_LINES_IN_A_SECTION)),
            )
            for section in load_template(TEMPLATE).sections
        ),
        Generation("measurement", "0" * 64, "0" * 64),
    )
