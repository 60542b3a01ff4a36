"""The list of encounters where the screen has no room for it beside an encounter: it makes room, and comes back."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from app.ui.day.panel import DayPanel


class FoldedList(QObject):
    """Shown until an encounter is opened by click or key, and again when one is looked for; Escape folds it too."""

    def __init__(self, day: DayPanel, find_encounter: QAction) -> None:
        super().__init__(day)
        self._day = day
        self._is_any_open = False
        day.opened.connect(self.fold)
        find_encounter.triggered.connect(day.show)
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), day)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.fold)

    def show_whether_any_is_open(self, is_any_open: bool) -> None:
        """With none open the list is what there is to see; the first that is opened takes its place."""
        if is_any_open != self._is_any_open:
            self._is_any_open = is_any_open
            self._day.setVisible(not is_any_open)

    def fold(self) -> None:
        self._day.setVisible(not self._is_any_open)
