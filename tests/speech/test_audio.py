import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest
from recordings import melody, tone, write_recording, write_video

from app.domain.errors import InputError, Problem
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks, audio_channels


def problem_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        as_samples(audio_blocks(path))
    return caught.value.problem.code


def main_frequency_hz(samples: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * SAMPLE_RATE_HZ / len(samples))


@pytest.mark.parametrize(
    ("suffix", "codec", "rate_hz", "channels"),
    [
        (".wav", "pcm_s16le", 16000, 1),
        (".wav", "pcm_s16le", 44100, 2),
        (".wav", "pcm_u8", 8000, 1),
        (".flac", "flac", 48000, 2),
        (".ogg", "libopus", 48000, 1),
        (".mp3", "libmp3lame", 44100, 1),
        (".m4a", "aac", 44100, 2),
        (".webm", "libopus", 48000, 1),
    ],
)
def test_any_format_becomes_mono_16_khz(tmp_path: Path, suffix: str, codec: str, rate_hz: int, channels: int) -> None:
    path = write_recording(tmp_path / f"tone{suffix}", tone(3.0, rate_hz), rate_hz, codec, channels)
    damage: list[Problem] = []
    samples = as_samples(audio_blocks(path, damage.append))
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert len(samples) / SAMPLE_RATE_HZ == pytest.approx(3.0, abs=0.15)
    assert main_frequency_hz(samples) == pytest.approx(440.0, abs=1.0)
    assert np.abs(samples[8000:-8000]).max() == pytest.approx(0.5, abs=0.08)
    assert damage == []


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_two_channels_stay_apart_where_they_are_wanted(tmp_path: Path, suffix: str) -> None:
    codec = {".wav": "pcm_s16le", ".flac": "flac"}[suffix]
    sides = np.column_stack((tone(2.5, 44100), 0.2 * melody(2.5, 44100)))
    path = write_recording(tmp_path / f"two{suffix}", sides, 44100, codec, channels=2)
    assert audio_channels(path) == 2
    blocks = list(audio_blocks(path, channels=2))
    assert [block.shape for block in blocks[:2]] == [(16000, 2)] * 2
    both = np.concatenate(blocks)
    assert len(both) / SAMPLE_RATE_HZ == pytest.approx(2.5, abs=0.01)
    assert main_frequency_hz(both[:, 0]) == pytest.approx(440.0, abs=1.0)
    assert np.abs(both[:, 1]).max() < 0.5 * np.abs(both[:, 0]).max()
    mono = as_samples(audio_blocks(path))
    assert np.abs(mono[:30000] - both[:30000].mean(axis=1) / 32768).max() < 0.001


def test_one_channel_is_one_channel(tmp_path: Path) -> None:
    assert audio_channels(write_recording(tmp_path / "one.wav", tone(1.0))) == 1


def test_the_sound_of_a_video(tmp_path: Path) -> None:
    samples = as_samples(audio_blocks(write_video(tmp_path / "visit.mp4", tone(2.0, 48000))))
    assert main_frequency_hz(samples) == pytest.approx(440.0, abs=1.0)


def test_blocks_are_seconds_of_the_same_sound(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "melody.wav", melody(4.5))
    blocks = list(audio_blocks(path))
    assert [len(block) for block in blocks] == [16000, 16000, 16000, 16000, 8000]
    assert all(block.dtype == np.int16 for block in blocks)
    np.testing.assert_array_equal(np.concatenate(blocks) / np.float32(32768), as_samples(audio_blocks(path)))


def test_reading_needs_no_more_memory_for_a_longer_recording(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "long.wav", tone(300.0))
    tracemalloc.start()
    seconds = sum(len(block) for block in audio_blocks(path)) / SAMPLE_RATE_HZ
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds == pytest.approx(300.0)
    assert peak < 1_000_000


class TestRefused:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert problem_of(tmp_path / "gone.wav") == "audio_missing"

    def test_a_folder(self, tmp_path: Path) -> None:
        assert problem_of(tmp_path) == "audio_unreadable"

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty.wav").touch()
        assert problem_of(tmp_path / "empty.wav") == "audio_empty"

    def test_a_recording_without_a_single_sample(self, tmp_path: Path) -> None:
        path = tmp_path / "nothing.wav"
        with wave.open(str(path), "wb") as recording:
            recording.setparams((1, 2, 16000, 0, "NONE", ""))
        assert problem_of(path) == "audio_empty"

    @pytest.mark.parametrize("content", [b"Dear colleague, thank you for seeing this patient.\n" * 50, bytes(5000)])
    def test_a_file_that_is_no_recording(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "letter.wav").write_bytes(content)
        assert problem_of(tmp_path / "letter.wav") == "audio_unreadable"

    def test_a_video_without_sound(self, tmp_path: Path) -> None:
        assert problem_of(write_video(tmp_path / "mute.mp4", None)) == "audio_without_track"

    def test_a_click_of_the_record_button(self, tmp_path: Path) -> None:
        assert problem_of(write_recording(tmp_path / "click.wav", tone(0.3))) == "audio_too_short"

    def test_a_playlist_is_not_followed(self, tmp_path: Path) -> None:
        recording = write_recording(tmp_path / "other.wav", tone(2.0))
        playlist = tmp_path / "list.m3u8"
        for address in (recording.name, recording.as_uri(), "http://127.0.0.1:9/visit.ts"):
            playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{address}\n#EXT-X-ENDLIST\n")
            assert problem_of(playlist) == "audio_unreadable"


class TestDamaged:
    @pytest.mark.parametrize(
        ("suffix", "codec"), [(".wav", "pcm_s16le"), (".flac", "flac"), (".ogg", "libopus"), (".mp3", "libmp3lame")]
    )
    def test_a_recording_that_was_cut_off_keeps_its_beginning(self, tmp_path: Path, suffix: str, codec: str) -> None:
        path = write_recording(tmp_path / f"cut{suffix}", melody(20.0, 48000), 48000, codec)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        damage: list[Problem] = []
        seconds = len(as_samples(audio_blocks(path, damage.append))) / SAMPLE_RATE_HZ
        assert 6.0 < seconds < 14.0
        assert damage == [Problem("audio_damaged", {"read_s": round(seconds)})]

    def test_damage_in_the_middle_costs_only_itself(self, tmp_path: Path) -> None:
        path = write_recording(tmp_path / "hole.mp3", melody(20.0, 44100), 44100, "libmp3lame")
        content = bytearray(path.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 4000] = bytes(4000)
        path.write_bytes(content)
        seconds = len(as_samples(audio_blocks(path))) / SAMPLE_RATE_HZ
        assert 18.0 < seconds < 20.5
