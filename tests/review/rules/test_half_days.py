"""The halves of the day exchanged."""

import pytest

from app.domain.note import FlagKind, Severity
from app.review.rules.half_days import half_day_flags
from tests.review.talk import index_of


@pytest.mark.parametrize(
    ("said", "line", "written"),
    [
        ("간호사: 새벽 두 시에 트라마돌 맞으셨어요.", "14시 트라마돌 투여.", "14시"),
        ("간호사: 오후 두 시에 CT 있어요.", "02시 CT.", "02시"),
        ("Nurse: He had tramadol at 2 am.", "Tramadol at 14:00.", "14:00"),
        ("Nurse: The scan is at 8 pm.", "Scan at 8 am.", "8 am"),
    ],
)
def test_the_other_half_is_asked_about(said: str, line: str, written: str) -> None:
    [flag] = half_day_flags(line, index_of(said))
    assert (flag.kind, flag.severity, flag.written) == (FlagKind.TIME_MISMATCH, Severity.WARN, written)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("간호사: 새벽 두 시에 트라마돌 맞으셨어요.", "02시 트라마돌 투여."),
        ("간호사: 새벽 두 시, 오후 두 시에 맞으셨어요.", "14시 트라마돌 투여."),
        ("간호사: 두 시에 트라마돌 들어가요.", "14시 트라마돌 투여."),
        ("Nurse: Tramadol at two.", "Tramadol at 14:00."),
    ],
)
def test_what_was_said_or_left_open_is_not(said: str, line: str) -> None:
    assert not list(half_day_flags(line, index_of(said)))
