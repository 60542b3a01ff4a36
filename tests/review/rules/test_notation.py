"""What can be seen in a note alone."""

import pytest

from app.domain.note import FlagKind, Severity
from app.review.rules.notation import notation_flags


def found(text: str) -> list[tuple[FlagKind, Severity, str, str]]:
    return [(flag.kind, flag.severity, flag.written, flag.said) for flag in notation_flags(text)]


@pytest.mark.parametrize(
    ("text", "written", "clearer"),
    [
        ("Insulin 10 U at night", "U", "units"),
        ("Warfarin 5.0 mg", "5.0", "5"),
        ("Digoxin .125 mg", ".125", "0.125"),
        ("Lisinopril QD", "QD", "daily"),
        ("Insulin 5U/hr", "U", "units"),
        ("MSO4 given", "MSO4", "morphine sulfate / magnesium sulfate"),
    ],
)
def test_easily_misread_notations_come_with_a_clearer_one(text: str, written: str, clearer: str) -> None:
    assert found(text) == [(FlagKind.NOTATION_ERROR_PRONE, Severity.INFO, written, clearer)]


@pytest.mark.parametrize(
    "text",
    [
        "Seen by Dr. [name]",
        "Follow-up in ___ days",
        "{{patient_name}} was seen",
        "As an AI I cannot",
        "복용량 [ ]",
        "Signed, [Your Name]",
    ],
)
def test_what_a_template_left_behind_blocks(text: str) -> None:
    assert (FlagKind.PLACEHOLDER, Severity.BLOCK) in {(kind, severity) for kind, severity, _, _ in found(text)}


def test_a_unit_that_may_be_two_is_shown() -> None:
    assert found("시럽 5밀리 복용")[0][:3] == (FlagKind.UNIT_AMBIGUOUS, Severity.WARN, "5밀리")
    assert found("시럽 5밀리리터 복용") == []


@pytest.mark.parametrize(
    "text",
    [
        "Lisinopril 20 mg daily.",
        "BP 120/80, T 37.0.",
        "[+] murmur",
        "U wave on the ECG",
        "ALT 40 U/L",
        "multiple sclerosis (MS)",
        "혈압 130/80",
    ],
)
def test_plain_notes_pass(text: str) -> None:
    assert found(text) == []
