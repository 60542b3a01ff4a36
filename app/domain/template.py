"""The shape of a document: its sections, their titles and what belongs under each, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.language import Language


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """`labels` are the words with which the model begins a line that belongs here; `guidance` says what does.

    `single` marks a section of one line, such as the chief complaint.
    """

    id: str
    titles: Mapping[Language, str]
    labels: Mapping[Language, str]
    guidance: Mapping[Language, str]
    single: bool = False
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    id: str
    version: int
    titles: Mapping[Language, str]
    sections: tuple[TemplateSection, ...]
    loinc: str | None = None

    def section(self, section_id: str) -> TemplateSection:
        """Raises KeyError when there is no such section."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
