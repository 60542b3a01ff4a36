"""What the model is told: rules, the sections' labels, and worked examples, all from resources/prompts."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.drafting.memory import Line
from app.drafting.stretches import Stretch
from app.drafting.templates import load_template
from app.resources import load_json

Message: TypeAlias = tuple[Literal["system", "user", "assistant"], str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """`opening` is the same for every stretch of a visit, so the model reads it once; `labels` by section id.

    `examples` are the texts of the worked examples, each talk with its lines and the words `akin` to its own that a
    model puts in their place, «dizziness» for a dizzy spell; `marks` are beginnings of words that tell of an example's
    patient alone, where talk and note are in one language. `of_dictation`: the document is mostly
    dictated by one who tells everything, as a handover is.
    """

    opening: tuple[Message, ...]
    labels: dict[str, str]
    examples: tuple[str, ...]
    of_dictation: bool = False
    marks: tuple[str, ...] = ()

    def with_stretch(self, stretch: Stretch, before: Iterable[Line] = ()) -> tuple[Message, ...]:
        """`before` are the lines of the former stretch, if one is in view."""
        if stretch.former is None:
            return (*self.opening, ("user", stretch.text))
        written = "\n".join(f"{self.labels[section_id]}: {line}" for section_id, line in before)
        return (*self.opening, ("user", stretch.former.text), ("assistant", written), ("user", stretch.text))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(self.opening, ensure_ascii=False).encode("utf-8")).hexdigest()


def build_prompt(
    template: NoteTemplate, written: Language, spoken: Language, in_digits: Callable[[str], str]
) -> Prompt:
    """The prompt for a note in the language `written` from talk in the language `spoken`.

    The talk of the examples goes through `in_digits`, as the real talk does. A clinic's own template has the rules and
    examples of the one that it was made from, as far as it has their sections.
    """
    origin = load_template(template.base) if template.is_own else template
    wording = load_json(f"prompts/{origin.id}.{written.value}.json")
    sections = "\n".join(f"{section.labels[written]}: {section.guidance[written]}" for section in template.sections)
    messages: list[Message] = [("system", wording["rules"].format(sections=sections))]
    examples: list[str] = []
    marks: list[str] = []
    for example in wording["examples"][spoken.value]:
        kept = _lines(example["lines"], template, origin, written)
        if example["lines"] and not kept:
            continue
        talk, lines = in_digits("\n".join(example["talk"])), "\n".join(kept)
        messages += [("user", talk), ("assistant", lines)]
        marks += example.get("marks", ()) if written is spoken else ()
        akin = " ".join(example.get("akin", ()))
        examples.append(f"{talk}\n{lines}\n{akin}")
    return Prompt(
        opening=tuple(messages),
        labels={section.id: section.labels[written] for section in template.sections},
        examples=tuple(examples),
        of_dictation=wording.get("of_dictation", False),
        marks=tuple(marks),
    )


def _lines(lines: Sequence[str], template: NoteTemplate, origin: NoteTemplate, written: Language) -> list[str]:
    """The lines of an example under the template's own labels; those of sections that it does not have are left out."""
    ids = {section.labels[written]: section.id for section in origin.sections}
    labels = {section.id: section.labels[written] for section in template.sections}
    parts = (line.partition(":") for line in lines)
    return [f"{labels[ids[label]]}:{text}" for label, _, text in parts if ids[label] in labels]
