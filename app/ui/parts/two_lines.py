"""Rows of a list that say a name, and under it quietly what there is to know of it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, colour, detail_font, reading_bold_font, scaled
from app.ui.parts.text_layout import draw, line_height, wrapped

_MARK_PX = 16
_RADIUS_PX = 4


def show_in_two_lines(rows: QListWidget) -> None:
    """The first line of an item's text is its name; the lines after it are what there is to know of it."""
    rows.setItemDelegate(_TwoLines(rows))
    rows.setMouseTracking(True)
    rows.setResizeMode(QListView.ResizeMode.Adjust)
    rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class _TwoLines(QStyledItemDelegate):
    """Both are wrapped, so that nothing of them is cut off; the item's icon stands beside the name."""

    def __init__(self, rows: QListWidget) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._rows.viewport().width()
        return QSize(0, round(sum(height for _, height, _ in self._lines(index, width)) + 2 * SPACE_M))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, area, option)
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        top = area.top() + SPACE_M
        if isinstance(mark, QIcon):
            side = scaled(_MARK_PX)
            beside = round(top + (line_height(reading_bold_font()) - side) / 2)
            mark.paint(painter, round(area.left()) + SPACE_L, beside, side, side)
        left = area.left() + _before_words()
        for layout, height, ink in self._lines(index, round(area.width())):
            draw(painter, layout, left, top, colour(ink))
            top += height
        painter.restore()

    def _lines(self, index: QModelIndex | QPersistentModelIndex, width: int) -> list[tuple[QTextLayout, float, str]]:
        """Laid out, with its height in pixels and its ink."""
        name, *known = str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n")
        room = width - _before_words() - SPACE_L
        of_name = (*wrapped(name, reading_bold_font(), room), "text")
        return [of_name, *((*wrapped(line, detail_font(), room), "text_muted") for line in known)]


def _before_words() -> int:
    return SPACE_L + scaled(_MARK_PX) + SPACE_M + SPACE_S


def _paint_ground(painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
    state = option.state
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colour("accent_lit"))
        painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colour("hover"))
        painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(colour("focus"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
