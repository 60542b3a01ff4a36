"""What the model is told: rules, the sections' labels, and worked examples, all from resources/prompts."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.resources import load_json

Message: TypeAlias = tuple[Literal["system", "user", "assistant"], str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """`opening` is the same for every stretch of a visit, so the model reads it once; `labels` by section id.

    `examples` are the texts of the worked examples, each talk with its lines.
    """

    opening: tuple[Message, ...]
    labels: dict[str, str]
    examples: tuple[str, ...]

    def with_stretch(self, text: str) -> tuple[Message, ...]:
        return (*self.opening, ("user", text))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(self.opening, ensure_ascii=False).encode("utf-8")).hexdigest()


def build_prompt(
    template: NoteTemplate, written: Language, spoken: Language, in_digits: Callable[[str], str]
) -> Prompt:
    """The prompt for a note in the language `written` from talk in the language `spoken`.

    The talk of the examples goes through `in_digits`, as the real talk does.
    """
    wording = load_json(f"prompts/{template.id}.{written.value}.json")
    sections = "\n".join(f"{section.labels[written]}: {section.guidance[written]}" for section in template.sections)
    messages: list[Message] = [("system", wording["rules"].format(sections=sections))]
    examples: list[str] = []
    for example in wording["examples"][spoken.value]:
        talk, lines = in_digits("\n".join(example["talk"])), "\n".join(example["lines"])
        messages += [("user", talk), ("assistant", lines)]
        examples.append(f"{talk}\n{lines}")
    return Prompt(
        opening=tuple(messages),
        labels={section.id: section.labels[written] for section in template.sections},
        examples=tuple(examples),
    )
