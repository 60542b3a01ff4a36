"""With nothing open, the window says what one may begin with."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton

from app.ui.day.nothing_open import NothingOpen


def test_each_beginning_is_offered_with_its_key_and_does_what_it_says(qtbot):
    done = []
    new, practice = QAction("&New encounter…"), QAction("&Practice")
    new.setShortcut(QKeySequence("Ctrl+N"))
    new.triggered.connect(lambda: done.append("new"))
    practice.setVisible(False)
    page = NothingOpen((new, practice))
    qtbot.addWidget(page)
    (button,) = page.findChildren(QPushButton)
    assert button.text() == "New encounter"
    assert "Ctrl+N" in [label.text() for label in page.findChildren(QLabel)]
    button.click()
    assert done == ["new"]
    new.setEnabled(False)
    assert not button.isEnabled()


def test_a_window_with_nothing_open_offers_to_begin(window):
    page = window.findChild(NothingOpen)
    assert page.isVisible()
    assert [button.text() for button in page.findChildren(QPushButton)] == [
        "New encounter",
        "Practice consultation",
        "Handover board",
        "Help",
    ]
