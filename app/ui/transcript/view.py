"""The transcript: when, who, what. Source lines light up; text and speaker can be corrected."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QMenu

from app.domain.found_words import FoundWords
from app.domain.transcript import Speaker, TranscriptSegment
from app.ui.parts.names import speaker_name
from app.ui.transcript.chosen_words import ChosenWords
from app.ui.transcript.rows import Index, RowRole, SegmentDelegate, TranscriptModel


class TranscriptView(QListView):
    """Space or Enter plays, F2 or a double click corrects, the context menu names the speaker or the whole voice.

    A click on a word, or the arrows to the left and right, choose a word, with Shift more of them; Space then plays on
    from there, L plays them round and round. A click on a time plays its segment.

    Signals: play_requested(segment id), correction_requested(segment id), speaker_chosen(segment id, Speaker),
    voice_named(segment id, Speaker), heard_wanted(segment id): corrections of the program are to be taken back;
    words_chosen(start, end in seconds; the same for a single word), play_from_requested(second), loop_requested(),
    loop_end_requested(), lit(segment ids).
    """

    play_requested = Signal(str)
    correction_requested = Signal(str)
    speaker_chosen = Signal(str, object)
    voice_named = Signal(str, object)
    heard_wanted = Signal(str)
    words_chosen = Signal(float, float)
    play_from_requested = Signal(float)
    loop_requested = Signal()
    loop_end_requested = Signal()
    lit = Signal(object)

    _PLAY_KEYS: ClassVar = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def __init__(self) -> None:
        super().__init__()
        self._segments = TranscriptModel()
        self._is_editable = False
        self._follows = False
        self._wanted = QPersistentModelIndex()
        self._words = ChosenWords()
        self.setModel(self._segments)
        self._delegate = SegmentDelegate(self)
        self.setItemDelegate(self._delegate)
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
        self._segments.modelReset.connect(self._stop_following)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_height_changed)
        self._measuring = QTimer(self, interval=0, singleShot=True)
        self._measuring.timeout.connect(self._measure_a_slice)

    @property
    def segments(self) -> TranscriptModel:
        return self._segments

    def set_editable(self, is_editable: bool) -> None:
        self._is_editable = is_editable

    def append(self, segment: TranscriptSegment) -> None:
        """Follow the speech, unless the user has scrolled back to read."""
        self._follows = self.is_at_end
        self._segments.append(segment)
        if self._follows:
            self.go_to_end()

    @property
    def is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return self._follow.isActive() or bar.value() >= bar.maximum() - 4

    def go_to_end(self) -> None:
        """When all that has come now is laid out."""
        self._follow.start()

    def _stop_following(self) -> None:
        self._follows = False

    def _on_scrolled(self) -> None:
        self._follows = self._follows and self.is_at_end

    def _on_height_changed(self) -> None:
        """Lines that wrap otherwise than before move the end away."""
        if self._follows:
            self.go_to_end()

    def height_of_rows(self) -> int:
        """In pixels, of all of them."""
        last = self.visualRect(self._segments.index(self._segments.rowCount() - 1))
        return last.bottom() + 1 + self.verticalOffset()

    def light(self, segment_ids: tuple[str, ...], telling: Mapping[str, tuple[int, ...]] | None = None) -> None:
        """Light up the segments and bring the first of them, the strongest source, into view.

        `telling`: by segment, the positions of the words that matter in it.
        """
        self._segments.light(segment_ids, telling)
        self.lit.emit(segment_ids)
        row = self._segments.row_of(segment_ids[0]) if segment_ids else None
        if row is not None:
            self._bring_into_view(self._segments.index(row))

    def current_segment(self) -> TranscriptSegment | None:
        row = self.currentIndex().data(RowRole)
        return row if isinstance(row, TranscriptSegment) else None

    def select(self, segment_id: str) -> None:
        row = self._segments.row_of(segment_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self._segments.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def reader_row(self) -> int:
        """The current row, else the first that is in view."""
        current = self.currentIndex()
        return max(0, (current if current.isValid() else self.indexAt(QPoint(0, 0))).row())

    def go_to(self, found: FoundWords) -> None:
        """Its line becomes the current one, and playing begins there."""
        index = self._segments.index(found.line)
        segment = index.data(RowRole)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self._bring_into_view(index)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if isinstance(segment, TranscriptSegment):
            self._words = ChosenWords().at(segment, found.start, extends=False)
            self._tell_words(segment)

    def follow_playing(self, segment_id: str) -> None:
        """Mark the segment that plays and keep it in view; none with an empty id."""
        self._segments.mark_playing(segment_id)
        row = self._segments.row_of(segment_id)
        if row is not None:
            self.scrollTo(self._segments.index(row))

    def chosen_span(self) -> tuple[float, float] | None:
        """Of several chosen words, else of the current segment, in seconds."""
        segment = self.current_segment()
        if segment is None:
            return None
        words = self._words.span_in(segment) if self._words.are_several else None
        return words or (segment.start_s, segment.end_s)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._words = ChosenWords()
        self._segments.choose_words("", 0, 0)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """What has a role of its own is only painted otherwise: Qt would lay out every row anew."""
        if roles:
            self.viewport().update()
        else:
            super().dataChanged(first, last, roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        segment = self.current_segment()
        if segment and event.key() in self._PLAY_KEYS:
            self._play(segment)
        elif segment and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._choose(segment, self._words.moved(segment, step, extends=extends))
        elif event.key() == Qt.Key.Key_L and not event.modifiers():
            self.loop_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.loop_end_requested.emit()
        elif segment and event.key() == Qt.Key.Key_F2 and self._is_editable:
            self.correction_requested.emit(segment.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        segment = index.data(RowRole)
        if event.button() is not Qt.MouseButton.LeftButton or not isinstance(segment, TranscriptSegment):
            return
        place = self._delegate.character_at(segment.text, QRectF(self.visualRect(index)), event.position())
        if place is None:
            self.play_requested.emit(segment.id)
        elif index == self.currentIndex():
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._choose(segment, self._words.at(segment, place, extends=extends))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        segment = self.current_segment()
        if segment is not None:
            self._menu(segment).exec(event.globalPos() or self.mapToGlobal(QPoint(0, 0)))

    def doItemsLayout(self) -> None:
        self._delegate.begin_layout(self._segments.rows, self.viewport().width())
        super().doItemsLayout()
        if self._delegate.has_estimated:
            self._measuring.start()
        elif self._wanted.isValid():
            self.scrollTo(self._segments.index(self._wanted.row()), QListView.ScrollHint.PositionAtCenter)
            self._wanted = QPersistentModelIndex()

    def _measure_a_slice(self) -> None:
        if self._delegate.measure_a_slice(self._segments.rows, self.viewport().width()):
            self.scheduleDelayedItemsLayout()
        else:
            self._measuring.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _bring_into_view(self, index: QModelIndex) -> None:
        # Among estimated heights it is only found nearly.
        self._wanted = QPersistentModelIndex(index if self._delegate.has_estimated else QModelIndex())
        self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _play(self, segment: TranscriptSegment) -> None:
        span = self._words.span_in(segment)
        if span is None:
            self.play_requested.emit(segment.id)
        else:
            self.play_from_requested.emit(span[0])

    def _choose(self, segment: TranscriptSegment, words: ChosenWords) -> None:
        self._words = words
        self._segments.choose_words(segment.id, *words.characters_in(segment))
        self._tell_words(segment)

    def _tell_words(self, segment: TranscriptSegment) -> None:
        span = self._words.span_in(segment)
        if span is not None:
            self.words_chosen.emit(span[0], span[1] if self._words.are_several else span[0])

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
