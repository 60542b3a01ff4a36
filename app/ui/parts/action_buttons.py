"""Buttons that mirror an action: its words, its key, whether it can be used now."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui.parts.actions import key_of, name_and_key, plain_name
from app.ui.parts.dialog_parts import emphasise
from app.ui.parts.style import icon


class ActionButton(QPushButton):
    """Mirrors an action: its words, its tool tip with the key, whether it can be used now."""

    def __init__(self, action: QAction, icon_name: str = "") -> None:
        super().__init__(action.text())
        self._icon_name = icon_name
        shortcut = key_of(action)
        self.setToolTip(f"{action.toolTip()} ({shortcut})" if shortcut else action.toolTip())
        self.setEnabled(action.isEnabled())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        action.changed.connect(lambda: self.setText(action.text()))
        self.emphasise(False)

    def emphasise(self, is_next_step: bool) -> None:
        """Filled when it is what should be done next."""
        if self._icon_name:
            self.setIcon(icon(self._icon_name, "on_accent" if is_next_step else "text"))
        emphasise(self, is_next_step)


class QuietButton(QToolButton):
    """An icon alone; the action's words are in the tool tip."""

    def __init__(self, action: QAction, icon_name: str) -> None:
        super().__init__()
        self._action = action
        self.setObjectName("quiet")
        self.setCheckable(action.isCheckable())
        self.show_icon(icon_name)
        self._mirror()
        self.clicked.connect(action.trigger)
        action.changed.connect(self._mirror)

    def show_icon(self, icon_name: str) -> None:
        self.setIcon(icon(icon_name, "text_muted"))

    def _mirror(self) -> None:
        self.setAccessibleName(plain_name(self._action))
        self.setToolTip(name_and_key(self._action))
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())


def quiet_button(icon_name: str, name: str) -> QToolButton:
    """As QuietButton, for what is done only where it stands."""
    button = QToolButton()
    button.setObjectName("quiet")
    button.setIcon(icon(icon_name, "text_muted"))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
