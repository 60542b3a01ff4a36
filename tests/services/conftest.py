"""A vault, an encounter, and services whose children are fakes in real processes."""

import queue
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fake_children
from named_models import make_models
from practice import ACTOR, Practice

from app.domain.encounter import Encounter
from app.engines.supervisor import Engine
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.live import LiveRecordings
from app.services.recording import Recordings
from app.services.review import Review
from app.storage.vault import create_vault, open_vault


@pytest.fixture
def models_folder(tmp_path: Path) -> Path:
    make_models(tmp_path / "models")
    return tmp_path / "models"


PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def practice(tmp_path: Path, models_folder: Path) -> Iterator[Practice]:
    create_vault(tmp_path / "vault", PASSPHRASE)[0].close()
    with ExitStack() as stack:
        yield _opened(tmp_path / "vault", models_folder, stack)


def _opened(folder: Path, models_folder: Path, stack: ExitStack) -> Practice:
    calls: queue.Queue[Callable[[], None]] = queue.Queue()
    vault = stack.enter_context(open_vault(folder, PASSPHRASE))
    speech = Engine("speech", fake_children.speech, calls.put)
    drafting = Engine("drafting", fake_children.drafting, calls.put)
    stack.callback(_run_all, calls)
    stack.callback(drafting.close)
    stack.callback(speech.close)

    def open_again() -> Practice:
        stack.close()
        return _opened(folder, models_folder, stack)

    return Practice(
        vault,
        Encounters(vault, ACTOR),
        Recordings(vault, speech, models_folder, ACTOR),
        LiveRecordings(vault, speech, models_folder, ACTOR),
        Drafting(vault, drafting, models_folder, ACTOR),
        Review(vault, ACTOR),
        Documents(vault, ACTOR),
        calls,
        models_folder,
        open_again,
    )


def _run_all(calls: "queue.Queue[Callable[[], None]]") -> None:
    while not calls.empty():
        calls.get()()


@pytest.fixture
def encounter(practice: Practice) -> Encounter:
    return practice.encounters.create(patient_name="Kim Secret", patient_number="MRN-4711")
