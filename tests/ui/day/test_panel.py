"""The list of encounters: found by name or number, its state said in words."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from app.domain.encounter import Encounter, Patient
from app.domain.errors import VaultError
from app.domain.language import Language
from app.ui.day.encounter_list import EncounterListModel, EncounterListView
from app.ui.day.panel import DayPanel
from app.ui.parts.work import Transcribing


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


def test_what_goes_on_now_stands_in_the_place_of_the_state(workplace, qtbot):
    encounter = workplace.add_drafted("Busy Reyes", Language.EN)
    panel = panel_of(workplace, qtbot)
    search(panel, qtbot, "Busy")
    index = panel.findChild(EncounterListView).model().index(0)
    work = Transcribing(encounter.id)
    work.is_being_recorded = True
    panel.show_work({encounter.id: work})
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", Recording")
    work.is_being_recorded = False
    panel.show_work({encounter.id: work})
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", Being transcribed")
    panel.show_work({})
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", Draft")


def test_refreshing_keeps_the_choice(workplace, qtbot):
    chosen = workplace.services.encounters.create("Kept")
    panel = panel_of(workplace, qtbot)
    panel.choose(chosen.id)
    workplace.services.encounters.create("Later")
    with qtbot.assertNotEmitted(panel.encounter_chosen):
        panel.refresh()
    assert panel.chosen_id == chosen.id


def choose_filter(panel: DayPanel, words: str) -> None:
    box = panel.findChild(QComboBox)
    box.setCurrentIndex(box.findText(words))


def test_states_and_days_narrow_the_list(workplace, qtbot):
    drafted = workplace.add_drafted("Narrow drafted", Language.EN)
    workplace.services.encounters.create("Narrow new")
    old = replace(drafted, id="old", patient=Patient("p-old", "Narrow old"), started_at="2001-01-01T09:00:00+00:00")
    workplace.vault.encounters.add(old)
    panel = panel_of(workplace, qtbot)
    search(panel, qtbot, "Narrow")
    assert sorted(names(panel)) == ["Narrow drafted", "Narrow new", "Narrow old"]
    choose_filter(panel, "Draft")
    assert sorted(names(panel)) == ["Narrow drafted", "Narrow old"]
    choose_filter(panel, "Today")
    assert sorted(names(panel)) == ["Narrow drafted", "Narrow new"]
    choose_filter(panel, "Signed")
    assert names(panel) == []
    panel.show_all()
    assert "Narrow old" in names(panel)


def test_enter_in_the_search_opens_the_first_that_is_found(workplace, qtbot):
    wanted = workplace.services.encounters.create("Enter opens me")
    panel = panel_of(workplace, qtbot)
    field = panel.findChild(QLineEdit)
    field.setText("enter opens")
    with qtbot.waitSignal(panel.encounter_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == [wanted.id]


def test_only_what_comes_into_view_is_read(qtbot):
    asked: list[int] = []

    def read(ids):
        asked.append(len(ids))
        return [Encounter(each, Patient(each, each), "2026-01-01T00:00:00+00:00") for each in ids]

    model = EncounterListModel(read)
    model.show(tuple(f"e{n}" for n in range(10_000)))
    assert model.rowCount() == 10_000
    assert asked == []
    assert model.index(9_999).data() == "e9999"
    assert model.row_of("e5000") == 5_000
    assert len(asked) == 1
    assert asked[0] < 100


def test_a_page_that_cannot_be_read_is_told_once(qtbot):
    def refuse(_):
        raise VaultError("database_damaged")

    model, told = EncounterListModel(refuse), []
    model.failed.connect(told.append)
    model.show(("a", "b"))
    assert model.index(0).data() is None
    assert model.index(1).data() is None
    assert [problem.code for problem in told] == ["database_damaged"]


def test_the_focus_opens_no_patient_and_enter_does(workplace, qtbot):
    workplace.services.encounters.create("Focus")
    panel = panel_of(workplace, qtbot)
    encounters = panel.findChild(EncounterListView)
    with qtbot.assertNotEmitted(panel.encounter_chosen):
        encounters.setFocus()
        encounters.clearFocus()
        panel.focus_list()
    assert panel.chosen_id is None
    with qtbot.waitSignal(panel.encounter_chosen) as chosen:
        qtbot.keyClick(encounters, Qt.Key.Key_Return)
    assert chosen.args == [workplace.services.encounters.find()[0]]


def test_one_that_the_list_does_not_show_yet_is_opened_and_no_other(workplace, qtbot):
    workplace.services.encounters.create("There already")
    panel = panel_of(workplace, qtbot)
    later = workplace.services.encounters.create("Later than the list")
    opened = []
    panel.encounter_chosen.connect(opened.append)
    panel.choose(later.id)
    panel.focus_list()
    panel.refresh_soon()
    qtbot.waitUntil(lambda: "Later than the list" in names(panel))
    assert opened == [later.id]
