"""Every template there is: those that ship, and the clinic's own in each of their versions."""

from app.domain.errors import InputError
from app.domain.template import NoteTemplate
from app.drafting.templates import load_template, template_ids
from app.storage.vault import Vault


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
