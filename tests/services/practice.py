"""A practice in miniature: a vault, and services whose children are fakes in real processes."""

import contextlib
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.encounter import Encounter
from app.domain.language import Language
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.live import LiveRecordings
from app.services.recording import Recordings
from app.services.review import Review
from app.storage.vault import Vault

ACTOR = "tester"
PATIENCE_S = 12.0


@dataclass
class Practice:
    """Everything a window has, with the callbacks run by `outcome`, and what they told."""

    vault: Vault
    encounters: Encounters
    recordings: Recordings
    live: LiveRecordings
    drafting: Drafting
    review: Review
    documents: Documents
    calls: "queue.Queue[Callable[[], None]]"
    models_dir: Path
    open_again: "Callable[[], Practice]"
    told: list[str] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)

    def run_until(self, is_reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_reached():
            assert time.monotonic() < end, "it does not happen"
            with contextlib.suppress(queue.Empty):
                self.calls.get(timeout=0.05)()

    def outcome(self) -> Any:
        self.run_until(lambda: bool(self.outcomes))
        return self.outcomes.pop(0)

    def actions(self) -> list[str]:
        return [sealed.event.action for sealed in self.vault.audit_log.events()]

    def transcribe(self, encounter: Encounter) -> Any:
        self.recordings.transcribe_file(
            encounter.id, Path("consultation.ogg"), None, Listener(self.told), self.outcomes.append
        )
        return self.outcome()

    def draft(self, encounter: Encounter) -> Any:
        self.drafting.draft(encounter.id, "soap", Language.EN, Listener(self.told), self.outcomes.append)
        return self.outcome()


class Listener:
    """Writes down which calls it got."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self._told.append(name)
