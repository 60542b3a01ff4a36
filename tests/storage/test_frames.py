import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.frames import MAXIMUM_CONTENT_BYTES, FrameWriter, StreamEnd, read_frames

MAGIC = b"TESTTEST"
HEADER_BYTES = len(MAGIC) + 16
FRAME_OVERHEAD_BYTES = 9 + 16

contents = st.lists(st.binary(max_size=60), max_size=6)


def key_of(stream_id: bytes) -> bytes:
    return stream_id + stream_id


def written(frames: list[bytes], *, finished: bool = True) -> bytes:
    file = io.BytesIO()
    writer = FrameWriter(file, MAGIC, key_of)
    for frame in frames:
        writer.write(frame)
    if finished:
        writer.finish()
    return file.getvalue()


def read(stream: bytes) -> tuple[list[bytes], StreamEnd]:
    frames = read_frames(io.BytesIO(stream), MAGIC, key_of)
    found: list[bytes] = []
    while True:
        try:
            found.append(next(frames))
        except StopIteration as stop:
            return found, stop.value


def frames_before(frames: list[bytes], position: int) -> list[bytes]:
    """Those that lie wholly before the position in the stream."""
    end, whole = HEADER_BYTES, []
    for frame in frames:
        end += FRAME_OVERHEAD_BYTES + len(frame)
        if end > position:
            break
        whole.append(frame)
    return whole


@given(contents)
def test_what_was_written_is_read(frames: list[bytes]) -> None:
    assert read(written(frames)) == (frames, StreamEnd.COMPLETE)
    assert read(written(frames, finished=False)) == (frames, StreamEnd.UNFINISHED)


@given(contents, st.data())
def test_a_stream_that_was_cut_off_gives_every_whole_frame_and_is_unfinished(
    frames: list[bytes], data: st.DataObject
) -> None:
    stream = written(frames)
    length = data.draw(st.integers(0, len(stream) - 1))

    assert read(stream[:length]) == (frames_before(frames, length), StreamEnd.UNFINISHED)


@given(contents, st.data())
def test_a_flipped_bit_loses_nothing_before_it_and_lets_nothing_wrong_through(
    frames: list[bytes], data: st.DataObject
) -> None:
    stream = bytearray(written(frames))
    position = data.draw(st.integers(0, len(stream) - 1))
    stream[position] ^= 1 << data.draw(st.integers(0, 7))

    found, end = read(bytes(stream))

    assert found == frames_before(frames, position)
    assert end is StreamEnd.DAMAGED


@given(contents, st.binary(min_size=1, max_size=40))
def test_what_follows_the_last_frame_is_damage(frames: list[bytes], more: bytes) -> None:
    assert read(written(frames) + more) == (frames, StreamEnd.DAMAGED)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_exception(stream: bytes) -> None:
    found, _ = read(stream)

    assert found == []


def test_frames_cannot_change_places() -> None:
    stream = written([b"first", b"again"])
    size = FRAME_OVERHEAD_BYTES + 5
    first, second = (stream[HEADER_BYTES + i * size : HEADER_BYTES + (i + 1) * size] for i in range(2))
    swapped = stream[:HEADER_BYTES] + second + first + stream[HEADER_BYTES + 2 * size :]

    assert read(swapped) == ([], StreamEnd.DAMAGED)


def test_a_length_beyond_the_largest_frame_is_damage_before_memory_is_taken() -> None:
    stream = bytearray(written([b"content"]))
    stream[HEADER_BYTES + 1 : HEADER_BYTES + 5] = struct.pack(">I", 2**32 - 1)

    assert read(bytes(stream)) == ([], StreamEnd.DAMAGED)


def test_a_frame_has_a_largest_size() -> None:
    with pytest.raises(ValueError, match="too long"):
        FrameWriter(io.BytesIO(), MAGIC, key_of).write(bytes(MAXIMUM_CONTENT_BYTES + 1))


def test_the_same_content_never_looks_the_same() -> None:
    stream = written([b"silence", b"silence"])
    size = FRAME_OVERHEAD_BYTES + 7

    assert stream[HEADER_BYTES + 9 : HEADER_BYTES + size] != stream[HEADER_BYTES + size + 9 : HEADER_BYTES + 2 * size]
    assert stream[HEADER_BYTES:] != written([b"silence", b"silence"])[HEADER_BYTES:]
