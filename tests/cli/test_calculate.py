"""The calculators on the command line."""

import json

import pytest
from click.testing import CliRunner, Result

from app.cli import saegim
from app.review.calculators.definition import calculator_names


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner(env={"SAEGIM_LANG": language}).invoke(saegim, ["calculate", *arguments])


def test_the_list_names_every_calculator() -> None:
    listed = run("--list")
    assert listed.exit_code == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(calculator_names())


@pytest.mark.parametrize(("language", "words"), [("en", "Urea"), ("ko", "요소")])
def test_the_inputs_of_one_are_explained(language: str, words: str) -> None:
    listed = run("curb65", "--list", language=language)
    assert listed.exit_code == 0
    assert words in listed.stdout
    assert "Thorax 2003" in listed.stdout


def test_a_result_shows_inputs_working_and_source() -> None:
    shown = run("egfr", "age=55", "sex=male", "creatinine=1.2")
    assert shown.exit_code == 0
    assert "71 mL/min/1.73 m²" in shown.stdout
    assert "G2" in shown.stdout
    assert "0.9938^55" in shown.stdout
    assert "N Engl J Med 2021" in shown.stdout


def test_inputs_come_from_a_note_with_their_place_and_can_be_overruled(tmp_path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("VITALS:\nWeight 80 kg, height 200 cm.\n", encoding="utf-8")
    shown = run("bmi", "--note", str(note))
    assert "20.0 kg/m²" in shown.stdout
    assert "n001: “Weight 80 kg, height 200 cm.”" in shown.stdout
    assert "25.0 kg/m²" in run("bmi", "weight=100", "--note", str(note)).stdout


def test_as_json_the_points_add_up(tmp_path) -> None:
    result = run("qsofa", "respiratory_rate=22", "systolic=100", "gcs=15", "--json", "-")
    content = json.loads(result.stdout)
    assert content["value"] == sum(part["points"] for part in content["points"]) == 2
    assert content["inputs"] == {"respiratory_rate": 22, "systolic": 100, "gcs": 15}
    assert set(content["band"]) == {"en", "ko"}


def test_what_is_missing_is_named_and_nothing_is_calculated() -> None:
    refused = run("qsofa", "gcs=15")
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert "respiratory_rate, systolic" in refused.stderr
    assert run("qsofa", "gcs=16").exit_code == 1
    assert run("apgar", "--list").exit_code == 1
    assert run("qsofa", "gcs").exit_code == 2
    assert run().exit_code == 2


def test_the_record_fills_as_well(tmp_path) -> None:
    record = tmp_path / "record.json"
    content = {"format": "saegim.record/1", "sex": "female", "age_years": 50, "creatinine_mg_dl": 0.7}
    record.write_text(json.dumps(content), encoding="utf-8")
    shown = run("egfr", "--record", str(record))
    assert "105 mL/min/1.73 m²" in shown.stdout
    assert "Age: 50  [from the patient's record]" in shown.stdout
