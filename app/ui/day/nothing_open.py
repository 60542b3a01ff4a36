"""What the window shows while no encounter is open: what one may begin with, and by which key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.actions import key_of, plain_name
from app.ui.parts.style import SPACE_L, SPACE_M, scaled_width

_WIDTH_PX = 280


class NothingOpen(QWidget):
    def __init__(self, beginnings: Sequence[QAction]) -> None:
        """`beginnings` are offered in this order; one that is hidden in this window is left out."""
        super().__init__()
        heading = QLabel(self.tr("No encounter is open"))
        heading.setObjectName("title")
        words = QLabel(self.tr("Choose one from the list, or begin here:"))
        words.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_M)
        column.addStretch(2)
        for label in (heading, words):
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_L)
        for beginning in beginnings:
            if beginning.isVisible():
                column.addWidget(_button(beginning), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _button(beginning: QAction) -> QPushButton:
    """With its key at the right; without the letter that stands for it in a menu."""
    button = QPushButton(plain_name(beginning))
    button.setObjectName("beginning")
    button.setFixedWidth(scaled_width(_WIDTH_PX))
    button.setEnabled(beginning.isEnabled())
    button.clicked.connect(beginning.trigger)
    beginning.enabledChanged.connect(button.setEnabled)
    key = QLabel(key_of(beginning))
    key.setObjectName("detail")
    key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inside = QHBoxLayout(button)
    inside.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
    inside.addStretch()
    inside.addWidget(key)
    return button
