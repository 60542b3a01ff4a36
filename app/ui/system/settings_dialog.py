"""The settings, made from their declarations: each with its help and at once in force, found by any of its words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts.actions import plain_name
from app.ui.parts.dialog_parts import close_button, dialog_layout
from app.ui.parts.searching import matches
from app.ui.parts.settings import SETTINGS, Setting, chosen, translated
from app.ui.parts.style import scaled_size, scaled_width

_SIZE_PX = (620, 480)
_CHOICE_WIDTH_PX = 260


class _Row(QWidget):
    """A name and a help to the left, and what is done with them to the right."""

    def __init__(self, name: str, help_text: str, control: QWidget, more_words: Iterable[str] = ()) -> None:
        super().__init__()
        explanation = QLabel(help_text)
        explanation.setObjectName("detail")
        explanation.setWordWrap(True)
        control.setAccessibleDescription(help_text)
        control.setFixedWidth(scaled_width(_CHOICE_WIDTH_PX))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(QLabel(name))
        words.addWidget(explanation)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 8, 12, 8)
        layout.setSpacing(24)
        layout.addLayout(words, 1)
        layout.addWidget(control)
        self._words = " ".join((name, help_text, *more_words))

    def matches(self, text: str) -> bool:
        return matches(self._words, text)


class CommandRow(_Row):
    """What is not chosen but done, in a dialog of its own."""

    def __init__(self, command: QAction, help_text: str) -> None:
        button = QPushButton(command.text())
        button.setAutoDefault(False)
        button.setEnabled(command.isEnabled())
        button.clicked.connect(lambda _checked=False: command.trigger())
        super().__init__(plain_name(command), help_text, button)


class SettingRow(_Row):
    """Signals: chosen(Setting)."""

    chosen = Signal(object)

    def __init__(self, setting: Setting, names: Mapping[str, str], more: Mapping[str, str]) -> None:
        """`names` of the choices that the declaration does not name; `more` choices that the machine has now."""
        self._setting = setting
        self._choice = QComboBox()
        for value, name in setting.choices.items():
            self._choice.addItem(translated(name) if name else names[value], value)
        for value, name in more.items():
            self._choice.addItem(name, value)
        self._choice.setCurrentIndex(max(0, self._choice.findData(chosen()[setting])))
        choices = [self._choice.itemText(n) for n in range(self._choice.count())]
        super().__init__(translated(setting.name), translated(setting.help), self._choice, choices)
        self._choice.setAccessibleName(translated(setting.name))
        self._choice.currentIndexChanged.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        chosen().choose(self._setting, self._choice.currentData())
        self.chosen.emit(self._setting)


class SettingsDialog(QDialog):
    """Signals: setting_chosen(Setting)."""

    setting_chosen = Signal(object)

    def __init__(
        self,
        names: Mapping[str, str],
        parent: QWidget,
        more: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        commands: Mapping[QAction, str] = MappingProxyType({}),
    ) -> None:
        """`names` of choices by their value; `more` choices of this machine, by the key of their setting; `commands`
        that belong here too, each with its help.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(scaled_size(*_SIZE_PX))
        search = QLineEdit()
        search.setPlaceholderText(self.tr("Search settings"))
        search.setAccessibleName(self.tr("Search settings"))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._show_matching)
        self._none = QLabel(self.tr("No setting matches."))
        self._none.setObjectName("muted")
        self._none.hide()
        settings = [SettingRow(setting, names, more.get(setting.key, {})) for setting in SETTINGS]
        self._rows = [*settings, *(CommandRow(command, words) for command, words in commands.items())]
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        for row in self._rows:
            rows.addWidget(row)
        for setting in settings:
            setting.chosen.connect(self.setting_chosen)
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(column)
        layout = dialog_layout(self)
        layout.addWidget(search)
        layout.addWidget(self._none)
        layout.addWidget(area, 1)
        layout.addWidget(close_button(self))

    def _show_matching(self, text: str) -> None:
        for row in self._rows:
            row.setVisible(row.matches(text))
        self._none.setVisible(not any(row.matches(text) for row in self._rows))
