"""A template from a note that a clinic writes anyway: its headings become sections, its content is not kept."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from app.domain.dialogue import language_of
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.pasted_note import heading_in
from app.domain.template import NoteTemplate, TemplateSection
from app.drafting.templates import load_template, template_ids
from app.resources import load_json

# «C.C) 두통», «2. Plan: rest»: a heading with what belongs under it on one line.
_LED_LINE = re.compile(r"^[\s\-*•▪#\d.)]*(?P<title>[^\d\s:：)\]>-][^:：)\]>]{0,40}?)\s*(?:[:：)\]>]|\s-\s)")
_NOT_IN_NAMES = re.compile(r"[^\w/]+")


def template_from_note(text: str, title: str) -> NoteTemplate:
    """What the templates that ship know by that name keeps its id, guidance and both titles; the rest is new.

    Raises InputError("note_without_headings").
    """
    headings = list(dict.fromkeys(_headings(text)))
    found = [_known_sections().get(_name(heading)) for heading in headings]
    base = _base_of(section_id for section_id in found if section_id)
    language = language_of(text)
    sections: dict[str, TemplateSection] = {}
    for number, (heading, section_id) in enumerate(zip(headings, found, strict=True), start=1):
        section = _section_of(section_id, base) if section_id else None
        section = section or _new(f"own{number}", heading, language)
        sections.setdefault(section.id, section)
    if not sections:
        raise InputError("note_without_headings")
    titles = {each: title if each is language else "" for each in Language}
    return NoteTemplate("", 1, titles, tuple(sections.values()), load_template(base).loinc, base)


def _headings(text: str) -> Iterator[str]:
    for line in (line.strip() for line in text.splitlines()):
        heading = heading_in(line)
        if heading is not None:
            yield heading
        elif (led := _LED_LINE.match(line)) and _name(led["title"]) in _known_sections():
            yield led["title"].strip()
        elif len(_name(line)) > 1 and _name(line) in _known_sections():
            # A letter alone is more often a part of the text than «S», «O», «A» or «P».
            yield line


def _base_of(section_ids: Iterable[str]) -> str:
    """The built-in template that has most of them; its rules and examples go with the new one."""
    found = set(section_ids)
    shared = Counter({each: len(found & {s.id for s in load_template(each).sections}) for each in template_ids()})
    return shared.most_common(1)[0][0]


def _section_of(section_id: str, base: str) -> TemplateSection | None:
    """As the base has it, else as the first template that does."""
    for template_id in (base, *template_ids()):
        for section in load_template(template_id).sections:
            if section.id == section_id:
                return section
    return None


def _new(section_id: str, heading: str, language: Language) -> TemplateSection:
    titles = {each: heading if each is language else "" for each in Language}
    nothing = dict.fromkeys(Language, "")
    return TemplateSection(section_id, titles, nothing, nothing)


@cache
def _known_sections() -> dict[str, str]:
    """Every name that a section goes by, and its id; titles of the templates that ship come before other names."""
    known: dict[str, str] = {}
    for template_id in template_ids():
        for section in load_template(template_id).sections:
            for text in (*section.titles.values(), *section.labels.values()):
                known.setdefault(_name(text), section.id)
    for section_id, names in load_json("terminology/section_names.json")["names"].items():
        for name in names:
            known.setdefault(_name(name), section_id)
    return known


def _name(heading: str) -> str:
    """Case, width, spaces and points make no other name."""
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFKC", heading)).casefold()
