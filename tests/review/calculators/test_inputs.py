"""What is typed into a calculator: read in any of its units, refused when it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.language import Language
from app.paths import RESOURCES
from app.resources import load_json
from app.review.calculators.definition import calculator, calculator_names
from app.review.calculators.inputs import read_input, read_inputs
from app.review.calculators.results import calculate

TEMPERATURE = calculator("news2").input("temperature")
ANSWER = calculator("curb65").input("confusion")


@pytest.mark.parametrize(
    ("text", "value"),
    [("38.5", 38.5), (" 38.5 °C", 38.5), ("38.5C", 38.5), ("38.5℃", 38.5), ("101.3 °F", 38.5), ("101.3f", 38.5)],
)
def test_a_temperature_in_either_scale(text: str, value: float) -> None:
    assert read_input(TEMPERATURE, text) == pytest.approx(value)


def test_a_converted_temperature_scores_as_its_own_degrees() -> None:
    assert read_input(TEMPERATURE, "100.4 °F") == 38.0


@pytest.mark.parametrize("text", ["yes", "YES", "Yes", "예"])
def test_an_answer_in_either_language(text: str) -> None:
    assert read_input(ANSWER, text) == "yes"


@pytest.mark.parametrize(
    ("name", "asked", "text", "value"),
    [
        ("egfr", "creatinine", "88.4 µmol/L", 1.0),
        ("egfr", "creatinine", "88.4 umol/l", 1.0),
        ("curb65", "urea", "20 mg/dL", 7.14),
        ("egfr", "age", "55세", 55),
        ("egfr", "age", "55 years", 55),
        ("bmi", "weight", "154.3 lb", 69.99),
        ("bmi", "height", "1.75 m", 175),
        ("growth_weight", "age_days", "12 months", 365.25),
        ("growth_weight", "weight", "3200 g", 3.2),
    ],
)
def test_other_units_are_converted(name: str, asked: str, text: str, value: float) -> None:
    assert read_input(calculator(name).input(asked), text) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize("text", ["", "warm", "38,5", "38.5 kg", "1e2", "NaN", "inf", "38.5.1", "--3"])
def test_what_is_no_temperature_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="calculator_input_unreadable"):
        read_input(TEMPERATURE, text)


@pytest.mark.parametrize("text", ["29.9", "43.1", "-38", "120 °F", "385"])
def test_what_no_living_patient_has_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="calculator_input_impossible"):
        read_input(TEMPERATURE, text)


def test_half_a_breath_is_refused() -> None:
    with pytest.raises(InputError, match="calculator_input_not_whole"):
        read_input(calculator("news2").input("respiratory_rate"), "20.5")


def test_a_diastolic_pressure_above_the_systolic_is_refused() -> None:
    inputs = read_inputs(
        calculator("curb65"),
        {"confusion": "no", "urea": "5", "respiratory_rate": "18", "systolic": "80", "diastolic": "120", "age": "70"},
    )
    with pytest.raises(InputError, match="calculator_input_impossible"):
        calculate("curb65", inputs)


def test_an_empty_text_is_no_input() -> None:
    assert read_inputs(calculator("bmi"), {"weight": "70", "height": " "}) == {"weight": 70}


def test_unknown_names_are_told() -> None:
    with pytest.raises(InputError, match="calculator_unknown"):
        calculator("../news2")
    with pytest.raises(InputError, match="calculator_input_unknown"):
        read_inputs(calculator("bmi"), {"age": "70"})
    with pytest.raises(InputError, match="calculator_input_unknown"):
        calculate("bmi", {"weight": 70, "height": 170, "age": 50})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "70"])
def test_only_numbers_are_calculated_with(value: float | str) -> None:
    with pytest.raises(InputError):
        calculate("bmi", {"weight": value, "height": 170})


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("news2", "growth_weight"):
        for asked in calculator(name).inputs:
            try:
                value = read_input(asked, text)
            except InputError:
                continue
            assert isinstance(value, str) == bool(asked.choices)


@pytest.mark.parametrize("name", calculator_names())
def test_every_calculator_is_told_in_both_languages_and_with_its_source(name: str) -> None:
    chosen = calculator(name)
    labelled = [chosen.titles, chosen.applies, *(band.labels for band in chosen.bands)]
    labelled += [asked.labels for asked in chosen.inputs]
    labelled += [choice.labels for asked in chosen.inputs for choice in asked.choices]
    assert all(labels[language] for labels in labelled for language in Language)
    assert chosen.source
    assert all(asked.choices or asked.lowest < asked.highest for asked in chosen.inputs)
    assert len({asked.name for asked in chosen.inputs}) == len(chosen.inputs)


def test_every_table_is_offered() -> None:
    tables = {path.stem for path in (RESOURCES / "calculators").glob("*.json")}
    assert tables - {"index", "answers", "findings", "units"} == set(calculator_names())
    assert load_json("calculators/index.json")["about"]
