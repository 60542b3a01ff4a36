"""Wrapped text with a line height that suits Hangul: for painted lists, and as a block of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from app.ui.parts.style import LINE_HEIGHT, SPACE_L, colour, detail_font, reading_font


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be underlined in a colour of their own, or struck through, or, with a `ground`, laid on it."""

    start: int
    length: int
    token: str
    ground: str = ""
    is_struck: bool = False


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
    """Wrapped text to read, as high as its width makes it, with a few quiet words at its right. The mouse falls through
    to what it lies on.

    It knows its height once it has a width. A height that depends on the width would be asked for at many widths, by
    every layout around it.
    """

    def __init__(self, text: str, marks: Sequence[Mark] = (), aside: str = "") -> None:
        super().__init__()
        self._text = text
        self._marks = marks
        self._aside = aside
        self._font = reading_font()
        self._aside_width = QFontMetrics(detail_font()).horizontalAdvance(aside) + SPACE_L if aside else 0
        self._layout: QTextLayout | None = None
        self._fitted_width = 0
        self.setMinimumWidth(80 + self._aside_width)
        self.setFixedHeight(round(line_height(self._font)))

    def fit(self, width: int) -> None:
        """Lay the text out, and take the height that it needs."""
        if width == self._fitted_width:
            return
        self._fitted_width = width
        self._layout, height = wrapped(self._text, self._font, width - self._aside_width, self._marks)
        self.setFixedHeight(round(height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        painter = QPainter(self)
        draw(painter, self._layout, 0, 0, colour("text"))
        if self._aside:
            painter.setFont(detail_font())
            painter.setPen(colour("text_muted"))
            first_line = QRectF(0, 0, self.width(), line_height(self._font))
            painter.drawText(first_line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside)
        painter.end()


def _format(mark: Mark) -> QTextLayout.FormatRange:
    style = QTextCharFormat()
    style.setForeground(colour(mark.token))
    if mark.is_struck:
        style.setFontStrikeOut(True)
    else:
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if mark.ground:
        style.setBackground(colour(mark.ground))
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = mark.start, mark.length, style
    return span
