"""Which stretches of a recording are played, and how they are cut out of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.transcript import TranscriptSegment
from app.ui.sound.sound_output import RECORDING_RATE_HZ, PlaybackError

BYTES_PER_SECOND = RECORDING_RATE_HZ * 2
_PIECE_S = 20.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment's place in the recording, or a part of it."""

    segment_id: str
    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s


def between(segments: Iterable[TranscriptSegment], start_s: float, end_s: float) -> tuple[Stretch, ...]:
    """Everything from `start_s` to `end_s`; what is between two segments goes with the later one."""
    stretches: list[Stretch] = []
    place_s = start_s
    for segment in segments:
        if place_s < min(segment.end_s, end_s):
            stretches.append(Stretch(segment.id, place_s, min(segment.end_s, end_s)))
            place_s = stretches[-1].end_s
    if place_s < end_s:
        stretches.append(Stretch("", place_s, end_s))
    return tuple(stretches)


def pieces(stretches: Iterable[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    """Read one after the other while the one before plays; a piece ends with a segment, where a gap is not heard."""
    found: list[list[Stretch]] = []
    for stretch in stretches:
        if not found or sum(each.duration_s for each in found[-1]) >= _PIECE_S:
            found.append([])
        found[-1].append(stretch)
    return tuple(map(tuple, found))


def place_in(stretches: Iterable[Stretch], played_s: float) -> tuple[Stretch, float] | None:
    """Which stretch is being heard, and where in the recording that is; None after the last."""
    for stretch in stretches:
        if played_s < stretch.duration_s:
            return stretch, stretch.start_s + played_s
        played_s -= stretch.duration_s
    return None


def cut(blocks: Iterable[bytes], stretches: Sequence[Stretch], from_s: float = 0.0) -> bytes:
    """The stretches one after the other, out of a recording whose `blocks` begin at `from_s`.

    Reading ends where the last of them ends, and nothing else is kept.
    Raises PlaybackError("recording_too_short") when the recording holds none of them.
    """
    bounds = [(_byte(stretch.start_s), _byte(stretch.end_s)) for stretch in stretches]
    last = max(end for _, end in bounds)
    parts = [bytearray() for _ in bounds]
    for place, block in _until(blocks, _byte(from_s), last):
        for part, (start, end) in zip(parts, bounds, strict=True):
            part += block[max(0, start - place) : max(0, end - place)]
    heard = b"".join(parts)
    if not heard:
        raise PlaybackError("recording_too_short")
    return heard


def _until(blocks: Iterable[bytes], place: int, last: int) -> Iterator[tuple[int, bytes]]:
    for block in blocks:
        yield place, block
        place += len(block)
        if place >= last:
            return


def _byte(second: float) -> int:
    return int(second * RECORDING_RATE_HZ) * 2
