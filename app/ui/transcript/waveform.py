"""The strip above a transcript: the recording at a glance, and the place where it plays."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QApplication, QHBoxLayout, QSizePolicy, QToolTip, QWidget

from app.domain.spoken_words import neighbouring_word_s
from app.domain.transcript import Transcript, TranscriptSegment
from app.services.recording_picture import MarkKind, RecordingPicture
from app.ui.parts.action_buttons import QuietButton
from app.ui.parts.names import clock, speaker_label
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, colour
from app.ui.transcript.waveform_picture import (
    Scene,
    TimeScale,
    gutter_width,
    paint_position,
    paint_recording,
    scene_height,
    wave_height,
)

_NO_SCENE = Scene((), 1.0, None, frozenset(), None, False, 0.0)
_STEP_S = 1.0
_CLOSEST_S = 10.0
_MARK_IS_NEAR_PX = 14


class WaveformStrip(QAbstractSlider):
    """Its value is the place in whole seconds. A click or Space plays from there; dragging, or Shift with a key that
    moves, selects; L plays that round and round, Escape ends it; + and - show less and more of the recording.

    Signals: play_requested(second), stop_requested(), loop_requested(), loop_end_requested().
    """

    play_requested = Signal(float)
    stop_requested = Signal()
    loop_requested = Signal()
    loop_end_requested = Signal()

    def __init__(self, play: QAction, loop: QAction) -> None:
        super().__init__()
        self._scene = _NO_SCENE
        self._from_s, self._span_s = 0.0, 1.0
        self._pressed_at: QPoint | None = None
        self._anchor_s = 0.0
        self._is_playing = False
        self._painted: tuple[object, QPixmap] | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Recording"))
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        self._play = QuietButton(play, "play")
        self._loop = QuietButton(loop, "loop")
        row.addWidget(self._play)
        row.addWidget(self._loop)

    def show_recording(self, transcript: Transcript) -> None:
        """Before its picture is read. What is selected and shown stays as long as the recording is as long."""
        duration_s = max([transcript.duration_s, *(segment.end_s for segment in transcript.segments)], default=0.0)
        segments = tuple(sorted(transcript.segments, key=lambda segment: segment.start_s))
        if duration_s == self._scene.duration_s:
            self._show(replace(self._scene, segments=segments))
            return
        self._from_s, self._span_s = 0.0, max(1.0, duration_s)
        self.setRange(0, int(duration_s))
        self._show(replace(_NO_SCENE, segments=segments, duration_s=max(1.0, duration_s)))

    def forget(self) -> None:
        self._show(_NO_SCENE)

    def show_picture(self, picture: RecordingPicture) -> None:
        self._show(replace(self._scene, picture=picture))

    def light(self, segment_ids: Iterable[str]) -> None:
        self._show(replace(self._scene, lit=frozenset(segment_ids)))

    def select(self, start_s: float, end_s: float) -> None:
        self._show(replace(self._scene, selection=(min(start_s, end_s), max(start_s, end_s))))

    def clear_selection(self) -> None:
        self._show(replace(self._scene, selection=None))

    def move_to(self, second: float) -> None:
        """The place where it plays, or will; brought into view."""
        position_s = min(max(0.0, second), self._scene.duration_s)
        if not self._from_s <= position_s <= self._from_s + self._span_s:
            self._look_from(position_s - self._span_s / 10)
        self._show(replace(self._scene, position_s=position_s))
        self.setValue(int(position_s))

    def show_state(self, *, is_playing: bool, is_looped: bool) -> None:
        self._is_playing = is_playing
        self._play.show_icon("stop" if is_playing else "play")
        self._show(replace(self._scene, is_looped=is_looped))

    @property
    def selection(self) -> tuple[float, float] | None:
        return self._scene.selection

    @property
    def position_s(self) -> float:
        return self._scene.position_s

    @property
    def segments(self) -> tuple[TranscriptSegment, ...]:
        return self._scene.segments

    @property
    def duration_s(self) -> float:
        return self._scene.duration_s

    @property
    def picture(self) -> RecordingPicture | None:
        return self._scene.picture

    def segment_at(self, second: float) -> TranscriptSegment | None:
        return next((each for each in self._scene.segments if each.start_s <= second < each.end_s), None)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        second = self._second_by(event)
        if second is not None:
            self._move_by_key(second, selects=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Space:
            self._play_or_stop()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.play_requested.emit(self.position_s)
        elif event.key() == Qt.Key.Key_L:
            self.loop_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.loop_end_requested.emit()
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self._zoom(0.5)
        elif event.key() == Qt.Key.Key_Minus:
            self._zoom(2.0)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._anchor_s = self._scale().second_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged(event):
            self.select(self._anchor_s, self._scale().second_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        if self._is_dragged(event):
            self.loop_requested.emit()
        else:
            self.clear_selection()
            self.play_requested.emit(self._anchor_s)
        self._pressed_at = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it shows less or more, else other parts of the recording."""
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(0.5**steps)
        elif self._span_s < self._scene.duration_s:
            self._look_from(self._from_s - steps * self._span_s / 10)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        self._place_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = self._scale()
        painter.drawPixmap(0, 0, self._still(scale))
        paint_position(painter, self._scene, scale, SPACE_M)
        if self._span_s < self._scene.duration_s:
            self._paint_part_shown(painter, scale)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("focus"))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 6, 6)
        painter.end()

    def _still(self, scale: TimeScale) -> QPixmap:
        """What does not move while it plays, painted once."""
        of = (replace(self._scene, position_s=0.0), scale, self.size(), self.devicePixelRatioF())
        if self._painted is None or self._painted[0] != of:
            image = QPixmap(self.size() * self.devicePixelRatioF())
            image.setDevicePixelRatio(self.devicePixelRatioF())
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            paint_recording(painter, self._scene, scale, SPACE_M)
            painter.end()
            self._painted = of, image
        return self._painted[1]

    def _paint_part_shown(self, painter: QPainter, scale: TimeScale) -> None:
        whole = TimeScale(scale.left, scale.width, 0.0, self._scene.duration_s)
        left, right = whole.x_of(self._from_s), whole.x_of(self._from_s + self._span_s)
        top = self.height() - SPACE_S - 1
        painter.fillRect(round(scale.left), top, round(scale.width), 2, colour("border"))
        painter.fillRect(round(left), top, max(2, round(right - left)), 2, colour("border_strong"))

    def _second_by(self, event: QKeyEvent) -> float | None:
        """Where a key leads; None for a key that does not move."""
        key, place_s = event.key(), self.position_s
        by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if key == Qt.Key.Key_Right else -1
            return neighbouring_word_s(self.segments, place_s, step) if by_word else place_s + step * _STEP_S
        starts = [segment.start_s for segment in self.segments]
        if key == Qt.Key.Key_PageDown:
            return next((start_s for start_s in starts if start_s > place_s), place_s)
        if key == Qt.Key.Key_PageUp:
            return next((start_s for start_s in reversed(starts) if start_s < place_s), place_s)
        if key == Qt.Key.Key_M:
            return self._next_marked_s(place_s)
        return {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: self.duration_s}.get(Qt.Key(key))

    def _next_marked_s(self, second: float) -> float:
        """The next moment that somebody marked, round and round."""
        marks = self.picture.marks if self.picture is not None else ()
        marked = sorted(mark.at_s for mark in marks if mark.kind is MarkKind.MOMENT)
        return next((at_s for at_s in marked if at_s > second), marked[0] if marked else second)

    def _move_by_key(self, second: float, *, selects: bool) -> None:
        before_s = self.position_s
        self.move_to(second)
        if not selects:
            self.clear_selection()
        else:
            if self.selection is None:
                self._anchor_s = before_s
            self.select(self._anchor_s, self.position_s)
        if self._is_playing and not selects:
            self.play_requested.emit(self.position_s)

    def _play_or_stop(self) -> None:
        if self._is_playing:
            self.stop_requested.emit()
        else:
            self.play_requested.emit(self.position_s)

    def _is_dragged(self, event: QMouseEvent) -> bool:
        start = self._pressed_at
        return start is not None and (
            abs(event.position().x() - start.x()) >= QApplication.startDragDistance() or self.selection is not None
        )

    def _zoom(self, factor: float) -> None:
        """Around the place where it plays."""
        span_s = min(self._scene.duration_s, max(min(_CLOSEST_S, self._scene.duration_s), self._span_s * factor))
        share = (self.position_s - self._from_s) / self._span_s
        self._span_s = span_s
        self._look_from(self.position_s - min(1.0, max(0.0, share)) * span_s)

    def _look_from(self, second: float) -> None:
        self._from_s = min(max(0.0, second), self._scene.duration_s - self._span_s)
        self.update()

    def _scale(self) -> TimeScale:
        left = self._gutter()
        return TimeScale(left, max(1.0, self.width() - left - SPACE_L), self._from_s, self._span_s)

    def _gutter(self) -> int:
        return max(gutter_width(self._scene.speakers), self._buttons.sizeHint().width() + 2 * SPACE_M)

    def _height(self) -> int:
        return SPACE_M + scene_height(self._scene) + SPACE_M

    def _place_buttons(self) -> None:
        size = self._buttons.sizeHint()
        self._buttons.setGeometry(SPACE_M, SPACE_M + (wave_height() - size.height()) // 2, size.width(), size.height())

    def _show(self, scene: Scene) -> None:
        if scene == self._scene:
            return
        has_other_lanes = scene.speakers != self._scene.speakers
        self._scene = scene
        if has_other_lanes:
            self.setFixedHeight(self._height())
            self._place_buttons()
        self.setAccessibleDescription(self._words_of_state())
        self.update()

    def _words_of_state(self) -> str:
        """Place, who speaks there, and what is looped."""
        segment = self.segment_at(self.position_s)
        words = [self.tr("{place} of {whole}").format(place=clock(self.position_s), whole=clock(self.duration_s))]
        if segment is not None:
            words.append(speaker_label(segment))
        if self.selection is not None:
            state = self.tr("loop {start} to {end}") if self._scene.is_looped else self.tr("selected {start} to {end}")
            words.append(state.format(start=clock(self.selection[0]), end=clock(self.selection[1])))
        return ", ".join(words)

    def _name_of(self, kind: MarkKind) -> str:
        return {
            MarkKind.PAUSE: self.tr("Paused here"),
            MarkKind.OFF_THE_RECORD: self.tr("Off the record here"),
            MarkKind.MOMENT: self.tr("Marked here"),
        }[kind]

    def _words_at(self, x: float) -> str:
        scale = self._scale()
        for mark in self.picture.marks if self.picture is not None else ():
            if 0 <= x - scale.x_of(mark.at_s) <= _MARK_IS_NEAR_PX:
                return f"{clock(mark.at_s)} {self._name_of(mark.kind)}"
        if x < scale.left:
            return ""
        second = scale.second_at(x)
        segment = self.segment_at(second)
        return f"{clock(second)} {speaker_label(segment)}" if segment is not None else clock(second)
