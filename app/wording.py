"""The user's sentences, in the user's language: for a problem with its next step, and for what review flagged."""

from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import Flag, FlagKind, Severity
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
    facts = {name: _in_words(name, fact, language) for name, fact in problem.facts.items()}
    return Wording(sentences["reason"].format(**facts), sentences["what_to_do"].format(**facts))


def _in_words(name: str, fact: object, language: Language) -> object:
    """The role of a model, as the user calls it; every other fact as it is."""
    roles = load_json("i18n/cli.json")
    return roles[f"role_{fact}"][language.value] if name == "role" and f"role_{fact}" in roles else fact


def flag_sentence(flag: Flag, language: Language) -> str:
    """What is in question, naming the words written and, where there is one, the nearest thing said or recorded; where
    the rule behind it comes from, and whether the clinic has lowered it."""
    table = load_json("i18n/flags.json")
    sentences: dict[str, str] = table["kinds"][flag.kind][language.value]
    said = sex_label(flag.said, language)
    words = [sentences["sentence_with_said" if said else "sentence"].format(written=flag.written, said=said)]
    if flag.source:
        words.append(table["source"][language.value].format(source=flag.source))
    if flag.is_lowered:
        words.append(table["lowered"][language.value])
    return " ".join(words)


def flag_label(kind: FlagKind, language: Language) -> str:
    return str(load_json("i18n/flags.json")["kinds"][kind][language.value]["label"])


def severity_label(severity: Severity, language: Language) -> str:
    return str(load_json("i18n/flags.json")["severities"][severity][language.value])


def sex_label(sex: str, language: Language) -> str:
    """«female» and «male» in this language; what else was entered as it is."""
    table = load_json("i18n/flags.json")["sexes"]
    return str(table[sex][language.value]) if sex in table else sex


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """The words with which consent to a recording is asked for; `version` is what is kept of them."""

    version: str
    text: str


def consent_wording(language: Language) -> ConsentWording:
    table = load_json("consent/recording.json")
    return ConsentWording(table["current"], table["wordings"][table["current"]][language.value])


def omission_label(kind: str, language: Language) -> str:
    """What sort of thing was said and is missing from the note."""
    return str(load_json("i18n/flags.json")["omissions"][kind][language.value])
