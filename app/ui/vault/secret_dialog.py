"""A dialog that asks for secrets page by page, and puts a new recovery key in force once it was asked back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from app.domain.outcome import Completed, Failed
from app.services.vault import VaultKeys
from app.ui.parts.tasks import run_task
from app.ui.vault.passphrase_pages import SecretPage
from app.ui.vault.recovery_key_pages import NewKeySteps

T = TypeVar("T")


class SecretDialog(QDialog):
    """What a page asks for is tried beside the GUI thread: deriving a key takes a moment. The dialog cannot be closed
    meanwhile.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_working = False
        self._pages = QStackedWidget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 24, 32, 24)
        # As large as the page that is shown, and not as the largest there was.
        self.column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.column.addWidget(self._pages)

    def reject(self) -> None:
        if not self.is_working:
            super().reject()

    def ask(
        self,
        page: SecretPage,
        doing: str,
        act: Callable[[str], T],
        then: Callable[[T], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Show the page until what is typed there can be acted on; to leave it is to leave the dialog, unless told
        otherwise.
        """
        self._show(page)
        page.left.connect(leave or self.reject)
        self._try_what_is_given(page, doing, act, then)

    def replace_recovery_key(self, keys: VaultKeys, text: str, finish_words: str) -> None:
        """Show a new one, ask it back, put it in force; then accept."""
        recovery_key = keys.propose_recovery_key()
        steps = self.show_new_key(recovery_key, text, finish_words)
        self._try_what_is_given(
            steps.ask_back,
            self.tr("Changing the recovery key…"),
            lambda _: keys.change_recovery_key(recovery_key),
            lambda _: self.accept(),
        )

    def show_new_key(self, recovery_key: str, text: str, finish_words: str) -> NewKeySteps:
        steps = NewKeySteps(recovery_key, text, finish_words)
        self._show(steps)
        return steps

    def _show(self, page: QWidget) -> None:
        former = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if former is not None:
            self._pages.removeWidget(former)
            former.deleteLater()
        page.setFocus()

    def _try_what_is_given(
        self, page: SecretPage, doing: str, act: Callable[[str], T], then: Callable[[T], None]
    ) -> None:
        def on_done(outcome: Completed[T] | Failed) -> None:
            self.is_working = False
            if isinstance(outcome, Failed):
                page.refuse(outcome.problem)
            else:
                then(outcome.value)

        def on_given(secret: str) -> None:
            self.is_working = True
            page.wait(doing)
            run_task(lambda: act(secret), on_done)

        page.given.connect(on_given)
