"""Medications by ingredient, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sounds import sounds_of
from app.resources import load_json
from app.review.reading.medications import medications_in, names_of
from app.review.reading.spelling import may_be_misheard


def ingredients(text: str) -> list[str]:
    return [mention.ingredient for mention in medications_in(text)]


@pytest.mark.parametrize(
    "name", ["Tylenol", "acetaminophen", "paracetamol", "타이레놀", "아세트아미노펜", "타이레놀정을"]
)
def test_one_ingredient_under_all_its_names(name: str) -> None:
    assert ingredients(f"took {name} today") == ["acetaminophen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co-amoxiclav and Toprol-XL 50", ["amoxicillin/clavulanate", "metoprolol"]),
        ("vitamin B12 shot, TMP-SMX", ["cyanocobalamin", "sulfamethoxazole/trimethoprim"]),
        ("암로디핀을 먹고 페니실린 알레르기", ["amlodipine", "penicillin"]),
        ("zzasartan 40 mg", ["zzasartan"]),
        ("sulfonylureas, antibiotics, painkillers, statins, 항생제, 진통제", []),
        ("insulin level, vitamin D level, iron deficiency, potassium 4.6, oxygen 95 %, 칼륨 4.2", []),
        ("Glucose 110 mg/dL, 포도당 110 mg/dL, calcium: 9.1 mg/dL, lithium 0.8 mEq/L, digoxin 0.9 ng/mL", []),
        ("amoxicillin 250 mg/5 mL", ["amoxicillin"]),
        ("insulin 10 units, potassium chloride, iron supplements", ["insulin", "potassium chloride", "iron"]),
        ("cholesterol 200, cocaine use", []),
    ],
)
def test_what_counts_as_a_medication(text: str, expected: list[str]) -> None:
    assert ingredients(text) == expected


def test_every_listed_name_leads_to_its_ingredient() -> None:
    for row in load_json("terminology/medications.json")["medications"]:
        for name in (*row["en"], *row["ko"]):
            if name.lower() not in {n.lower() for n in row.get("needs_context", [])}:
                assert ingredients(f"{name} 10 mg") == [row["ingredient"]], name


def test_enough_is_listed() -> None:
    rows = load_json("terminology/medications.json")["medications"]
    assert len(rows) >= 500
    assert len({row["ingredient"] for row in rows}) == len(rows)
    assert names_of("amlodipine")[0] == "amlodipine"


@pytest.mark.parametrize(
    ("name", "heard", "near"),
    [
        ("lisinopril", "lysinopril", True),
        ("metformin", "metforman", True),
        ("암로디핀", "암노디핀", True),
        ("에녹사파린", "에녹싸파린", True),
        ("lisinopril", "losartan", False),
        ("암로디핀", "아스피린", False),
        ("warfarin", "와파린", False),
    ],
)
def test_near_spellings(name: str, heard: str, near: bool) -> None:
    assert may_be_misheard(name, heard) is near


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    for mention in medications_in(text):
        assert text[mention.start : mention.end] == mention.surface
    sounds_of(text)
