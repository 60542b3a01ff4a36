"""Settings: kept, searchable, at once in force; the window is shown anew in another language."""

import json

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from app.domain.language import Language
from app.ui.application import _Desktop
from app.ui.encounter.panels import NotePanel
from app.ui.parts import settings
from app.ui.parts.interface_language import interface_language
from app.ui.parts.notices import Notices
from app.ui.parts.settings import (
    APPEARANCE,
    LANGUAGE,
    MICROPHONE,
    NOTE_LANGUAGE,
    PLAYBACK_SPEED,
    SETTINGS,
    SPOKEN_LANGUAGE,
    SYSTEM,
    TEMPLATE,
    ChosenSettings,
    first_template,
)
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style, scheme
from app.ui.sound.playback import chosen_speed
from app.ui.system.settings_dialog import CommandRow, SettingRow, SettingsDialog
from app.ui.vault.keys_dialog import RecoveryKeyChangeDialog

NAMES = {"soap": "SOAP note", "discharge": "Discharge summary", "handover_sbar": "Handover", "handover_ipass": "I-PASS"}


def test_what_is_chosen_is_kept(tmp_path):
    path = tmp_path / "new" / "settings.json"
    ChosenSettings(path).choose(APPEARANCE, "dark")
    assert ChosenSettings(path)[APPEARANCE] == "dark"
    assert ChosenSettings(path)[LANGUAGE] == SYSTEM


@pytest.mark.parametrize("content", ["", "[1, 2]", '{"appearance": 3, "lock_after": "gone"}', "\x00"])
def test_a_file_that_makes_no_sense_means_the_defaults(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content)
    found = ChosenSettings(path)
    assert [found[setting] for setting in SETTINGS] == [setting.default for setting in SETTINGS]


@pytest.mark.logs_warnings
def test_a_choice_that_cannot_be_kept_still_holds_for_now(tmp_path):
    (tmp_path / "folder").write_text("not a folder")
    found = ChosenSettings(tmp_path / "folder" / "settings.json")
    found.choose(APPEARANCE, "contrast")
    assert found[APPEARANCE] == "contrast"


def test_settings_are_found_by_name_by_help_and_by_choice(window, qtbot):
    dialog = SettingsDialog(NAMES, window)
    qtbot.addWidget(dialog)
    dialog.show()
    for sought, key in (("appearance", "appearance"), ("tired eyes", "appearance"), ("discharge", "template")):
        dialog.findChild(QLineEdit).setText(sought)
        shown = [row._setting.key for row in dialog.findChildren(SettingRow) if row.isVisible()]
        assert shown == [key], sought
    dialog.findChild(QLineEdit).setText("nothing like it")
    assert not [row for row in dialog.findChildren(SettingRow) if row.isVisible()]


def test_a_choice_is_told_and_written_at_once(window, qtbot):
    dialog = SettingsDialog(NAMES, window)
    qtbot.addWidget(dialog)
    row = next(row for row in dialog.findChildren(SettingRow) if row._setting is TEMPLATE)
    with qtbot.waitSignal(dialog.setting_chosen) as told:
        row.findChild(QComboBox).setCurrentIndex(1)
    assert told.args == [TEMPLATE]
    assert json.loads(settings.settings_file().read_text())["template"] == "discharge"


def test_new_notes_begin_as_chosen(workplace, window, qtbot):
    settings.chosen().choose(TEMPLATE, "discharge")
    settings.chosen().choose(NOTE_LANGUAGE, Language.KO)
    panel = NotePanel(workplace.services.templates, window.actions_.draft_note, window.actions_.compare_versions)
    qtbot.addWidget(panel)
    assert panel.template.id == "discharge"
    assert panel.language is Language.KO


def test_a_new_encounter_begins_as_chosen_at_once(workplace, window, answer):
    settings.chosen().choose(TEMPLATE, "discharge")
    settings.chosen().choose(NOTE_LANGUAGE, Language.KO)
    settings.chosen().choose(SPOKEN_LANGUAGE, Language.KO)
    answer(lambda dialog: dialog.accept())
    window.actions_.new_encounter.trigger()
    assert window.page.note_panel.template.id == "discharge"
    assert window.page.note_panel.language is Language.KO
    assert window.page.transcript_panel.language is Language.KO


def test_the_clinics_own_template_can_be_the_one_to_begin_with(workplace, window, qtbot, answer):
    library = workplace.services.library
    own = library.save(library.copy(library.offered()[0], {Language.EN: "Foot clinic", Language.KO: "족부 진료"}))
    answer(lambda dialog: choose_in(dialog, TEMPLATE, "Foot clinic"))
    window.actions_.show_settings.trigger()
    assert settings.chosen()[TEMPLATE] == own.id
    assert first_template(library.offered()) == own
    library.remove(own.id)
    assert first_template(library.offered()).id == "soap"


def test_passphrase_and_recovery_key_are_changed_from_the_settings(workplace, window, answer):
    asked = []

    def change(settings_dialog) -> None:
        settings_dialog.findChild(QLineEdit).setText("forgotten")
        (row,) = [row for row in settings_dialog.findChildren(CommandRow) if row.isVisible()]
        answer(lambda dialog: (asked.append(type(dialog)), dialog.reject()))
        row.findChild(QPushButton).click()
        settings_dialog.reject()

    answer(change)
    window.actions_.show_settings.trigger()
    assert asked == [RecoveryKeyChangeDialog]


def choose_in(dialog, setting, words: str) -> None:
    row = next(row for row in dialog.findChildren(SettingRow) if row._setting is setting)
    row.findChild(QComboBox).setCurrentText(words)
    dialog.reject()


def test_microphones_of_this_machine_can_be_chosen_and_one_that_is_gone_is_not_lost(window, qtbot):
    plugged = {MICROPHONE.key: {"desk-1": "Desk microphone"}}
    dialog = SettingsDialog(NAMES, window, plugged)
    qtbot.addWidget(dialog)
    row = next(row for row in dialog.findChildren(SettingRow) if row._setting is MICROPHONE)
    choice = row.findChild(QComboBox)
    assert [choice.itemText(n) for n in range(choice.count())] == ["As the system", "Desk microphone"]
    choice.setCurrentIndex(1)
    assert settings.chosen()[MICROPHONE] == "desk-1"
    assert ChosenSettings(settings.settings_file())[MICROPHONE] == "desk-1"
    assert window.recording_desk.microphones.preferred_id != "desk-1"


def test_playback_is_as_fast_as_chosen():
    assert chosen_speed() == 1.0
    settings.chosen().choose(PLAYBACK_SPEED, "1.5")
    assert chosen_speed() == 1.5


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_has_a_name_help_and_a_default_that_can_be_chosen(setting):
    assert str(setting.name)
    assert str(setting.help).endswith(".")
    assert setting.default in setting.choices


@pytest.fixture
def contrast():
    settings.chosen().choose(APPEARANCE, "contrast")
    yield
    settings.chosen().choose(APPEARANCE, SYSTEM)
    apply_style(start_application())


def test_the_appearance_is_the_chosen_one_as_soon_as_the_style_is_applied(contrast):
    before = scheme()
    assert before != "contrast"
    apply_style(start_application())
    assert scheme() == "contrast"


def test_the_window_is_shown_anew_in_the_language_that_is_chosen(workplace, qtbot, monkeypatch):
    monkeypatch.delenv("SAEGIM_LANG")
    settings.chosen().choose(LANGUAGE, Language.EN)
    desktop = _Desktop(start_application(), workplace.services, Notices())
    desktop.show()
    former = desktop.window
    encounter = workplace.services.encounters.create("Stays open")
    former.open_encounter(encounter.id)
    assert former.actions_.undo.text() == "&Undo"
    settings.chosen().choose(LANGUAGE, Language.KO)
    former.system_desk.put_in_force(LANGUAGE)
    qtbot.waitUntil(lambda: desktop.window is not former)
    assert interface_language() is Language.KO
    assert desktop.window.actions_.undo.text() == "실행 취소(&U)"
    assert desktop.window.page.open.encounter.id == encounter.id
    assert not former.isVisible()
    settings.chosen().choose(LANGUAGE, Language.EN)
    desktop.window.system_desk.put_in_force(LANGUAGE)
    qtbot.waitUntil(lambda: desktop.window.actions_.undo.text() == "&Undo")
    qtbot.addWidget(desktop.window)
