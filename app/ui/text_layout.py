"""Wrapped text with a line height that suits Hangul: for painted lists, and as a block of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.style import LINE_HEIGHT, colour, reading_font


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be underlined in a colour of their own."""

    start: int
    length: int
    token: str


def line_height(font: QFont) -> float:
    """In pixels."""
    return font.pixelSize() * LINE_HEIGHT


def wrapped(text: str, font: QFont, width: float, marks: Iterable[Mark] = ()) -> tuple[QTextLayout, float]:
    """The laid-out text and its height in pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_format(mark) for mark in marks])
    spacing = line_height(font)
    inset = (spacing - QFontMetricsF(font).height()) / 2
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0.0, height + inset))
        height += spacing
    layout.endLayout()
    return layout, height


def draw(painter: QPainter, layout: QTextLayout, left: float, top: float, ink: QColor) -> None:
    painter.setPen(ink)
    layout.draw(painter, QPointF(left, top))


class TextBlock(QWidget):
    """Wrapped text to read, as high as its width makes it. The mouse falls through to what it lies on."""

    def __init__(self, text: str, marks: Sequence[Mark] = ()) -> None:
        super().__init__()
        self._text = text
        self._marks = marks
        self._font = reading_font()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(wrapped(self._text, self._font, width)[1])

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._text), round(line_height(self._font)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, round(line_height(self._font)))

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, _ = wrapped(self._text, self._font, self.width(), self._marks)
        painter = QPainter(self)
        draw(painter, layout, 0, 0, colour("text"))
        painter.end()


def _format(mark: Mark) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(colour(mark.token))
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = mark.start, mark.length, style
    return span
