from dataclasses import replace

import pytest

from app.domain.language import Language
from app.drafting.prompts import build_prompt
from app.drafting.stretches import Stretch
from app.drafting.templates import load_template, template_ids

ONE, ANOTHER = Stretch((), "one", 1), Stretch((), "another", 1)


@pytest.mark.parametrize("template_id", template_ids())
@pytest.mark.parametrize("written", Language)
@pytest.mark.parametrize("spoken", Language)
def test_every_example_line_begins_with_a_label_of_its_template(
    template_id: str, written: Language, spoken: Language
) -> None:
    prompt = build_prompt(load_template(template_id), written, spoken, str)
    answers = [text for role, text in prompt.opening if role == "assistant"]
    assert answers
    for line in "\n".join(answers).splitlines():
        assert line.split(":")[0] in {"", *prompt.labels.values()}


def test_the_opening_is_the_same_for_every_stretch() -> None:
    prompt = build_prompt(load_template("soap"), Language.EN, Language.EN, str)
    assert prompt.with_stretch(ONE)[:-1] == prompt.with_stretch(ANOTHER)[:-1] == prompt.opening


def test_before_a_stretch_stands_the_former_one_with_its_lines() -> None:
    prompt = build_prompt(load_template("soap"), Language.EN, Language.EN, str)
    lines = [("chief_complaint", "Cough."), ("plan", "Start amoxicillin.")]
    assert prompt.with_stretch(replace(ANOTHER, former=ONE), lines)[len(prompt.opening) :] == (
        ("user", "one"),
        ("assistant", "Complaint: Cough.\nPlan: Start amoxicillin."),
        ("user", "another"),
    )


def test_the_hash_tells_prompts_apart() -> None:
    template = load_template("soap")
    hashes = {build_prompt(template, written, Language.EN, str).sha256 for written in Language}
    assert len(hashes) == 2


def test_handovers_and_discharge_documents_are_of_dictation_in_both_languages() -> None:
    for template_id in template_ids():
        for written in Language:
            prompt = build_prompt(load_template(template_id), written, written, str)
            assert prompt.of_dictation == (template_id != "soap")


def test_words_akin_to_those_of_an_example_belong_to_it_and_are_not_shown_to_the_model() -> None:
    prompt = build_prompt(load_template("soap"), Language.EN, Language.EN, str)
    assert sum("dizziness" in example for example in prompt.examples) == 1
    assert not any("dizziness" in text for _, text in prompt.opening)


@pytest.mark.parametrize("template_id", template_ids())
@pytest.mark.parametrize("written", Language)
@pytest.mark.parametrize("spoken", Language)
def test_a_mark_is_of_one_example_and_of_talk_in_the_notes_language(
    template_id: str, written: Language, spoken: Language
) -> None:
    prompt = build_prompt(load_template(template_id), written, spoken, str)
    assert written is spoken or not prompt.marks
    for mark in prompt.marks:
        assert sum(mark in example.casefold() for example in prompt.examples) == 1, mark


def test_an_english_visit_has_marks_and_so_has_a_korean_one() -> None:
    assert all(build_prompt(load_template("soap"), each, each, str).marks for each in Language)
