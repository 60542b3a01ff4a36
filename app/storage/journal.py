"""The audio journal: encrypted recordings on disk before anything else hears them, and readable after any crash.

`journal/<encounter id>.saj` is an encounter's first recording, `<encounter id>.2.saj` its second. A file is written
once, from front to end, and never touched again.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

    def __init__(self, path: Path, key_of: KeyOfStream, head: RecordingHead) -> None:
        self._path = path
        self._unfinished = path.with_name(path.name + _IMPORT_SUFFIX)
        self._writer = RecordingWriter(self._unfinished, key_of, head)

    def append(self, pcm: bytes) -> None:
        """16 kHz mono s16le, of any length."""
        self._writer.append(pcm)

    def finish(self) -> None:
        self._writer.finish()
        with file_failures():
            self._unfinished.replace(self._path)
            sync_folder(self._path.parent)

    def discard(self) -> None:
        """May be called at any time; a finished import stays."""
        self._writer.close()
        self._unfinished.unlink(missing_ok=True)


class Journal:
    def __init__(self, folder: Path, data_key: DataKey) -> None:
        self._folder = folder
        self._data_key = data_key

    def start_recording(self, encounter_id: str, channels: int = 1) -> RecordingWriter:
        """A new recording after those that the encounter has; reads these to know where it begins."""
        return RecordingWriter(*self._next(encounter_id, channels))

    def start_import(self, encounter_id: str) -> RecordingImport:
        """As start_recording, for audio that exists elsewhere and can be copied again."""
        return RecordingImport(*self._next(encounter_id, 1))

    def write_recording(self, encounter_id: str, blocks: Iterable[bytes]) -> None:
        """16 kHz mono s16le. When the blocks or the disk fail half-way, what was written stays readable."""
        with self.start_recording(encounter_id) as recording:
            for block in blocks:
                recording.append(block)

    def read_recording(self, encounter_id: str, number: int | None = None) -> Iterator[bytes]:
        """Mono blocks of a second at most, streamed; nothing when there is no recording.

        Without a number all recordings in their order. What cannot be read of one is silent there, so that every
        later time still holds. With a number that recording alone, up to its damage. `states` says how far each can
        be read.
        """
        if number is not None and number not in self._numbers(encounter_id):
            return
        with self.follow(encounter_id, number=number) as follower:
            while block := follower.read():
                yield block

    def follow(
        self, encounter_id: str, start_sample: int = 0, *, channel: int | None = None, number: int | None = None
    ) -> RecordingFollower:
        """Reads on as the recordings grow, from a sample of the encounter on; one channel, or a mix of all."""
        return RecordingFollower(
            lambda: self._numbers(encounter_id) if number is None else [number],
            lambda each: self._reader(encounter_id, each),
            start_sample,
            channel,
            is_alone=number is not None,
        )

    def states(self, encounter_id: str) -> tuple[RecordingState, ...]:
        """Reads and authenticates every recording of the encounter, first to last."""
        states: list[RecordingState] = []
        for number in self._numbers(encounter_id):
            states.append(self._state(encounter_id, number, states[-1].end_s if states else 0.0))
        return tuple(states)

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

    def _next(self, encounter_id: str, channels: int) -> tuple[Path, KeyOfStream, RecordingHead]:
        number = max(self._numbers(encounter_id), default=0) + 1
        head = RecordingHead(round(self.duration_s(encounter_id) * RATE_HZ), channels)
        return self._path(encounter_id, number), self._key_of(encounter_id, number), head

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
