import threading
import time
from pathlib import Path

import numpy as np
from recordings import melody, write_recording

from app.domain.errors import Problem
from app.speech.audio import as_samples, audio_blocks
from app.speech.microphone import AudioBlock, FilePlayer


class Heard:
    def __init__(self) -> None:
        self.blocks: list[AudioBlock] = []
        self.problems: list[Problem | None] = []
        self.ended = threading.Event()

    def block_arrived(self, block: AudioBlock) -> None:
        self.blocks.append(block)

    def microphone_ended(self, problem: Problem | None) -> None:
        self.problems.append(problem)
        self.ended.set()

    def samples(self) -> np.ndarray:
        return np.frombuffer(b"".join(block.pcm for block in self.blocks), "<i2") / np.float32(32768)


def test_a_file_is_played_whole_in_small_blocks_at_the_pace_that_is_asked_for(tmp_path: Path) -> None:
    path, heard = write_recording(tmp_path / "a.wav", melody(2.3)), Heard()
    started = time.monotonic()
    FilePlayer(path, speed=4.0).start(heard)
    assert heard.ended.wait(30)
    assert time.monotonic() - started > 2.3 / 4.0 - 0.01
    assert heard.problems == [None]
    assert np.array_equal(heard.samples(), as_samples(audio_blocks(path)))
    assert max(block.samples for block in heard.blocks) == 800
    positions = np.cumsum([0, *(block.samples for block in heard.blocks)])
    assert [block.position for block in heard.blocks] == positions[:-1].tolist()


def test_a_file_of_two_channels_is_played_with_both(tmp_path: Path) -> None:
    sides = np.column_stack((melody(1.0), 0.5 * melody(1.0)))
    heard = Heard()
    FilePlayer(write_recording(tmp_path / "two.wav", sides, channels=2), speed=10.0, channels=2).start(heard)
    assert heard.ended.wait(30)
    assert {block.channels for block in heard.blocks} == {2}
    assert sum(block.samples for block in heard.blocks) == 16_000
    played = heard.samples().reshape(-1, 2)
    assert np.abs(played[:, 0] - 2 * played[:, 1]).max() < 0.001


def test_a_file_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    path, heard = write_recording(tmp_path / "a.wav", melody(2.0)), Heard()
    player = FilePlayer(path, speed=10.0)
    player.start(heard)
    while len(heard.blocks) < 10:
        time.sleep(0.001)
    player.stop()
    count = len(heard.blocks)
    time.sleep(0.05)
    assert len(heard.blocks) == count
    assert not heard.problems
    player.start(heard)
    assert heard.ended.wait(30)
    assert heard.blocks[count].position == 0
    assert np.array_equal(heard.samples(), as_samples(audio_blocks(path)))


def test_a_file_that_cannot_be_read_ends_like_a_microphone_that_is_unplugged(tmp_path: Path) -> None:
    heard = Heard()
    FilePlayer(tmp_path / "none.wav").start(heard)
    assert heard.ended.wait(30)
    assert [problem and problem.code for problem in heard.problems] == ["audio_missing"]
