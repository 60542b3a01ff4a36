"""Templates as JSON: what ships in resources/templates, and `saegim.template/1`, which clinics hand to each other."""

from collections.abc import Mapping
from typing import Any

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection

TEMPLATE_FORMAT = "saegim.template/1"

_SWITCHES = {"single": "single", "tasks": "holds_tasks", "required": "is_required"}


def template_to_json(template: NoteTemplate) -> dict[str, Any]:
    content: dict[str, Any] = {
        "format": TEMPLATE_FORMAT,
        "id": template.id,
        "version": template.version,
        "titles": _by_language(template.titles),
        "sections": [_section_to_json(section) for section in template.sections],
        "base": template.base,
    }
    return content | ({"loinc": template.loinc} if template.loinc else {})


def template_from_json(content: Any) -> NoteTemplate:
    """A field that is left out stands for its default; one of the wrong kind raises InputError("template_format").

    Whether the template is a good one is for `template_problems` to say.
    """
    if not isinstance(content, dict):
        raise InputError("template_format", field="format")
    sections = content.get("sections")
    if not isinstance(sections, list):
        raise InputError("template_format", field="sections")
    version = content.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError("template_format", field="version")
    return NoteTemplate(
        id=_text(content, "id"),
        version=version,
        titles=_in_both(content, "titles"),
        sections=tuple(_section(section) for section in sections),
        loinc=_text(content, "loinc", "") or None,
        base=_text(content, "base", ""),
    )


def _section_to_json(section: TemplateSection) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": section.id,
        "titles": _by_language(section.titles),
        "labels": _by_language(section.labels),
        "guidance": _by_language(section.guidance),
    }
    content |= {name: True for name, field in _SWITCHES.items() if getattr(section, field)}
    return content | ({"loinc": section.loinc} if section.loinc else {})


def _section(content: Any) -> TemplateSection:
    if not isinstance(content, dict):
        raise InputError("template_format", field="sections")
    switches = {field: content.get(name, False) for name, field in _SWITCHES.items()}
    for name, field in _SWITCHES.items():
        if not isinstance(switches[field], bool):
            raise InputError("template_format", field=name)
    return TemplateSection(
        id=_text(content, "id"),
        titles=_in_both(content, "titles"),
        labels=_in_both(content, "labels"),
        guidance=_in_both(content, "guidance"),
        loinc=_text(content, "loinc", "") or None,
        **switches,
    )


def _by_language(texts: Mapping[Language, str]) -> dict[str, str]:
    return {language.value: texts[language] for language in Language}


def _in_both(content: dict[str, Any], field: str) -> dict[Language, str]:
    texts = content.get(field)
    if not isinstance(texts, dict):
        raise InputError("template_format", field=field)
    return {language: _text(texts, language.value, "") for language in Language}


def _text(content: dict[str, Any], field: str, default: str | None = None) -> str:
    text = content.get(field, default)
    if not isinstance(text, str):
        raise InputError("template_format", field=field)
    # JSON can spell half a character, which cannot be stored or printed.
    return text.encode("utf-8", "replace").decode("utf-8")
