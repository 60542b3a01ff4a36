"""The note templates that ship in resources/templates."""

from functools import cache

from app.domain.errors import InputError
from app.domain.template import NoteTemplate
from app.domain.template_format import template_from_json
from app.resources import load_json

TEMPLATE_IDS = ("soap", "discharge", "handover_sbar", "handover_ipass")


def template_ids() -> tuple[str, ...]:
    return TEMPLATE_IDS


@cache
def load_template(template_id: str) -> NoteTemplate:
    """Raises InputError("template_unknown")."""
    if template_id not in TEMPLATE_IDS:
        raise InputError("template_unknown", template=template_id, known=", ".join(TEMPLATE_IDS))
    return template_from_json(load_json(f"templates/{template_id}.json"))
