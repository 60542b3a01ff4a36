"""The clinic's own templates, and what each would write of the sample consultation."""

from pathlib import Path

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import DraftNote
from app.domain.template import NoteTemplate
from app.domain.template_rules import completed
from app.drafting.listener import DraftingListener
from app.engines.supervisor import Engine, Job
from app.resources import load_text
from app.services.drafting import OnDone, draft_transcript
from app.services.template_library import TemplateLibrary, require_good
from app.storage.vault import Vault


class Templates(TemplateLibrary):
    """Copied from one that ships, made from a note or brought in; tried out, then offered."""

    def __init__(self, vault: Vault, engine: Engine, models_dir: Path, actor: str) -> None:
        super().__init__(vault, actor)
        self._engine = engine
        self._models_dir = models_dir

    def preview(
        self, template: NoteTemplate, language: Language, listener: DraftingListener, on_done: OnDone
    ) -> Job[DraftNote]:
        """A draft of the sample consultation in that language; it is not kept.

        Raises InputError with the template's first problem, and ModelError("model_missing").
        """
        require_good(template)
        transcript = parse_dialogue(load_text(f"samples/consultation_{language.value}.txt"), language)
        return draft_transcript(
            self._engine, self._models_dir, transcript, completed(template), language, listener, on_done
        )
