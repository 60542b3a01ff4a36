"""Two models that exist by name only: the fake children do not open them."""

import json
from pathlib import Path


def make_models(folder: Path) -> None:
    for role, file_format in (("speech", "ctranslate2"), ("drafting", "gguf")):
        model = folder / role
        model.mkdir(parents=True)
        (model / "weights").write_bytes(b"x")
        record = {
            "format_version": "saegim.model/1",
            "id": role,
            "name": role,
            "role": role,
            "format": file_format,
            "files": [{"name": "weights", "bytes": 1, "sha256": "0" * 64}],
            "languages": ["ko", "en"],
            "licence": "MIT",
            "tested": False,
        }
        (model / "model.json").write_text(json.dumps(record))
