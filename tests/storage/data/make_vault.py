"""Makes the vault that a test opens with every later Saegim: `python tests/storage/data/make_vault.py FOLDER`.

Run once for a released schema, into vault_v<number of its last migration>; what lies there is never made again.
"""

import sys
from pathlib import Path

from app.domain.attestation import sign_addendum, sign_document
from app.domain.encounter import Clinician, Encounter, EncounterState, Patient, Role
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.storage.vault import create_vault

PASSPHRASE = "a vault for the tests"


def fill(folder: Path) -> None:
    encounter = Encounter(
        "e1",
        Patient("p1", "가상환자", "0001", "F", "1961-02-03"),
        "2026-03-02T09:30:00+09:00",
        EncounterState.SIGNED,
        Language.KO,
        title="기침",
    )
    segment = TranscriptSegment("s0001", 0.0, 2.0, Speaker.PATIENT, "사흘 전부터 기침이 나요")
    statement = Statement("n001", "Cough for three days.", ("s0001",))
    note = DraftNote("soap", Language.EN, (NoteSection("subjective", "Subjective", SectionState.STATED, (statement,)),))
    clinician = Clinician("Dr Sample", Role.DOCTOR, "12345")
    document = sign_document(
        "d1",
        encounter,
        "SOAP note",
        note,
        clinician,
        signed_at="2026-03-02T10:00:00+09:00",
        statement="I have read it.",
    )
    addendum = sign_addendum(
        "a1", "d1", "Chest film clear.", clinician, signed_at="2026-03-03T10:00:00+09:00", statement="I add this."
    )
    vault, _ = create_vault(folder, PASSPHRASE)
    with vault:
        vault.encounters.add(encounter)
        with vault.journal.start_recording("e1") as recording:
            recording.append(bytes(range(256)) * 250)
        vault.transcripts.save("e1", Transcript(Language.KO, 2.0, (segment,)))
        vault.documents.save_draft("e1", note, ai=True)
        with vault.transaction():
            vault.documents.add_signed(document)
            vault.documents.add_addendum(addendum)
            vault.audit_log.append("Dr Sample", "document_signed", "d1")


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
