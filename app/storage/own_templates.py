"""The clinic's own templates, every version of each."""

from app.domain.template import NoteTemplate
from app.domain.template_format import template_from_json, template_to_json
from app.storage.columns import from_column, to_column
from app.storage.database import Row, VaultDatabase


class OwnTemplateStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def add(self, template: NoteTemplate) -> None:
        """A version, for good."""
        content = to_column(template_to_json(template))
        with self._database.transaction() as tables:
            tables.table("own_templates").insert({"id": template.id, "version": template.version, "content": content})

    def get(self, template_id: str, version: int | None = None) -> NoteTemplate | None:
        """The latest version, unless another is asked for."""
        where, parameters = ("version = ?", [template_id, version]) if version else ("TRUE", [template_id])
        row = self._database.row(
            f"SELECT content FROM own_templates WHERE id = ? AND {where} ORDER BY version DESC", parameters
        )
        return _template(row) if row else None

    def offered(self) -> tuple[NoteTemplate, ...]:
        """The latest version of each that was not removed, the oldest template first."""
        rows = self._database.rows(
            """SELECT content FROM own_templates AS latest
            WHERE version = (SELECT max(version) FROM own_templates WHERE id = latest.id)
            AND id NOT IN (SELECT id FROM retired_templates)
            ORDER BY (SELECT min(saved_at) FROM own_templates WHERE id = latest.id), id"""
        )
        return tuple(_template(row) for row in rows)

    def remove(self, template_id: str) -> None:
        """It is no longer offered; its versions stay."""
        with self._database.transaction() as tables:
            tables.table("retired_templates").insert({"id": template_id}, pk="id", ignore=True)

    def uses(self, template_id: str) -> int:
        """How many encounters and shifts have a document of it, or are to have one."""
        row = self._database.row(
            """SELECT (SELECT count(DISTINCT encounter_id) FROM drafts WHERE template = ?)
            + (SELECT count(*) FROM shifts WHERE template = ?) AS n""",
            [template_id, template_id],
        )
        return int(row["n"]) if row else 0


def _template(row: Row) -> NoteTemplate:
    return template_from_json(from_column(row["content"]))
