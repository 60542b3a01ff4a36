"""What is known of the patient at an encounter, apart from identity and talk."""

from dataclasses import replace

from app.domain.patient_record import PatientRecord
from app.domain.record_format import record_from_json, record_to_json
from app.storage.columns import from_column, to_column
from app.storage.database import VaultDatabase


class PatientRecordStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def get(self, encounter_id: str) -> PatientRecord | None:
        """Without sex and birth date, which are the patient's; None where none is kept."""
        row = self._database.row("SELECT content FROM patient_records WHERE encounter_id = ?", [encounter_id])
        return record_from_json(from_column(row["content"])) if row else None

    def save(self, encounter_id: str, record: PatientRecord) -> None:
        content = record_to_json(replace(record, sex=None, birth_date=""))
        with self._database.transaction() as tables:
            row = {"encounter_id": encounter_id, "content": to_column(content)}
            tables.table("patient_records").upsert(row, pk="encounter_id")
