"""The program opens no connection: run for real, with an audit hook and without any network interface."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import ROOT

pytestmark = pytest.mark.end_to_end

GUARD = """
import sys

LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}
SENDING = {"socket.connect", "socket.bind", "socket.sendto"}

def refuse(event, arguments):
    if event in LOOKING_UP or (event in SENDING and not isinstance(arguments[1], (str, bytes))):
        with open(LOG, "a") as log:
            log.write(f"{event} {arguments!r}\\n")
        raise RuntimeError(f"network: {event}")

sys.addaudithook(refuse)
"""
"""Python imports sitecustomize in every process, so the program's children are guarded too. Addresses that are text are
those of Unix sockets: nothing leaves the machine through them."""

TRY = "import socket; socket.create_connection(('127.0.0.1', 9))"


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment whose Pythons report and refuse every connection."""
    log = tmp_path / "connections.log"
    (tmp_path / "sitecustomize.py").write_text(f"LOG = {str(log)!r}\n{GUARD}")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))), "CONNECTIONS": str(log)}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*(("unshare", "--net") if can_unshare() else ()), sys.executable, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300)


def can_unshare() -> bool:
    """Whether processes can be run in a network namespace of their own, which has no way out."""
    return (
        bool(shutil.which("unshare"))
        and subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0
    )


def connections(environment: dict[str, str]) -> str:
    log = Path(environment["CONNECTIONS"])
    return log.read_text() if log.exists() else ""


def test_the_guard_sees_a_connection(guarded: dict[str, str]) -> None:
    assert run(guarded, "-c", TRY).returncode != 0
    assert "socket." in connections(guarded)


def test_doctor_opens_none(guarded: dict[str, str]) -> None:
    result = run(guarded, "-m", "app", "doctor", "--json")
    assert '"code": "model_missing"' in result.stdout, result.stderr
    assert connections(guarded) == ""


@pytest.mark.real_models
def test_loading_both_models_opens_none(guarded: dict[str, str]) -> None:
    result = run(guarded, "-m", "app", "doctor", "--load", "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    assert connections(guarded) == ""
