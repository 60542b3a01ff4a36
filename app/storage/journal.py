"""The audio journal: encrypted recordings on disk before anything else hears them, and readable after any crash.

`journal/<encounter id>.saj` is an encounter's first recording, `<encounter id>.2.saj` its second. A file is written
once, from front to end, and never touched again.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from app.storage.failures import file_failures
from app.storage.folder import sync_folder
from app.storage.follower import RecordingFollower
from app.storage.frames import KeyOfStream, StreamEnd
from app.storage.keys import DataKey
from app.storage.recording_file import BYTES_PER_S, BYTES_PER_SAMPLE, RATE_HZ, RecordingHead, RecordingReader
from app.storage.recording_file import RecordingWriter as RecordingWriter

_SUFFIX = ".saj"
_IMPORT_SUFFIX = ".importing"
_ENCOUNTER_ID = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class RecordingState:
    """`duration_s` is what can be read; `end` says whether that is all. `start_s` counts from the encounter's start."""

    number: int
    duration_s: float
    end: StreamEnd
    start_s: float = 0.0
    channels: int = 1

    @property
    def end_s(self) -> float:
        return self.start_s + self.duration_s


class RecordingImport:
    """A copy of a recording that exists elsewhere: it is there whole after finish(), and otherwise never was.

    Raises VaultError("disk_full" | "vault_unreachable").
    """

    def __init__(self, path: Path, key_of: KeyOfStream, start_sample: int) -> None:
        self._path = path
        self._key_of = key_of
        self._start_sample = start_sample
        self._unfinished = path.with_name(path.name + _IMPORT_SUFFIX)
        self._writer: RecordingWriter | None = None

    def append(self, pcm: bytes, channels: int = 1) -> None:
        """16 kHz s16le of any length, as many channels as the first time, interleaved."""
        if self._writer is None:
            self._writer = RecordingWriter(self._unfinished, self._key_of, RecordingHead(self._start_sample, channels))
        self._writer.append(pcm)

    def finish(self) -> None:
        """After something was appended."""
        assert self._writer is not None
        self._writer.finish()
        with file_failures():
            self._unfinished.replace(self._path)
            sync_folder(self._path.parent)

    def discard(self) -> None:
        """May be called at any time; a finished import stays."""
        if self._writer is not None:
            self._writer.close()
            self._unfinished.unlink(missing_ok=True)


class Journal:
    def __init__(self, folder: Path, data_key: DataKey) -> None:
        self._folder = folder
        self._data_key = data_key

    def start_recording(
        self, encounter_id: str, channels: int = 1, *, start_sample: int | None = None
    ) -> RecordingWriter:
        """A new recording after those that the encounter has, at its `end_sample`; reads these where none is given."""
        path, key_of, end_sample = self._next(encounter_id, start_sample)
        return RecordingWriter(path, key_of, RecordingHead(end_sample, channels))

    def end_sample(self, encounter_id: str) -> int:
        """Where a further recording would begin; reads those that there are."""
        return round(self.duration_s(encounter_id) * RATE_HZ)

    def start_import(self, encounter_id: str) -> RecordingImport:
        """As start_recording, for audio that exists elsewhere and can be copied again."""
        return RecordingImport(*self._next(encounter_id))

    def read_recording(self, encounter_id: str, number: int | None = None, *, channels: int = 1) -> Iterator[bytes]:
        """Blocks of a second at most, streamed, with so many channels; nothing when there is no recording.

        Without a number all recordings in their order. What cannot be read of one is silent there, so that every
        later time still holds. With a number that recording alone, up to its damage. `states` says how far each can
        be read.
        """
        if number is not None and number not in self._numbers(encounter_id):
            return
        with self.follow(encounter_id, channels=channels, number=number) as follower:
            while block := follower.read():
                yield block

    def follow(
        self, encounter_id: str, start_sample: int = 0, *, channels: int = 1, number: int | None = None
    ) -> RecordingFollower:
        """Reads on as the recordings grow, from a sample of the encounter on: a mix of all channels, or two of them."""
        return RecordingFollower(
            lambda: self._numbers(encounter_id) if number is None else [number],
            lambda each: self._reader(encounter_id, each),
            start_sample,
            channels,
            is_alone=number is not None,
        )

    def channels(self, encounter_id: str) -> int:
        """Of the recording that has most."""
        return max((self._head(encounter_id, number).channels for number in self._numbers(encounter_id)), default=1)

    def starts_s(self, encounter_id: str) -> tuple[float, ...]:
        """Where in the encounter each of its recordings begins; reads them only where their files do not say so."""
        heads = [self._head(encounter_id, number) for number in self._numbers(encounter_id)]
        if any(head.start_sample is None for head in heads[1:]):
            return tuple(state.start_s for state in self.states(encounter_id))
        return tuple((head.start_sample or 0) / RATE_HZ for head in heads)

    def states(self, encounter_id: str) -> tuple[RecordingState, ...]:
        """Reads and authenticates every recording of the encounter, first to last."""
        states: list[RecordingState] = []
        for number in self._numbers(encounter_id):
            states.append(self._state(encounter_id, number, states[-1].end_s if states else 0.0))
        return tuple(states)

    def gaps(self, encounter_id: str) -> tuple[tuple[float, float], ...]:
        """Start and end of what cannot be read of a recording before another: `read_recording` is silent there."""
        states = self.states(encounter_id)
        return tuple((one.end_s, after.start_s) for one, after in pairwise(states) if after.start_s > one.end_s)

    def duration_s(self, encounter_id: str) -> float:
        """Of all recordings as far as they can be read; reads them."""
        return max((state.end_s for state in self.states(encounter_id)), default=0.0)

    def room_s(self) -> float:
        """How many seconds of one channel the disk still has room for."""
        with file_failures():
            return shutil.disk_usage(self._folder).free / BYTES_PER_S

    def has_recording(self, encounter_id: str) -> bool:
        return bool(self._numbers(encounter_id))

    def encounter_ids(self) -> tuple[str, ...]:
        """Of the encounters that have a recording."""
        return tuple(sorted({path.name.split(".")[0] for path in self.files()}))

    def remove_unfinished_imports(self) -> None:
        """Left behind by a process that was killed. Only the holder of the vault's lock may call it."""
        with file_failures():
            for path in self._folder.glob(f"*{_IMPORT_SUFFIX}"):
                path.unlink()

    def files(self) -> tuple[Path, ...]:
        """All recordings as they lie on the disk, encrypted."""
        return tuple(sorted(self._folder.glob(f"*{_SUFFIX}")))

    def _next(self, encounter_id: str, start_sample: int | None = None) -> tuple[Path, KeyOfStream, int]:
        number = max(self._numbers(encounter_id), default=0) + 1
        first = self.end_sample(encounter_id) if start_sample is None else start_sample
        return self._path(encounter_id, number), self._key_of(encounter_id, number), first

    def _state(self, encounter_id: str, number: int, previous_end_s: float) -> RecordingState:
        reader = self._reader(encounter_id, number)
        try:
            read_bytes = 0
            while (block := reader.read()) is not None:
                read_bytes += len(block)
            head = reader.head() or RecordingHead(None, 1)
        finally:
            reader.close()
        start_s = previous_end_s if head.start_sample is None else head.start_sample / RATE_HZ
        samples = read_bytes // (BYTES_PER_SAMPLE * head.channels)
        return RecordingState(number, samples / RATE_HZ, reader.end, start_s, head.channels)

    def _head(self, encounter_id: str, number: int) -> RecordingHead:
        reader = self._reader(encounter_id, number)
        try:
            return reader.head() or RecordingHead(None, 1)
        finally:
            reader.close()

    def _reader(self, encounter_id: str, number: int) -> RecordingReader:
        with file_failures():
            file = self._path(encounter_id, number).open("rb")
            return RecordingReader(file, self._key_of(encounter_id, number))

    def _key_of(self, encounter_id: str, number: int) -> KeyOfStream:
        """Bound to the encounter and the number: a file under another name opens nowhere."""
        return lambda stream_id: self._data_key.derive(f"recording {encounter_id} {number}", stream_id)

    def _numbers(self, encounter_id: str) -> list[int]:
        numbered = re.compile(rf"{re.escape(_checked(encounter_id))}(?:\.(\d+))?{re.escape(_SUFFIX)}")
        names = (numbered.fullmatch(path.name) for path in self._folder.glob(f"{encounter_id}*{_SUFFIX}"))
        return sorted(int(name[1] or 1) for name in names if name)

    def _path(self, encounter_id: str, number: int) -> Path:
        stem = _checked(encounter_id) if number == 1 else f"{_checked(encounter_id)}.{number}"
        return self._folder / f"{stem}{_SUFFIX}"


def _checked(encounter_id: str) -> str:
    """An id becomes a file name; raises ValueError for one that could leave the folder."""
    if not _ENCOUNTER_ID.fullmatch(encounter_id):
        raise ValueError("not an encounter id")
    return encounter_id
