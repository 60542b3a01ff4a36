"""What a template must be, told in clear sentences; and what is filled in for its author."""

from dataclasses import replace

import pytest

from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection
from app.domain.template_rules import (
    LONGEST_GUIDANCE,
    LONGEST_TITLE,
    MOST_SECTIONS,
    completed,
    new_section,
    template_problems,
)
from app.drafting.templates import load_template, template_ids


def both(text: str) -> dict[Language, str]:
    return dict.fromkeys(Language, text)


def section(section_id: str = "a", title: str = "Wound", guidance: str = "how it looks") -> TemplateSection:
    return TemplateSection(section_id, both(title), both(""), both(guidance))


def template(*sections: TemplateSection, title: str = "Ward note") -> NoteTemplate:
    return NoteTemplate("t", 1, both(title), sections, base="soap")


def codes(of: NoteTemplate) -> list[str]:
    return [problem.code for problem in template_problems(of)]


@pytest.mark.parametrize("template_id", template_ids())
def test_the_templates_that_ship_are_good_and_complete(template_id: str) -> None:
    assert template_problems(load_template(template_id)) == ()
    assert completed(load_template(template_id)) == load_template(template_id)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (template(section(), title="  "), "template_title_missing"),
        (template(section(), title="x" * (LONGEST_TITLE + 1)), "template_title_long"),
        (template(), "template_without_sections"),
        (template(*(section(f"s{n}", f"T{n}") for n in range(MOST_SECTIONS + 1))), "template_sections_many"),
        (template(section(title=" ")), "section_title_missing"),
        (template(section(title="Wound: left")), "section_title_unfit"),
        (template(section(guidance="")), "section_guidance_missing"),
        (template(section(guidance="x" * (LONGEST_GUIDANCE + 1))), "section_guidance_long"),
    ],
)
def test_what_has_to_be_put_right_is_named(made: NoteTemplate, code: str) -> None:
    assert codes(made) == [code]


def test_two_sections_never_go_by_one_name() -> None:
    assert codes(template(section("a", "Wound"), section("b", "WOUND"))) == ["section_title_repeated"] * 2
    labelled = replace(section("b", "Other"), labels=both("Wound"))
    assert "section_title_repeated" in codes(template(section("a", "Wound"), labelled))
    assert codes(template(section("a", "Wound"), section("a", "Drain"))) == ["section_title_repeated"] * 2


def test_one_language_is_enough_and_the_other_has_its_words() -> None:
    only = {Language.KO: " 상처  관리 ", Language.EN: ""}
    made = completed(template(TemplateSection("a", only, both(""), only)))
    assert made.sections[0].titles == made.sections[0].labels == made.sections[0].guidance == both("상처 관리")
    assert template_problems(made) == ()


def test_a_new_section_has_an_id_of_its_own() -> None:
    made = template(section("own1"), section("own3", "Other"))
    assert new_section(made).id == "own2"
    assert new_section(template()).id == "own1"
