"""A day's work without a mouse: every step by key, every command in the palette, every change taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QListWidget

from app.domain.encounter import EncounterState
from app.domain.language import Language
from app.domain.transcript import Speaker
from app.ui.encounter.dialogs import SettlingDialog
from app.ui.encounter.sign import SignDialog
from app.ui.note.statement import StatementRow
from app.ui.parts.actions import plain_name
from app.ui.parts.menus import Menus
from app.ui.parts.palette import CommandPalette
from app.ui.transcript.rows import TellingRole
from tests.ui.waiting import settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drafted(workplace, window):
    encounter = workplace.add_drafted("Keyboard", Language.EN)
    window.open_encounter(encounter.id)
    window.activateWindow()
    return encounter


def texts(window) -> list[str]:
    return [statement.text for statement in window.page.open.note.statements()]


def press(window, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    # After a dialog the offscreen platform leaves it to the program to make its window the active one.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window if modifier else window.focusWidget(), key, modifier)


def give_a_reason(qtbot):
    def act(dialog) -> None:
        assert isinstance(dialog, SettlingDialog)
        qtbot.keyClicks(dialog.focusWidget() or dialog.findChild(QLineEdit), "Seen in the chart")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return act


def test_from_flag_to_flag_to_signature_to_the_next_patient(workplace, window, drafted, qtbot, answer):
    window.actions_.go_to_note.trigger()
    while window.page.open.note.open_blocks():
        row = window.focusWidget()
        assert isinstance(row, StatementRow)
        if row.property("flagged") != "block":
            press(window, qtbot, Qt.Key.Key_Tab)
            continue
        answer(give_a_reason(qtbot))
        press(window, qtbot, Qt.Key.Key_Return)
        settle(window, qtbot)

    def sign(dialog) -> None:
        assert isinstance(dialog, SignDialog)
        qtbot.keyClicks(dialog.focusWidget(), "Robin Ashby")
        dialog._agreed.setFocus()
        qtbot.keyClick(dialog._agreed, Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answer(sign)
    press(window, qtbot, Qt.Key.Key_S, CTRL)
    settle(window, qtbot)
    assert workplace.services.encounters.get(drafted.id).state is EncounterState.SIGNED
    window.actions_.copy_section.trigger()
    current = window.page.note_panel.view.current_section_id()
    copied = workplace.services.documents.section_text(drafted.id, "soap", current)
    assert copied
    assert QGuiApplication.clipboard().text() == copied


def test_ctrl_page_down_opens_the_next_patient(workplace, window, qtbot):
    for name in ("One", "Another"):
        workplace.services.encounters.create(name)
    first, second, *_ = workplace.services.encounters.find()
    window.open_encounter(first)
    window.day.refresh()
    press(window, qtbot, Qt.Key.Key_PageDown, CTRL)
    assert window.page.open.encounter.id == second
    press(window, qtbot, Qt.Key.Key_PageUp, CTRL)
    assert window.page.open.encounter.id == first


def test_the_words_behind_a_statement_light_up_with_the_focus(window, drafted, qtbot):
    row = next(each for each in window.page.note_panel.view.statement_rows() if "37.8" in each.statement.text)
    row.setFocus()
    model, source = window.page.transcript_panel.view.segments, row.statement.sources[0]
    index = model.index(model.row_of(source))
    qtbot.waitUntil(lambda: bool(index.data(TellingRole)))
    said = window.page.open.transcript.segment(source).text.split()
    assert "37.8," in [said[position] for position in index.data(TellingRole)]


def test_an_omission_is_added_as_the_clinicians_line_and_taken_back(workplace, window, drafted, qtbot):
    before = texts(window)
    window.page.note_panel.view.edit_section("medications")
    editor = window.page.note_panel.view._panels["medications"].editor
    editor.clear()
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    settle(window, qtbot)
    missing = [each for each in window.page.open.note.omissions if each.kind == "medication"]
    assert missing
    window.page.note_panel.view.addition_requested.emit("medications", missing[0])
    settle(window, qtbot)
    added = next(s for s in window.page.open.note.statements() if s.text == missing[0].text)
    assert added.origin.value == "clinician"
    assert missing[0].source in added.sources
    assert missing[0] not in window.page.open.note.omissions
    for _ in range(2):
        window.actions_.undo.trigger()
        settle(window, qtbot)
    assert texts(window) == before
    assert not window.actions_.undo.isEnabled()
    window.actions_.redo.trigger()
    settle(window, qtbot)
    assert "Salbutamol" not in " ".join(texts(window))


def test_a_confirmation_and_a_corrected_segment_are_taken_back(workplace, window, drafted, qtbot, answer):
    blocks = len(window.page.open.note.open_blocks())
    window.actions_.next_flag.trigger()
    answer(give_a_reason(qtbot))
    window.actions_.settle_flag.trigger()
    settle(window, qtbot)
    assert len(window.page.open.note.open_blocks()) == blocks - 1
    window.page.transcript_panel.view.speaker_chosen.emit("s0001", Speaker.GUARDIAN)
    settle(window, qtbot)
    assert window.page.open.transcript.segment("s0001").speaker is Speaker.GUARDIAN
    for _ in range(2):
        press(window, qtbot, Qt.Key.Key_Z, CTRL)
        settle(window, qtbot)
    assert window.page.open.transcript.segment("s0001").speaker is not Speaker.GUARDIAN
    assert len(window.page.open.note.open_blocks()) == blocks


def test_the_history_of_one_patient_is_not_that_of_another(workplace, window, drafted, qtbot):
    window.page.transcript_panel.view.speaker_chosen.emit("s0001", Speaker.GUARDIAN)
    settle(window, qtbot)
    assert window.actions_.undo.isEnabled()
    window.open_encounter(workplace.add_drafted("Another", Language.EN).id)
    assert not window.actions_.undo.isEnabled()
    window.open_encounter(drafted.id)
    assert window.actions_.undo.isEnabled()


@pytest.mark.parametrize("sought", ["Export DOCX", "DOCX 내보내기", "ctrl+e"])
def test_the_palette_finds_a_command_in_both_languages_and_by_its_key(window, drafted, qtbot, answer, sought):
    done = []
    window.actions_.export_docx.triggered.disconnect()
    window.actions_.export_docx.triggered.connect(lambda: done.append(1))

    def act(dialog) -> None:
        assert isinstance(dialog, CommandPalette)
        dialog.findChild(QLineEdit).setText(sought)
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)

    answer(act)
    press(window, qtbot, Qt.Key.Key_K, CTRL)
    assert done == [1]


def test_the_palette_lists_every_command_and_does_none_that_cannot_be_done(workplace, window, qtbot):
    window.open_encounter(workplace.services.encounters.create("Nothing yet").id)
    palette = CommandPalette(window.actions_.all(), window)
    qtbot.addWidget(palette)
    commands = palette.findChild(QListWidget)
    names = {plain_name(command) for command in window.actions_.all()}
    spoken = [commands.item(n).data(Qt.ItemDataRole.AccessibleTextRole).split(",")[0] for n in range(commands.count())]
    assert set(spoken) == names
    palette.findChild(QLineEdit).setText("sign")
    qtbot.keyClick(palette.findChild(QLineEdit), Qt.Key.Key_Return)
    assert palette.chosen is None


def test_the_palette_has_the_order_of_the_menus(window, drafted, answer, qtbot):
    seen = []

    def look(dialog) -> None:
        commands = dialog.findChild(QListWidget)
        seen.extend(commands.item(row).data(Qt.ItemDataRole.UserRole) for row in range(commands.count()))
        dialog.reject()

    answer(look)
    press(window, qtbot, Qt.Key.Key_K, CTRL)
    in_menus = [*Menus().commands(window.actions_)]
    can_be_done = [command for command in seen if command.isEnabled()]
    assert len(can_be_done) > 10
    assert can_be_done == sorted(can_be_done, key=in_menus.index)


def test_checks_run_beside_the_typing(window, drafted, qtbot):
    view = window.page.note_panel.view
    view.edit_section("vitals")
    panel = view._panels["vitals"]
    panel.editor.setPlainText("Temperature 41.2, pulse 92.")
    qtbot.waitUntil(lambda: [each.cursor.selectedText() for each in panel.editor.extraSelections()][:1] == ["41.2"])
    assert "41.2" in panel._writing._found.text()
    panel.editor.setPlainText("Temperature 37.8, pulse 92.")
    qtbot.waitUntil(lambda: not panel.editor.extraSelections())
    assert panel.editor.toPlainText() == "Temperature 37.8, pulse 92."
    panel.editor.cancel_requested.emit()
