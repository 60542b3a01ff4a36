"""What becomes of a note: signed, added to, printed, exported, copied."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from app.domain.encounter import Clinician
from app.domain.notice import Level
from app.domain.outcome import Completed, Failed
from app.domain.work_at_hand import Unsaved, Writing
from app.ui.encounter.corrections import Corrections
from app.ui.encounter.page import EncounterPage
from app.ui.encounter.sign import AddendumDialog, SignDialog
from app.ui.parts.notices import Notices
from app.ui.parts.saving import file_name
from app.ui.parts.tasks import run_task
from app.ui.services import UiServices


class DocumentDesk(QObject):
    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage, corrections: Corrections) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._corrections = corrections
        self._clinician: Clinician | None = None
        page.note_panel.view.copy_requested.connect(self.copy_section)

    def sign(self) -> None:
        self._page.after_editing(self._ask_to_sign)

    def _ask_to_sign(self) -> None:
        shown = self._page.open
        if shown is None or shown.note is None:
            return
        title = self._page.note_panel.template.titles[shown.note.language]
        dialog = SignDialog(
            shown.encounter,
            title,
            shown.note,
            self._corrections,
            self._clinician,
            self._page,
            shown.transcript,
        )
        is_agreed = dialog.exec()
        if dialog.to_correct is not None:
            self._page.note_panel.view.choose(dialog.to_correct)
            self._corrections.edit_section()
        if is_agreed and dialog.clinician is not None:
            self._sign(shown.encounter.id, shown.template_id, dialog.clinician, dialog.statement)

    def add_addendum(self) -> None:
        self._ask_for_addendum("")

    def go_on_with_addendum(self, unsaved: Unsaved) -> None:
        """With the words that were not signed."""
        shown = self._page.open
        if shown is not None and shown.signed is not None and shown.signed.id == unsaved.id:
            self._ask_for_addendum(*unsaved.words)

    def _ask_for_addendum(self, proposed: str) -> None:
        shown = self._page.open
        if shown is None or shown.signed is None:
            return
        document_id = shown.signed.id
        dialog = AddendumDialog(self._clinician, self._page, proposed)
        with self._page.unsaved.being_written(lambda: Unsaved(Writing.ADDENDUM, document_id, (dialog.text,))):
            clinician = dialog.clinician if dialog.exec() else None
        if clinician is not None:
            self._add_addendum(document_id, dialog.text, clinician)

    def _add_addendum(self, document_id: str, text: str, clinician: Clinician) -> None:
        self._clinician = clinician
        self._page.changes.keep(
            lambda: self._services.documents.add_addendum(document_id, text, clinician),
            lambda _: self._notices.tell(
                self.tr("The addendum is signed and kept with the document."), level=Level.DONE
            ),
            # What was typed is not lost: it is proposed again.
            on_failed=lambda: self._ask_for_addendum(text),
        )

    def bring_back(self) -> None:
        """The draft that the last one took the place of."""
        self._page.after_editing(self._bring_back)

    def file_name(self) -> str:
        """What the open document is and when the encounter began: «SOAP note 2026-03-02 1405»; "" without a note."""
        shown = self._page.open
        if shown is None or shown.note is None:
            return ""
        title = self._page.note_panel.template.titles[shown.note.language]
        begun = datetime.fromisoformat(shown.encounter.started_at).astimezone()
        return file_name(title, f"{begun:%Y-%m-%d %H%M}")

    def export(self, path: Path, file_format: str) -> None:
        """Formats: docx, pdf, fhir, text."""
        self._page.after_editing(lambda: self._export(path, file_format))

    def print(self) -> None:
        self._page.after_editing(self._print)

    def _bring_back(self) -> None:
        shown = self._page.open
        if shown is None:
            return
        encounter_id, template_id = shown.encounter.id, shown.template_id
        self._page.changes.keep(
            lambda: self._services.review.bring_back(encounter_id, template_id),
            lambda _: self._notices.tell(
                self.tr("The replaced draft is back."),
                self.tr("The other one is kept in its place; the same command exchanges them again."),
                Level.DONE,
            ),
        )

    def _export(self, path: Path, file_format: str) -> None:
        shown = self._page.open
        if shown is None:
            return
        documents, encounter_id, template_id = self._services.documents, shown.encounter.id, shown.template_id
        run_task(
            lambda: documents.export(encounter_id, template_id, path, file_format),
            lambda outcome: self._on_exported(outcome, path.name),
        )

    def _print(self) -> None:
        shown = self._page.open
        if shown is not None:
            documents, encounter_id, template_id = self._services.documents, shown.encounter.id, shown.template_id
            run_task(lambda: documents.to_print(encounter_id, template_id), self._on_ready_to_print)

    def _on_ready_to_print(self, outcome: Completed[bytes] | Failed) -> None:
        # Loads the system's printing libraries, which a machine without a printer may lack.
        from app.ui.parts.printing import print_pdf

        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
        elif isValid(self._page):
            print_pdf(outcome.value, self._page)

    def copy_section(self, section_id: str) -> None:
        """To the clipboard, for pasting into another program."""
        self._page.changes.then(lambda: self._copy_section(section_id))

    def _copy_section(self, section_id: str) -> None:
        shown = self._page.open
        if shown is None:
            return
        encounter_id, template_id = shown.encounter.id, shown.template_id
        text = self._notices.attempt(
            lambda: self._services.documents.section_text(encounter_id, template_id, section_id)
        )
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._notices.tell(self.tr("Section copied."), level=Level.DONE)

    def copy_current_section(self) -> None:
        section_id = self._page.note_panel.view.current_section_id()
        if section_id is not None:
            self.copy_section(section_id)

    def _sign(self, encounter_id: str, template_id: str, clinician: Clinician, statement: str) -> None:
        self._clinician = clinician
        self._page.changes.keep(
            lambda: self._services.documents.sign(encounter_id, template_id, clinician, statement),
            lambda _: self._notices.tell(
                self.tr("Signed. What was signed can no longer be changed."),
                self.tr("It can be exported, and addenda can be added."),
                Level.DONE,
            ),
        )

    def _on_exported(self, outcome: Completed[None] | Failed, name: str) -> None:
        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
        else:
            self._notices.tell(self.tr("Exported: {name}").format(name=name), level=Level.DONE)
