"""What the clinic has decided for all of its encounters, and what its window is at."""

from dataclasses import asdict

from app.domain.attestation import canonical_json
from app.domain.clinic_settings import ClinicSettings
from app.domain.formats import Json, parse_json
from app.domain.work_at_hand import WorkAtHand
from app.storage.database import VaultDatabase

_CLINIC = "clinic"
_WORK_AT_HAND = "work_at_hand"


class SettingsStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def clinic(self) -> ClinicSettings:
        """As shipped where nothing has been decided."""
        content = self._content(_CLINIC)
        return ClinicSettings(**content) if content else ClinicSettings()

    def save_clinic(self, settings: ClinicSettings) -> None:
        self._save(_CLINIC, asdict(settings))

    def work_at_hand(self) -> WorkAtHand | None:
        """As it was kept last; None where nothing was open."""
        content = self._content(_WORK_AT_HAND)
        return WorkAtHand(**{**content, "lines": tuple(content["lines"])}) if content else None

    def keep_work_at_hand(self, work: WorkAtHand | None) -> None:
        self._save(_WORK_AT_HAND, asdict(work) if work else {})

    def _content(self, name: str) -> Json:
        row = self._database.row("SELECT content FROM settings WHERE name = ?", [name])
        return parse_json(row["content"], "note_format") if row else {}

    def _save(self, name: str, content: Json) -> None:
        with self._database.transaction() as tables:
            row = {"name": name, "content": canonical_json(content).decode()}
            tables.table("settings").upsert(row, pk="name")
