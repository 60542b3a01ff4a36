"""Plays stretches of a recording: the words behind a segment or a statement, on to the end, or round and round."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.outcome import Completed, Failed
from app.speech.stretching import stretched
from app.ui.parts.settings import PLAYBACK_SPEED, chosen
from app.ui.parts.tasks import run_task
from app.ui.sound.sound_output import PlaybackError, SoundOutput, open_output
from app.ui.sound.stretches import Stretch, cut, pieces, place_in

Audio = Callable[[float], Iterable[bytes]]

_FOLLOW_INTERVAL_MS = 100


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some stretches, and their sound at the chosen speed as the device wants it."""

    number: int
    stretches: tuple[Stretch, ...]
    sound: bytes


class Player(QObject):
    """One stretch after the other, in the order given. A piece is read beside the GUI thread while another plays.

    Signals: segment_reached(segment id, "" at the end), moved(seconds of the recording), failed(Problem),
    changed() when it begins or ends to play or to loop.
    """

    segment_reached = Signal(str)
    moved = Signal(float)
    failed = Signal(object)
    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        speed: Callable[[], float] = lambda: 1.0,
        open_output: Callable[[], SoundOutput] = open_output,
    ) -> None:
        """`speed` is asked for whenever something begins to play."""
        super().__init__(parent)
        self._speed = speed
        self._speed_now = 1.0
        self._open_output = open_output
        self._output: SoundOutput | None = None
        self._wanted = 0
        self._audio: Audio = lambda _: ()
        self._pieces: tuple[tuple[Stretch, ...], ...] = ()
        self._is_looped = False
        self._playing: _Piece | None = None
        self._ready: _Piece | None = None
        self._follow = QTimer(self, interval=_FOLLOW_INTERVAL_MS)
        self._follow.timeout.connect(self._on_time_passed)

    @property
    def is_playing(self) -> bool:
        return self._output is not None

    @property
    def is_looped(self) -> bool:
        return self.is_playing and self._is_looped

    def play(self, audio: Audio, stretches: Sequence[Stretch], *, is_looped: bool = False) -> None:
        """`audio` gives the recording from a second on, as 16 kHz mono s16le blocks; only the stretches are kept."""
        self.stop()
        heard = [stretch for stretch in stretches if stretch.end_s > stretch.start_s]
        if not heard:
            return
        try:
            self._output = self._open_output()
        except PlaybackError as error:
            self.failed.emit(error.problem)
            return
        self._audio, self._speed_now = audio, self._speed()
        self._pieces, self._is_looped = pieces(heard), is_looped
        self._read(0)
        self.changed.emit()
        self.moved.emit(heard[0].start_s)

    def end_loop(self) -> None:
        """This round is played to its end."""
        self._is_looped = False
        self.changed.emit()

    def stop(self) -> None:
        self._wanted += 1
        self._follow.stop()
        self._playing = self._ready = None
        if self._output is not None:
            self._output.close()
            self._output = None
            self.segment_reached.emit("")
            self.changed.emit()

    def _read(self, number: int) -> None:
        output, audio, speed, wanted = self._output, self._audio, self._speed_now, self._wanted
        assert output is not None
        stretches = self._pieces[number]

        def read() -> _Piece:
            from_s = min(stretch.start_s for stretch in stretches)
            heard = cut(audio(from_s), stretches, from_s)
            return _Piece(number, stretches, output.fitted(stretched(heard, speed)))

        run_task(read, lambda outcome: self._on_read(outcome) if wanted == self._wanted else None)

    def _on_read(self, outcome: Completed[_Piece] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.stop()
            self.failed.emit(outcome.problem)
        elif self._playing is None:
            self._begin(outcome.value)
        else:
            self._ready = outcome.value

    def _begin(self, piece: _Piece) -> None:
        assert self._output is not None
        self._playing, self._ready = piece, None
        self._output.start(piece.sound)
        following = self._after(piece)
        if following == piece.number:
            self._ready = piece
        elif following is not None:
            self._read(following)
        self._follow.start()
        self._on_time_passed()

    def _after(self, piece: _Piece) -> int | None:
        """The number of the piece that comes next; None at the end."""
        following = piece.number + 1
        if following < len(self._pieces):
            return following
        return 0 if self._is_looped else None

    def _on_time_passed(self) -> None:
        output, playing = self._output, self._playing
        if output is None or playing is None:
            return
        place = place_in(playing.stretches, self._speed_now * output.played_s)
        # A device may count less than it has played.
        if place is None or output.has_fallen_silent:
            self._on_ended(playing)
        else:
            self.segment_reached.emit(place[0].segment_id)
            self.moved.emit(place[1])

    def _on_ended(self, piece: _Piece) -> None:
        if self._after(piece) is None:
            self.stop()
        elif self._ready is not None:
            self._begin(self._ready)
        else:
            # It goes on as soon as what follows is read.
            self._follow.stop()
            self._playing = None


def chosen_speed() -> float:
    """Of the settings."""
    return float(chosen()[PLAYBACK_SPEED])
