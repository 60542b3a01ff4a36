"""Everything that can be done, once: words, key, and the menu in which it is found."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True, slots=True)
class Actions:
    new_encounter: QAction
    open_audio: QAction
    transcribe_again: QAction
    record: QAction
    finish_recording: QAction
    pause_recording: QAction
    off_the_record: QAction
    stop_recording: QAction
    use_smaller_model: QAction
    export_docx: QAction
    export_pdf: QAction
    export_text: QAction
    close_window: QAction
    draft_note: QAction
    bring_back: QAction
    next_flag: QAction
    edit_section: QAction
    copy_section: QAction
    sign: QAction
    add_addendum: QAction
    stop_playing: QAction
    correct_segment: QAction
    find_encounter: QAction
    show_notices: QAction

    def all(self) -> list[QAction]:
        return [getattr(self, field.name) for field in fields(self)]


class ActionFactory(QObject):
    """Makes the actions; a QObject, so that their words are translated in one context."""

    def make(self) -> Actions:
        return Actions(
            new_encounter=self._action(self.tr("&New encounter…"), "Ctrl+N"),
            open_audio=self._action(self.tr("&Open audio file…"), "Ctrl+O"),
            transcribe_again=self._action(self.tr("Transcribe a&gain"), "Ctrl+R"),
            record=self._action(self.tr("Record…"), "F5"),
            finish_recording=self._action(self.tr("Transcribe the rest"), ""),
            pause_recording=self._action(self.tr("Pause"), "F6"),
            off_the_record=self._action(self.tr("Off the record"), "F7"),
            use_smaller_model=self._action(self.tr("Smaller model for the rest"), ""),
            stop_recording=self._action(self.tr("Stop"), "Shift+F5"),
            export_docx=self._action(self.tr("Export &DOCX…"), "Ctrl+E"),
            export_pdf=self._action(self.tr("Export &PDF…"), "Ctrl+P"),
            export_text=self._action(self.tr("Export &text…"), "Ctrl+Shift+E"),
            close_window=self._action(self.tr("&Quit"), "Ctrl+Q"),
            draft_note=self._action(self.tr("&Draft note"), "Ctrl+D"),
            bring_back=self._action(self.tr("&Bring back the replaced draft"), ""),
            next_flag=self._action(self.tr("Next &flag"), "F8"),
            edit_section=self._action(self.tr("&Edit section"), "Ctrl+Shift+D"),
            copy_section=self._action(self.tr("&Copy section"), "Ctrl+Shift+C"),
            sign=self._action(self.tr("&Sign…"), "Ctrl+S"),
            add_addendum=self._action(self.tr("&Add addendum…"), ""),
            stop_playing=self._action(self.tr("S&top playing"), "Ctrl+."),
            correct_segment=self._action(self.tr("Correct &words…"), ""),
            find_encounter=self._action(self.tr("&Find encounter"), "Ctrl+F"),
            show_notices=self._action(self.tr("&All notices"), ""),
        )

    def _action(self, words: str, key: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        return action
