"""The transcript: in order, with marks where inventions were left out; lit, played and corrected by key."""

import pytest
from PySide6.QtCore import Qt

from app.domain.language import Language
from app.domain.transcript import Correction, DroppedText, Speaker, TranscriptSegment
from app.ui.transcript.rows import LitRole, PlayingRole, RowRole
from app.ui.transcript.view import TranscriptView
from tests.ui import consultations


@pytest.fixture(params=list(Language))
def view(request, qtbot):
    view = TranscriptView()
    transcript = consultations.transcript(request.param)
    view.segments.show(transcript.segments, transcript.dropped)
    view.set_editable(True)
    view.resize(420, 300)
    qtbot.addWidget(view)
    view.show()
    return view


def rows(view):
    return [view.model().index(row).data(RowRole) for row in range(view.model().rowCount())]


def lit(view):
    return [row.id for n, row in enumerate(rows(view)) if view.model().index(n).data(LitRole)]


def test_rows_are_in_the_order_of_speech(view):
    starts = [row.start_s for row in rows(view)]
    assert starts == sorted(starts)
    assert isinstance(rows(view)[-1], DroppedText)


def test_left_out_words_are_marked_and_not_shown(view):
    index = view.model().index(view.model().rowCount() - 1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Left out: a stock phrase that nobody said"


def test_sources_light_up_and_the_strongest_comes_into_view(view):
    view.light(("s0010", "s0002"))
    assert lit(view) == ["s0002", "s0010"]
    strongest = view.model().index(view.segments.row_of("s0010"))
    assert view.viewport().rect().intersects(view.visualRect(strongest))
    view.light(())
    assert lit(view) == []


def test_long_words_wrap_instead_of_being_clipped(view):
    heights = {row.text: view.visualRect(view.model().index(n)).height() for n, row in enumerate(rows(view))}
    longest, shortest = max(heights, key=len), min(heights, key=len)
    assert heights[longest] > heights[shortest]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_play_the_current_segment(view, qtbot, key):
    view.select("s0003")
    with qtbot.waitSignal(view.play_requested) as played:
        qtbot.keyClick(view, key)
    assert played.args == ["s0003"]


def test_f2_corrects_unless_work_is_in_progress(view, qtbot):
    view.select("s0003")
    with qtbot.waitSignal(view.correction_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_F2)
    assert asked.args == ["s0003"]
    view.set_editable(False)
    with qtbot.assertNotEmitted(view.correction_requested):
        qtbot.keyClick(view, Qt.Key.Key_F2)


def submenus(view, segment):
    return {action.text(): action.menu() for action in view._menu(segment).actions() if action.menu()}


@pytest.mark.parametrize(
    ("title", "signal"), [("&Speaker", "speaker_chosen"), ("&Everything by this voice", "voice_named")]
)
def test_the_menu_names_the_speaker_of_a_segment_or_of_a_whole_voice(view, qtbot, title, signal):
    segment = rows(view)[1]
    menu = submenus(view, segment)[title]
    guardian = menu.actions()[list(Speaker).index(Speaker.GUARDIAN)]
    with qtbot.waitSignal(getattr(view, signal)) as named:
        guardian.trigger()
    assert named.args == [segment.id, Speaker.GUARDIAN]


def test_a_guessed_speaker_is_marked_as_a_guess(view):
    view.append(TranscriptSegment("s0100", 900.0, 902.0, Speaker.PATIENT, "Yes.", speaker_confidence=0.6))
    spoken = view.model().index(view.model().rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "15:00, Patient?: Yes."


def test_a_name_that_was_put_right_shows_what_was_heard_and_can_be_put_back(view, qtbot):
    corrected = TranscriptSegment(
        "s0100", 900.0, 902.0, Speaker.PATIENT, "암로디핀은 매일 먹어요.",
        corrections=(Correction("암 로디피는", "암로디핀은"),),
    )  # fmt: skip
    view.append(corrected)
    spoken = view.model().index(view.model().rowCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "15:00, Patient: 암로디핀은 매일 먹어요. (heard as “암 로디피는”)"
    [put_back] = [action for action in view._menu(corrected).actions() if action.text() == "Put back what was &heard"]
    with qtbot.waitSignal(view.heard_wanted) as wanted:
        put_back.trigger()
    assert wanted.args == ["s0100"]


def test_new_speech_is_followed_unless_the_reader_scrolled_back(view, qtbot):
    view.scrollToBottom()
    view.append(TranscriptSegment("s0100", 900.0, 902.0, Speaker.PATIENT, "One more thing."))
    qtbot.wait(20)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
    view.scrollToTop()
    view.append(TranscriptSegment("s0101", 902.0, 903.0, Speaker.CLINICIAN, "Yes?"))
    qtbot.wait(20)
    assert view.verticalScrollBar().value() == 0


def test_speech_is_still_followed_when_lines_wrap_otherwise(view, qtbot):
    view.scrollToBottom()
    view.append(TranscriptSegment("s0100", 900.0, 902.0, Speaker.PATIENT, "One more thing."))
    qtbot.wait(20)
    bar = view.verticalScrollBar()
    was_high = bar.maximum()
    view.resize(view.width() - 120, view.height())
    qtbot.waitUntil(lambda: bar.maximum() > was_high)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    view.scrollToTop()
    view.resize(view.width() + 120, view.height())
    qtbot.wait(50)
    assert bar.value() == 0


def test_the_segment_that_plays_is_marked(view):
    view.segments.mark_playing("s0002")
    playing = [row.id for n, row in enumerate(rows(view)) if view.model().index(n).data(PlayingRole)]
    assert playing == ["s0002"]
