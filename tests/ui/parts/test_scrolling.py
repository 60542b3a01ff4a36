"""What a dialog holds gets its room, and scrolls where there is none."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from app.ui.parts.scrolling import Scrolling


def fields(number: int) -> tuple[Scrolling, list[QLineEdit]]:
    column, made = QVBoxLayout(), [QLineEdit() for _ in range(number)]
    for field in made:
        column.addWidget(field)
    return Scrolling(column), made


def test_it_asks_for_all_the_room_of_its_content(qtbot):
    area, made = fields(4)
    qtbot.addWidget(area)
    assert area.sizeHint().height() >= sum(field.sizeHint().height() for field in made)
    area.resize(area.sizeHint())
    area.show()
    assert area.verticalScrollBar().maximum() == 0


def test_with_less_room_the_place_of_the_keyboard_is_in_view(qtbot):
    area, made = fields(20)
    qtbot.addWidget(area)
    area.resize(300, 160)
    area.show()
    assert area.minimumSizeHint().height() <= 160
    made[-2].setFocus()
    qtbot.waitUntil(made[-2].hasFocus)
    area.focusNextPrevChild(True)
    assert made[-1].hasFocus()
    assert not made[-1].visibleRegion().isEmpty()


def test_content_smaller_than_that_is_not_made_larger(qtbot):
    column = QVBoxLayout()
    column.addWidget(QLabel("One line"))
    area = Scrolling(column)
    qtbot.addWidget(area)
    assert area.minimumSizeHint().height() < 160
