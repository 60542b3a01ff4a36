"""Signing through the window: refused while a block is open, then sealed, then only added to."""

from dataclasses import replace
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTextEdit

from app.domain.encounter import EncounterState, Role
from app.domain.language import Language
from app.domain.note import Omission, Severity
from app.ui.encounter.dialogs import SettlingDialog
from app.ui.encounter.sign import AddendumDialog, BlockCard, Settling, SignDialog
from app.ui.note.flag_row import flag_words
from app.ui.note.omission import omission_words, omissions_by_section
from tests.ui.waiting import settle


@pytest.fixture(params=list(Language))
def drafted(request, workplace, window):
    encounter = workplace.add_drafted("To be signed", request.param)
    window.open_encounter(encounter.id)
    return encounter


def button(widget, text: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible())


def fill_in(dialog: SignDialog) -> None:
    name, licence = (field for field in dialog.findChildren(QLineEdit) if field.isVisible())
    name.setText("정하늘")
    licence.setText("12345")
    dialog.findChild(QCheckBox).setChecked(True)


def cards_of(dialog: SignDialog) -> list[BlockCard]:
    return [card for card in dialog.findChildren(BlockCard) if card.isVisibleTo(dialog)]


def confirm_all(dialog: SignDialog, answer, qtbot, reason: str) -> None:
    while cards := cards_of(dialog):

        def give_reason(question: QDialog) -> None:
            assert isinstance(question, SettlingDialog)
            confirm = button(question, "&Confirm")
            assert not confirm.isEnabled()
            question.findChild(QLineEdit).setText(reason)
            confirm.click()

        answer(give_reason)
        button(cards[0], "Confirm…").click()
        left = len(cards) - 1
        qtbot.waitUntil(lambda left=left: len(cards_of(dialog)) == left, timeout=20_000)


def test_signing_waits_for_every_block_a_name_and_the_agreement(drafted, workplace, window, answer, qtbot):
    seen = []

    def act(dialog: QDialog) -> None:
        sign = button(dialog, "&Sign")
        fill_in(dialog)
        seen.append(("with open blocks", sign.isEnabled()))
        confirm_all(dialog, answer, qtbot, "In the chart")
        seen.append(("all confirmed", sign.isEnabled()))
        dialog.findChild(QCheckBox).setChecked(False)
        seen.append(("not agreed", sign.isEnabled()))
        dialog.reject()

    answer(act)
    window.actions_.sign.trigger()
    assert seen == [("with open blocks", False), ("all confirmed", True), ("not agreed", False)]
    assert workplace.services.documents.signed(drafted.id) == ()
    assert {c.reason for c in window.page.open.note.confirmations} == {"In the chart"}


def test_the_hand_stays_on_the_keys_from_block_to_block_to_the_name_to_the_agreement(
    drafted, workplace, window, answer, qtbot
):
    def confirm_by_key(dialog: QDialog) -> None:
        for left in range(len(cards_of(dialog)) - 1, -1, -1):
            focused = dialog.focusWidget()
            assert cards_of(dialog)[0].isAncestorOf(focused)
            answer(lambda question: (question.findChild(QLineEdit).setText("In the chart"), question.accept()))
            qtbot.keyClick(focused, Qt.Key.Key_Space)
            qtbot.waitUntil(lambda left=left: len(cards_of(dialog)) == left, timeout=20_000)
        qtbot.keyClicks(dialog.focusWidget(), "Robin Ashby")
        dialog.findChild(QCheckBox).setChecked(True)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    answer(confirm_by_key)
    window.actions_.sign.trigger()
    settle(window, qtbot)
    (document,) = workplace.services.documents.signed(drafted.id)
    assert document.attestation.clinician.name == "Robin Ashby"
    known = SignDialog(
        drafted, "SOAP", window.page.open.note, Mock(spec=Settling), document.attestation.clinician, window.page
    )
    qtbot.addWidget(known)
    assert known.focusWidget() is known.findChild(QCheckBox)


def test_a_signed_document_is_closed_and_takes_addenda(drafted, workplace, window, answer, qtbot):
    def sign(dialog: QDialog) -> None:
        confirm_all(dialog, answer, qtbot, "Measured again")
        fill_in(dialog)
        qtbot.mouseClick(button(dialog, "&Sign"), Qt.MouseButton.LeftButton)

    answer(sign)
    window.actions_.sign.trigger()
    settle(window, qtbot)
    (document,) = workplace.services.documents.signed(drafted.id)
    assert document.attestation.clinician.name == "정하늘"
    assert document.attestation.clinician.role is Role.DOCTOR
    assert document.attestation.statement.startswith("I have read this document")
    assert window.page.open.encounter.state is EncounterState.SIGNED
    assert not window.actions_.sign.isEnabled()
    assert not window.actions_.edit_section.isEnabled()
    assert "Version 1 signed by 정하늘 (Doctor)" in [label.text() for label in window.findChildren(QLabel)]

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, AddendumDialog)
        assert not button(dialog, "&Sign addendum").isEnabled()
        dialog.findChild(QPlainTextEdit).setPlainText("CRP 48.")
        button(dialog, "&Sign addendum").click()

    answer(add)
    window.actions_.add_addendum.trigger()
    settle(window, qtbot)
    (addendum,) = workplace.services.documents.addenda(document.id)
    assert addendum.text == "CRP 48."
    assert addendum.attestation.clinician.name == "정하늘"


def test_correcting_leads_back_to_the_statement(drafted, window, answer):
    statement = window.page.open.note.open_blocks()[0][0]
    answer(lambda dialog: button(dialog.findChildren(BlockCard)[0], "Correct in the note").click())
    window.actions_.sign.trigger()
    editor = window.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    assert statement.text in editor.toPlainText()


def test_what_was_said_and_is_missing_is_shown_in_its_section_before_signing(drafted, window, qtbot):
    note = window.page.open.note
    missing = Omission("allergy", "penicillin", "s0001", Severity.WARN)
    aside = Omission("vital", "37.2", "s0001", Severity.INFO)
    note = replace(note, omissions=(missing, aside))
    dialog = SignDialog(drafted, "SOAP", note, Mock(spec=Settling), None, window.page, window.page.open.transcript)
    qtbot.addWidget(dialog)
    lines = dialog.findChild(QTextEdit).toPlainText().splitlines()
    titles = {section.id: lines.index(section.title) for section in note.sections}
    (section_id,) = omissions_by_section(replace(note, omissions=(missing,)), None)
    following = min((at for at in titles.values() if at > titles[section_id]), default=len(lines))
    assert titles[section_id] < lines.index(f"⚠ {omission_words(missing)}") < following
    assert f"⚠ {omission_words(aside)}" not in lines


def test_a_suggestion_accepted_while_signing_is_in_what_will_be_signed(workplace, window, answer, qtbot):
    encounter = workplace.add_drafted("Suggested", Language.KO)
    window.open_encounter(encounter.id)
    read = []

    def take(question: QDialog) -> None:
        assert isinstance(question, SettlingDialog)
        use = next(each for each in question.findChildren(QPushButton) if "5 mg" in each.text())
        assert use.shortcut().toString() == "Alt+1"
        use.click()

    def act(dialog: QDialog) -> None:
        read.append(dialog.findChild(QTextEdit).toPlainText())
        (card,) = (card for card in cards_of(dialog) if "10 mg" in card.findChildren(QLabel)[1].text())
        left = len(cards_of(dialog)) - 1
        answer(take)
        button(card, "Confirm…").click()
        qtbot.waitUntil(lambda: len(cards_of(dialog)) == left, timeout=20_000)
        read.append(dialog.findChild(QTextEdit).toPlainText())
        dialog.reject()

    answer(act)
    window.actions_.sign.trigger()
    before, after = read
    assert "암로디핀 10 mg 하루 한 번" in before
    assert "암로디핀 5 mg 하루 한 번" in after
    settle(window, qtbot)
    window.actions_.undo.trigger()
    settle(window, qtbot)
    texts = [statement.text for statement in workplace.services.review.note(encounter.id, "soap").statements()]
    assert any("암로디핀 10 mg" in text for text in texts)


def test_a_warning_that_was_confirmed_is_not_asked_about_while_signing(drafted, workplace, window, answer, qtbot):
    warned = [each for each in window.page.open.note.open_flags() if each[1].severity is Severity.WARN]
    assert warned
    for statement, flag in warned:
        answer(lambda question: question.accept())
        window.page.note_panel.view.settling_requested.emit(statement, flag)
        settle(window, qtbot)
    shown = []
    answer(lambda dialog: (shown.append(dialog.findChild(QTextEdit).toPlainText()), dialog.reject()))
    window.actions_.sign.trigger()
    for _, flag in warned:
        assert flag_words(flag) not in shown[0]


def test_what_may_stand_although_it_is_in_question_is_shown_before_signing(drafted, window, answer):
    shown = []
    answer(lambda dialog: (shown.append(dialog.findChild(QTextEdit).toPlainText()), dialog.reject()))
    window.actions_.sign.trigger()
    [text] = shown
    warned = [
        (statement.text, flag_words(flag))
        for statement in window.page.open.note.statements()
        for flag in statement.flags
        if flag.severity is Severity.WARN
    ]
    assert warned
    lines = text.splitlines()
    for statement, words in warned:
        assert f"⚠ {words}" in lines[lines.index(statement) + 1 :]
