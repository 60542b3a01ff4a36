"""Reads what ships in resources/: clinical wording and tables, as data."""

import json
from functools import cache
from typing import Any

from app.paths import RESOURCES


@cache
def load_json(name: str) -> Any:
    """The content of a JSON file below resources/, read once. Treat it as read-only."""
    return json.loads((RESOURCES / name).read_text(encoding="utf-8"))


@cache
def load_text(name: str) -> str:
    return (RESOURCES / name).read_text(encoding="utf-8")
