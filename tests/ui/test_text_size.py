"""Larger text: everything that is read grows, at once."""

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.language import Language
from app.ui.application import _Desktop
from app.ui.main_window import MainWindow
from app.ui.parts import settings
from app.ui.parts.notices import Notices
from app.ui.parts.settings import TEXT_SIZE
from app.ui.parts.start import start_application
from app.ui.parts.style import (
    apply_style,
    detail_font,
    heading_font,
    icon,
    line_higher,
    reading_font,
    scaled,
    scaled_size,
)
from app.ui.parts.tasks import finish_tasks


@pytest.fixture
def larger():
    settings.chosen().choose(TEXT_SIZE, "150")
    yield
    settings.chosen().choose(TEXT_SIZE, "100")
    apply_style(start_application())


def test_fonts_and_the_stylesheet_grow(larger):
    apply_style(start_application())
    assert (reading_font().pixelSize(), detail_font().pixelSize(), heading_font(1).pixelSize()) == (21, 18, 30)
    assert "font-size: 21px" in QApplication.instance().styleSheet()
    assert "font-size: 14px" not in QApplication.instance().styleSheet()


def test_the_window_is_shown_anew_with_it(workplace, qtbot, larger):
    desktop = _Desktop(start_application(), workplace.services, Notices())
    desktop.show()
    former = desktop.window
    former.system_desk.put_in_force(TEXT_SIZE)
    qtbot.waitUntil(lambda: desktop.window is not former)
    qtbot.addWidget(desktop.window)
    assert desktop.window.font().pixelSize() == 21


def test_at_twice_the_size_everything_has_room_on_a_small_screen(workplace, qtbot, larger):
    """WCAG 2.2, 1.4.4: nothing is lost at 200 %."""
    settings.chosen().choose(TEXT_SIZE, "200")
    apply_style(start_application())
    window = MainWindow(workplace.services, Notices())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_encounter(workplace.add_drafted("A", Language.EN).id)
    finish_tasks()
    notes = window.page.note_panel.view
    assert window.minimumSizeHint().width() <= 1366
    qtbot.waitUntil(lambda: 0 < notes.widget().width() <= notes.viewport().width())


def test_a_box_grows_as_much_as_the_line_in_it_and_a_hairline_stays(larger):
    apply_style(start_application())
    sheet = QApplication.instance().styleSheet()
    assert f"min-height: {line_higher(30)}px" in sheet
    assert 30 < line_higher(30) < 45
    assert "QMenu::separator { height: 1px" in sheet
    assert icon("play").availableSizes()[0].width() == scaled(20) == 30
    assert scaled_size(100, 100).width() == 150
    screen = QApplication.primaryScreen().availableSize()
    assert scaled_size(screen.width(), 100).width() == round(0.94 * screen.width())
