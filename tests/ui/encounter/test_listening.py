"""Listening again in the window: the strip of the recording, its keys, loops of words, what the loudspeaker gets."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from app.domain.language import Language
from app.services.recording_picture import MarkKind, RecordingMark, RecordingPicture
from app.ui.parts import settings
from app.ui.parts.style import colour
from tests.ui import consultations
from tests.ui.loudspeaker import Loudspeaker

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def spoken(duration_s: float) -> bytes:
    """Every second holds its own number, so that a test hears which second it is."""
    return b"".join(np.full(16_000, 100 * second, "<i2").tobytes() for second in range(int(duration_s) + 1))


@pytest.fixture
def transcript():
    return consultations.transcript(Language.EN)


@pytest.fixture
def speaker(window, monkeypatch):
    loudspeaker = Loudspeaker()
    monkeypatch.setattr(window.page.player, "_open_output", lambda: loudspeaker)
    return loudspeaker


@pytest.fixture
def encounter(workplace, transcript):
    return workplace.add_transcribed("Listened to", transcript, pcm=spoken(transcript.duration_s))


@pytest.fixture
def strip(window, encounter, speaker, qtbot):
    window.open_encounter(encounter.id)
    strip = window.page.transcript_panel.strip
    qtbot.waitUntil(lambda: strip.picture is not None)
    strip.setFocus()
    return strip


@pytest.fixture
def view(window, strip):
    return window.page.transcript_panel.view


def seconds_heard(speaker) -> list[int]:
    return [second // 100 for second in np.frombuffer(speaker.started[-1], "<i2")[::16_000].tolist()]


def until_heard(qtbot, speaker, times=1):
    qtbot.waitUntil(lambda: len(speaker.started) >= times)


def test_the_picture_is_as_long_as_the_recording(strip, transcript):
    assert len(strip.picture.peaks) == pytest.approx(20 * (int(transcript.duration_s) + 1))
    assert strip.picture.peaks[20 * 30] > strip.picture.peaks[20 * 10]


def test_nothing_recorded_no_strip(workplace, window, transcript):
    typed = workplace.services.encounters.create("Typed")
    workplace.vault.transcripts.save(typed.id, transcript)
    window.open_encounter(typed.id)
    assert not window.page.transcript_panel.strip.isVisible()
    assert not window.actions_.play_here.isEnabled()
    assert not window.actions_.loop_words.isEnabled()


def test_another_encounter_shows_nothing_of_the_one_before(workplace, window, strip, transcript, qtbot):
    strip.move_to(20.0)
    strip.select(5.0, 6.0)
    shorter = replace(transcript, segments=transcript.segments[:2], duration_s=8.0)
    other = workplace.add_transcribed("Other", shorter, pcm=spoken(8.0))
    window.open_encounter(other.id)
    qtbot.waitUntil(lambda: strip.picture is not None and len(strip.picture.peaks) == 180)
    assert (strip.position_s, strip.selection, strip.segments) == (0.0, None, shorter.segments)


def test_space_plays_on_from_the_place_and_stops(strip, speaker, window, qtbot):
    strip.move_to(21.0)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    until_heard(qtbot, speaker)
    assert seconds_heard(speaker)[:3] == [21, 22, 23]
    speaker.played_s = 2.0
    qtbot.waitUntil(lambda: strip.position_s == 23.0)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert not window.page.player.is_playing
    assert strip.position_s == 23.0


@pytest.mark.parametrize(
    ("key", "modifiers", "place_s"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 11.0),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 9.0),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0.0),
    ],
)
def test_arrows_move_by_a_second(strip, qtbot, key, modifiers, place_s):
    strip.move_to(10.0)
    qtbot.keyClick(strip, key, modifiers)
    assert strip.position_s == place_s


def test_ctrl_and_arrows_move_by_a_word_page_keys_by_a_sentence(strip, qtbot, transcript):
    second = transcript.segments[1]
    strip.move_to(second.start_s)
    qtbot.keyClick(strip, Qt.Key.Key_Right, CTRL)
    assert second.start_s < strip.position_s < second.start_s + 1.5
    qtbot.keyClick(strip, Qt.Key.Key_PageDown)
    assert strip.position_s == transcript.segments[2].start_s
    qtbot.keyClick(strip, Qt.Key.Key_PageUp)
    assert strip.position_s == second.start_s


def test_shift_selects_l_loops_and_escape_ends_it(strip, speaker, window, qtbot):
    strip.move_to(10.0)
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    assert strip.selection == (10.0, 13.0)
    qtbot.keyClick(strip, Qt.Key.Key_L)
    until_heard(qtbot, speaker)
    assert seconds_heard(speaker) == [10, 11, 12]
    assert window.actions_.loop_words.isChecked()
    assert "loop 0:10 to 0:13" in strip.accessibleDescription()
    speaker.played_s = 3.0
    until_heard(qtbot, speaker, 2)
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert window.page.player.is_playing
    assert not window.actions_.loop_words.isChecked()
    speaker.played_s = 3.0
    qtbot.waitUntil(lambda: not window.page.player.is_playing)
    assert len(speaker.started) == 2


def test_without_a_selection_the_sentence_is_looped(strip, speaker, transcript, qtbot):
    third = transcript.segments[2]
    strip.move_to(third.start_s + 0.5)
    qtbot.keyClick(strip, Qt.Key.Key_L)
    until_heard(qtbot, speaker)
    assert strip.selection == (third.start_s, third.end_s)


def test_a_click_plays_from_there_and_dragging_loops(strip, speaker, window, qtbot):
    scale = strip._scale()
    there, further = (QPoint(round(scale.x_of(second)), 20) for second in (30.0, 36.0))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=there)
    until_heard(qtbot, speaker)
    assert seconds_heard(speaker)[0] in {29, 30}
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=there)
    qtbot.mouseMove(strip, further)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=further)
    until_heard(qtbot, speaker, 2)
    assert window.page.player.is_looped
    assert strip.selection == pytest.approx((30.0, 36.0), abs=0.3)


def test_a_closer_look_follows_what_plays(strip, qtbot):
    strip.move_to(30.0)
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Plus)
    shown_s = strip._span_s
    assert shown_s < strip.duration_s / 4
    strip.move_to(60.0)
    assert strip._from_s <= 60.0 <= strip._from_s + shown_s
    for _ in range(4):
        qtbot.keyClick(strip, Qt.Key.Key_Minus)
    assert (strip._from_s, strip._span_s) == (0.0, strip.duration_s)


def test_words_are_chosen_by_arrows_and_looped(view, strip, speaker, window, transcript, qtbot):
    view.setFocus()
    view.select("s0002")
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    start_s, end_s = view.chosen_span()
    said = transcript.segments[1]
    assert said.start_s < start_s < end_s < said.end_s
    assert strip.selection == (start_s, end_s)
    window.actions_.loop_words.trigger()
    until_heard(qtbot, speaker)
    assert window.page.player.is_looped
    assert len(speaker.started[-1]) == pytest.approx((end_s - start_s) * 32_000, abs=4)
    window.actions_.loop_words.trigger()
    assert not window.page.player.is_looped


def test_space_plays_on_from_the_chosen_word(view, strip, speaker, transcript, qtbot):
    view.setFocus()
    view.select("s0002")
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    start_s = strip.position_s
    assert transcript.segments[1].start_s < start_s < transcript.segments[1].end_s
    qtbot.keyClick(view, Qt.Key.Key_Space)
    until_heard(qtbot, speaker)
    assert seconds_heard(speaker)[0] == int(start_s)
    assert len(seconds_heard(speaker)) > 15


def test_a_click_chooses_a_word_and_a_click_on_the_time_plays(view, strip, speaker, transcript, qtbot):
    area = view.visualRect(view.segments.index(1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(140, 40))
    assert transcript.segments[1].start_s < strip.position_s < transcript.segments[1].end_s
    assert strip.selection is None
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(20, 20))
    until_heard(qtbot, speaker)
    assert seconds_heard(speaker)[0] == int(transcript.segments[1].start_s)


def test_what_a_statement_rests_on_is_lit_in_the_strip(window, strip):
    window.page.transcript_panel.view.light(("s0002", "s0004"))
    assert strip._scene.lit == {"s0002", "s0004"}


def test_a_reader_hears_name_value_and_place(strip):
    strip.move_to(21.0)
    spoken_of = QAccessible.queryAccessibleInterface(strip)
    assert spoken_of.text(QAccessible.Text.Name) == "Recording"
    assert spoken_of.valueInterface().currentValue() == 21
    assert strip.accessibleDescription().startswith("0:21 of ")


def test_pauses_and_what_was_off_the_record_are_marked(workplace, window, encounter, transcript):
    later = workplace.add_transcribed("With pauses", transcript, pcm=spoken(transcript.duration_s))
    for action, detail in (
        ("recording_started", ""),
        ("recording_paused", "at_s=12.0"),
        ("recording_resumed", "at_s=12.0"),
        ("off_the_record_started", "at_s=30.5"),
        ("recording_finished", "at_s=80.0"),
    ):
        workplace.vault.audit_log.append("test", action, later.id, detail)
    picture = workplace.services.recordings.picture(later.id)
    assert picture.marks == (RecordingMark(12.0, MarkKind.PAUSE), RecordingMark(30.5, MarkKind.OFF_THE_RECORD))
    assert workplace.services.recordings.picture(encounter.id).marks == ()


@pytest.mark.parametrize("size", ["100", "150"])
def test_the_time_at_which_it_plays_never_hides_a_mark(strip, size):
    """Nor does the line, but where it stands on it."""
    settings.chosen().choose(settings.TEXT_SIZE, size)
    strip.show_picture(RecordingPicture(b"", (RecordingMark(30.0, MarkKind.MOMENT),)))
    left = round(strip._scale().x_of(30.0))
    strip.move_to(0.0)
    alone = strip.grab().toImage()
    strip.move_to(strip._scale().second_at(left - 12))
    beside = strip.grab().toImage()
    mark = [(x, y) for x in range(left + 2, left + 22) for y in range(strip.height()) if is_mark(alone, x, y)]
    assert len(mark) > 20
    assert all(beside.pixelColor(x, y) == alone.pixelColor(x, y) for x, y in mark)
    assert beside != alone


def is_mark(image, x: int, y: int) -> bool:
    return image.pixelColor(x, y) == colour("accent")


def test_m_goes_from_marked_moment_to_marked_moment(strip, qtbot):
    marks = (
        RecordingMark(12.0, MarkKind.MOMENT),
        RecordingMark(20.0, MarkKind.PAUSE),
        RecordingMark(30.0, MarkKind.MOMENT),
    )
    strip.show_picture(RecordingPicture(b"", marks))
    strip.move_to(0.0)
    places = []
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_M)
        places.append(strip.position_s)
    assert places == [12.0, 30.0, 12.0]
    assert strip._words_at(strip._scale().x_of(12.0) + 1) == "0:12 Marked here"


def test_a_single_word_is_a_place_and_its_sentence_is_looped(view, strip, speaker, transcript, qtbot):
    view.setFocus()
    view.select("s0003")
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_L)
    until_heard(qtbot, speaker)
    assert strip.selection == (transcript.segments[2].start_s, transcript.segments[2].end_s)
