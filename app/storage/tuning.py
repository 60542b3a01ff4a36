"""What the clinic has decided from its own figures, kept with its settings."""

from dataclasses import asdict

from app.domain.formats import Json
from app.domain.language import Language
from app.domain.note import FlagKind
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.storage.columns import keep_setting, setting
from app.storage.database import VaultDatabase

_NAME = "tuning"


class TuningStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def get(self) -> ClinicTuning:
        """As shipped where nothing has been decided."""
        content = setting(self._database, _NAME)
        return _tuning(content) if content else ClinicTuning()

    def save(self, tuning: ClinicTuning) -> None:
        keep_setting(self._database, _NAME, asdict(tuning))


def _tuning(content: Json) -> ClinicTuning:
    return ClinicTuning(
        tuple(FlagKind(kind) for kind in content["lowered"]),
        tuple(
            StyleRule(Habit(each["habit"]), Language(each["language"]), each["template"], each["section"])
            for each in content["style"]
        ),
    )
