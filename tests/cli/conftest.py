from pathlib import Path

import pytest

from app.storage.vault import create_vault

PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, which the command line opens without asking."""
    monkeypatch.setenv("SAEGIM_PASSPHRASE", PASSPHRASE)
    create_vault(tmp_path / "v", PASSPHRASE)[0].close()
    return tmp_path / "v"
