import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import Flag, FlagKind
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex
from app.review.line_guard import LineGuard

TALK = parse_dialogue(
    "Doctor: Take orlistat 120 milligrams with meals.\nPatient: I was taking pairs of tablets up to four times a day, "
    "and zelvane 20 milligrams."
)


def flags(text: str) -> set[tuple[FlagKind, str]]:
    found: tuple[Flag, ...] = flags_of(text, TranscriptIndex(TALK))
    return {(flag.kind, flag.written) for flag in found}


def test_a_name_before_a_dose_that_nobody_said_is_flagged() -> None:
    assert (FlagKind.MEDICATION_UNSUPPORTED, "Orlite") in flags("Orlite 120 mg with meals.")
    assert (FlagKind.MEDICATION_UNSUPPORTED, "오를라이트") in flags("오를라이트 120 mg 식사와 함께 복용.")
    assert FlagKind.MEDICATION_UNSUPPORTED in {flag.kind for flag in LineGuard(TALK).flags("Orlite 120 mg with meals.")}


def test_a_name_that_was_said_is_not() -> None:
    assert not flags("Zelvane 20 mg.")
    assert not flags("Orlistat 120 mg with meals.")


@pytest.mark.parametrize(
    "text",
    [
        "Takes a total 120 mg with meals.",
        "식사 시 하루 120 mg 복용.",
        "Dosage 120 mg with meals.",
        "Creatinine 1.2 mg/dL.",
        "Diuretic 120 mg.",
        "이뇨제 120 mg.",
    ],
)
def test_other_words_before_a_dose_name_nothing(text: str) -> None:
    assert FlagKind.MEDICATION_UNSUPPORTED not in {kind for kind, _ in flags(text)}


def test_there_are_no_tablets_of_pairs() -> None:
    written = "Taking pairs of tablets up to four times a day."
    assert (FlagKind.MEDICATION_CONFUSABLE, "pairs of tablets") in flags(written)
    assert FlagKind.MEDICATION_CONFUSABLE not in {kind for kind, _ in flags("Taking a couple of tablets a day.")}
    guard = LineGuard(TALK)
    assert guard.flags(written)
    assert guard.sentence_behind(written) == ""


def test_a_name_that_nobody_said_enters_no_draft() -> None:
    guard = LineGuard(TALK)
    assert guard.flags("Takes orlistat with meals as told by Henderson.")
    assert not guard.flags("Takes Orlistat with meals.")
    assert not guard.flags("Patient takes Zelvane 20 milligrams.")
