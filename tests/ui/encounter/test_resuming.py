"""After a crash of the window one finds again what one was at, words that were not saved included."""

import pytest

from app.domain.encounter import Clinician, Role
from app.domain.language import Language
from app.domain.notice import Level
from app.domain.transcript import Speaker
from app.domain.work_at_hand import Unsaved, WorkAtHand, Writing
from app.ui.application import _Desktop
from app.ui.encounter.calculators import CalculatorDialog
from app.ui.encounter.dialogs import CorrectionDialog
from app.ui.encounter.record_dialog import RecordDialog
from app.ui.encounter.sign import AddendumDialog
from app.ui.main_window import MainWindow
from app.ui.note.view import NoteView
from app.ui.parts.notices import Notices
from app.ui.parts.start import start_application
from app.ui.parts.tasks import finish_tasks
from app.ui.templates.dialog import TemplatesDialog
from tests.ui.mouth import SECOND

TYPED = ("Rest at home.", "다시 열이 나면 오시기")


@pytest.fixture
def start(workplace, qtbot):
    """The window as a start of the program shows it; no test has left anything behind."""
    workplace.services.memory.keep_work(None)
    started = []

    def start():
        desktop = _Desktop(start_application(), workplace.services, Notices())
        desktop.show()
        started.append(desktop.window)
        desktop.open_encounter(None)
        return desktop.window

    yield start
    for window in started:
        window.hide()
        window.deleteLater()
    qtbot.wait(10)
    finish_tasks()


@pytest.fixture
def cut_off(workplace):
    """An encounter whose recording a crash has cut off."""
    encounter = workplace.services.encounters.create("Cut off elsewhere")
    workplace.vault.live_transcripts.begin(encounter.id, Language.KO)
    recording = workplace.vault.journal.start_recording(encounter.id)
    recording.append(SECOND * 8)
    recording.close()
    yield encounter
    workplace.vault.live_transcripts.end(encounter.id)


def crash(window) -> None:
    """Nothing is closed: what was kept until now is all there is."""
    window.resuming._timer.stop()
    finish_tasks()


def view(window) -> NoteView:
    return window.page.note_panel.view


def crash_while_writing(start, qtbot, encounter, sections: dict[str, tuple[str, ...]]):
    """The next window, once it shows an editor again."""
    window = start()
    window.open_encounter(encounter.id)
    for section_id, lines in sections.items():
        view(window).edit_section(section_id, lines)
    window.resuming.keep()
    crash(window)
    again = start()
    qtbot.waitUntil(lambda: view(again).is_being_edited)
    return again


def test_what_was_being_written_is_there_again_after_a_crash(workplace, start, qtbot):
    encounter = workplace.add_drafted("Crashed", Language.EN)
    again = crash_while_writing(start, qtbot, encounter, {"plan": TYPED})
    assert again.page.open.encounter.id == encounter.id
    assert view(again).being_edited() == (("plan", TYPED),)
    assert "not saved yet" in again._notices.history[-1].next_step
    again.page.after_editing(lambda: None)
    qtbot.waitUntil(lambda: again.page.is_all_kept)
    plan = next(section for section in again.page.open.note.sections if section.id == "plan")
    assert [statement.text for statement in plan.statements] == list(TYPED)


@pytest.fixture
def slow_start(start, monkeypatch):
    """A window that has not opened yet what was left open."""

    def slow_start():
        with monkeypatch.context() as slow:
            slow.setattr(MainWindow, "open_encounter", lambda window, encounter_id: None)
            window = start()
        assert window.page.open is None
        return window

    return slow_start


@pytest.fixture
def left(workplace, start):
    """An encounter in which words were being written when the window crashed."""
    encounter = workplace.add_drafted("Crashed", Language.EN)
    window = start()
    window.open_encounter(encounter.id)
    view(window).edit_section("plan", TYPED)
    window.resuming.keep()
    crash(window)
    return encounter


def test_words_are_kept_however_long_their_encounter_takes_to_open(left, start, slow_start, qtbot):
    window = slow_start()
    window.resuming.keep()
    window.resuming.end()
    crash(window)
    again = start()
    qtbot.waitUntil(lambda: view(again).is_being_edited)
    assert view(again).being_edited() == (("plan", TYPED),)


def test_words_come_back_when_another_encounter_was_opened_first(left, workplace, slow_start, qtbot):
    other = workplace.add_drafted("Other", Language.EN)
    window = slow_start()
    window.open_encounter(other.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.encounter.id == other.id)
    window.resuming.keep()
    finish_tasks()
    assert workplace.services.memory.work_left().encounter_id == left.id
    window.open_encounter(left.id)
    qtbot.waitUntil(lambda: view(window).is_being_edited)
    assert view(window).being_edited() == (("plan", TYPED),)


def test_two_sections_that_were_being_written_are_both_there_again(workplace, start, qtbot):
    encounter = workplace.add_drafted("Crashed twice", Language.EN)
    again = crash_while_writing(start, qtbot, encounter, {"assessment": ("Probably viral.",), "plan": TYPED})
    assert set(view(again).being_edited()) == {("assessment", ("Probably viral.",)), ("plan", TYPED)}


def test_a_recording_that_was_cut_off_elsewhere_does_not_cost_the_words(workplace, start, qtbot, cut_off):
    encounter = workplace.add_drafted("Being written", Language.EN)
    again = crash_while_writing(start, qtbot, encounter, {"plan": TYPED})
    assert view(again).being_edited() == (("plan", TYPED),)
    told = again._notices.history[-1]
    assert "not saved yet" in told.next_step
    assert cut_off.patient.name in told.next_step
    assert told.level is Level.PROBLEM, "it stays until it is closed"
    again.open_encounter(cut_off.id)
    qtbot.waitUntil(lambda: again.page.open.encounter.id == cut_off.id)
    assert again.actions_.finish_recording.isEnabled()


def crash_in_dialog(window, answer, act, action) -> None:
    """Somebody types into the dialog; then the window is gone."""

    def type_and_crash(dialog) -> None:
        act(dialog)
        window.resuming.keep()
        crash(window)
        window.resuming.keep = lambda: None
        dialog.reject()

    answer(type_and_crash)
    action.trigger()


def found_again(qtbot, answer, start, look):
    """What the dialog holds that a start shows by itself."""
    found = []

    def look_and_accept(dialog) -> None:
        found.append(look(dialog))
        dialog.reject()

    answer(look_and_accept)
    window = start()
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert "not saved yet" in window._notices.history[-1].next_step
    return found[0]


def test_a_correction_that_was_being_typed_is_there_again(workplace, start, qtbot, answer):
    encounter = workplace.add_drafted("Correcting", Language.EN)
    window = start()
    window.open_encounter(encounter.id)
    window.page.transcript_panel.view.select("s0002")

    def correct(dialog) -> None:
        dialog._text.setPlainText("Since Tues")
        dialog._speaker.setCurrentIndex(dialog._speaker.findData(Speaker.GUARDIAN.value))

    crash_in_dialog(window, answer, correct, window.actions_.correct_segment)
    found = found_again(qtbot, answer, start, lambda dialog: (type(dialog), dialog.text, dialog.speaker))
    assert found == (CorrectionDialog, "Since Tues", Speaker.GUARDIAN)


def test_an_addendum_that_was_being_typed_is_there_again(workplace, start, qtbot, answer):
    encounter = workplace.add_drafted("Adding", Language.EN)
    sign(workplace, encounter)
    window = start()
    window.open_encounter(encounter.id)
    crash_in_dialog(
        window, answer, lambda dialog: dialog._text.setPlainText("Culture: no gro"), window.actions_.add_addendum
    )
    found = found_again(qtbot, answer, start, lambda dialog: (type(dialog), dialog.text))
    assert found == (AddendumDialog, "Culture: no gro")


def test_a_record_that_was_being_typed_is_there_again(workplace, start, qtbot, answer):
    encounter = workplace.add_drafted("Recording", Language.EN)
    window = start()
    window.open_encounter(encounter.id)

    def enter(dialog) -> None:
        dialog.sex.setCurrentIndex(1)
        dialog.weight.setText("7o")
        dialog.medications.setPlainText("Amlodipine 5 mg")

    crash_in_dialog(window, answer, enter, window.actions_.show_record)
    kind, typed = found_again(qtbot, answer, start, lambda dialog: (type(dialog), dialog.typed))
    assert kind is RecordDialog
    assert typed == ("1", "0", "", "7o", "", "", "", "", "", "Amlodipine 5 mg")


def test_a_calculation_that_was_being_typed_is_there_again(workplace, start, qtbot, answer):
    encounter = workplace.add_drafted("Calculating", Language.EN)
    window = start()
    window.open_encounter(encounter.id)

    def calculate(dialog) -> None:
        dialog.chooser.setCurrentIndex(dialog.chooser.findData("curb65"))
        dialog._section.setCurrentIndex(dialog._section.findData("plan"))
        for row, text in zip(dialog.rows, ("yes", "7o"), strict=False):
            row.put(text)

    crash_in_dialog(window, answer, calculate, window.actions_.calculate)
    kind, unsaved, section_id = found_again(
        qtbot, answer, start, lambda dialog: (type(dialog), dialog.unsaved, dialog.section_id)
    )
    assert kind is CalculatorDialog
    assert (unsaved.id, unsaved.words[:3], section_id) == ("curb65", ("plan", "yes", "7o"), "plan")


def test_what_a_calculator_no_longer_asks_for_is_not_put_anywhere(window, qtbot):
    dialog = CalculatorDialog(lambda _: (), [("plan", "Plan")], Language.EN, window)
    qtbot.addWidget(dialog)
    before = dialog.unsaved
    dialog.type_again(Unsaved(Writing.CALCULATION, "gone", ("plan", "1")))
    dialog.type_again(Unsaved(Writing.CALCULATION, "curb65", ("plan", "1")))
    assert dialog.unsaved == before


def retitle(dialog, title: str) -> None:
    field = dialog._editor._titles[Language.EN]
    field.setText(title)
    field.textEdited.emit(title)


def lose(dialog) -> None:
    """Or closing would ask about what is not saved."""
    dialog._history.clear()
    dialog._shown = None


def test_a_template_that_was_being_made_is_there_again_with_no_patient_open(workplace, start, qtbot, answer):
    window = start()

    def copy_and_crash(dialog) -> None:
        dialog._copy.click()
        dialog._editor.choose_section("plan")
        retitle(dialog, "Half a ti")
        window.resuming.keep()
        crash(window)
        window.resuming.keep = lambda: None
        lose(dialog)
        dialog.reject()

    answer(copy_and_crash)
    window.actions_.edit_templates.trigger()

    def look(dialog) -> tuple:
        found = type(dialog), dialog._shown.titles[Language.EN], dialog._editor.section_id, dialog._save.isEnabled()
        lose(dialog)
        return found

    assert found_again(qtbot, answer, start, look) == (TemplatesDialog, "Half a ti", "plan", True)


def test_a_template_that_was_being_made_is_there_again_beside_a_recording_that_was_cut_off(
    workplace, start, qtbot, answer, cut_off
):
    library = workplace.services.library
    own = library.save(library.copy(library.offered()[0], dict.fromkeys(Language, "Theirs")))
    window, kept = start(), []

    def change(dialog) -> None:
        dialog._show_list(own.id)
        retitle(dialog, "Half a ti")
        kept.append(dialog.unsaved)
        lose(dialog)
        dialog.reject()

    answer(change)
    window.actions_.edit_templates.trigger()
    crash(window)
    workplace.services.memory.keep_work(WorkAtHand("", "", tuple(kept)))

    def look(dialog) -> str:
        title = dialog._shown.titles[Language.EN]
        lose(dialog)
        return title

    assert found_again(qtbot, answer, start, look) == "Half a ti"
    library.remove(own.id)


def test_a_template_that_was_being_changed_is_there_again_and_can_be_taken_back(workplace, start, qtbot, answer):
    library = workplace.services.library
    shipped = library.offered()[0]
    own = library.save(library.copy(shipped, dict.fromkeys(Language, "Ours")))
    encounter = workplace.add_drafted("Beside a template", Language.EN)
    window = start()
    window.open_encounter(encounter.id)

    def change_and_crash(dialog) -> None:
        dialog._show_list(own.id)
        retitle(dialog, "")
        window.resuming.keep()
        crash(window)
        window.resuming.keep = lambda: None
        lose(dialog)
        dialog.reject()

    answer(change_and_crash)
    window.actions_.edit_templates.trigger()

    def look(dialog) -> tuple:
        typed = dialog._shown
        dialog._history.undo()
        found = typed, dialog._shown, dialog.unsaved
        lose(dialog)
        return found

    typed, before, unsaved = found_again(qtbot, answer, start, look)
    assert (typed.id, typed.titles[Language.EN], typed.sections) == (own.id, "", own.sections)
    assert before == own
    assert unsaved is None
    library.remove(own.id)


def test_templates_that_are_only_looked_at_are_no_work(workplace, start, answer):
    window = start()
    answer(lambda dialog: (window.resuming.keep(), dialog.reject()))
    window.actions_.edit_templates.trigger()
    finish_tasks()
    assert workplace.services.memory.work_left() is None


def sign(workplace, encounter) -> None:
    review = workplace.services.review
    for statement, flag in review.note(encounter.id, "soap").open_blocks():
        review.confirm(encounter.id, "soap", statement.id, flag, "seen in the chart")
    workplace.services.documents.sign(encounter.id, "soap", Clinician("Robin Ashby", Role.DOCTOR), "I vouch for it.")


def test_a_window_that_was_closed_begins_with_nothing(workplace, start, qtbot):
    window = start()
    window.open_encounter(workplace.add_drafted("Closed", Language.EN).id)
    window.resuming.keep()
    window.close()
    finish_tasks()
    assert workplace.services.memory.work_left() is None
    again = start()
    assert again.page.open is None
    assert again._notices.history == []


def test_an_open_encounter_is_opened_again_with_its_document(workplace, start, qtbot):
    encounter = workplace.add_drafted("Reading", Language.KO)
    plan = (Unsaved(Writing.SECTION, "plan", TYPED),)
    workplace.services.memory.keep_work(WorkAtHand(encounter.id, "a template that is gone", plan))
    window = start()
    qtbot.waitUntil(lambda: bool(window._notices.history))
    assert window.page.open.encounter.id == encounter.id
    assert not view(window).is_being_edited
    assert window._notices.history[-1].next_step == ""


def test_a_disk_that_keeps_nothing_is_told_once(workplace, start, qtbot, monkeypatch):
    from app.domain.errors import VaultError

    def fail(work):
        raise VaultError("disk_full")

    monkeypatch.setattr(workplace.services.memory, "keep_work", fail)
    window = start()
    for name in ("One", "Another"):
        window.open_encounter(workplace.add_drafted(name, Language.EN).id)
        window.resuming.keep()
    qtbot.waitUntil(lambda: bool(window._notices.history))
    qtbot.wait(50)
    assert len(window._notices.history) == 1
