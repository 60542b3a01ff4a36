"""Everything that can be done, once: words, key, and the menu in which it is found."""

import re
from dataclasses import dataclass, fields

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from app.domain.language import Language
from app.ui.parts.interface_language import interface_language, korean_translator

_CONTEXT = "ActionFactory"
_MENU_LETTER = re.compile(r"\(&\w\)")


@dataclass(frozen=True, slots=True)
class Actions:
    new_encounter: QAction
    name_patient: QAction
    open_audio: QAction
    transcribe_again: QAction
    record: QAction
    finish_recording: QAction
    pause_recording: QAction
    off_the_record: QAction
    mark_moment: QAction
    stop_recording: QAction
    use_smaller_model: QAction
    edit_vocabulary: QAction
    print_note: QAction
    export_docx: QAction
    export_pdf: QAction
    export_text: QAction
    export_fhir: QAction
    close_window: QAction
    undo: QAction
    redo: QAction
    draft_note: QAction
    bring_back: QAction
    next_flag: QAction
    settle_flag: QAction
    play_words: QAction
    edit_section: QAction
    copy_section: QAction
    compare_versions: QAction
    check_pasted: QAction
    sign: QAction
    add_addendum: QAction
    calculate: QAction
    show_record: QAction
    medication_tables: QAction
    play_here: QAction
    loop_words: QAction
    stop_playing: QAction
    correct_segment: QAction
    show_board: QAction
    find_words: QAction
    find_next: QAction
    find_previous: QAction
    find_encounter: QAction
    next_encounter: QAction
    previous_encounter: QAction
    last_visit: QAction
    go_to_transcript: QAction
    go_to_note: QAction
    show_palette: QAction
    show_notices: QAction
    show_settings: QAction
    change_passphrase: QAction
    change_recovery_key: QAction
    show_models: QAction
    edit_templates: QAction
    show_quality: QAction
    test_microphone: QAction
    first_steps: QAction
    start_practice: QAction
    open_sample: QAction
    end_practice: QAction
    lock_window: QAction
    show_help: QAction
    show_keys: QAction
    show_about: QAction

    def all(self) -> list[QAction]:
        return [getattr(self, field.name) for field in fields(self)]


class ActionFactory(QObject):
    """Makes the actions; a QObject, so that their words are translated in one context."""

    def make(self) -> Actions:
        return Actions(
            new_encounter=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&New encounter…"), "Ctrl+N"),
            name_patient=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Name the &patient…"), "F2"),
            open_audio=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Open audio file…"), "Ctrl+O"),
            transcribe_again=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Transcribe a&gain"), "Ctrl+R"),
            record=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Record…"), "F5"),
            finish_recording=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Transcribe the rest"), ""),
            pause_recording=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Pause"), "F6"),
            off_the_record=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Off the record"), "F7"),
            use_smaller_model=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Smaller model for the rest"), ""),
            edit_vocabulary=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Vocabulary…"), ""),
            mark_moment=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Mark this moment"), "Ctrl+M"),
            stop_recording=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Stop"), "Shift+F5"),
            print_note=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Pr&int…"), "Ctrl+P"),
            export_docx=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Export &DOCX…"), "Ctrl+E"),
            export_pdf=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Export &PDF…"), ""),
            export_text=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Export &text…"), "Ctrl+Shift+E"),
            export_fhir=self._action(QT_TRANSLATE_NOOP("ActionFactory", "E&xport FHIR…"), ""),
            close_window=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Quit"), "Ctrl+Q"),
            undo=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Undo"), "Ctrl+Z"),
            redo=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Redo"), "Ctrl+Shift+Z"),
            draft_note=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Draft note"), "Ctrl+D"),
            bring_back=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Bring back the replaced draft"), ""),
            next_flag=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Next &flag"), "F8"),
            settle_flag=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Settle fla&g…"), "F9"),
            play_words=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Play the words behind it"), "F4"),
            edit_section=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Edit section"), "Ctrl+Shift+D"),
            copy_section=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Copy section"), "Ctrl+Shift+C"),
            compare_versions=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Compare &versions…"), "Ctrl+Shift+V"),
            check_pasted=self._action(QT_TRANSLATE_NOOP("ActionFactory", "C&heck a note from elsewhere…"), ""),
            sign=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Sign…"), "Ctrl+S"),
            add_addendum=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Add addendum…"), ""),
            calculate=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Ca&lculators…"), "Ctrl+L"),
            show_record=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Patient's &record…"), "Ctrl+I"),
            medication_tables=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Medication tables…"), ""),
            play_here=self._action(QT_TRANSLATE_NOOP("ActionFactory", "P&lay from here"), "Ctrl+Shift+P"),
            loop_words=self._action(
                QT_TRANSLATE_NOOP("ActionFactory", "&Loop sentence or selection"), "Shift+F4", is_checkable=True
            ),
            stop_playing=self._action(QT_TRANSLATE_NOOP("ActionFactory", "S&top playing"), "Ctrl+."),
            correct_segment=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Correct &words…"), ""),
            show_board=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Handover board…"), "Ctrl+H"),
            find_words=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Find in the transcript"), "Ctrl+F"),
            find_next=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Find &next"), "F3"),
            find_previous=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Find &previous"), "Shift+F3"),
            find_encounter=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Find encounter"), "Ctrl+Shift+F"),
            next_encounter=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Next encounter"), "Ctrl+PgDown"),
            previous_encounter=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Previous encounter"), "Ctrl+PgUp"),
            last_visit=self._action(QT_TRANSLATE_NOOP("ActionFactory", "The patient's &last visit"), "Ctrl+Shift+PgUp"),
            go_to_transcript=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Go to the &transcript"), "Ctrl+1"),
            go_to_note=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Go to the n&ote"), "Ctrl+2"),
            show_palette=self._action(QT_TRANSLATE_NOOP("ActionFactory", "All &commands…"), "Ctrl+K"),
            show_notices=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&All notices"), ""),
            show_settings=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Settings…"), "Ctrl+,"),
            change_passphrase=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Change &passphrase…"), ""),
            change_recovery_key=self._action(QT_TRANSLATE_NOOP("ActionFactory", "New &recovery key…"), ""),
            edit_templates=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Te&mplates…"), ""),
            show_models=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Models…"), ""),
            show_quality=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Quality and style…"), ""),
            test_microphone=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Test mi&crophone…"), ""),
            first_steps=self._action(QT_TRANSLATE_NOOP("ActionFactory", "First s&teps…"), ""),
            start_practice=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Practice consultation"), ""),
            open_sample=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Open the sample as a &file"), ""),
            end_practice=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&End and remove the practice"), ""),
            lock_window=self._action(QT_TRANSLATE_NOOP("ActionFactory", "Loc&k"), "Ctrl+Shift+L"),
            show_help=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Help"), "F1"),
            show_keys=self._action(QT_TRANSLATE_NOOP("ActionFactory", "&Keys"), "Ctrl+F1"),
            show_about=self._action(QT_TRANSLATE_NOOP("ActionFactory", "A&bout Saegim and this machine…"), ""),
        )

    def _action(self, words: object, key: str, *, is_checkable: bool = False) -> QAction:
        """Its data are its words in the other language, for who looks for them."""
        source = str(words)
        action = QAction(QCoreApplication.translate(_CONTEXT, source), self)
        action.setShortcut(QKeySequence(key))
        action.setCheckable(is_checkable)
        in_korean = korean_translator().translate(_CONTEXT, source) or ""
        action.setData((source if interface_language() is Language.KO else in_korean).replace("&", ""))
        return action


def plain_name(command: QAction) -> str:
    """Its words without the menu's letter: «Sign…», «서명(S)…» in a menu, «Sign», «서명» here."""
    return without_letter(command.text()).removesuffix("…")


def without_letter(words: str) -> str:
    """Without the letter that opens a menu: «Note», not «Not&e»; «기록», not «기록(&E)»."""
    return _MENU_LETTER.sub("", words).replace("&", "")


def key_words(key: QKeySequence | QKeySequence.StandardKey | str) -> str:
    """As this system writes it: «Ctrl+Z», «⌘Z»."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def key_of(command: QAction) -> str:
    return key_words(command.shortcut())


def name_and_key(command: QAction) -> str:
    """As a sentence names it: «Record (F5)»."""
    key = key_of(command)
    return f"{plain_name(command)} ({key})" if key else plain_name(command)
