"""A screen on which text is drawn larger, by 150 or 200 %: nothing is cut off, and all of it can be reached."""

from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListView

from app.domain.encounter import Clinician, Role
from app.domain.language import Language
from app.review.calculators.filling import fill_inputs
from app.ui.encounter.calculators import CalculatorDialog
from app.ui.encounter.sign import Settling, SignDialog
from app.ui.handover.board import HandoverBoard
from app.ui.main_window import MainWindow
from app.ui.parts import style
from app.ui.parts.menus import Menus
from app.ui.parts.notices import Notices
from app.ui.parts.palette import CommandPalette
from app.ui.parts.tasks import finish_tasks
from app.ui.system.settings_dialog import SettingsDialog
from app.ui.templates.dialog import TemplatesDialog
from tests.ui import ward
from tests.ui.room import cut_off

AT_150, AT_200 = QSize(910, 512), QSize(683, 384)


@pytest.fixture(params=[AT_150, AT_200], ids=["150 %", "200 %"])
def screen(request, monkeypatch):
    monkeypatch.setattr(style, "_screen_size", lambda: request.param)
    return request.param


@pytest.fixture(scope="module")
def handed_over(workplace):
    ward.half_handed_over(workplace, Language.EN)


@pytest.fixture
def window(workplace, qtbot, screen):
    window = MainWindow(workplace.services, Notices())
    qtbot.addWidget(window)
    _show(window, screen)
    return window


def test_the_window_has_room_for_an_encounter(window, workplace, qtbot):
    window.open_encounter(workplace.add_drafted("A", Language.EN).id)
    finish_tasks()
    qtbot.waitUntil(lambda: not cut_off(window) and window.page.note_panel.view.viewport().height() >= 190)


def test_the_window_has_room_for_its_beginning(window, qtbot):
    qtbot.waitUntil(lambda: not cut_off(window))


@pytest.mark.usefixtures("handed_over")
def test_the_board_has_room_for_a_ward(window, workplace, qtbot, screen):
    board = HandoverBoard(workplace.services, Notices(), window.page, window.recording_desk, window)
    _show(board, screen)
    finish_tasks()
    assert board._table.rowCount() > 3
    # The name of the shift may be cut short; it is whole in its list.
    qtbot.waitUntil(lambda: not [each for each in cut_off(board) if "Shift" not in each])


def test_dialogs_have_room(window, workplace, qtbot, screen):
    note_of = workplace.add_drafted("B", Language.EN)
    note = workplace.services.review.note(note_of.id, "soap")
    clinician = Clinician("Robin Ashby", Role.DOCTOR, "12345")
    dialogs = (
        CalculatorDialog(lambda chosen: fill_inputs(chosen, note), [("plan", "Plan")], Language.EN, window),
        SignDialog(note_of, "Outpatient note", note, Mock(spec=Settling), clinician, window),
        SettingsDialog({each.id: each.titles[Language.EN] for each in workplace.services.templates}, window),
        TemplatesDialog(workplace.services.library, window),
        CommandPalette([*Menus().commands(window.actions_)], window),
    )
    for dialog in dialogs:
        dialog.show()
        assert dialog.width() <= screen.width()
        assert dialog.height() <= screen.height()
        # Rows of the palette are scrolled to.
        assert [each for each in cut_off(dialog) if "viewport" not in each] == []


def test_a_low_screen_shows_the_inputs_of_a_calculator_and_its_result_below(window, qtbot, screen):
    dialog = CalculatorDialog(lambda chosen: (), [("plan", "Plan")], Language.EN, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._form_area.height() >= 180
    assert dialog._form_area.isAncestorOf(dialog.result_card)
    dialog.chooser.setCurrentIndex(dialog.chooser.findData("news2"))
    assert dialog.result_card.isVisibleTo(dialog)
    assert dialog.result_card.y() > dialog.rows[-1].y()


@pytest.mark.parametrize("screen", [AT_200], indirect=True)
class TestNarrowScreen:
    def test_an_encounter_takes_the_room_of_the_list(self, window, workplace):
        assert window.day.isVisible()
        window.open_encounter(workplace.add_drafted("C", Language.EN).id)
        finish_tasks()
        assert not window.day.isVisible()
        assert window.page.isVisible()

    def test_the_list_comes_back_when_an_encounter_is_looked_for(self, window, workplace, qtbot):
        first, second = (workplace.add_drafted(name, Language.EN) for name in ("D", "E"))
        window.open_encounter(first.id)
        finish_tasks()
        window.actions_.find_encounter.trigger()
        assert window.day.isVisible()
        window.day.refresh()
        rows = window.day.findChild(QListView)
        index = rows.model().index(rows.model().row_of(second.id))
        rows.scrollTo(index)
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
        qtbot.waitUntil(lambda: not window.day.isVisible())
        finish_tasks()
        assert window.page.open.encounter.id == second.id

    def test_escape_goes_back_to_the_encounter(self, window, workplace, qtbot):
        window.open_encounter(workplace.add_drafted("F", Language.EN).id)
        finish_tasks()
        window.actions_.find_encounter.trigger()
        window.activateWindow()
        qtbot.keyClick(window.day.findChild(QListView), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.day.isVisible())


def _show(window, screen):
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(screen)
    window.show()
