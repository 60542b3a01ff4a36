"""Any audio or video file as 16 kHz sound, read as a stream: mono, or its two channels apart."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from app.domain.errors import InputError, Problem

SAMPLE_RATE_HZ = 16000
BLOCK_SAMPLES = SAMPLE_RATE_HZ
SHORTEST_S = 0.5

# A header rounds its duration, and these formats only estimate theirs from the bit rate; a clear shortfall is damage.
_ROUNDING_S = 0.5
_ESTIMATING_FORMATS = frozenset({"mp3", "aac"})
_ESTIMATE_ERROR_SHARE = 0.1
_DEMUX_ERRORS_ENDURED = 50
_RIFF = b"RIFF"
_RIFF_SIZE_UNKNOWN = 0xFFFFFFFF
_OGG_PAGE = b"OggS"
_LONGEST_OGG_PAGE = 65307
# A playlist could name an address: nothing but the opened file itself may be read.
_NO_OTHER_SOURCE = {"protocol_whitelist": "none"}

OnDamage = Callable[[Problem], None]


def as_samples(blocks: Iterable[NDArray[np.int16]]) -> NDArray[np.float32]:
    """Mono blocks of s16 as one array of float32 in [-1, 1]."""
    blocks = list(blocks)
    samples = np.empty(sum(len(block) for block in blocks), dtype=np.float32)
    end = len(samples)
    while blocks:
        block = blocks.pop()
        np.divide(block, 32768.0, out=samples[end - len(block) : end])
        end -= len(block)
    return samples


def audio_channels(path: Path) -> int:
    """2 for a recording of two channels, else 1: more than two are not one to a person. Raises as `audio_blocks`."""
    with _opened(path) as file, _container(file) as container:
        return 2 if _audio_stream(container).codec_context.layout.nb_channels == 2 else 1


def audio_blocks(path: Path, on_damage: OnDamage | None = None, *, channels: int = 1) -> Iterator[NDArray[np.int16]]:
    """The recording as 16 kHz s16 blocks of one second (the last may be shorter), in constant memory.

    Mono blocks are of the shape (count,), those of two channels (count, 2). A damaged or cut-off file gives what can be
    decoded; after the last block, `on_damage` is then told Problem("audio_damaged", {"read_s": …}).

    Raises InputError: audio_missing, audio_access_denied, audio_empty, audio_unreadable, audio_without_track,
    audio_undecodable, audio_too_short.
    """
    with _opened(path) as file, _container(file) as container:
        stream = _audio_stream(container)
        expected_s = _stated_duration_s(container, stream)
        decoding = _Decoding()
        samples_read = 0
        for block in _blocks_of(_resampled(decoding.frames(container, stream), channels)):
            samples_read += len(block)
            if samples_read < SHORTEST_S * SAMPLE_RATE_HZ:
                raise InputError("audio_too_short", shortest_s=SHORTEST_S)
            yield block
        if samples_read == 0:
            raise InputError("audio_undecodable" if decoding.errors or expected_s else "audio_empty")
        read_s = samples_read / SAMPLE_RATE_HZ
        missing_s = (expected_s or 0.0) - read_s
        if on_damage and (decoding.errors or missing_s > _tolerance_s(container, read_s) or _is_cut_off(file)):
            on_damage(Problem("audio_damaged", {"read_s": round(read_s)}))


class _Decoding:
    """Decodes packet by packet, so that a damaged packet costs itself and not the rest of the recording."""

    def __init__(self) -> None:
        self.errors = 0

    def frames(
        self, container: av.container.InputContainer, stream: av.audio.stream.AudioStream
    ) -> Iterator[av.AudioFrame]:
        for packet in self._packets(container, stream):
            try:
                frames = packet.decode()
            except (av.FFmpegError, ValueError):
                self.errors += 1
                continue
            for frame in frames:
                if isinstance(frame, av.AudioFrame) and frame.samples:
                    yield frame

    def _packets(
        self, container: av.container.InputContainer, stream: av.audio.stream.AudioStream
    ) -> "Iterator[av.Packet[av.AudioStream]]":
        failures = 0
        while failures < _DEMUX_ERRORS_ENDURED:
            try:
                yield from container.demux(stream)
            except av.FFmpegError:
                self.errors += 1
                failures += 1
            else:
                return


def _opened(path: Path) -> BinaryIO:
    try:
        if path.stat().st_size == 0:
            raise InputError("audio_empty")
        return path.open("rb")
    except PermissionError as error:
        raise InputError("audio_access_denied") from error
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ENOTDIR)
        raise InputError("audio_missing" if missing else "audio_unreadable") from error


def _container(file: BinaryIO) -> av.container.InputContainer:
    try:
        return av.open(file, mode="r", metadata_errors="ignore", options=_NO_OTHER_SOURCE)
    except (av.FFmpegError, ValueError, OSError) as error:
        raise InputError("audio_unreadable") from error


def _audio_stream(container: av.container.InputContainer) -> av.audio.stream.AudioStream:
    if not container.streams.audio:
        raise InputError("audio_without_track")
    return container.streams.audio[0]


def _stated_duration_s(container: av.container.InputContainer, stream: av.audio.stream.AudioStream) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None


def _tolerance_s(container: av.container.InputContainer, read_s: float) -> float:
    is_estimate = container.format.name in _ESTIMATING_FORMATS
    return _ROUNDING_S + (_ESTIMATE_ERROR_SHARE * read_s if is_estimate else 0.0)


def _is_cut_off(file: BinaryIO) -> bool:
    """Whether a WAV or Ogg file ends before its own format says: for these two the decoder does not tell."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(8)
    if start.startswith(_RIFF):
        promised = int.from_bytes(start[4:8], "little")
        # A recorder that streams writes a place holder.
        return size < promised + 8 and promised != _RIFF_SIZE_UNKNOWN
    if start.startswith(_OGG_PAGE):
        file.seek(max(0, size - _LONGEST_OGG_PAGE))
        tail = file.read()
        last_page = tail[tail.rfind(_OGG_PAGE) :]
        # RFC 3533: bit 2 of the header type marks the end of the stream.
        return len(last_page) < 6 or not last_page[5] & 0x04
    return False


def _resampled(frames: Iterator[av.AudioFrame], channels: int) -> Iterator[NDArray[np.int16]]:
    """Resamples about a second at a time: frame by frame costs twice the processor time."""
    setup: tuple[str, str, int] | None = None
    fifo, resampler = av.AudioFifo(), _resampler(channels)
    for frame in frames:
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        if found != setup:
            # A stream may change its format half way (chained Ogg); a resampler takes one only.
            yield from _drained(fifo, resampler, channels)
            setup, fifo, resampler = found, av.AudioFifo(), _resampler(channels)
        frame.pts = None
        fifo.write(frame)
        if fifo.samples >= frame.sample_rate:
            yield from _as_arrays(resampler.resample(fifo.read()), channels)
    yield from _drained(fifo, resampler, channels)


def _resampler(channels: int) -> av.AudioResampler:
    return av.AudioResampler(format="s16", layout="stereo" if channels == 2 else "mono", rate=SAMPLE_RATE_HZ)


def _drained(fifo: av.AudioFifo, resampler: av.AudioResampler, channels: int) -> Iterator[NDArray[np.int16]]:
    if fifo.samples_written:
        if fifo.samples:
            yield from _as_arrays(resampler.resample(fifo.read()), channels)
        yield from _as_arrays(resampler.resample(None), channels)


def _as_arrays(frames: list[av.AudioFrame], channels: int) -> Iterator[NDArray[np.int16]]:
    for frame in frames:
        yield frame.to_ndarray().reshape((-1, 2) if channels == 2 else -1).astype(np.int16, copy=False)


def _blocks_of(pieces: Iterator[NDArray[np.int16]]) -> Iterator[NDArray[np.int16]]:
    held: list[NDArray[np.int16]] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += len(piece)
        if count >= BLOCK_SAMPLES:
            samples = np.concatenate(held)
            whole = count - count % BLOCK_SAMPLES
            yield from np.split(samples[:whole], whole // BLOCK_SAMPLES)
            held, count = [samples[whole:]], count - whole
    if count:
        yield np.concatenate(held)
