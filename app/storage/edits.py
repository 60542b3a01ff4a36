"""What became of the drafts that were signed, as counts. A row names no encounter and holds no word of one."""

from dataclasses import asdict

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.formats import Json
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit
from app.storage.columns import from_column, to_column
from app.storage.database import VaultDatabase


class EditStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def add(self, edits: DraftEdits) -> None:
        with self._database.transaction() as tables:
            tables.table("draft_edits").insert({"content": to_column(asdict(edits))})

    def latest(self, most: int) -> tuple[DraftEdits, ...]:
        """Of the last notes that were signed, the last first."""
        rows = self._database.rows("SELECT content FROM draft_edits ORDER BY number DESC LIMIT ?", [most])
        return tuple(_edits(from_column(row["content"])) for row in rows)


def _edits(content: Json) -> DraftEdits:
    return DraftEdits(
        content["template"],
        Language(content["language"]),
        tuple(SectionEdits(**each) for each in content["sections"]),
        tuple(
            FlagCounts(FlagKind(each["kind"]), Severity(each["severity"]), each["raised"], each["dismissed"])
            for each in content["flags"]
        ),
        tuple(HabitCounts(Habit(each["habit"]), each["chances"], each["taken"]) for each in content["habits"]),
    )
