"""Is this installation fit for work? What is installed, what this machine can run, what is wrong."""

import platform
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import get_args

from app.domain.errors import ModelError, Problem
from app.services.machine import Machine, this_machine
from app.services.model_catalogue import OPTIONAL_ROLES, CatalogueModel, ModelRole, catalog
from app.services.model_trial import load_in_child
from app.services.models import InstalledModel, find_model, installed

LITTLE_DISK_MB = 500
"""A few hours of recordings in the encrypted journal."""


class Fit(StrEnum):
    """How a model of the catalogue fits this machine's memory and cores."""

    FITS = "fits"
    SLOW = "slow"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Package:
    """`version` is None when the package is missing."""

    name: str
    version: str | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`chosen` has the models that work would be done with; there may be none for an optional role.

    Nothing in `problems` means that Saegim can be used.
    """

    saegim: str
    python: str
    system: str
    machine: Machine
    packages: tuple[Package, ...]
    installed: tuple[InstalledModel, ...]
    chosen: tuple[InstalledModel, ...]
    catalogue: tuple[tuple[CatalogueModel, Fit], ...]
    problems: tuple[Problem, ...]

    @property
    def is_usable(self) -> bool:
        return not self.problems


def diagnose(models_dir: Path, *, loads_models: bool = False) -> Diagnosis:
    """Looks only, unless `loads_models`: then the models that would do the work are loaded in a child process each."""
    machine = this_machine(models_dir)
    packages = required_packages()
    problems = [Problem("package_missing", {"package": package.name}) for package in packages if not package.version]
    if machine.disk_free_mb < LITTLE_DISK_MB:
        problems.append(Problem("disk_nearly_full", {"free_mb": machine.disk_free_mb, "folder": str(models_dir)}))
    chosen: list[InstalledModel] = []
    for role in get_args(ModelRole):
        try:
            chosen.append(_working_model(role, models_dir, machine, load_in_child if loads_models else None))
        except ModelError as error:
            if role not in OPTIONAL_ROLES or error.problem.code != "model_missing":
                problems.append(error.problem)
    return Diagnosis(
        saegim=version("saegim"),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        machine=machine,
        packages=packages,
        installed=installed(models_dir),
        chosen=tuple(chosen),
        catalogue=tuple((model, fit_of(model, machine)) for model in catalog()),
        problems=tuple(problems),
    )


def fit_of(model: CatalogueModel, machine: Machine) -> Fit:
    if not machine.has_memory_for(model.memory_mb):
        return Fit.TOO_LARGE
    return Fit.FITS if machine.cores >= model.cores else Fit.SLOW


def required_packages() -> tuple[Package, ...]:
    """What Saegim itself needs, without the tools of its development."""
    names = [
        re.split(r"[ ;<>=!~\[(]", line, maxsplit=1)[0] for line in requires("saegim") or () if "extra ==" not in line
    ]
    return tuple(Package(name, _version_of(name)) for name in names)


def _working_model(
    role: ModelRole, models_dir: Path, machine: Machine, trial: Callable[[InstalledModel], float] | None
) -> InstalledModel:
    model = find_model(role, models_dir)
    if not machine.has_memory_for(model.memory_mb):
        raise ModelError("memory_too_small", model=model.id, needed_mb=model.memory_mb, memory_mb=machine.memory_mb)
    if trial is not None:
        trial(model)
    return model


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
