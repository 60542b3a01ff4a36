"""The pages of help: Markdown in resources/help, in which commands and states are named as the window names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from app.domain.encounter import EncounterState
from app.domain.language import Language
from app.resources import load_text
from app.ui.parts.actions import Actions, key_of, name_and_key, plain_name, without_letter
from app.ui.parts.menus import Menus
from app.ui.parts.names import state_name
from app.ui.parts.searching import matches

PAGES = (
    "start",
    "encounters",
    "recording",
    "transcript",
    "drafting",
    "checking",
    "signing",
    "handover",
    "clinic",
    "privacy",
    "microphone",
    "models",
    "settings",
    "trouble",
)
KEYS_PAGE = "keys"

# Which page helps where: the innermost place around the focus counts.
PLACES = {
    "DayPanel": "encounters",
    "PatientDialog": "encounters",
    "RecordDialog": "encounters",
    "ConsentDialog": "recording",
    "RecorderStrip": "recording",
    "MicrophoneTest": "microphone",
    "MicrophoneTestDialog": "microphone",
    "TranscriptPanel": "transcript",
    "CorrectionDialog": "transcript",
    "VocabularyDialog": "transcript",
    "NotePanel": "checking",
    "StatementRow": "checking",
    "SectionEditor": "checking",
    "WishBar": "drafting",
    "SettlingDialog": "checking",
    "CalculatorDialog": "checking",
    "MedicationTablesDialog": "checking",
    "CompareDialog": "checking",
    "PastedNoteDialog": "checking",
    "QualityDialog": "checking",
    "SignDialog": "signing",
    "AddendumDialog": "signing",
    "HandoverBoard": "handover",
    "ShiftDialog": "handover",
    "AdmitDialog": "handover",
    "BedDialog": "handover",
    "TemplatesDialog": "clinic",
    "ExampleNoteDialog": "clinic",
    "ModelsDialog": "models",
    "SettingsDialog": "settings",
    "PassphraseChangeDialog": "privacy",
    "RecoveryKeyChangeDialog": "privacy",
    "NoticeBar": "trouble",
    "NoticeHistory": "trouble",
    "AboutDialog": "trouble",
    "FirstStepsDialog": "start",
    "PracticeGuide": "start",
}


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`text` is Markdown; its first line is the title."""

    id: str
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].lstrip("# ")


def help_pages(actions: Actions, language: Language) -> tuple[HelpPage, ...]:
    """Those that are written, and the keys."""
    names = names_for_help(actions)
    written = [HelpPage(each, load_text(f"help/{language.value}/{each}.md").format_map(names)) for each in PAGES]
    return (*written, _keys_page(actions))


def names_for_help(actions: Actions) -> Mapping[str, str]:
    """What stands in braces on a page: a command with its key, or the state of an encounter."""
    commands = {field.name: name_and_key(getattr(actions, field.name)) for field in fields(actions)}
    return commands | {f"state_{state.value}": state_name(state) for state in EncounterState}


def _keys_page(actions: Actions) -> HelpPage:
    """As the menus group them, so that no key is written down twice."""
    lines = [f"# {plain_name(actions.show_keys)}"]
    command, key = QCoreApplication.translate("HelpPages", "Command"), QCoreApplication.translate("HelpPages", "Key")
    for title, entries in Menus().groups(actions):
        keyed = [entry for entry in entries if entry is not None and key_of(entry) and entry.isVisible()]
        lines += ["", f"## {without_letter(title)}", "", f"| {command} | {key} |", "|---|---|"]
        lines += [f"| {plain_name(entry)} | {key_of(entry)} |" for entry in keyed]
    return HelpPage(KEYS_PAGE, "\n".join(lines))


def matching(pages: Sequence[HelpPage], words: str) -> list[HelpPage]:
    """Every word must be on the page; pages whose title has one come first."""
    found = [page for page in pages if matches(page.text, words)]
    return sorted(found, key=lambda page: not any(matches(page.title, word) for word in words.split()))
