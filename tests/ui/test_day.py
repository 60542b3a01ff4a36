"""The list of encounters: found by name or number, its state said in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.language import Language
from app.ui.day import DayPanel, EncounterListView


def panel_of(workplace, qtbot) -> DayPanel:
    panel = DayPanel(workplace.services.encounters, QAction("New"))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def names(panel: DayPanel) -> list[str]:
    model = panel.findChild(EncounterListView).model()
    return [model.index(row).data() for row in range(model.rowCount())]


def search(panel: DayPanel, qtbot, text: str) -> None:
    panel.findChild(QLineEdit).setText(text)
    qtbot.waitUntil(lambda: not panel._search_timer.isActive())


def test_found_by_name_and_by_number(workplace, qtbot):
    workplace.services.encounters.create("김영수", "A-100")
    workplace.services.encounters.create("Alex Morgan", "B-200")
    workplace.services.encounters.create("", "C-300")
    panel = panel_of(workplace, qtbot)
    assert sorted(names(panel)) == ["Alex Morgan", "C-300", "김영수"]
    search(panel, qtbot, "영수")
    assert names(panel) == ["김영수"]
    search(panel, qtbot, "B-200")
    assert names(panel) == ["Alex Morgan"]


def test_nothing_found_is_said(workplace, qtbot):
    panel = panel_of(workplace, qtbot)
    search(panel, qtbot, "nobody of this name")
    assert names(panel) == []
    assert "No encounter matches." in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_state_is_said_to_a_screen_reader(workplace, qtbot):
    workplace.add_drafted("Sofia Reyes", Language.EN)
    panel = panel_of(workplace, qtbot)
    search(panel, qtbot, "Sofia")
    index = panel.findChild(EncounterListView).model().index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Sofia Reyes, Today")
    assert spoken.endswith("Draft")


def test_refreshing_keeps_the_choice(workplace, qtbot):
    chosen = workplace.services.encounters.create("Kept")
    panel = panel_of(workplace, qtbot)
    panel.choose(chosen.id)
    workplace.services.encounters.create("Later")
    with qtbot.assertNotEmitted(panel.encounter_chosen):
        panel.refresh()
    assert panel.chosen_id == chosen.id
