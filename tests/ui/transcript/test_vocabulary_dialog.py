"""The dialog of the vocabulary: what is done in it holds at once, and what is refused is told in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.vocabulary import ClinicVocabulary, FixedCorrection
from app.ui.transcript.vocabulary_dialog import VocabularyDialog


@pytest.fixture(autouse=True)
def nothing_known(workplace):
    yield
    workplace.vault.vocabulary.save(ClinicVocabulary())


def rows(dialog: VocabularyDialog) -> list[tuple[str, ...]]:
    table = dialog._entries
    return [tuple(table.item(row, column).text() for column in range(2)) for row in range(table.rowCount())]


def test_words_and_corrections_are_added_and_removed(workplace, window, answer, qtbot):
    service = workplace.services.vocabulary

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, VocabularyDialog)
        assert not dialog._add.isEnabled()
        qtbot.keyClicks(dialog._meant, "Kowalczyk")
        qtbot.keyClick(dialog._meant, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog._heard, "met four men")
        qtbot.keyClicks(dialog._meant, "metformin")
        dialog._add.click()
        assert dialog._heard.text() == dialog._meant.text() == ""
        assert rows(dialog) == [("", "Kowalczyk"), ("met four men", "metformin")]
        dialog._specialties["surgery"].click()
        dialog._entries.selectRow(0)
        dialog._remove.click()
        assert rows(dialog) == [("met four men", "metformin")]
        assert not dialog._remove.isEnabled()
        dialog.reject()

    answer(act)
    window.actions_.edit_vocabulary.trigger()
    assert service.get() == ClinicVocabulary(("surgery",), (), (FixedCorrection("met four men", "metformin"),))


def test_what_is_refused_is_told_and_stays_to_be_put_right(workplace, window, qtbot):
    dialog = VocabularyDialog(workplace.services.vocabulary, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._meant.setText("7")
    dialog._add.click()
    assert dialog._problem.isVisible()
    assert dialog._meant.text() == "7"
    dialog._meant.setText("Station 7")
    dialog._add.click()
    assert not dialog._problem.isVisible()
    assert rows(dialog) == [("", "Station 7")]


def test_what_was_changed_is_taken_back_and_made_again(workplace, window, qtbot):
    dialog = VocabularyDialog(workplace.services.vocabulary, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog._undo.isEnabled()
    dialog._meant.setText("Kowalczyk")
    dialog._add.click()
    dialog._specialties["surgery"].click()
    dialog._undo.click()
    assert not dialog._specialties["surgery"].isChecked()
    qtbot.keyClick(dialog._meant, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(dialog) == []
    assert workplace.services.vocabulary.get() == ClinicVocabulary()
    qtbot.keyClick(dialog._meant, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert rows(dialog) == [("", "Kowalczyk")]


def test_in_a_line_the_key_takes_back_what_was_typed(workplace, window, qtbot):
    dialog = VocabularyDialog(workplace.services.vocabulary, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._meant.setText("Kowalczyk")
    dialog._add.click()
    qtbot.keyClicks(dialog._meant, "Nowak")
    qtbot.keyClick(dialog._meant, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog._meant.text() == ""
    assert rows(dialog) == [("", "Kowalczyk")]
