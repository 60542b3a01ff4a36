from pathlib import Path

import pytest

from app.services import doctor
from app.services.doctor import Fit, diagnose, fit_of
from app.services.machine import Machine, this_machine
from app.services.model_catalogue import known_model


@pytest.mark.parametrize(
    ("machine", "fit"),
    [
        (Machine(8_000, 8, 10_000), Fit.FITS),
        (Machine(8_000, 2, 10_000), Fit.SLOW),
        (Machine(7_000, 8, 10_000), Fit.TOO_LARGE),
    ],
)
def test_a_model_of_seven_billion_needs_memory_and_cores(machine: Machine, fit: Fit) -> None:
    model = known_model("qwen2.5-7b-instruct")
    assert model is not None
    assert fit_of(model, machine) is fit


def test_this_machine_has_something_of_everything(tmp_path: Path) -> None:
    machine = this_machine(tmp_path / "not" / "made" / "yet")
    assert machine.memory_mb > 500
    assert machine.cores >= 1
    assert machine.disk_free_mb > 0


def test_a_missing_package_and_a_full_disk_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda name: ["not-there-at-all>=1", 'extra-only; extra == "dev"'])
    monkeypatch.setattr(doctor, "this_machine", lambda folder: Machine(8_000, 2, 10))
    found = diagnose(tmp_path)
    assert [problem.code for problem in found.problems[:2]] == ["package_missing", "disk_nearly_full"]
    assert not found.is_usable
