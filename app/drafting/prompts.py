"""What the model is told: rules, the sections' labels, and worked examples, all from resources/prompts."""

import hashlib
from dataclasses import dataclass

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.resources import load_json

@dataclass(frozen=True, slots=True)
class Prompt:
    """`opening` is the same for every stretch of a visit, so the model reads it once; `labels` by section id.

    `examples` are the texts of the worked examples, each talk with its lines.
    """

    opening: str
    labels: dict[str, str]
    examples: tuple[str, ...]

    def with_stretch(self, text: str) -> str:
        return f"{self.opening}{_turn('user', text)}<|im_start|>assistant\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.opening.encode("utf-8")).hexdigest()


def build_prompt(template: NoteTemplate, written: Language, spoken: Language) -> Prompt:
    """The prompt for a note in the language `written` from talk in the language `spoken`."""
    wording = load_json(f"prompts/{template.id}.{written.value}.json")
    sections = "\n".join(f"{section.labels[written]}: {section.guidance[written]}" for section in template.sections)
    turns = [_turn("system", wording["rules"].format(sections=sections))]
    examples = wording["examples"][spoken.value]
    for example in examples:
        turns += [_turn("user", "\n".join(example["talk"])), _turn("assistant", "\n".join(example["lines"]))]
    return Prompt(
        opening="".join(turns),
        labels={section.id: section.labels[written] for section in template.sections},
        examples=tuple("\n".join([*example["talk"], *example["lines"]]) for example in examples),
    )


def _turn(role: str, text: str) -> str:
    return f"<|im_start|>{role}\n{text}<|im_end|>\n"
