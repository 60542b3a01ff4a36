"""Rows of a page of figures: a share as a quiet bar, and a figure with what can be decided about it."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.parts.dialog_parts import detail_label
from app.ui.parts.style import SPACE_L, SPACE_M, colour, scaled

_BAR_SIZE_PX = (140, 8)
_PERCENT_WIDTH_PX = 44


class ShareBar(QWidget):
    def __init__(self, share: float) -> None:
        """`share` from 0 to 1."""
        super().__init__()
        self._share = share
        self.setFixedSize(*map(scaled, _BAR_SIZE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("border_strong"))
        painter.setBrush(colour("surface_sunken"))
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(whole, 3, 3)
        if self._share:
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(
                QRectF(whole.left(), whole.top(), whole.width() * self._share, whole.height()), 3, 3
            )
        painter.end()


class ShareRow(QWidget):
    """A name, its share, and what the share is made of. Without a share there was nothing to take it of."""

    def __init__(self, name: str, share: float | None, detail: str) -> None:
        super().__init__()
        percent = QLabel("—" if share is None else f"{round(100 * share)} %")
        percent.setFixedWidth(scaled(_PERCENT_WIDTH_PX))
        title = QLabel(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(detail_label(detail))
        layout.addLayout(words, 1)
        layout.addWidget(ShareBar(share or 0.0))
        layout.addWidget(percent)
        self.setAccessibleName(f"{name}: {percent.text()}, {detail}")


class DecisionRow(QWidget):
    """Signals: decided()."""

    decided = Signal()

    def __init__(self, name: str, detail: str, decision: str) -> None:
        """Without words for a decision there is none to take."""
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(QLabel(name))
        words.addWidget(detail_label(detail))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(words, 1)
        if decision:
            button = QPushButton(decision)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{decision.removesuffix('…')}: {name}")
            button.clicked.connect(self.decided)
            layout.addWidget(button)
        self.setAccessibleName(f"{name}: {detail}")
