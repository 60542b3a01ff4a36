"""Days and months that nobody named."""

import pytest

from app.domain.note import FlagKind, Severity
from app.review.rules.weekdays import weekday_flags


@pytest.mark.parametrize(
    ("said", "written", "day", "heard"),
    [
        ("We'll repeat the bloods on Friday.", "Repeat bloods on Monday.", "Monday", "Friday"),
        ("come back tomorrow", "Return on Tuesday.", "Tuesday", ""),
        ("I had it out in march.", "Appendectomy in April.", "April", "march"),
        ("다음 주 화요일에 오세요.", "목요일 재진.", "목요일", "화요일"),
        ("투석은 월수금 하세요.", "화요일 투석.", "화요일", "월수금"),
    ],
)
def test_a_day_that_nobody_named_is_asked_about(said: str, written: str, day: str, heard: str) -> None:
    [flag] = weekday_flags(written, (said,))
    kind = FlagKind.TIME_MISMATCH if heard else FlagKind.FINDING_UNSUPPORTED
    assert (flag.kind, flag.severity, flag.written, flag.said) == (kind, Severity.WARN, day, heard)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("this was saturday morning", "Injured on Saturday morning."),
        ("it was on a Tuesday", "화요일에 다침."),
        ("화욜에 오세요", "Return on Tuesday."),
        ("투석은 월수금이에요. 월수금 합니다.", "월요일, 수요일, 금요일 투석."),
        ("since labor day", "The patient may sit and march in place."),
        ("Mondays and Thursdays", "Physiotherapy on Mondays and Thursdays."),
    ],
)
def test_a_day_that_was_named_in_any_way_is_not(said: str, written: str) -> None:
    assert list(weekday_flags(written, (said,))) == []
