"""Larger text: everything that is read grows, at once."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.application import _Desktop
from app.ui.parts import settings
from app.ui.parts.notices import Notices
from app.ui.parts.settings import TEXT_SIZE
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style, detail_font, heading_font, reading_font


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
