"""A note from another program is held against the open talk while it is pasted."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.language import Language
from app.ui.main_window import MainWindow
from app.ui.note.pasted import PastedNoteDialog
from tests.ui.conftest import Answer
from tests.ui.workplace import Workplace


def shown_words(dialog: PastedNoteDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_a_pasted_note_is_checked_as_it_stands_and_not_kept(
    workplace: Workplace, window: MainWindow, answer: Answer, qtbot: QtBot
) -> None:
    encounter = workplace.add_drafted("Pasted", Language.KO)
    window.open_encounter(encounter.id)
    kept = workplace.services.review.note(encounter.id, "soap")
    seen: list[str] = []

    def paste(dialog: PastedNoteDialog) -> None:
        QApplication.clipboard().setText("복용약:\n암로디핀 20 mg 복용 중.\n계획:\n3일 후 재진.")
        dialog.text.paste()
        qtbot.waitUntil(lambda: bool(dialog.found.statement_rows()), timeout=20_000)
        flagged = [row.statement.text for row in dialog.found.statement_rows() if row.property("flagged") == "block"]
        assert flagged == ["암로디핀 20 mg 복용 중."]
        seen.append(shown_words(dialog))
        dialog.text.clear()
        qtbot.waitUntil(lambda: not dialog.found.statement_rows(), timeout=20_000)
        seen.append(shown_words(dialog))
        dialog.reject()

    answer(paste)
    window.actions_.check_pasted.trigger()
    checked, emptied = seen
    assert "“20 mg”" in checked
    assert "Does not stand: 1" in checked
    assert "There is no text in this note." in emptied
    assert workplace.services.review.note(encounter.id, "soap") == kept


def test_it_needs_a_talk(workplace: Workplace, window: MainWindow) -> None:
    assert not window.actions_.check_pasted.isEnabled()
    window.open_encounter(workplace.add_drafted("With a talk", Language.EN).id)
    assert window.actions_.check_pasted.isEnabled()
