import pytest

from app.domain.language import Language
from app.drafting.prompts import build_prompt
from app.drafting.templates import load_template, template_ids


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
    assert prompt.with_stretch("one")[:-1] == prompt.with_stretch("another")[:-1] == prompt.opening


def test_the_hash_tells_prompts_apart() -> None:
    template = load_template("soap")
    hashes = {build_prompt(template, written, Language.EN, str).sha256 for written in Language}
    assert len(hashes) == 2
