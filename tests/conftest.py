"""What every test shares: no display, no network, no folder of the user's, no warning that nobody expected."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket
from hypothesis import HealthCheck, settings

from app.paths import ROOT
from app.services.model_catalogue import starter_models
from app.services.models import installed

# Before anything imports Qt, whose own screen without a screen is a small square.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests' / 'ui' / 'clinic_screen.json'}"

# A busy machine is no failure: examples may take their time.
settings.register_profile("saegim", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("saegim")

MODELS = Path(os.environ.get("SAEGIM_MODELS") or ROOT / "models")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    present = {model.id for model in installed(MODELS)}
    if present >= {model.id for model in starter_models()}:
        return
    skip = pytest.mark.skip(reason="the starter models are not installed: make models")
    for item in items:
        if item.get_closest_marker("real_models"):
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def own_folders(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault and models of the test's own; only tests of the real models see those."""
    has_real_models = request.node.get_closest_marker("real_models") is not None
    monkeypatch.setenv("SAEGIM_VAULT", str(tmp_path / "vault"))
    monkeypatch.setenv("SAEGIM_MODELS", str(MODELS if has_real_models else tmp_path / "models"))
    monkeypatch.setenv("SAEGIM_TABLES", str(tmp_path / "tables"))
    monkeypatch.setenv("SAEGIM_LANG", "en")


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Unix sockets stay: multiprocessing and Qt talk through them on this machine alone."""
    pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not unexpected, "\n".join(f"{record.name}: {record.getMessage()}" for record in unexpected)
