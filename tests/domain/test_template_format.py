"""Templates as files: read as they were written, refused by the name of the field."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection
from app.domain.template_format import TEMPLATE_FORMAT, template_from_json, template_to_json

in_both = st.fixed_dictionaries({language: st.text(max_size=20) for language in Language})
sections = st.builds(
    TemplateSection, st.text(), in_both, in_both, in_both, st.booleans(), st.booleans(), st.booleans(), st.none()
)
templates = st.builds(
    NoteTemplate,
    st.text(),
    st.integers(1, 99),
    in_both,
    st.lists(sections, max_size=3).map(tuple),
    st.none(),
    st.text(),
)


@given(templates)
def test_a_template_is_read_as_it_was_written(template: NoteTemplate) -> None:
    content = json.loads(json.dumps(template_to_json(template)))
    assert content["format"] == TEMPLATE_FORMAT
    assert template_from_json(content) == template


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sections": "none"}, "sections"),
        ({"sections": ["one"]}, "sections"),
        ({"titles": "SOAP"}, "titles"),
        ({"titles": {"en": 1, "ko": ""}}, "en"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": 0}, "version"),
        ({"id": 5}, "id"),
        ({"base": None}, "base"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(change: dict[str, Any], field: str) -> None:
    nothing = dict.fromkeys(Language, "")
    content = template_to_json(NoteTemplate("t", 1, nothing, (TemplateSection("s", nothing, nothing, nothing),)))
    with pytest.raises(InputError) as refusal:
        template_from_json(content | change)
    assert refusal.value.problem.facts["field"] == field


def test_switches_are_true_or_false_and_nothing_else() -> None:
    nothing = dict.fromkeys(Language, "")
    content = template_to_json(NoteTemplate("t", 1, nothing, (TemplateSection("s", nothing, nothing, nothing),)))
    content["sections"][0]["required"] = "yes"
    with pytest.raises(InputError, match="required"):
        template_from_json(content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_anything_else_is_refused(content: Any) -> None:
    with pytest.raises(InputError):
        template_from_json(content)


def test_half_a_character_becomes_one_that_can_be_stored() -> None:
    nothing = dict.fromkeys(Language, "")
    template = NoteTemplate("t", 1, {Language.EN: "a\ud800b", Language.KO: ""}, ())
    assert template_from_json(template_to_json(template)) == replace(template, titles={**nothing, Language.EN: "a?b"})
