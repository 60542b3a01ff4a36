"""What makes a template a good one, and what is filled in where its author left the other language out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection

MOST_SECTIONS = 24
LONGEST_TITLE = 60
LONGEST_GUIDANCE = 240
"""Every word of guidance is read by the model before the first word of a note."""

_LABEL_END = ":"


def template_problems(template: NoteTemplate) -> tuple[Problem, ...]:
    """What has to be put right before the template can be used, in the order in which it is read."""
    return (*_of_template(template), *_of_sections(template))


def completed(template: NoteTemplate) -> NoteTemplate:
    """Spaces put right; a language that is empty has the other's words; a new section's label is its title."""
    sections = tuple(_completed_section(section) for section in template.sections)
    return replace(template, titles=_in_both(template.titles), sections=sections)


def new_section(template: NoteTemplate) -> TemplateSection:
    """An empty one with an id that the template does not have yet."""
    taken = {section.id for section in template.sections}
    number = next(n for n in range(1, len(taken) + 2) if f"own{n}" not in taken)
    nothing = dict.fromkeys(Language, "")
    return TemplateSection(f"own{number}", nothing, nothing, nothing)


def _of_template(template: NoteTemplate) -> Iterator[Problem]:
    if not any(text.strip() for text in template.titles.values()):
        yield Problem("template_title_missing")
    if max(map(len, template.titles.values())) > LONGEST_TITLE:
        yield Problem("template_title_long", {"most": LONGEST_TITLE})
    if not template.sections:
        yield Problem("template_without_sections")
    if len(template.sections) > MOST_SECTIONS:
        yield Problem("template_sections_many", {"most": MOST_SECTIONS})


def _of_sections(template: NoteTemplate) -> Iterator[Problem]:
    sections = completed(template).sections
    for number, section in enumerate(sections, start=1):
        title = " / ".join(filter(None, dict.fromkeys(section.titles.values())))
        if not title:
            yield Problem("section_title_missing", {"number": number})
            continue
        if not any(section.guidance.values()):
            yield Problem("section_guidance_missing", {"title": title})
        if any(len(text) > LONGEST_TITLE or _LABEL_END in text for text in section.titles.values()):
            yield Problem("section_title_unfit", {"title": title, "most": LONGEST_TITLE})
        if max(map(len, section.guidance.values())) > LONGEST_GUIDANCE:
            yield Problem("section_guidance_long", {"title": title, "most": LONGEST_GUIDANCE})
        if any(_are_confused(section, other) for other in sections if other is not section):
            yield Problem("section_title_repeated", {"title": title})


def _are_confused(one: TemplateSection, other: TemplateSection) -> bool:
    """A reader by their titles, the model by their labels, or a document by their ids."""
    names = ((one.titles, other.titles), (one.labels, other.labels))
    same = (a[language].casefold() == b[language].casefold() for a, b in names for language in Language)
    return one.id == other.id or any(same)


def _completed_section(section: TemplateSection) -> TemplateSection:
    titles = _in_both(section.titles)
    labels = {language: _tidy(section.labels[language]) or titles[language] for language in Language}
    return replace(section, titles=titles, labels=labels, guidance=_in_both(section.guidance))


def _in_both(texts: Mapping[Language, str]) -> dict[Language, str]:
    tidy = {language: _tidy(texts[language]) for language in Language}
    spare = next((text for text in tidy.values() if text), "")
    return {language: tidy[language] or spare for language in Language}


def _tidy(text: str) -> str:
    return " ".join(text.split())
