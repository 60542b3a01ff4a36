"""Widgets of which one is shown at a time, in the room that this one needs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Qt's own asks for the room of the largest of them, shown or not."""

    def __init__(self, least_height_px: int = 0) -> None:
        super().__init__()
        self._least = QSize(0, least_height_px)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(self._least) if shown is not None else self._least
