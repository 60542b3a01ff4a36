"""Playback: the right stretch of the recording, and a clear word where nothing can be played."""

import numpy as np
import pytest
from PySide6.QtMultimedia import QMediaDevices

from app.domain.errors import InputError
from app.ui.playback import BYTES_PER_SECOND, PlaybackError, Player, Stretch, cut, fitted


def recording(seconds: int) -> list[bytes]:
    """Blocks of uneven length; every second holds its own number."""
    whole = b"".join(np.full(16_000, second, "<i2").tobytes() for second in range(seconds))
    return [whole[start : start + 7_778] for start in range(0, len(whole), 7_778)]


def seconds_in(pcm: bytes) -> list[int]:
    return np.frombuffer(pcm, "<i2")[::16_000].tolist()


def test_stretches_are_cut_in_the_order_given():
    pcm = cut(recording(10), [Stretch("s2", 6.0, 8.0), Stretch("s1", 1.0, 2.0)])
    assert len(pcm) == 3 * BYTES_PER_SECOND
    assert seconds_in(pcm) == [6, 7, 1]


def test_reading_ends_with_the_last_stretch():
    def blocks():
        yield from recording(3)
        raise AssertionError("read too far")

    assert seconds_in(cut(blocks(), [Stretch("s1", 0.0, 2.0)])) == [0, 1]


def test_a_stretch_beyond_the_recording_is_a_failure():
    with pytest.raises(PlaybackError) as caught:
        cut(recording(1), [Stretch("s1", 5.0, 6.0)])
    assert caught.value.problem.code == "recording_too_short"


def test_a_device_of_another_rate_hears_the_same_sound():
    tone = (8_000 * np.sin(np.arange(16_000) * 2 * np.pi * 440 / 16_000)).astype("<i2")
    played = np.frombuffer(fitted(tone.tobytes(), 48_000, 2), "<i2").reshape(-1, 2)
    assert played.shape == (48_000, 2)
    assert (played[:, 0] == played[:, 1]).all()
    assert np.abs(np.fft.rfft(played[:, 0])).argmax() == 440


def test_a_failure_while_reading_is_told(qtbot):
    def audio():
        raise InputError("recording_missing")

    player = Player()
    with qtbot.waitSignal(player.failed) as told:
        player.play(audio, [Stretch("s1", 0.0, 1.0)])
    assert told.args[0].code == "recording_missing"
    assert not player.is_playing


@pytest.mark.skipif(not QMediaDevices.defaultAudioOutput().isNull(), reason="this machine can play")
def test_a_machine_without_sound_says_so(qtbot):
    player = Player()
    with qtbot.waitSignal(player.failed) as told:
        player.play(lambda: recording(2), [Stretch("s1", 0.0, 1.0)])
    assert told.args[0].code == "audio_output_missing"


@pytest.mark.skipif(QMediaDevices.defaultAudioOutput().isNull(), reason="this machine cannot play")
def test_each_segment_is_named_while_it_plays(qtbot):
    reached = []
    player = Player()
    player.segment_reached.connect(reached.append)
    player.play(lambda: recording(2), [Stretch("s1", 0.0, 0.4), Stretch("s2", 1.0, 1.4)])
    qtbot.waitUntil(lambda: reached[-1:] == [""], timeout=10_000)
    assert list(dict.fromkeys(reached)) == ["s1", "s2", ""]


def test_typed_dialogues_have_nothing_to_play(qtbot):
    player = Player()
    with qtbot.assertNotEmitted(player.failed, wait=50):
        player.play(lambda: recording(1), [Stretch("s1", 0.0, 0.0)])
