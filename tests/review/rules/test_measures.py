import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex
from app.review.line_guard import LineGuard

KOREAN = "Nurse: 혈압 백십에 육십, 맥박 팔십팔, 호흡수 이십, 체온 삼십칠 점 오입니다. 통증은 오 점입니다."
ENGLISH = "Doctor: Your blood pressure is 130 over 80, pulse 96, and your blood sugar this morning was 150."


def mismatches(line: str, talk: str) -> list[tuple[str, str]]:
    flags = flags_of(line, TranscriptIndex(parse_dialogue(talk)))
    return [(flag.written, flag.said) for flag in flags if flag.kind is FlagKind.NUMBER_UNSUPPORTED]


@pytest.mark.parametrize(
    ("line", "talk", "expected"),
    [
        ("혈당이 110 이상이면 알림.", KOREAN, ("혈당이 110", "혈압 백십")),
        ("맥박 20.", KOREAN, ("맥박 20", "호흡수 이십")),
        ("Glucose 130.", ENGLISH, ("Glucose 130", "blood pressure is 130")),
        ("Heart rate 150.", ENGLISH, ("Heart rate 150", "blood sugar this morning was 150")),
    ],
)
def test_a_value_of_another_measure_is_asked_about(line: str, talk: str, expected: tuple[str, str]) -> None:
    assert mismatches(line, talk) == [expected]


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("혈압 110/60, 맥박 88, 호흡수 20, 체온 37.5도.", KOREAN),
        ("통증 5점.", KOREAN),
        ("BP 130/80, HR 96, glucose 150.", ENGLISH),
        ("Pulse 80.", "Doctor: Blood pressure 120 over 80. Pulse is, let me see, 80."),
        ("Glucose 110.", "Doctor: And the sugar?\nPatient: 110 this morning."),
        ("Recheck in 20 minutes.", KOREAN),
        ("Oxygen saturation 98%.", "Doctor: Your pulse ox was 98 percent."),
    ],
)
def test_the_same_measure_or_none_is_not(line: str, talk: str) -> None:
    assert mismatches(line, talk) == []


def test_a_drafted_line_with_it_is_withheld() -> None:
    kinds = {flag.kind for flag in LineGuard(parse_dialogue(KOREAN)).flags("혈당 110.")}
    assert FlagKind.NUMBER_UNSUPPORTED in kinds
