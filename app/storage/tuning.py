"""What the clinic has decided from its own figures, kept with its settings."""

from dataclasses import asdict
from typing import Any

from app.domain.attestation import canonical_json
from app.domain.formats import parse_json
from app.domain.language import Language
from app.domain.note import FlagKind
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.storage.database import VaultDatabase

_NAME = "tuning"


class TuningStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def get(self) -> ClinicTuning:
        """As shipped where nothing has been decided."""
        row = self._database.row("SELECT content FROM settings WHERE name = ?", [_NAME])
        return _tuning(parse_json(row["content"], "note_format")) if row else ClinicTuning()

    def save(self, tuning: ClinicTuning) -> None:
        with self._database.transaction() as tables:
            row = {"name": _NAME, "content": canonical_json(asdict(tuning)).decode()}
            tables.table("settings").upsert(row, pk="name")


def _tuning(content: dict[str, Any]) -> ClinicTuning:
    return ClinicTuning(
        tuple(FlagKind(kind) for kind in content["lowered"]),
        tuple(
            StyleRule(Habit(each["habit"]), Language(each["language"]), each["template"], each["section"])
            for each in content["style"]
        ),
    )
