"""Drafting while people still talk: at Stop, only the end of the visit is left to write."""

from pathlib import Path

from app.domain.language import Language
from app.domain.outcome import Completed, Outcome
from app.domain.transcript import Transcript
from app.drafting.listener import DraftingListener
from app.drafting.templates import load_template
from app.engines.protocol import DraftAhead
from app.engines.supervisor import Engine
from app.services.drafting import drafting_model, tell_listener


class DraftingAhead:
    """For one visit and one document. What is written stays with the engine, for the draft of the whole visit.

    Nothing is cancelled when that draft is asked for: all that is under way is a part of it.
    """

    def __init__(
        self, engine: Engine, models_dir: Path, template_id: str, language: Language, listener: DraftingListener
    ) -> None:
        """`listener` hears all that is settled, from the start, each time some more is.

        Raises InputError("template_unknown") and ModelError("model_missing").
        """
        load_template(template_id)
        self._engine = engine
        self._model = drafting_model(models_dir)
        self._template_id = template_id
        self._language = language
        self._listener = listener
        self._newest: Transcript | None = None
        self._is_writing = False

    def follow(self, transcript: Transcript) -> None:
        """The visit so far. Of several that come while the model writes, it goes on with the newest."""
        self._newest = transcript
        if not self._is_writing:
            self._write()

    def _write(self) -> None:
        if self._newest is None or self._newest.is_empty:
            return
        task = DraftAhead(self._newest, self._template_id, self._language, self._model)
        self._newest = None
        self._is_writing = True
        self._engine.submit(task, lambda event: tell_listener(self._listener, event), self._on_written)

    def _on_written(self, outcome: Outcome[float]) -> None:
        self._is_writing = False
        # What goes wrong here goes wrong in the draft too, and is told there.
        if isinstance(outcome, Completed):
            self._write()
