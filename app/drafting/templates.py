"""The note templates that ship in resources/templates."""

from collections.abc import Mapping
from functools import cache

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection
from app.resources import load_json

TEMPLATE_IDS = ("soap", "discharge", "handover_sbar")


def template_ids() -> tuple[str, ...]:
    return TEMPLATE_IDS


@cache
def load_template(template_id: str) -> NoteTemplate:
    """Raises InputError("template_unknown")."""
    if template_id not in TEMPLATE_IDS:
        raise InputError("template_unknown", template=template_id, known=", ".join(TEMPLATE_IDS))
    content = load_json(f"templates/{template_id}.json")
    return NoteTemplate(
        id=template_id,
        version=content["version"],
        titles=_in_both(content["titles"]),
        loinc=content.get("loinc"),
        sections=tuple(
            TemplateSection(
                id=section["id"],
                titles=_in_both(section["titles"]),
                labels=_in_both(section["labels"]),
                guidance=_in_both(section["guidance"]),
                single=section.get("single", False),
                loinc=section.get("loinc"),
            )
            for section in content["sections"]
        ),
    )


def _in_both(texts: Mapping[str, str]) -> dict[Language, str]:
    return {language: texts[language.value] for language in Language}
