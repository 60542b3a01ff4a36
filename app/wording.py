"""The user's sentence for a problem, in the user's language, with the next step."""

from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.language import Language
from app.resources import load_json


@dataclass(frozen=True, slots=True)
class Wording:
    reason: str
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.reason} {self.what_to_do}".strip()


def wording_of(problem: Problem, language: Language) -> Wording:
    """Raises KeyError for a code without a sentence: a bug, which a test of all codes finds first."""
    sentences = load_json("i18n/problems.json")[problem.code][language.value]
    return Wording(
        sentences["reason"].format(**problem.facts),
        sentences["what_to_do"].format(**problem.facts),
    )
