"""What the clinic has decided for all of its encounters, and what its window is at."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from app.domain.clinic_settings import ClinicSettings
from app.domain.notice import Level, Notice
from app.domain.work_at_hand import Unsaved, WorkAtHand, Writing
from app.storage.columns import keep_setting, setting
from app.storage.database import VaultDatabase

_CLINIC = "clinic"
_WORK_AT_HAND = "work_at_hand"
_NOTICES = "notices"


class SettingsStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def clinic(self) -> ClinicSettings:
        """As shipped where nothing has been decided."""
        content = setting(self._database, _CLINIC)
        return ClinicSettings(**content) if content else ClinicSettings()

    def save_clinic(self, settings: ClinicSettings) -> None:
        keep_setting(self._database, _CLINIC, asdict(settings))

    def work_at_hand(self) -> WorkAtHand | None:
        """As it was kept last; None where nothing was open."""
        content = setting(self._database, _WORK_AT_HAND)
        if not content:
            return None
        kept = content.get("unsaved") or ()
        # The first version kept one text at most, by itself.
        texts = (kept,) if isinstance(kept, dict) else kept
        unsaved = tuple(Unsaved(Writing(each["writing"]), each["id"], tuple(each["words"])) for each in texts)
        return WorkAtHand(content["encounter_id"], content["template_id"], unsaved)

    def keep_work_at_hand(self, work: WorkAtHand | None) -> None:
        keep_setting(self._database, _WORK_AT_HAND, asdict(work) if work else {})

    def notices(self) -> tuple[Notice, ...]:
        """The oldest first."""
        kept = setting(self._database, _NOTICES) or {"notices": ()}
        return tuple(
            Notice(each["sentence"], each["next_step"], Level(each["level"]), datetime.fromisoformat(each["at"]))
            for each in kept["notices"]
        )

    def keep_notices(self, notices: Sequence[Notice]) -> None:
        """In the place of those that were kept before."""
        kept = [{**asdict(each), "at": each.at.isoformat()} for each in notices]
        keep_setting(self._database, _NOTICES, {"notices": kept})
