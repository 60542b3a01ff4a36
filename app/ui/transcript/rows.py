"""The rows of the transcript: segments and gaps as data, and how they are painted."""

import time
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QTextLine
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.found_words import FoundWords
from app.domain.transcript import DroppedText, Speaker, TranscriptSegment
from app.ui.parts.names import clock, drop_reason_name, speaker_label
from app.ui.parts.style import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    colour,
    detail_bold_font,
    detail_font,
    pixmap,
    reading_font,
    scaled,
)
from app.ui.parts.tasks import slice_end
from app.ui.parts.text_layout import Mark, draw, line_height, wrapped

Index = QModelIndex | QPersistentModelIndex
Row = TranscriptSegment | DroppedText

RowRole = Qt.ItemDataRole.UserRole + 1
LitRole = Qt.ItemDataRole.UserRole + 2
PlayingRole = Qt.ItemDataRole.UserRole + 3
TellingRole = Qt.ItemDataRole.UserRole + 4
ChosenRole = Qt.ItemDataRole.UserRole + 5
FoundRole = Qt.ItemDataRole.UserRole + 6

TIME_WIDTH_PX = 56
_SPEAKER_TOKENS = {
    Speaker.CLINICIAN: "accent",
    Speaker.PATIENT: "patient",
    Speaker.GUARDIAN: "guardian",
    Speaker.NURSE: "nurse",
    Speaker.UNKNOWN: "text",
}
# Of the font's size, on the average: only an estimate, so it need not fit both scripts well.
_WIDTH_OF_A_CHARACTER = 0.6


class TranscriptModel(QAbstractListModel):
    """Segments in the order of speech, with a mark wherever the recogniser's inventions were left out."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._lit: frozenset[str] = frozenset()
        self._telling: Mapping[str, tuple[int, ...]] = {}
        self._playing = ""
        self._chosen: dict[str, Mark] = {}
        self._found: dict[int, list[Mark]] = {}

    def show(self, segments: Iterable[TranscriptSegment], dropped: Iterable[DroppedText] = ()) -> None:
        self.beginResetModel()
        self._rows = [*segments]
        gaps = sorted(dropped, key=lambda gap: gap.start_s, reverse=True)
        for gap in gaps:
            place = next((n for n, row in enumerate(self._rows) if row.start_s > gap.start_s), len(self._rows))
            self._rows.insert(place, gap)
        self._lit = frozenset()
        self._telling = {}
        self._playing = ""
        self._chosen = {}
        self._found = {}
        self.endResetModel()

    def append(self, segment: TranscriptSegment) -> None:
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(segment)
        self.endInsertRows()

    def replace(self, segment: TranscriptSegment) -> None:
        row = self.row_of(segment.id)
        if row is not None:
            self._rows[row] = segment
            self.dataChanged.emit(self.index(row), self.index(row))

    def light(self, segment_ids: Iterable[str], telling: Mapping[str, tuple[int, ...]] | None = None) -> None:
        """`telling`: by segment, the positions of the words that matter in it."""
        self._lit = frozenset(segment_ids)
        self._telling = telling or {}
        self._repaint_all(LitRole)

    def mark_playing(self, segment_id: str) -> None:
        if segment_id != self._playing:
            self._playing = segment_id
            self._repaint_all(PlayingRole)

    def choose_words(self, segment_id: str, start: int, length: int) -> None:
        """These characters of a segment; with a length of 0 none are chosen any more."""
        self._chosen = {segment_id: Mark(start, length, "on_accent", "accent")} if length else {}
        self._repaint_all(ChosenRole)

    def mark_found(self, found: Iterable[FoundWords], current: FoundWords | None) -> None:
        """What somebody looks for; a line is the number of a row."""
        self._found = {}
        for each in found:
            token, ground = ("on_accent", "accent") if each == current else ("warn", "warn_soft")
            self._found.setdefault(each.line, []).append(Mark(each.start, each.length, token, ground))
        self._repaint_all(FoundRole)

    def lit(self) -> frozenset[str]:
        return self._lit

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def lines(self) -> Iterable[str]:
        """The words of each row; none of what was left out, since nobody said it."""
        return ("" if isinstance(row, DroppedText) else row.text for row in self._rows)

    def row_of(self, segment_id: str) -> int | None:
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, TranscriptSegment) and row.id == segment_id),
            None,
        )

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == LitRole:
            return isinstance(row, TranscriptSegment) and row.id in self._lit
        if role == TellingRole:
            return self._telling.get(row.id, ()) if isinstance(row, TranscriptSegment) else ()
        if role == PlayingRole:
            return isinstance(row, TranscriptSegment) and row.id == self._playing
        if role == ChosenRole:
            return self._chosen.get(row.id) if isinstance(row, TranscriptSegment) else None
        if role == FoundRole:
            return self._found.get(index.row(), ())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, DroppedText):
            return row.text
        return None

    def _spoken(self, row: Row) -> str:
        if isinstance(row, DroppedText):
            return left_out(row)
        heard = f" ({heard_as(row)})" if row.corrections else ""
        return f"{clock(row.start_s)}, {speaker_label(row)}: {row.text}{heard}"

    def _repaint_all(self, role: int) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [role])


class SegmentDelegate(QStyledItemDelegate):
    """Time at the left; speaker above the words. Heights are kept by text and width.

    To measure the words of an hour takes long: what does not fit into a slice of time is estimated until all of it is
    measured. To lay out every row again with each slice would take longer still.
    """

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int], int] = {}
        self.begin_layout((), 0)

    def begin_layout(self, rows: Sequence[Row], width: int) -> None:
        """Before each of `rows` is asked for its height at this width: asking the model each time is slow."""
        self._begin_slice(rows, width)
        self.has_estimated = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._rows[index.row()]
        text = _words_of(row)
        height = self._heights.get((text, self._width))
        if height is None and time.monotonic() <= self._slice_end:
            height = self._measure(row, text)
        if height is None:
            self.has_estimated = True
            height = self._least_height + round((1 + len(text) // self._characters) * self._line_height)
        return QSize(self._width, height)

    def measure_a_slice(self, rows: Sequence[Row], width: int) -> bool:
        """Whether now all of `rows` are measured at this width."""
        self._begin_slice(rows, width)
        for row in rows:
            text = _words_of(row)
            if (text, width) not in self._heights:
                if time.monotonic() > self._slice_end:
                    return False
                self._measure(row, text)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(RowRole)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, option, index)
        if isinstance(row, DroppedText):
            self._paint_gap(painter, area, row)
        else:
            self._paint_segment(painter, area, row, index)
        painter.restore()

    def character_at(self, text: str, area: QRectF, place: QPointF) -> int | None:
        """Which character of a segment's words lies there; None left of them, where its time stands."""
        left = area.left() + SPACE_L + scaled(TIME_WIDTH_PX)
        if place.x() < left:
            return None
        layout, _ = wrapped(text, reading_font(), self._text_width(area.width()))
        top = area.top() + SPACE_M + line_height(detail_font())
        number = int((place.y() - top) // line_height(reading_font()))
        line = layout.lineAt(min(max(0, number), layout.lineCount() - 1))
        return int(line.xToCursor(place.x() - left, QTextLine.CursorPosition.CursorOnCharacter))

    def _begin_slice(self, rows: Sequence[Row], width: int) -> None:
        self._rows, self._width = rows, width
        self._least_height = round(line_height(detail_font()) + 2 * SPACE_M)
        self._line_height = line_height(reading_font())
        self._characters = max(1.0, self._text_width(width) / (reading_font().pixelSize() * _WIDTH_OF_A_CHARACTER))
        self._slice_end = slice_end()

    def _measure(self, row: Row, text: str) -> int:
        height = self._heights[text, self._width] = round(self._height(row, text, self._width))
        return height

    def _height(self, row: Row, text: str, width: int) -> float:
        if isinstance(row, DroppedText):
            return wrapped(text, detail_font(), self._text_width(width))[1] + 2 * SPACE_S
        name_height = line_height(detail_font())
        return name_height + wrapped(text, reading_font(), self._text_width(width))[1] + 2 * SPACE_M

    def _text_width(self, width: float) -> float:
        return width - SPACE_L - scaled(TIME_WIDTH_PX) - SPACE_L

    def _paint_ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        card = area.adjusted(SPACE_S, 1, -SPACE_S, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if index.data(LitRole):
            painter.setBrush(colour("accent_lit"))
            painter.drawRoundedRect(card, 6, 6)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(card.left(), card.top(), 4, card.height()), 2, 2)
        elif state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colour("surface"))
            painter.drawRoundedRect(card, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(card, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("focus"))
            painter.drawRoundedRect(card, 6, 6)

    def _paint_segment(self, painter: QPainter, area: QRectF, segment: TranscriptSegment, index: Index) -> None:
        top = area.top() + SPACE_M
        left = area.left() + SPACE_L
        name_height = line_height(detail_font())
        painter.setFont(detail_font())
        painter.setPen(colour("text_muted"))
        if segment.end_s > segment.start_s:
            painter.drawText(QRectF(left, top, scaled(TIME_WIDTH_PX), name_height), clock(segment.start_s))
        if index.data(PlayingRole):
            mark = pixmap("play", "accent", 14)
            painter.drawPixmap(round(left), round(top + name_height + SPACE_S), mark)
        left += scaled(TIME_WIDTH_PX)
        painter.setFont(detail_bold_font())
        painter.setPen(colour(speaker_token(segment.speaker)))
        name = speaker_label(segment)
        painter.drawText(QRectF(left, top, area.width(), name_height), name)
        after = left + painter.fontMetrics().horizontalAdvance(name) + SPACE_M
        beside_name = QRectF(after, top, area.right() - SPACE_L - after, name_height)
        if segment.corrections:
            self._paint_heard(painter, beside_name, segment)
        elif segment.is_hardly_heard:
            self._paint_doubt(painter, beside_name)
        chosen: Mark | None = index.data(ChosenRole)
        marks = [
            *_telling_marks(segment.text, index.data(TellingRole)),
            *([chosen] if chosen else []),
            *index.data(FoundRole),
        ]
        layout, _ = wrapped(segment.text, reading_font(), self._text_width(area.width()), marks)
        draw(painter, layout, left, top + name_height, colour("text"))

    def _paint_doubt(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(detail_font())
        painter.setPen(colour("warn"))
        painter.drawText(area, self.tr("uncertain, please listen"))

    def _paint_heard(self, painter: QPainter, area: QRectF, segment: TranscriptSegment) -> None:
        painter.setFont(detail_font())
        painter.setPen(colour("warn"))
        text = painter.fontMetrics().elidedText(heard_as(segment), Qt.TextElideMode.ElideRight, round(area.width()))
        painter.drawText(area, text)

    def _paint_gap(self, painter: QPainter, area: QRectF, gap: DroppedText) -> None:
        left = area.left() + SPACE_L
        painter.setFont(detail_font())
        painter.setPen(colour("text_muted"))
        painter.drawText(QRectF(left, area.top() + SPACE_S, scaled(TIME_WIDTH_PX), 18), clock(gap.start_s))
        layout, _ = wrapped(left_out(gap), detail_font(), self._text_width(area.width()))
        draw(painter, layout, left + scaled(TIME_WIDTH_PX), area.top() + SPACE_S, colour("text_muted"))


def speaker_token(speaker: Speaker) -> str:
    """The colour of a speaker's name and lane; never without the name."""
    return _SPEAKER_TOKENS[speaker]


def _words_of(row: Row) -> str:
    return left_out(row) if isinstance(row, DroppedText) else row.text


def left_out(gap: DroppedText) -> str:
    words = QCoreApplication.translate("TranscriptView", "Left out: {reason}")
    return words.format(reason=drop_reason_name(gap.reason))


def heard_as(segment: TranscriptSegment) -> str:
    """What the recogniser had written where the program put a name right."""
    words = QCoreApplication.translate("TranscriptView", "heard as “{words}”")
    return words.format(words="”, “".join(each.heard for each in segment.corrections))


def _telling_marks(text: str, positions: tuple[int, ...]) -> list[Mark]:
    """Words at these positions, those side by side as one."""
    marks: list[Mark] = []
    start = 0
    for position, word in enumerate(text.split()):
        start = text.index(word, start)
        if position in positions:
            if marks and position - 1 in positions:
                marks[-1] = Mark(marks[-1].start, start + len(word) - marks[-1].start, "text", "surface")
            else:
                marks.append(Mark(start, len(word), "text", "surface"))
        start += len(word)
    return marks
