"""Where each command is found in the menus."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from app.ui.parts.actions import Actions

Entries = Sequence[QAction | None]


class Menus(QObject):
    """A QObject, so that the names of the menus are translated. None stands for a line between two groups."""

    def groups(self, a: Actions) -> Iterator[tuple[str, Entries]]:
        yield self.tr("En&counter"), self._encounter(a)
        yield self.tr("&Recording"), self._recording(a)
        yield self.tr("Not&e"), self._note(a)
        yield self.tr("&View"), self._view(a)
        yield self.tr("Syste&m"), self._system(a)

    def commands(self, a: Actions) -> Iterator[QAction]:
        """Every command, in the order of the menus."""
        return (entry for _, entries in self.groups(a) for entry in entries if entry is not None)

    def fill(self, bar: QMenuBar, a: Actions) -> None:
        for title, entries in self.groups(a):
            menu = bar.addMenu(title)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(entry)

    def _encounter(self, a: Actions) -> Entries:
        return (
            a.new_encounter,
            a.find_encounter,
            a.next_encounter,
            a.previous_encounter,
            a.last_visit,
            None,
            a.show_board,
            None,
            a.name_patient,
            a.show_record,
            a.medication_tables,
            None,
            a.print_note,
            a.export_docx,
            a.export_pdf,
            a.export_text,
            a.export_fhir,
            None,
            a.lock_window,
            a.close_window,
        )

    def _recording(self, a: Actions) -> Entries:
        return (
            a.record,
            a.pause_recording,
            a.off_the_record,
            a.mark_moment,
            a.stop_recording,
            a.finish_recording,
            a.use_smaller_model,
            None,
            a.open_audio,
            a.open_sample,
            a.transcribe_again,
            None,
            a.correct_segment,
            a.edit_vocabulary,
            None,
            a.play_here,
            a.loop_words,
            a.stop_playing,
            a.test_microphone,
        )

    def _note(self, a: Actions) -> Entries:
        return (
            a.undo,
            a.redo,
            None,
            a.draft_note,
            a.bring_back,
            None,
            a.next_flag,
            a.settle_flag,
            a.play_words,
            a.edit_section,
            a.copy_section,
            a.compare_versions,
            a.check_pasted,
            None,
            a.calculate,
            None,
            a.sign,
            a.add_addendum,
        )

    def _view(self, a: Actions) -> Entries:
        return (
            a.show_palette,
            None,
            a.find_words,
            a.find_next,
            a.find_previous,
            None,
            a.go_to_transcript,
            a.go_to_note,
            None,
            a.show_notices,
        )

    def _system(self, a: Actions) -> Entries:
        return (
            a.show_help,
            a.show_keys,
            None,
            a.first_steps,
            a.start_practice,
            a.end_practice,
            None,
            a.show_settings,
            a.change_passphrase,
            a.change_recovery_key,
            a.edit_templates,
            a.show_models,
            a.show_quality,
            a.show_about,
        )
