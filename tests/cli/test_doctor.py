import json

from click.testing import CliRunner, Result

from app.cli import Desktop, saegim
from app.services.model_catalogue import catalog


def run(*arguments: str) -> Result:
    return CliRunner().invoke(saegim, arguments, obj=Desktop(lambda: 0, lambda: False, lambda *_: 0))


def test_without_models_it_is_not_usable() -> None:
    result = run("doctor", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert not found["usable"]
    assert [problem["code"] for problem in found["problems"]] == ["model_missing", "model_missing"]
    assert set(found["catalogue"]) == {model.id for model in catalog()}
    assert all(found["packages"].values())


def test_it_tells_people_too() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "processor cores" in result.stdout
    assert "No speech model is installed" in result.stderr
