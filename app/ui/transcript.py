"""The transcript: when, who, what. Source lines light up; text and speaker can be corrected."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.transcript import DroppedText, Speaker, TranscriptSegment
from app.ui.names import clock, drop_reason_name, speaker_label, speaker_name
from app.ui.style import SPACE_L, SPACE_M, SPACE_S, bold, colour, detail_font, pixmap, reading_font
from app.ui.text_layout import draw, line_height, wrapped

Index = QModelIndex | QPersistentModelIndex
Row = TranscriptSegment | DroppedText

RowRole = Qt.ItemDataRole.UserRole + 1
LitRole = Qt.ItemDataRole.UserRole + 2
PlayingRole = Qt.ItemDataRole.UserRole + 3

_TIME_WIDTH_PX = 56
_UNCERTAIN_BELOW = 0.5


class TranscriptModel(QAbstractListModel):
    """Segments in the order of speech, with a mark wherever the recogniser's inventions were left out."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._lit: frozenset[str] = frozenset()
        self._playing = ""

    def show(self, segments: Iterable[TranscriptSegment], dropped: Iterable[DroppedText] = ()) -> None:
        self.beginResetModel()
        self._rows = [*segments]
        gaps = sorted(dropped, key=lambda gap: gap.start_s, reverse=True)
        for gap in gaps:
            place = next((n for n, row in enumerate(self._rows) if row.start_s > gap.start_s), len(self._rows))
            self._rows.insert(place, gap)
        self._lit = frozenset()
        self._playing = ""
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

    def light(self, segment_ids: Iterable[str]) -> None:
        self._lit = frozenset(segment_ids)
        self._repaint_all(LitRole)

    def mark_playing(self, segment_id: str) -> None:
        if segment_id != self._playing:
            self._playing = segment_id
            self._repaint_all(PlayingRole)

    def lit(self) -> frozenset[str]:
        return self._lit

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
        if role == PlayingRole:
            return isinstance(row, TranscriptSegment) and row.id == self._playing
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
    """Time at the left; speaker above the words. Heights are kept by id, text and width."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        width = view.viewport().width()
        row: Row = index.data(RowRole)
        text = left_out(row) if isinstance(row, DroppedText) else row.text
        key = (text, width)
        if key not in self._heights:
            self._heights[key] = round(self._height(row, text, width))
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(RowRole)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, option, index)
        if isinstance(row, DroppedText):
            self._paint_gap(painter, area, row)
        else:
            self._paint_segment(painter, area, row, bool(index.data(PlayingRole)))
        painter.restore()

    def _height(self, row: Row, text: str, width: int) -> float:
        if isinstance(row, DroppedText):
            return wrapped(text, detail_font(), self._text_width(width))[1] + 2 * SPACE_S
        name_height = line_height(detail_font())
        return name_height + wrapped(text, reading_font(), self._text_width(width))[1] + 2 * SPACE_M

    def _text_width(self, width: float) -> float:
        return width - SPACE_L - _TIME_WIDTH_PX - SPACE_L

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
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(card, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(card, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("focus"))
            painter.drawRoundedRect(card, 6, 6)

    def _paint_segment(self, painter: QPainter, area: QRectF, segment: TranscriptSegment, playing: bool) -> None:
        top = area.top() + SPACE_M
        left = area.left() + SPACE_L
        name_height = line_height(detail_font())
        painter.setFont(detail_font())
        painter.setPen(colour("text_muted"))
        if segment.end_s > segment.start_s:
            painter.drawText(QRectF(left, top, _TIME_WIDTH_PX, name_height), clock(segment.start_s))
        if playing:
            mark = pixmap("play", "accent", 14)
            painter.drawPixmap(round(left), round(top + name_height + SPACE_S), mark)
        left += _TIME_WIDTH_PX
        painter.setFont(bold(detail_font()))
        painter.setPen(colour("accent" if segment.speaker is Speaker.CLINICIAN else "text"))
        name = speaker_label(segment)
        painter.drawText(QRectF(left, top, area.width(), name_height), name)
        after = left + painter.fontMetrics().horizontalAdvance(name) + SPACE_M
        beside_name = QRectF(after, top, area.right() - SPACE_L - after, name_height)
        if segment.corrections:
            self._paint_heard(painter, beside_name, segment)
        elif segment.confidence < _UNCERTAIN_BELOW:
            self._paint_doubt(painter, beside_name)
        layout, _ = wrapped(segment.text, reading_font(), self._text_width(area.width()))
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
        painter.drawText(QRectF(left, area.top() + SPACE_S, _TIME_WIDTH_PX, 18), clock(gap.start_s))
        layout, _ = wrapped(left_out(gap), detail_font(), self._text_width(area.width()))
        draw(painter, layout, left + _TIME_WIDTH_PX, area.top() + SPACE_S, colour("text_muted"))


class TranscriptView(QListView):
    """Space or Enter plays, F2 or a double click corrects, the context menu names the speaker or the whole voice.

    Signals: play_requested(segment id), correction_requested(segment id), speaker_chosen(segment id, Speaker),
    voice_named(segment id, Speaker), heard_wanted(segment id): corrections of the program are to be taken back.
    """

    play_requested = Signal(str)
    correction_requested = Signal(str)
    speaker_chosen = Signal(str, object)
    voice_named = Signal(str, object)
    heard_wanted = Signal(str)

    _PLAY_KEYS: ClassVar = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def __init__(self) -> None:
        super().__init__()
        self._segments = TranscriptModel()
        self._is_editable = False
        self.setModel(self._segments)
        self.setItemDelegate(SegmentDelegate(self))
        self.setAccessibleName(self.tr("Transcript"))
        self.setToolTip(self.tr("Space plays, F2 corrects the words"))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._on_double_clicked)
        # Once for all segments that come together: each time every row is laid out.
        self._follow = QTimer(self, interval=0, singleShot=True)
        self._follow.timeout.connect(self.scrollToBottom)

    @property
    def segments(self) -> TranscriptModel:
        return self._segments

    def set_editable(self, is_editable: bool) -> None:
        self._is_editable = is_editable

    def append(self, segment: TranscriptSegment) -> None:
        """Follow the speech, unless the user has scrolled back to read."""
        bar = self.verticalScrollBar()
        follows = self._follow.isActive() or bar.value() >= bar.maximum() - 4
        self._segments.append(segment)
        if follows:
            self._follow.start()

    def light(self, segment_ids: tuple[str, ...]) -> None:
        """Light up the segments and bring the first of them, the strongest source, into view."""
        self._segments.light(segment_ids)
        row = self._segments.row_of(segment_ids[0]) if segment_ids else None
        if row is not None:
            self.scrollTo(self._segments.index(row), QListView.ScrollHint.PositionAtCenter)

    def current_segment(self) -> TranscriptSegment | None:
        row = self.currentIndex().data(RowRole)
        return row if isinstance(row, TranscriptSegment) else None

    def select(self, segment_id: str) -> None:
        row = self._segments.row_of(segment_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self._segments.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        segment = self.current_segment()
        if segment and event.key() in self._PLAY_KEYS:
            self.play_requested.emit(segment.id)
        elif segment and event.key() == Qt.Key.Key_F2 and self._is_editable:
            self.correction_requested.emit(segment.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        segment = self.current_segment()
        if segment is not None:
            self._menu(segment).exec(event.globalPos() or self.mapToGlobal(QPoint(0, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _menu(self, segment: TranscriptSegment) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("&Play")).triggered.connect(lambda: self.play_requested.emit(segment.id))
        correct = menu.addAction(self.tr("&Correct words…"))
        correct.triggered.connect(lambda: self.correction_requested.emit(segment.id))
        correct.setEnabled(self._is_editable)
        put_back = menu.addAction(self.tr("Put back what was &heard"))
        put_back.triggered.connect(lambda: self.heard_wanted.emit(segment.id))
        put_back.setEnabled(self._is_editable and bool(segment.corrections))
        self._add_speakers(menu.addMenu(self.tr("&Speaker")), segment, self.speaker_chosen)
        self._add_speakers(menu.addMenu(self.tr("&Everything by this voice")), segment, self.voice_named)
        return menu

    def _add_speakers(self, menu: QMenu, segment: TranscriptSegment, chosen: SignalInstance) -> None:
        menu.setEnabled(self._is_editable)
        for speaker in Speaker:
            action = menu.addAction(speaker_name(speaker))
            action.setCheckable(True)
            action.setChecked(speaker is segment.speaker)
            action.triggered.connect(lambda _checked=False, speaker=speaker: chosen.emit(segment.id, speaker))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        segment = index.data(RowRole)
        if isinstance(segment, TranscriptSegment) and self._is_editable:
            self.correction_requested.emit(segment.id)


def left_out(gap: DroppedText) -> str:
    words = QCoreApplication.translate("TranscriptView", "Left out: {reason}")
    return words.format(reason=drop_reason_name(gap.reason))


def heard_as(segment: TranscriptSegment) -> str:
    """What the recogniser had written where the program put a name right."""
    words = QCoreApplication.translate("TranscriptView", "heard as “{words}”")
    return words.format(words="”, “".join(each.heard for each in segment.corrections))
