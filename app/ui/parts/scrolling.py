"""What a window holds, to be scrolled where it is higher or wider than the screen has room: with large text."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_LEAST_PX = QSize(240, 160)


class Scrolling(QScrollArea):
    """Asks for the room of its content, and can do with less. The place of the keyboard is kept in view."""

    def __init__(self, content: QLayout | QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        """The margins, in pixels from the left round, are those of a layout."""
        super().__init__()
        self._content = content if isinstance(content, QWidget) else _with_layout(content, margins)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._content)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint().boundedTo(_LEAST_PX)


def _with_layout(layout: QLayout, margins: tuple[int, int, int, int]) -> QWidget:
    layout.setContentsMargins(*margins)
    content = _Content()
    content.setLayout(layout)
    return content


class _Content(QWidget):
    """Says how high it is at least. Of what has no height of its own choice, and takes what is left, Qt asks for none,
    and then takes its least height from the others.
    """

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return max(layout.heightForWidth(width), layout.minimumHeightForWidth(width))
