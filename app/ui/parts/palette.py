"""The command palette: every command with its key, found by its words in either language."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts.actions import key_of, plain_name
from app.ui.parts.searching import matches
from app.ui.parts.style import line_higher, scaled_width, screen_room

_WIDTH_PX = 560
_ROWS = 10
_ROW_HEIGHT_PX = 34


class CommandPalette(QDialog):
    """Type to find, arrows to choose, Enter to do. What can be done now comes first. `chosen` is the command, once the
    dialog was accepted.
    """

    def __init__(self, commands: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.chosen: QAction | None = None
        self.setWindowTitle(self.tr("All commands"))
        self.setFixedWidth(scaled_width(_WIDTH_PX))
        self._commands = commands
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("What do you want to do?"))
        self._search.setAccessibleName(self.tr("Search commands"))
        self._search.installEventFilter(self)
        self._search.textChanged.connect(self._show_matching)
        self._list = QListWidget()
        self._list.setObjectName("palette")
        self._list.setAccessibleName(self.tr("Commands"))
        row_height = line_higher(_ROW_HEIGHT_PX)
        rows = min(_ROWS, (screen_room().height() - 2 * row_height) // row_height)
        self._list.setFixedHeight(rows * row_height + 8)
        self._list.itemActivated.connect(lambda _: self._do_current())
        self._list.itemClicked.connect(lambda _: self._do_current())
        self._none = QLabel(self.tr("No command matches."))
        self._none.setObjectName("muted")
        self._none.setContentsMargins(8, 8, 8, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._none)
        layout.addWidget(self._list)
        self._show_matching("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one goes on typing."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do_current()
                return True
        return super().eventFilter(watched, event)

    def _show_matching(self, text: str) -> None:
        self._list.clear()
        for command in sorted(self._commands, key=lambda each: not each.isEnabled()):
            name, key = plain_name(command), key_of(command)
            if matches(f"{name} {command.data() or ''} {key}", text):
                self._add(command, name, key)
        self._list.setCurrentRow(0)
        self._none.setVisible(self._list.count() == 0)
        self._list.setVisible(self._list.count() > 0)

    def _add(self, command: QAction, name: str, key: str) -> None:
        item = QListWidgetItem(self._list)
        item.setData(Qt.ItemDataRole.UserRole, command)
        told = key if command.isEnabled() else self.tr("not now")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {told}" if told else name)
        words, aside = QLabel(name), QLabel(told)
        aside.setObjectName("detail")
        if not command.isEnabled():
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            words.setObjectName("muted")
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.addWidget(words, 1)
        layout.addWidget(aside)
        size = row.sizeHint()
        size.setHeight(line_higher(_ROW_HEIGHT_PX))
        item.setSizeHint(size)
        self._list.setItemWidget(item, row)

    def _do_current(self) -> None:
        item = self._list.currentItem()
        command = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(command, QAction) and command.isEnabled():
            self.chosen = command
            self.accept()
