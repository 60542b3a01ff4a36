"""A consultation to practise on, in a vault of its own: never in the clinic's, and gone when the practice ends."""

import secrets
import tempfile
from pathlib import Path

from app.domain.language import Language
from app.export.document import phrase
from app.paths import RESOURCES
from app.services.encounters import Encounters
from app.storage.vault import create_vault


class PracticeRoom:
    """An open vault in a temporary folder, with one encounter.

    Nobody knows its key: what a crash leaves behind cannot be read.
    """

    def __init__(self, language: Language, actor: str) -> None:
        """Raises VaultError, as create_vault does."""
        self._folder = tempfile.TemporaryDirectory(prefix="saegim-practice-", ignore_cleanup_errors=True)
        self.vault, _ = create_vault(Path(self._folder.name) / "vault", secrets.token_urlsafe())
        self.encounter_id = Encounters(self.vault, actor).create(phrase("practice_patient", language)).id

    def remove(self) -> None:
        """All that was recorded, written and signed in it. What was exported lies elsewhere, and says what it is."""
        self.vault.close()
        self._folder.cleanup()


def sample_recording(language: Language) -> Path:
    """A consultation of two minutes between two synthetic voices."""
    return RESOURCES / "samples" / f"consultation_{language.value}.ogg"
