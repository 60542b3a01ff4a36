import pytest

from app.domain.errors import InputError
from app.domain.language import Language
from app.drafting.templates import load_template, template_ids


@pytest.mark.parametrize("template_id", template_ids())
def test_templates_are_complete_in_both_languages(template_id: str) -> None:
    template = load_template(template_id)
    for language in Language:
        assert template.titles[language]
        labels = [section.labels[language] for section in template.sections]
        assert len(set(labels)) == len(labels)
        assert all(section.titles[language] and section.guidance[language] for section in template.sections)


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as refusal:
        load_template("../secrets")
    assert "soap" in str(refusal.value.problem.facts["known"])
