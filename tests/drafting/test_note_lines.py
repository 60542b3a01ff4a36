from collections.abc import Callable

import pytest

from app.domain.language import Language
from app.domain.note import Flag, FlagKind, Severity
from app.drafting.note_lines import LONGEST_QUOTE_WORDS, NoteLines
from app.drafting.templates import load_template


class KeepsOut:
    """A guard that keeps every line out, for one reason."""

    def __init__(self, kind: FlagKind) -> None:
        self._kind = kind

    def flags(self, line: str) -> tuple[Flag, ...]:
        return (Flag(self._kind, Severity.WARN, line),)

    def leak_flags(self, line: str, marks: tuple[str, ...]) -> tuple[Flag, ...]:
        return ()

    def sentence_behind(self, line: str) -> str:
        return "I cough a lot."

    def is_spoken_of(self, section_id: str) -> bool:
        return True

    def section_for(self, section_id: str, line: str) -> str:
        return section_id

    def own_complaint(self) -> str:
        return ""

    def told_whole(self, lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return (("Take the parrot at eight.", ""),)

    def section_of_dictated(self, line: str, section_ids: tuple[str, ...], otherwise: str) -> str:
        return otherwise


@pytest.mark.parametrize(
    ("section_id", "kind", "stands"),
    [
        ("plan", FlagKind.NUMBER_UNSUPPORTED, ["“I cough a lot.”"]),
        ("plan", FlagKind.STATEMENT_UNSUPPORTED, []),
        ("plan", FlagKind.HEARD_UNCLEARLY, []),
        ("chief_complaint", FlagKind.STATEMENT_UNSUPPORTED, ["“I cough a lot.”"]),
        ("chief_complaint", FlagKind.HEARD_UNCLEARLY, []),
    ],
)
def test_what_was_said_stands_in_for_a_wrong_line_but_not_where_it_was_hardly_understood(
    section_id: str, kind: FlagKind, stands: list[str]
) -> None:
    lines = NoteLines(load_template("soap"))
    lines.add([(section_id, "The parrot recommends it.")], "", KeepsOut(kind))
    assert [s.text for section in lines.sections(Language.EN, None) for s in section.statements] == stands
    assert [line.flag.kind for line in lines.withheld] == [kind]


@pytest.mark.parametrize(("kind", "stands"), [(FlagKind.HEARD_UNCLEARLY, 0), (FlagKind.NUMBER_UNSUPPORTED, 1)])
def test_what_was_hardly_understood_of_a_dictation_does_not_stand_in_its_own_words(kind: FlagKind, stands: int) -> None:
    lines = NoteLines(load_template("handover_sbar"), is_dictation=True)
    lines.add([], "", KeepsOut(kind))
    assert sum(len(section.statements) for section in lines.sections(Language.EN, None)) == stands


class KnowsTheDiagnosis(KeepsOut):
    """A guard for which every complaint is a diagnosis, and that has heard a complaint of `words` words."""

    def __init__(self, words: int) -> None:
        super().__init__(FlagKind.NUMBER_UNSUPPORTED)
        self._words = words

    def flags(self, line: str) -> tuple[Flag, ...]:
        return ()

    def section_for(self, section_id: str, line: str) -> str:
        return "assessment" if section_id == "chief_complaint" else section_id

    def own_complaint(self) -> str:
        return " ".join(["My", *["very"] * (self._words - 3), "tummy", "hurts."])


@pytest.mark.parametrize(("words", "complaint"), [(3, ["“My tummy hurts.”"]), (LONGEST_QUOTE_WORDS + 1, [])])
def test_a_diagnosis_is_no_complaint_and_the_patients_own_words_are(words: int, complaint: list[str]) -> None:
    lines = NoteLines(load_template("soap"))
    lines.add([("chief_complaint", "Gastroenteritis.")], "", KnowsTheDiagnosis(words))
    stated = {section.id: [s.text for s in section.statements] for section in lines.stated(Language.EN)}
    assert stated.get("chief_complaint", []) == complaint
    assert stated["assessment"] == ["Gastroenteritis."]


class KeepsSomeOut(KeepsOut):
    """A guard that finds words of a line wrong where `wrong_words` names them."""

    def __init__(self, kind: FlagKind, wrong_words: Callable[[str], str]) -> None:
        super().__init__(kind)
        self._wrong_words = wrong_words

    def flags(self, line: str) -> tuple[Flag, ...]:
        wrong = self._wrong_words(line)
        return (Flag(self._kind, Severity.WARN, wrong),) if wrong else ()


def test_a_line_with_an_age_that_nobody_said_stands_without_it() -> None:
    """Otherwise the history that comes with it was lost: a small model begins it as in its example."""
    lines = NoteLines(load_template("soap"))
    knows_no_age = KeepsSomeOut(FlagKind.NUMBER_UNSUPPORTED, lambda line: "61-year-old" if "61" in line else "")
    written = "The patient is a 61-year-old female with a past medical history of anemia."
    standing = lines.add([("history_of_present_illness", written)], "she has anemia", knows_no_age)

    told = "The patient has a past medical history of anemia."
    assert [s.text for section in lines.sections(Language.EN, None) for s in section.statements] == [told]
    assert standing == (("history_of_present_illness", told),)
    assert lines.withheld == []


def test_of_several_sentences_those_that_were_said_stand() -> None:
    """A model tells half a visit in one line; a father's kidney stones were lost with an invented dizziness."""
    lines = NoteLines(load_template("soap"))
    knows_no_parrot = KeepsSomeOut(FlagKind.STATEMENT_UNSUPPORTED, lambda line: line if "parrot" in line else "")
    lines.add([("plan", "Rest for a week. The parrot is told. Ice 3 times a day.")], "", knows_no_parrot)

    stated = [s.text for section in lines.sections(Language.EN, None) for s in section.statements]
    assert stated == ["Rest for a week. Ice 3 times a day."]
    assert [line.text for line in lines.withheld] == ["The parrot is told."]


def test_sentences_that_are_wrong_together_are_kept_out_together() -> None:
    lines = NoteLines(load_template("soap"))
    knows_one = KeepsSomeOut(FlagKind.STATEMENT_UNSUPPORTED, lambda line: line if line.count(".") > 1 else "")
    lines.add([("plan", "Amlodipine stays. Take ten of it.")], "", knows_one)

    assert lines.stated(Language.EN) == ()
    assert [line.text for line in lines.withheld] == ["Amlodipine stays. Take ten of it."]
