"""Imported limits of doses and days, groups, and products that only an imported list knows."""

import pytest

from app.domain.official_list import ListKind, OfficialEntry, OfficialList
from app.domain.pasted_note import note_from_text
from app.review.safety.flags import Chart, safety_flags
from app.review.safety.official import OfficialRules, rules_of


def table(kind: ListKind, *entries: OfficialEntry) -> OfficialList:
    return OfficialList(kind, "2026-10-31", "2026-11-01", "0" * 64, entries)


RULES = rules_of(
    (
        table(
            ListKind.DUR_DOSE,
            OfficialEntry("acetaminophen", "", "4,000밀리그램"),
            OfficialEntry("zolpidem", "", "10밀리그램"),
            OfficialEntry("zolpidem", "", "12.5밀리그램"),
        ),
        table(ListKind.DUR_DURATION, OfficialEntry("zolpidem", "", "28일")),
        table(
            ListKind.DUR_GROUP,
            OfficialEntry("loratadine", "항히스타민제"),
            OfficialEntry("cetirizine hydrochloride", "항히스타민제"),
        ),
        table(ListKind.HIRA_PRODUCTS, OfficialEntry("새김정500밀리그램(아세트아미노펜)", "101430ATB")),
        table(ListKind.HIRA_INGREDIENTS, OfficialEntry("101430ATB", "acetaminophen 500mg")),
        table(ListKind.RXNORM, OfficialEntry("Always", "loratadine")),
    )
)


def told(text: str, official: OfficialRules = RULES) -> list[tuple[str, str, str]]:
    found = safety_flags(note_from_text(text), Chart(official=official)).values()
    return [(flag.kind.value, flag.written, flag.said) for flags in found for flag in flags]


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("Acetaminophen 1500 mg three times a day.", ("daily_dose_limit", "1500 mg", "4000 mg/day")),
        ("졸피뎀 20 mg 자기 전.", ("daily_dose_limit", "20 mg", "12.5 mg/day")),
        ("Zolpidem 10 mg at night for 6 weeks.", ("duration_limit", "for 6 weeks", "28 days")),
        ("졸피뎀 10 mg 30일분 처방.", ("duration_limit", "30일분", "28 days")),
        ("새김정 500 mg 2정, 새김정 1500 mg 하루 3회.", ("daily_dose_limit", "1500 mg", "4000 mg/day")),
        ("Loratadine 10 mg daily. Cetirizine 10 mg daily.", ("class_repeated", "Cetirizine", "Loratadine")),
        ("Always 10 mg daily. Cetirizine 10 mg daily.", ("class_repeated", "Cetirizine", "Always")),
    ],
)
def test_what_is_above_a_listed_limit_is_asked_about(line: str, flag: tuple[str, str, str]) -> None:
    assert flag in told(line)
    assert told(line, OfficialRules()) == []


@pytest.mark.parametrize(
    "line",
    [
        "Acetaminophen 1000 mg three times a day.",
        "Zolpidem 12.5 mg at night for 4 weeks.",
        "Tramadol/acetaminophen 37.5/325 mg, 4 tablets a day.",
        "Always tired. Cetirizine 10 mg daily.",
        "Stop zolpidem 20 mg.",
        "새김정은 끊음. 세티리진 10 mg.",
    ],
)
def test_what_is_within_or_not_taken_is_not(line: str) -> None:
    assert told(line) == []
