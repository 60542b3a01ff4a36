"""Lists with a name and, under it, what there is to know: nothing of either is cut off."""

import pytest
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.parts.style import SPACE_M, detail_font, reading_bold_font
from app.ui.parts.text_layout import line_height
from app.ui.parts.two_lines import show_in_two_lines

KNOWN = "writes · installed, in use · 1,117 MB on the disk · Apache-2.0"


@pytest.fixture
def rows(qtbot):
    rows = QListWidget()
    qtbot.addWidget(rows)
    show_in_two_lines(rows)
    QListWidgetItem(f"A model\n{KNOWN}", rows)
    QListWidgetItem("A name alone", rows)
    rows.resize(800, 300)
    rows.show()
    return rows


def test_the_second_line_is_quieter_than_the_name(rows):
    of_name, of_detail = line_height(reading_bold_font()), line_height(detail_font())
    assert of_detail < of_name
    assert rows.sizeHintForRow(0) == round(of_name + of_detail + 2 * SPACE_M)
    assert rows.sizeHintForRow(1) == round(of_name + 2 * SPACE_M)


def test_what_does_not_fit_goes_on_in_another_line(rows, qtbot):
    wide = rows.visualItemRect(rows.item(0)).height()
    rows.resize(240, 300)
    qtbot.waitUntil(lambda: rows.visualItemRect(rows.item(0)).height() > wide)
    assert rows.horizontalScrollBar().maximum() == 0


def test_the_words_of_an_item_stay_whole_for_who_hears_them(rows):
    assert rows.item(0).text() == f"A model\n{KNOWN}"
