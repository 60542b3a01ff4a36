"""What concerns the program and not a patient: settings, models, first steps, practice, help, about."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.notice import Level
from app.paths import logs_dir, models_dir
from app.services.practice import sample_recording
from app.services.support import support_report
from app.ui.encounter.page import EncounterPage
from app.ui.encounter.work_desk import WorkDesk
from app.ui.parts.actions import Actions
from app.ui.parts.interface_language import interface_language
from app.ui.parts.notices import Notices
from app.ui.parts.settings import APPEARANCE, LANGUAGE, MICROPHONE, TEMPLATE, TEXT_SIZE, Setting
from app.ui.recording.desk import RecordingDesk
from app.ui.services import UiServices
from app.ui.sound.microphone_test import MicrophoneTestDialog
from app.ui.system.about import AboutDialog
from app.ui.system.first_steps import FirstStepsDialog
from app.ui.system.help import HelpDesk
from app.ui.system.models_dialog import ModelsDialog
from app.ui.system.quality_dialog import QualityDialog
from app.ui.system.settings_dialog import SettingsDialog
from app.ui.vault.keys_dialog import PassphraseChangeDialog, RecoveryKeyChangeDialog


class SystemDesk(QObject):
    """Signals: to_be_shown_anew() after another language, appearance or text size was chosen; practice_requested()."""

    to_be_shown_anew = Signal()
    practice_requested = Signal()

    def __init__(
        self,
        services: UiServices,
        notices: Notices,
        page: EncounterPage,
        actions: Actions,
        recording_desk: RecordingDesk,
        work_desk: WorkDesk,
    ) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._actions = actions
        self._recording_desk = recording_desk
        self._help = HelpDesk(actions, page)
        for action, act in (
            (actions.show_settings, self._show_settings),
            (actions.change_passphrase, self._change_passphrase),
            (actions.change_recovery_key, self._change_recovery_key),
            (actions.show_models, lambda: ModelsDialog(models_dir(), self._window).exec()),
            (actions.show_quality, self._show_quality),
            (actions.show_about, self._show_about),
            (actions.first_steps, self.show_first_steps),
            (actions.test_microphone, self._test_microphone),
            (actions.start_practice, self.practice_requested.emit),
            (actions.open_sample, lambda: work_desk.transcribe(sample_recording(interface_language()))),
            (actions.show_help, self._help.show_here),
            (actions.show_keys, self._help.show_keys),
        ):
            action.triggered.connect(lambda _checked=False, act=act: act())
        for action in (actions.open_sample, actions.end_practice):
            action.setVisible(services.is_practice)
        for action in (
            actions.start_practice,
            actions.first_steps,
            actions.show_settings,
            actions.change_passphrase,
            actions.change_recovery_key,
        ):
            action.setVisible(not services.is_practice)
        page.changed.connect(self._enable)
        self._enable()

    @property
    def _window(self) -> QWidget:
        return self._page.window()

    def show_first_steps(self) -> None:
        dialog = FirstStepsDialog(models_dir(), self._recording_desk.microphones, self._actions, self._window)
        dialog.practice_requested.connect(self.practice_requested)
        dialog.exec()

    def _enable(self) -> None:
        a, is_idle = self._actions, not self._page.running.is_running()
        for action in (a.first_steps, a.test_microphone):
            action.setEnabled(self._recording_desk.recording is None)
        a.start_practice.setEnabled(is_idle and self._services.open_practice is not None)
        shown = self._page.open
        a.open_sample.setEnabled(shown is not None and is_idle and not shown.has_recording)
        for action in (a.lock_window, a.change_passphrase, a.change_recovery_key):
            action.setEnabled(self._services.keys is not None)

    def _test_microphone(self) -> None:
        MicrophoneTestDialog(self._recording_desk.microphones, self._window).exec()

    def _show_quality(self) -> None:
        dialog = QualityDialog(self._services.quality, self._services.templates, self._window)
        dialog.rules_changed.connect(self._check_open_note)
        dialog.exec()

    def _check_open_note(self) -> None:
        shown, records = self._page.open, self._services.records
        if shown is not None and self._page.work is None:
            encounter_id, template_id = shown.encounter.id, shown.template_id
            self._page.changes.keep(lambda: records.check_drafts(encounter_id, (template_id,)))

    def _show_about(self) -> None:
        AboutDialog(lambda: support_report(models_dir(), logs_dir()), self._window).exec()

    def _show_settings(self) -> None:
        interface = interface_language()
        names = {each.id: each.titles[interface] for each in self._services.templates}
        own = {each.id: names[each.id] for each in self._services.templates if each.is_own}
        microphones = {each.id: each.name for each in self._recording_desk.microphones.all()}
        commands = {
            self._actions.change_passphrase: self.tr("It opens the vault, every day and after a pause."),
            self._actions.change_recovery_key: self.tr("It opens the vault when the passphrase is forgotten."),
        }
        dialog = SettingsDialog(names, self._window, {MICROPHONE.key: microphones, TEMPLATE.key: own}, commands)
        dialog.setting_chosen.connect(self.put_in_force)
        dialog.exec()

    def _change_passphrase(self) -> None:
        keys = self._services.keys
        if keys is not None and PassphraseChangeDialog(keys, QApplication.activeWindow()).exec():
            self._notices.tell(self.tr("The passphrase is changed."), level=Level.DONE)

    def _change_recovery_key(self) -> None:
        keys = self._services.keys
        if keys is not None and RecoveryKeyChangeDialog(keys, QApplication.activeWindow()).exec():
            self._notices.tell(
                self.tr("The new recovery key is valid. The former one opens nothing any more: throw it away."),
                level=Level.DONE,
            )

    def put_in_force(self, setting: Setting) -> None:
        """Most settings are read when they are needed."""
        if setting not in (LANGUAGE, APPEARANCE, TEXT_SIZE):
            return
        if self._page.running.is_running():
            self._notices.tell(self.tr("The window changes at its next start: work is in progress."))
        else:
            self._page.after_editing(self.to_be_shown_anew.emit)
