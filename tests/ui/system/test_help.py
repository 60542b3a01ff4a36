"""Help: both languages alike, nothing named that does not exist, the right page for each place."""

import ast
import re
from string import Formatter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QTextBrowser, QWidget

from app.domain.language import Language
from app.paths import RESOURCES, ROOT
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.parts.actions import key_of, plain_name
from app.ui.parts.menus import Menus
from app.ui.system.help import HelpWindow, page_for
from app.ui.system.help_pages import KEYS_PAGE, PAGES, PLACES, help_pages, matching, names_for_help

FOLDER = RESOURCES / "help"


def fields_of(page: str, language: Language) -> list[str]:
    text = (FOLDER / language.value / f"{page}.md").read_text(encoding="utf-8")
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


@pytest.mark.parametrize("language", Language)
def test_every_page_is_written_and_none_is_left_over(language):
    assert {path.stem for path in (FOLDER / language.value).glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_commands_and_states_which_exist(window, page):
    named = set(fields_of(page, Language.EN))
    assert named == set(fields_of(page, Language.KO))
    assert named <= names_for_help(window.actions_).keys()


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_as_many_steps_and_tables(page):
    def shape(language: Language) -> list[str]:
        lines = (FOLDER / language.value / f"{page}.md").read_text(encoding="utf-8").splitlines()
        return [mark.group() for line in lines if (mark := re.match(r"#+|\d+\.|-|\|", line))]

    assert shape(Language.EN) == shape(Language.KO)


def test_no_command_name_follows_a_korean_particle_that_its_last_letter_decides():
    for path in (FOLDER / "ko").glob("*.md"):
        assert not re.search(r"\}\*\*(은|는|이|가|을|를|과|와|로|으로)\b", path.read_text(encoding="utf-8")), path.name


def test_tables_are_ruled_alike_and_have_no_frame(window, qtbot):
    shown = HelpWindow(help_pages(window.actions_, Language.EN), window)
    qtbot.addWidget(shown)
    shown.show_page(KEYS_PAGE)
    frames = shown.findChild(QTextBrowser).document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert len(tables) > 3
    assert {table.format().border() for table in tables} == {0.0}
    shares = {tuple(column.rawValue() for column in table.format().columnWidthConstraints()) for table in tables}
    assert len(shares) == 1
    for table in tables:
        cell = table.cellAt(0, 0).format().toTableCellFormat()
        assert (cell.bottomBorder(), cell.topBorder(), cell.leftBorder()) == (1.0, 0.0, 0.0)


def test_every_place_with_help_exists():
    classes = {
        node.name
        for path in (ROOT / "app" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert PLACES.keys() <= classes
    assert set(PLACES.values()) <= set(PAGES)


def test_every_command_is_in_a_menu_and_every_key_on_the_page_of_keys(window):
    in_menus = [entry for _, entries in Menus().groups(window.actions_) for entry in entries if entry is not None]
    assert {plain_name(each) for each in in_menus} == {plain_name(each) for each in window.actions_.all()}
    keys = help_pages(window.actions_, Language.EN)[-1]
    assert keys.id == KEYS_PAGE
    for action in window.actions_.all():
        if key_of(action) and action.isVisible():
            assert f"| {plain_name(action)} | {key_of(action)} |" in keys.text


def test_a_page_names_commands_as_the_window_does(window):
    page = help_pages(window.actions_, Language.EN)[0]
    assert "Record (F5)" in page.text
    assert "{" not in page.text


def test_pages_are_found_by_their_words_titles_first(window):
    pages = help_pages(window.actions_, Language.EN)
    assert matching(pages, "microphone")[0].id == "microphone"
    assert matching(pages, "recovery KEY")[0].id == "privacy"
    assert not matching(pages, "xylophone")


def test_the_place_of_the_focus_decides(window):
    assert page_for(window.page.note_panel.view) == "checking"
    assert page_for(window.day.findChild(QLineEdit)) == "encounters"
    assert page_for(window.recording_desk.strip.findChild(QWidget)) == "recording"
    assert page_for(window) == PAGES[0]
    assert page_for(None) == PAGES[0]


def shown_help() -> HelpWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow) and each.isVisible())


def test_the_key_opens_the_page_of_the_place_and_a_search_another(window, qtbot):
    window.activateWindow()
    window.day.focus_search()
    window.actions_.show_help.trigger()
    shown = shown_help()
    assert shown.shown_page == "encounters"
    shown.findChild(QLineEdit).setText("addendum")
    assert shown.shown_page == "signing"
    assert "Signing" in shown.findChild(QTextBrowser).toPlainText()
    shown.findChild(QLineEdit).setText("xylophone")
    assert shown.findChild(QListWidget).count() == 0
    window.actions_.show_keys.trigger()
    assert shown_help().shown_page == KEYS_PAGE
    shown_help().close()


def test_the_key_works_in_a_dialog_too_and_help_can_be_used_beside_it(window, qtbot, answer):
    found = []

    def ask_for_help(dialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F1)
        found.append((shown_help().shown_page, shown_help().parentWidget()))
        shown_help().close()

    answer(ask_for_help)
    dialog = PatientDialog(lambda _: (), "New encounter", "Create", window)
    dialog.exec()
    assert found == [("encounters", dialog)]
