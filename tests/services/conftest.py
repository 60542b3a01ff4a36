"""A vault, an encounter, and services whose children are fakes in real processes."""

import json
import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fake_children
from practice import ACTOR, Practice

from app.domain.encounter import Encounter
from app.engines.supervisor import Engine
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.recording import Recordings
from app.services.review import Review
from app.storage.vault import create_vault


@pytest.fixture
def models_folder(tmp_path: Path) -> Path:
    """Two models that exist by name only: the fakes do not open them."""
    for role, file_format in (("speech", "ctranslate2"), ("drafting", "gguf")):
        folder = tmp_path / "models" / role
        folder.mkdir(parents=True)
        (folder / "weights").write_bytes(b"x")
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
        (folder / "model.json").write_text(json.dumps(record))
    return tmp_path / "models"


@pytest.fixture
def practice(tmp_path: Path, models_folder: Path) -> Iterator[Practice]:
    calls: queue.Queue[Callable[[], None]] = queue.Queue()
    vault, _ = create_vault(tmp_path / "vault", "a passphrase for tests")
    speech = Engine("speech", fake_children.speech, calls.put)
    drafting = Engine("drafting", fake_children.drafting, calls.put)
    with vault:
        yield Practice(
            vault,
            Encounters(vault, ACTOR),
            Recordings(vault, speech, models_folder, ACTOR),
            Drafting(vault, drafting, models_folder, ACTOR),
            Review(vault, ACTOR),
            Documents(vault, ACTOR),
            calls,
        )
        speech.close()
        drafting.close()


@pytest.fixture
def encounter(practice: Practice) -> Encounter:
    return practice.encounters.create(patient_name="Kim Secret", patient_number="4711")
