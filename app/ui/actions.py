"""Everything that can be done, once: words, key, and the menu in which it is found."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence


@dataclass(frozen=True, slots=True)
class Actions:
    new_encounter: QAction
    open_audio: QAction
    transcribe_again: QAction
    export_docx: QAction
    export_text: QAction
    close_window: QAction
    draft_note: QAction
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
            export_docx=self._action(self.tr("Export &DOCX…"), "Ctrl+E"),
            export_text=self._action(self.tr("Export &text…"), "Ctrl+Shift+E"),
            close_window=self._action(self.tr("&Quit"), "Ctrl+Q"),
            draft_note=self._action(self.tr("&Draft note"), "Ctrl+D"),
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
