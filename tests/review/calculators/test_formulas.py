"""Formulas against published worked examples and against each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.language import Language
from app.review.calculators.definition import calculator
from app.review.calculators.inputs import read_input
from app.review.calculators.results import calculate


@pytest.mark.parametrize(
    ("sex", "age", "creatinine", "egfr", "category"),
    [
        # The worked example of the National Kidney Foundation's calculator.
        ("male", 55, 1.2, 71, "G2"),
        # By the published equation, term by term: at kappa both powers are one.
        ("male", 18, 0.9, round(142 * 0.9938**18), "G1"),
        ("female", 50, 0.7, round(142 * 0.9938**50 * 1.012), "G1"),
        ("female", 80, 3.0, round(142 * (3.0 / 0.7) ** -1.2 * 0.9938**80 * 1.012), "G4"),
    ],
)
def test_ckd_epi_2021(sex: str, age: float, creatinine: float, egfr: float, category: str) -> None:
    result = calculate("egfr", {"sex": sex, "age": age, "creatinine": creatinine})
    assert result.value == egfr
    assert result.band is not None
    assert result.band[Language.EN].startswith(category)
    assert f"{creatinine:g}" in result.working


@given(st.sampled_from(["male", "female"]), st.integers(18, 119), st.floats(0.1, 29))
def test_egfr_falls_with_age_and_with_creatinine(sex: str, age: int, creatinine: float) -> None:
    here = calculate("egfr", {"sex": sex, "age": age, "creatinine": creatinine}).value
    assert calculate("egfr", {"sex": sex, "age": age + 1, "creatinine": creatinine}).value <= here
    assert calculate("egfr", {"sex": sex, "age": age, "creatinine": creatinine + 1}).value <= here


def test_bedside_schwartz() -> None:
    assert calculate("schwartz", {"height": 100, "creatinine": 0.5}).value == 83
    assert calculate("schwartz", {"height": 110, "creatinine": 0.413}).value == 110


def test_mosteller() -> None:
    assert calculate("bsa", {"weight": 70, "height": 170}).value_text == "1.82 m²"
    assert calculate("bsa", {"weight": 36, "height": 100}).value == 1.0


@pytest.mark.parametrize(
    ("weight", "height", "bmi", "band"),
    [
        (70, 175, "22.9 kg/m²", "Normal range"),
        (57, 200, "14.2 kg/m²", "Underweight"),
        (74, 200, "18.5 kg/m²", "Normal range"),
        (92, 200, "23.0 kg/m²", "WHO: normal range"),
        (100, 200, "25.0 kg/m²", "WHO: overweight"),
        (120, 200, "30.0 kg/m²", "WHO: obese"),
    ],
)
def test_bmi(weight: float, height: float, bmi: str, band: str) -> None:
    result = calculate("bmi", {"weight": weight, "height": height})
    assert result.value_text == bmi
    assert result.band is not None
    assert result.band[Language.EN].startswith(band)


@pytest.mark.parametrize(
    ("weight", "rate"), [(3, 12), (5, 20), (10, 40), (11, 42), (15, 50), (20, 60), (21, 61), (25, 65), (70, 110)]
)
def test_maintenance_fluids_by_four_two_one(weight: float, rate: float) -> None:
    result = calculate("maintenance_fluids", {"weight": weight})
    assert result.value == rate
    assert math.isclose(sum(float(a) * float(b) for a, b in _products(result.working)), rate)


def _products(working: str) -> list[list[str]]:
    return [product.split(" × ") for product in working.split(" + ")]


# Sex, days, kg, cm, how measured, head in cm; z-scores for length, weight, weight for length, BMI, head. From the
# survey that WHO publishes with its macros, with the results of WHO Anthro.
WHO_SURVEY = [
    ("female", 683, 10.4, 84.8, "lying", None, -0.07, -0.57, -0.81, -0.79, None),
    ("female", 653, 11.7, 83.5, "lying", None, -0.19, 0.53, 0.83, 0.90, None),
    ("female", 234, 7.2, 67.0, "lying", None, -0.55, -0.72, -0.49, -0.56, None),
    ("male", 1852, 21.3, 118.0, "standing", None, 1.62, 1.04, -0.13, 0.08, None),
    ("female", 518, 11.0, 80.6, "lying", None, 0.32, 0.74, 0.82, 0.78, None),
    ("male", 1737, 21.8, 110.2, "standing", None, 0.41, 1.48, 1.76, 1.83, None),
    ("male", 269, 6.3, 64.8, "lying", None, -3.11, -3.08, -1.70, -1.71, None),
    ("male", 194, 11.9, 73.2, "lying", 46.5, 2.32, 3.68, 3.06, 2.93, 2.38),
    ("male", 0, 5.5, 55.9, "lying", 38.2, 3.18, 3.77, 1.55, 2.73, 2.94),
    ("female", 1716, 27.5, 109.7, "standing", None, 0.48, 2.85, 4.05, 3.87, None),
    ("female", 90, 4.5, 60.4, "lying", 39.5, 0.34, -2.02, -3.26, -3.01, 0.01),
    ("female", 935, 17.4, 87.6, "standing", None, -1.02, 2.29, 3.97, 4.22, None),
]


@pytest.mark.parametrize("row", WHO_SURVEY, ids=lambda row: f"{row[0]} {row[1]} days")
def test_growth_agrees_with_who(
    row: tuple[str, float, float, float, str, float | None, *tuple[float | None, ...]],
) -> None:
    sex, age_days, weight, length, position, head, *expected = row
    child = {"sex": sex, "age_days": age_days}
    found = [
        calculate("growth_length", {**child, "length": length}).value,
        calculate("growth_weight", {**child, "weight": weight}).value,
        calculate(
            "growth_weight_for_length", {"sex": sex, "position": position, "length": length, "weight": weight}
        ).value,
        calculate("growth_bmi", {**child, "weight": weight, "length": length}).value,
        calculate("growth_head", {**child, "head": head}).value if head else None,
    ]
    assert found == pytest.approx(expected, abs=0.0101)


def test_percentiles_are_told_where_the_standard_has_them() -> None:
    girl = {"sex": "female", "age_days": 683}
    assert calculate("growth_weight", {**girl, "weight": 11.1521}).working.endswith("P50.0")
    assert calculate("growth_weight", {**girl, "weight": 10.4}).working.endswith("P28.4")
    assert "P" not in calculate("growth_weight", {**girl, "weight": 25}).working


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("age_days", [0, 1, 730, 731, 1856])
def test_growth_knows_its_first_and_last_day(sex: str, age_days: float) -> None:
    calculate("growth_weight", {"sex": sex, "age_days": age_days, "weight": 10.0})
    with pytest.raises(InputError, match="calculator_input_impossible"):
        calculate("growth_weight", {"sex": sex, "age_days": 1857, "weight": 10.0})


def test_two_years_in_months_are_measured_standing() -> None:
    months = read_input(calculator("growth_length").input("age_days"), "24 months")
    by_age = [
        calculate("growth_length", {"sex": "male", "length": 87.1, "age_days": age}) for age in (months, 731, 730)
    ]
    assert by_age[0].value == by_age[1].value != by_age[2].value


def test_growth_refuses_a_length_outside_of_the_table() -> None:
    child = {"sex": "female", "weight": 15.0}
    with pytest.raises(InputError, match="growth_out_of_table"):
        calculate("growth_weight_for_length", {**child, "position": "lying", "length": 118})
    calculate("growth_weight_for_length", {**child, "position": "standing", "length": 118})


@given(st.sampled_from(["male", "female"]), st.integers(0, 1856), st.floats(0.6, 40))
def test_a_heavier_child_has_a_higher_z_score(sex: str, age_days: int, weight: float) -> None:
    lighter = calculate("growth_weight", {"sex": sex, "age_days": age_days, "weight": weight}).value
    assert calculate("growth_weight", {"sex": sex, "age_days": age_days, "weight": weight + 0.5}).value > lighter
