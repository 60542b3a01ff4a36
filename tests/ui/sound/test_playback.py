"""Playback: the right stretch of the recording, and a clear word where nothing can be played."""

import numpy as np
import pytest
from PySide6.QtMultimedia import QMediaDevices

from app.domain.errors import InputError
from app.domain.outcome import Completed
from app.domain.transcript import Speaker, TranscriptSegment
from app.ui.sound.playback import Player
from app.ui.sound.sound_output import PlaybackError, fitted
from app.ui.sound.stretches import BYTES_PER_SECOND, Stretch, between, cut, pieces
from tests.ui.loudspeaker import Loudspeaker


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


def test_a_recording_may_begin_late():
    later = recording(10)
    blocks = b"".join(later)[3 * BYTES_PER_SECOND :]
    assert seconds_in(cut([blocks], [Stretch("s2", 6.0, 8.0), Stretch("s1", 4.0, 5.0)], 3.0)) == [6, 7, 4]


def said(*spans: tuple[float, float]) -> list[TranscriptSegment]:
    return [
        TranscriptSegment(f"s{n}", start_s, end_s, Speaker.PATIENT, "One two.")
        for n, (start_s, end_s) in enumerate(spans, start=1)
    ]


def test_between_two_places_nothing_is_left_out():
    stretches = between(said((0.0, 2.0), (3.0, 5.0), (6.0, 8.0)), 1.0, 9.0)
    assert stretches == (
        Stretch("s1", 1.0, 2.0),
        Stretch("s2", 2.0, 5.0),
        Stretch("s3", 5.0, 8.0),
        Stretch("", 8.0, 9.0),
    )


def test_a_long_way_is_read_in_pieces_that_end_with_a_segment():
    way = between(said((0.0, 15.0), (16.0, 30.0), (31.0, 40.0)), 0.0, 40.0)
    assert [[each.segment_id for each in piece] for piece in pieces(way)] == [["s1", "s2"], ["s3"]]


@pytest.fixture
def speaker():
    return Loudspeaker()


@pytest.fixture
def player(speaker):
    return Player(open_output=lambda: speaker)


def from_second(start_s: float) -> list[bytes]:
    return [b"".join(recording(60))[int(start_s) * BYTES_PER_SECOND :]]


def hear(speaker, player, seconds: float) -> None:
    speaker.played_s = seconds
    player._on_time_passed()


def test_one_piece_follows_the_other_to_the_end(qtbot, player, speaker):
    places = []
    player.moved.connect(places.append)
    player.play(from_second, between(said((0.0, 25.0), (25.0, 50.0)), 0.0, 50.0))
    qtbot.waitUntil(lambda: player._ready is not None)
    hear(speaker, player, 24.0)
    assert places[-1] == 24.0
    hear(speaker, player, 25.0)
    hear(speaker, player, 5.0)
    assert places[-1] == 30.0
    assert seconds_in(speaker.started[1]) == list(range(25, 50))
    hear(speaker, player, 25.0)
    assert not player.is_playing
    assert speaker.is_closed


def test_a_loop_goes_round_until_it_is_ended(qtbot, player, speaker):
    player.play(from_second, [Stretch("s1", 2.0, 4.0)], is_looped=True)
    qtbot.waitUntil(lambda: bool(speaker.started))
    for _ in range(3):
        hear(speaker, player, 2.0)
    assert player.is_looped
    assert [seconds_in(sound) for sound in speaker.started] == [[2, 3]] * 4
    player.end_loop()
    assert player.is_playing
    hear(speaker, player, 2.0)
    assert not player.is_playing
    assert len(speaker.started) == 4


def test_a_long_loop_begins_again_with_its_first_piece(qtbot, player, speaker):
    player.play(from_second, between(said((0.0, 25.0), (25.0, 30.0)), 0.0, 30.0), is_looped=True)
    for seconds in (25.0, 5.0, 25.0):
        qtbot.waitUntil(lambda: player._ready is not None)
        hear(speaker, player, seconds)
    assert [seconds_in(sound)[0] for sound in speaker.started] == [0, 25, 0, 25]


def test_what_is_not_read_yet_is_waited_for(qtbot, player, speaker):
    player.play(from_second, between(said((0.0, 25.0), (25.0, 30.0)), 0.0, 30.0))
    qtbot.waitUntil(lambda: player._ready is not None)
    late, player._ready = player._ready, None
    hear(speaker, player, 25.0)
    assert player.is_playing
    player._on_read(Completed(late))
    assert seconds_in(speaker.started[-1])[0] == 25


def test_pitch_is_kept_in_a_loop_at_another_speed(qtbot, speaker):
    tone = (8_000 * np.sin(np.arange(32_000) * 2 * np.pi * 440 / 16_000)).astype("<i2").tobytes()
    player = Player(speed=lambda: 0.5, open_output=lambda: speaker)
    player.play(lambda _: [tone], [Stretch("s1", 0.0, 2.0)], is_looped=True)
    qtbot.waitUntil(lambda: bool(speaker.started))
    heard = np.frombuffer(speaker.started[0], "<i2")
    assert len(heard) == 64_000
    assert abs(np.abs(np.fft.rfft(heard)).argmax() / 4 - 440) < 3


def test_a_failure_while_reading_is_told(qtbot, player):
    def audio(_):
        raise InputError("recording_missing")

    with qtbot.waitSignal(player.failed) as told:
        player.play(audio, [Stretch("s1", 0.0, 1.0)])
    assert told.args[0].code == "recording_missing"
    assert not player.is_playing


@pytest.mark.skipif(not QMediaDevices.defaultAudioOutput().isNull(), reason="this machine can play")
def test_a_machine_without_sound_says_so(qtbot):
    player = Player()
    with qtbot.waitSignal(player.failed) as told:
        player.play(lambda _: recording(2), [Stretch("s1", 0.0, 1.0)])
    assert told.args[0].code == "audio_output_missing"


@pytest.mark.skipif(QMediaDevices.defaultAudioOutput().isNull(), reason="this machine cannot play")
def test_each_segment_is_named_while_it_plays(qtbot):
    reached = []
    player = Player()
    player.segment_reached.connect(reached.append)
    player.play(lambda _: recording(2), [Stretch("s1", 0.0, 0.4), Stretch("s2", 1.0, 1.4)])
    qtbot.waitUntil(lambda: reached[-1:] == [""], timeout=10_000)
    assert list(dict.fromkeys(reached)) == ["s1", "s2", ""]


def test_typed_dialogues_have_nothing_to_play(qtbot):
    player = Player()
    with qtbot.assertNotEmitted(player.failed, wait=50):
        player.play(lambda _: recording(1), [Stretch("s1", 0.0, 0.0)])
