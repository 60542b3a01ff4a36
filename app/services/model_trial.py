"""Loads a model in a child process, to learn whether it can be loaded without risking this one."""

import queue

from app.domain.errors import ModelError
from app.domain.outcome import Completed, Outcome
from app.engines import drafting_worker, speech_worker
from app.engines.protocol import LoadModel, LoadVoices, ModelSpec
from app.engines.supervisor import Engine
from app.services.models import InstalledModel

TRIAL_TIMEOUT_S = 600.0
"""Ten gigabytes from a slow disk take some minutes."""


def load_in_child(model: InstalledModel, timeout_s: float = TRIAL_TIMEOUT_S) -> float:
    """Load the model as a job would, and end the child. Returns the seconds that loading took.

    Raises ModelError("model_unloadable") when loading fails, takes longer than the time-out or kills the child.
    """
    target = drafting_worker.run if model.role == "drafting" else speech_worker.run
    outcomes: queue.SimpleQueue[Outcome[float]] = queue.SimpleQueue()
    engine = Engine(model.role, target, lambda call: call())
    try:
        spec = ModelSpec(model.id, model.path, model.sha256)
        task = LoadVoices(spec) if model.role == "voices" else LoadModel(spec)
        engine.submit(task, lambda event: None, outcomes.put)
        outcome = outcomes.get(timeout=timeout_s)
    except queue.Empty as error:
        raise ModelError("model_unloadable", file=model.name) from error
    finally:
        engine.close()
    if not isinstance(outcome, Completed):
        raise ModelError("model_unloadable", file=model.name)
    return outcome.value
