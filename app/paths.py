"""Where things lie: the resources that ship with Saegim, the models, the vault."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


def models_dir() -> Path:
    """SAEGIM_MODELS, else the folder beside the application."""
    return Path(os.environ.get("SAEGIM_MODELS") or ROOT / "models")


def vault_dir() -> Path:
    """SAEGIM_VAULT, else a folder of the user's own."""
    chosen = os.environ.get("SAEGIM_VAULT")
    return Path(chosen) if chosen else Path.home() / ".saegim" / "vault"
