"""A field for a passphrase: hidden, and shown to who asks for it, until the page is left or the passphrase is given."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.parts.action_buttons import quiet_button
from app.ui.parts.style import SPACE_S, icon


class PassphraseField(QWidget):
    """`line` holds what is typed; the eye beside it can be reached and pressed by key."""

    def __init__(self, name: str, line: QLineEdit | None = None) -> None:
        """Around `line`, if there is one already. `name` is its spoken name."""
        super().__init__()
        self.line = line or QLineEdit()
        self.line.setAccessibleName(name)
        self.eye = quiet_button("show", self.tr("Show what is typed: {field}").format(field=name))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show_or_hide)
        self._show_or_hide(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        QWidget.setTabOrder(self.line, self.eye)

    def hide_words(self) -> None:
        self.eye.setChecked(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back to the page may not be alone any more."""
        self.hide_words()
        super().hideEvent(event)

    def _show_or_hide(self, is_shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icon("hide" if is_shown else "show", "text_muted"))
