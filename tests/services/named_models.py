"""Models that exist by name only: the fake children do not open them."""

import json
from pathlib import Path


def make_models(folder: Path) -> None:
    """One of each role."""
    for role in ("speech", "drafting"):
        make_model(folder, role, role)


def make_model(folder: Path, model_id: str, role: str, *, size: int = 1) -> None:
    model = folder / model_id
    model.mkdir(parents=True)
    (model / "weights").write_bytes(bytes(size))
    record = {
        "format_version": "saegim.model/1",
        "id": model_id,
        "name": model_id,
        "role": role,
        "format": "ctranslate2" if role == "speech" else "gguf",
        "files": [{"name": "weights", "bytes": size, "sha256": "0" * 64}],
        "languages": ["ko", "en"],
        "licence": "MIT",
        "tested": False,
    }
    (model / "model.json").write_text(json.dumps(record))
