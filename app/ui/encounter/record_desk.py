"""What goes on beside the note: who the patient is, the record, calculators, and the clinic's medication tables."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.clinic_settings import ClinicSettings
from app.domain.encounter import Patient
from app.domain.errors import SaegimError
from app.domain.patient_record import PatientRecord
from app.domain.work_at_hand import Unsaved, Writing
from app.review.calculators.definition import Calculator
from app.review.calculators.filling import Filled, fill_inputs
from app.services.charts import KnownRecord
from app.ui.encounter.calculators import CalculatorDialog
from app.ui.encounter.corrections import Corrections
from app.ui.encounter.page import EncounterPage
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.record_dialog import MedicationTablesDialog, RecordDialog
from app.ui.parts.actions import Actions
from app.ui.parts.names import date_label
from app.ui.parts.notices import Notices
from app.ui.services import UiServices


class RecordDesk(QObject):
    def __init__(
        self,
        services: UiServices,
        notices: Notices,
        page: EncounterPage,
        actions: Actions,
        corrections: Corrections,
    ) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._actions = actions
        self._corrections = corrections
        actions.calculate.triggered.connect(lambda: page.after_editing(self._calculate))
        actions.name_patient.triggered.connect(lambda: page.after_editing(self._name_patient))
        actions.show_record.triggered.connect(lambda: page.after_editing(self._show_record))
        actions.medication_tables.triggered.connect(lambda: self._choose_tables())
        page.changed.connect(self._enable_what_can_be_done)
        self._enable_what_can_be_done()

    def _enable_what_can_be_done(self) -> None:
        is_open = self._page.open is not None and self._page.work is None
        self._actions.calculate.setEnabled(self._page.open is not None)
        self._actions.name_patient.setEnabled(self._page.open is not None)
        self._actions.show_record.setEnabled(is_open)

    def go_on_calculating(self, unsaved: Unsaved) -> None:
        """With the inputs that were typed and not inserted."""
        self._calculate(unsaved)

    def _calculate(self, typed: Unsaved | None = None) -> None:
        shown = self._page.open
        known = self._known()
        if shown is None or known is None:
            return

        def fill(chosen: Calculator) -> tuple[Filled, ...]:
            day = datetime.fromisoformat(shown.encounter.started_at).date()
            return fill_inputs(chosen, shown.note, shown.transcript, known.record, day)

        note = shown.note
        can_insert = note is not None and self._page.work is None and not shown.is_signed_as_shown
        sections = [(section.id, section.title) for section in note.sections] if note is not None and can_insert else []
        language = note.language if note is not None else self._page.note_panel.language
        dialog = CalculatorDialog(fill, sections, language, self._page)
        if typed is not None:
            dialog.type_again(typed)
        with self._page.unsaved.being_written(lambda: dialog.unsaved):
            is_agreed = dialog.exec()
        if is_agreed and dialog.result_of_inputs is not None:
            source = dialog.result_of_inputs.calculator.source
            reason = self.tr("Calculated from the inputs in this line. Source: {source}").format(source=source)
            self._corrections.add_calculation(dialog.section_id, dialog.line, reason)

    def _name_patient(self) -> None:
        shown = self._page.open
        if shown is None:
            return
        encounter_id, before, patients = shown.encounter.id, shown.encounter.patient, self._services.patients
        dialog = PatientDialog(patients.seen, self.tr("Name the patient"), self.tr("Sa&ve"), self._page, before)
        if not dialog.exec() or (dialog.patient_name, dialog.patient_number) == (before.name, before.number):
            return
        name, number, seen = dialog.patient_name, dialog.patient_number, dialog.seen

        def put_back(patient: Patient) -> None:
            self._page.changes.keep(lambda: patients.put_back(encounter_id, patient))

        def on_named(after: Patient) -> None:
            self._corrections.history.add(encounter_id, self.tr("name of the patient"), before, after, put_back)

        self._page.changes.keep(lambda: patients.name(encounter_id, name, number, seen), on_named)

    def _show_record(self) -> None:
        shown, known = self._page.open, self._known()
        if shown is not None and known is not None:
            self._ask_in(self._dialog(known), shown.encounter.id, known)

    def go_on_with_record(self, unsaved: Unsaved) -> None:
        """With what was typed and not saved."""
        shown, known = self._page.open, self._known()
        if shown is not None and known is not None:
            dialog = self._dialog(known)
            dialog.type_again(unsaved.words)
            self._ask_in(dialog, shown.encounter.id, known)

    def _dialog(self, known: KnownRecord) -> RecordDialog:
        day = date_label(datetime.fromisoformat(known.carried_from).date()) if known.carried_from else ""
        return RecordDialog(known.record, self._page, day)

    def _ask_in(self, dialog: RecordDialog, encounter_id: str, known: KnownRecord) -> None:
        with self._page.unsaved.being_written(lambda: Unsaved(Writing.RECORD, "", dialog.typed)):
            is_agreed = dialog.exec()
        if is_agreed and (dialog.record != known.record or known.carried_from):
            self._change_record(encounter_id, known, dialog.record)

    def _change_record(self, encounter_id: str, known: KnownRecord, after: PatientRecord) -> None:
        records, history, before = self._services.records, self._corrections.history, known.record

        def put_back(record: PatientRecord) -> None:
            self._page.changes.keep(lambda: records.save(encounter_id, record, self._template_ids))

        self._page.changes.keep(
            lambda: records.save(encounter_id, after, self._template_ids),
            lambda _: history.add(encounter_id, self.tr("change of the patient's record"), before, after, put_back),
            # What was typed is not lost: it is proposed again.
            on_failed=lambda: self._ask_in(RecordDialog(after, self._page), encounter_id, known),
        )

    @property
    def _template_ids(self) -> tuple[str, ...]:
        return tuple(template.id for template in self._services.templates)

    def _choose_tables(self) -> None:
        before, shown = self._services.records.settings(), self._page.open
        dialog = MedicationTablesDialog(before, self._page)
        if dialog.exec() and dialog.settings != before:
            of, after = shown.encounter.id if shown is not None else "", dialog.settings
            words, history = self.tr("change of the medication tables"), self._corrections.history
            self._decide(after, lambda: history.add(of, words, before, after, self._decide))

    def _decide(self, settings: ClinicSettings, on_kept: Callable[[], None] = lambda: None) -> None:
        self._page.changes.keep(lambda: self._services.records.decide(settings), lambda _: on_kept())
        shown = self._page.open
        if shown is not None:
            encounter_id = shown.encounter.id
            self._page.changes.keep(lambda: self._services.records.check_drafts(encounter_id, self._template_ids))

    def _known(self) -> KnownRecord | None:
        if self._page.open is None:
            return None
        try:
            return self._services.records.known(self._page.open.encounter.id)
        except SaegimError as error:
            self._notices.tell_problem(error.problem)
            return None
