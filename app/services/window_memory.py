"""What the window finds again at its next start: what was open, and what was told."""

from app.domain.notice import Notice
from app.domain.work_at_hand import WorkAtHand
from app.storage.vault import Vault

_MOST_NOTICES = 200


class WindowMemory:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def work_left(self) -> WorkAtHand | None:
        """What was open when the program last ended without being closed. Raises VaultError."""
        return self._vault.settings.work_at_hand()

    def keep_work(self, work: WorkAtHand | None) -> None:
        """What is open now, words that are still being written included; None when it is closed. Raises VaultError."""
        self._vault.settings.keep_work_at_hand(work)

    def notices(self) -> tuple[Notice, ...]:
        """The latest, the oldest of them first. Raises VaultError."""
        return self._vault.settings.notices()

    def add_notice(self, notice: Notice) -> None:
        """Raises VaultError."""
        with self._vault.transaction():
            self._vault.settings.keep_notices((*self.notices(), notice)[-_MOST_NOTICES:])
