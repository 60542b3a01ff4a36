"""Every template there is: those that ship, and the clinic's own in each of their versions, kept and handed on."""

import json
import uuid
from dataclasses import replace
from pathlib import Path

from app.domain.errors import InputError, Problem
from app.domain.formats import parse_json
from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.domain.template_format import TEMPLATE_FORMAT, template_from_json, template_to_json
from app.domain.template_rules import completed, template_problems
from app.drafting.example_note import template_from_note
from app.drafting.templates import load_template, template_ids
from app.export.files import write_file
from app.storage.vault import Vault

_LARGEST_FILE_BYTES = 256_000


class TemplateLibrary:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def offered(self) -> tuple[NoteTemplate, ...]:
        """Those that ship, then the clinic's own, each in its latest version."""
        return offered_templates(self._vault)

    def copy(self, template: NoteTemplate, titles: dict[Language, str]) -> NoteTemplate:
        """The clinic's own, under these titles, still to be saved."""
        return replace(template, id="", version=1, titles=titles, base=template.base or template.id)

    def from_note(self, text: str, title: str) -> NoteTemplate:
        """Still to be saved. Raises InputError("note_without_headings")."""
        return template_from_note(text, title)

    def problems(self, template: NoteTemplate) -> tuple[Problem, ...]:
        """What has to be put right before it can be saved."""
        return template_problems(template)

    def save(self, template: NoteTemplate) -> NoteTemplate:
        """A new template, or the next version of one; documents keep the version they were written with.

        Raises InputError with the first of its problems, or InputError("template_unknown").
        """
        require_good(template)
        template = completed(template)
        with self._vault.transaction():
            if not template.id:
                saved = replace(template, id=f"own_{uuid.uuid4().hex}", version=1)
            else:
                latest = template_of(self._vault, template.id)
                if replace(template, version=latest.version) == latest:
                    return latest
                saved = replace(template, version=latest.version + 1)
            self._vault.own_templates.add(saved)
            detail = f"version={saved.version} sections={len(saved.sections)}"
            self._vault.audit_log.append(self._actor, "template_saved", saved.id, detail)
        return saved

    def remove(self, template_id: str) -> None:
        """Raises InputError("template_in_use") where documents were written with it."""
        with self._vault.transaction():
            if uses := self._vault.own_templates.uses(template_id):
                raise InputError("template_in_use", count=uses)
            self._vault.own_templates.remove(template_id)
            self._vault.audit_log.append(self._actor, "template_removed", template_id)

    def read_file(self, path: Path) -> NoteTemplate:
        """As read_template."""
        return read_template(path)

    def write_file(self, template: NoteTemplate, path: Path) -> None:
        """It holds no word of any patient. Raises ExportError."""
        content = json.dumps(template_to_json(template), ensure_ascii=False, indent=2)
        write_file(path, f"{content}\n".encode())


def template_of(vault: Vault, template_id: str, version: int | None = None) -> NoteTemplate:
    """The latest version, unless another is asked for; a built-in template has one.

    Raises InputError("template_unknown").
    """
    if template_id in template_ids():
        return load_template(template_id)
    own = vault.own_templates.get(template_id, version)
    if own is None:
        raise InputError("template_unknown", template=template_id, known=", ".join(template_ids()))
    return own


def offered_templates(vault: Vault) -> tuple[NoteTemplate, ...]:
    """In the order in which they are offered: the built-in ones first."""
    return (*(load_template(template_id) for template_id in template_ids()), *vault.own_templates.offered())


def read_template(path: Path) -> NoteTemplate:
    """From another clinic: a template of its own here, still to be saved. Raises InputError("template_file" |
    "template_format").
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST_FILE_BYTES else b""
    except OSError:
        raise InputError("template_file") from None
    parsed = parse_json(content, "template_format")
    if not isinstance(parsed, dict) or parsed.get("format") != TEMPLATE_FORMAT:
        raise InputError("template_format", field="format")
    template = template_from_json(parsed)
    origin = template.base or template.id
    base = origin if origin in template_ids() else template_ids()[0]
    return replace(template, id="", version=1, base=base)


def require_good(template: NoteTemplate) -> None:
    """Raises InputError with the first of its problems."""
    problems = template_problems(template)
    if problems:
        raise InputError(problems[0].code, **problems[0].facts)
