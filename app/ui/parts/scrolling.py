"""What a dialog holds, to be scrolled where it is higher or wider than the screen has room: with large text."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_LEAST_PX = QSize(240, 160)


class Scrolling(QScrollArea):
    """Asks for the room of its content, and can do with less. The place of the keyboard is kept in view."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        content.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        self._content.setLayout(content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._content)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint().boundedTo(_LEAST_PX)
