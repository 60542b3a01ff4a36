"""How the strip of a recording is painted: loudness, one lane for each speaker, marks, what is lit, where it plays."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.transcript import Speaker, TranscriptSegment
from app.services.recording_picture import MarkKind, RecordingPicture
from app.speech.loudness import PEAKS_PER_S
from app.ui.parts.names import clock, speaker_name
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, colour, detail_bold_font, detail_font, pixmap, scaled
from app.ui.transcript.rows import TIME_WIDTH_PX, speaker_token

_BAR_PX, _GAP_PX = 2, 1
_LEAST_SPAN_PX = 2.0
_MARK_PX = 12
_MARKS = {
    MarkKind.PAUSE: ("pause", "warn"),
    MarkKind.OFF_THE_RECORD: ("off_the_record", "warn"),
    MarkKind.MOMENT: ("mark", "accent"),
}
_HEAD_PX = 4
# Loudness as it is felt: else soft speech would hardly be seen beside a cough.
_FELT = 0.6


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Which part of a recording lies between two places of the screen."""

    left: float
    width: float
    from_s: float
    span_s: float

    def x_of(self, second: float) -> float:
        return self.left + (second - self.from_s) / self.span_s * self.width

    def second_at(self, x: float) -> float:
        share = min(1.0, max(0.0, (x - self.left) / max(1.0, self.width)))
        return self.from_s + share * self.span_s


@dataclass(frozen=True, slots=True)
class Scene:
    """`picture` is None as long as the recording is read; `selection` is a range in seconds."""

    segments: tuple[TranscriptSegment, ...]
    duration_s: float
    picture: RecordingPicture | None
    lit: frozenset[str]
    selection: tuple[float, float] | None
    is_looped: bool
    position_s: float

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Those who speak, in a lasting order: each has a lane."""
        heard = {segment.speaker for segment in self.segments}
        return tuple(speaker for speaker in Speaker if speaker in heard)


def wave_height() -> int:
    """In pixels."""
    return scaled(30)


def lane_height() -> int:
    """In pixels."""
    return round(QFontMetricsF(detail_bold_font()).height())


def gutter_width(speakers: Sequence[Speaker]) -> int:
    """Room for the names of the lanes, in pixels; as wide as the times below where that is enough."""
    metrics = QFontMetricsF(detail_bold_font())
    names = max((metrics.horizontalAdvance(speaker_name(each)) for each in speakers), default=0.0)
    return max(SPACE_L + round(names) + SPACE_M, SPACE_L + scaled(TIME_WIDTH_PX))


def scene_height(scene: Scene) -> int:
    """Of the wave and the lanes together, in pixels."""
    return wave_height() + SPACE_S + lane_height() * len(scene.speakers)


def paint_recording(painter: QPainter, scene: Scene, scale: TimeScale, top: float) -> None:
    """From `top` on, all that stays while it plays."""
    area = QRectF(scale.left, top, scale.width, scene_height(scene))
    lanes_top = top + wave_height() + SPACE_S
    _paint_lane_names(painter, scene.speakers, scale, lanes_top)
    painter.setClipRect(area.adjusted(-1, 0, 1, 0))
    _paint_lit(painter, scene, scale, area)
    _paint_selection(painter, scene, scale, area)
    _paint_wave(painter, scene, scale, top)
    _paint_lanes(painter, scene, scale, lanes_top)
    _paint_marks(painter, scene, scale, area)


def paint_position(painter: QPainter, scene: Scene, scale: TimeScale, top: float) -> None:
    x, height = scale.x_of(scene.position_s), scene_height(scene)
    if not scale.left <= x <= scale.left + scale.width:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("text"), 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, top + height))
    painter.setBrush(colour("text"))
    painter.setPen(Qt.PenStyle.NoPen)
    head = [QPointF(x - _HEAD_PX, top), QPointF(x + _HEAD_PX, top), QPointF(x, top + _HEAD_PX + 1)]
    painter.drawPolygon(QPolygonF(head))
    _paint_time(painter, clock(scene.position_s), x, scale, top)


def _paint_time(painter: QPainter, words: str, x: float, scale: TimeScale, top: float) -> None:
    """Beside the line, as high as the wave has room above its marks."""
    metrics = QFontMetricsF(detail_font())
    width, height = metrics.horizontalAdvance(words) + SPACE_S, min(metrics.height(), wave_height() - scaled(_MARK_PX))
    has_room = x + SPACE_S + width < scale.left + scale.width
    box = QRectF(x + SPACE_S if has_room else x - SPACE_S - width, top, width, height)
    painter.setFont(detail_font())
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_lane_names(painter: QPainter, speakers: Sequence[Speaker], scale: TimeScale, top: float) -> None:
    painter.setFont(detail_bold_font())
    for lane, speaker in enumerate(speakers):
        painter.setPen(colour(speaker_token(speaker)))
        area = QRectF(SPACE_L, top + lane * lane_height(), scale.left - SPACE_L, lane_height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, speaker_name(speaker))


def _paint_lit(painter: QPainter, scene: Scene, scale: TimeScale, area: QRectF) -> None:
    """As the rows of the transcript: a ground, and a bar for who cannot tell the colours."""
    for segment in scene.segments:
        if segment.id in scene.lit:
            span = _span(scale, segment.start_s, segment.end_s, area.top(), area.height())
            painter.fillRect(span, colour("accent_lit"))
            painter.fillRect(QRectF(span.left(), area.bottom() - 3, span.width(), 3), colour("accent"))


def _paint_selection(painter: QPainter, scene: Scene, scale: TimeScale, area: QRectF) -> None:
    if scene.selection is None:
        return
    span = _span(scale, *scene.selection, area.top(), area.height())
    painter.fillRect(span, colour("accent_soft"))
    painter.setPen(QPen(colour("accent"), 2))
    for x, inward in ((span.left(), _HEAD_PX), (span.right(), -_HEAD_PX)):
        painter.drawLine(QPointF(x, span.top()), QPointF(x, span.bottom()))
        for y in (span.top() + 1, span.bottom() - 1):
            painter.drawLine(QPointF(x, y), QPointF(x + inward, y))
    if scene.is_looped:
        painter.drawPixmap(QPointF(span.left() + SPACE_S, span.top() + 2), pixmap("loop", "accent", _MARK_PX))


def _paint_wave(painter: QPainter, scene: Scene, scale: TimeScale, top: float) -> None:
    middle = top + wave_height() / 2
    peaks = scene.picture.peaks if scene.picture is not None else b""
    if not peaks:
        painter.fillRect(QRectF(scale.left, middle, scale.width, 1), colour("border"))
        return
    starts = [segment.start_s for segment in scene.segments]
    loudest, step = max(1, max(peaks)), _BAR_PX + _GAP_PX
    bars: dict[str, list[QRectF]] = {}
    for x in range(round(scale.left), round(scale.left + scale.width) - _BAR_PX, step):
        from_s, to_s = scale.second_at(x), scale.second_at(x + step)
        first = int(from_s * PEAKS_PER_S)
        peak = max(peaks[first : max(first + 1, int(to_s * PEAKS_PER_S))], default=0)
        height = max(1.0, (peak / loudest) ** _FELT * wave_height())
        before = bisect_right(starts, to_s) - 1
        speaks = before >= 0 and from_s < scene.segments[before].end_s
        token = speaker_token(scene.segments[before].speaker) if speaks else "border_strong"
        bars.setdefault(token, []).append(QRectF(x, middle - height / 2, _BAR_PX, height))
    for token, rectangles in bars.items():
        _fill(painter, rectangles, token)


def _paint_lanes(painter: QPainter, scene: Scene, scale: TimeScale, top: float) -> None:
    height = lane_height()
    for lane, speaker in enumerate(scene.speakers):
        lane_top = top + lane * height
        painter.fillRect(QRectF(scale.left, lane_top + height / 2, scale.width, 1), colour("border"))
        spans = _spans([each for each in scene.segments if each.speaker is speaker], scale)
        bars = [QRectF(left, lane_top + SPACE_S, right - left, height - 2 * SPACE_S + 1) for left, right in spans]
        _fill(painter, bars, speaker_token(speaker))


def _spans(segments: Iterable[TranscriptSegment], scale: TimeScale) -> Iterator[tuple[float, float]]:
    """Left and right of what is in sight; what would touch on the screen is one."""
    left = right = -1.0
    for segment in segments:
        start, end = scale.x_of(segment.start_s), scale.x_of(segment.end_s)
        if end < scale.left or start > scale.left + scale.width:
            continue
        if right < start - 1:
            if right >= 0:
                yield left, right
            left = start
        right = max(right, end, left + _LEAST_SPAN_PX)
    if right >= 0:
        yield left, right


def _fill(painter: QPainter, rectangles: list[QRectF], token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawRects(rectangles)


def _paint_marks(painter: QPainter, scene: Scene, scale: TimeScale, area: QRectF) -> None:
    for mark in scene.picture.marks if scene.picture is not None else ():
        x = scale.x_of(mark.at_s)
        name, ink = _MARKS[mark.kind]
        painter.setPen(QPen(colour(ink), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        size = scaled(_MARK_PX)
        # At the foot of the wave: above it stands the time at which it plays.
        place = QPointF(x + 2, area.top() + wave_height() - size)
        painter.fillRect(QRectF(place, QSizeF(size, size)), colour("surface"))
        painter.drawPixmap(place, pixmap(name, ink, _MARK_PX))


def _span(scale: TimeScale, start_s: float, end_s: float, top: float, height: float) -> QRectF:
    left = scale.x_of(start_s)
    return QRectF(left, top, max(_LEAST_SPAN_PX, scale.x_of(end_s) - left), height)
