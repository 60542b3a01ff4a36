"""The shape of a document: its sections, their titles and what belongs under each, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.language import Language


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """`labels` are the words with which the model begins a line that belongs here; `guidance` says what does.

    `single` marks a section of one line, such as the chief complaint; `holds_tasks` one whose lines are to be done;
    `is_required` one that must say something before the document is signed.
    """

    id: str
    titles: Mapping[Language, str]
    labels: Mapping[Language, str]
    guidance: Mapping[Language, str]
    single: bool = False
    holds_tasks: bool = False
    is_required: bool = False
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """`base` names the built-in template from which the clinic made its own, "" for a built-in one. A version is never
    changed: documents were written with it.
    """

    id: str
    version: int
    titles: Mapping[Language, str]
    sections: tuple[TemplateSection, ...]
    loinc: str | None = None
    base: str = ""

    @property
    def is_own(self) -> bool:
        return bool(self.base)

    @property
    def holds_tasks(self) -> bool:
        return any(section.holds_tasks for section in self.sections)

    def section(self, section_id: str) -> TemplateSection:
        """Raises KeyError when there is no such section."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
