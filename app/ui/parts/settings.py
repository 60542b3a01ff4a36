"""What the user can choose about the window: each setting declared once, with its help; kept in a small file."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.drafting.templates import template_ids
from app.paths import settings_file

_log = logging.getLogger(__name__)

_CONTEXT = "Settings"
SYSTEM = "system"
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Setting:
    """`name`, `help` and the names of the choices are words to be translated; a choice without a name is named by the
    dialog. Where it `is_open`, the machine or the clinic has choices of its own, which may come and go.
    """

    key: str
    name: object
    help: object
    choices: Mapping[str, object]
    default: str
    is_open: bool = False

    def allows(self, value: str) -> bool:
        return self.is_open or value in self.choices


LANGUAGE = Setting(
    "language",
    QT_TRANSLATE_NOOP("Settings", "Language of the window"),
    QT_TRANSLATE_NOOP("Settings", "What is recorded and written keeps its own language, which is chosen beside it."),
    {SYSTEM: QT_TRANSLATE_NOOP("Settings", "As the system"), Language.KO: "한국어", Language.EN: "English"},
    SYSTEM,
)
APPEARANCE = Setting(
    "appearance",
    QT_TRANSLATE_NOOP("Settings", "Appearance"),
    QT_TRANSLATE_NOOP("Settings", "High contrast has the strongest colours, for tired eyes and bright rooms."),
    {
        SYSTEM: QT_TRANSLATE_NOOP("Settings", "As the system"),
        "light": QT_TRANSLATE_NOOP("Settings", "Light"),
        "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
        "contrast": QT_TRANSLATE_NOOP("Settings", "High contrast"),
    },
    SYSTEM,
)
TEMPLATE = Setting(
    "template",
    QT_TRANSLATE_NOOP("Settings", "Default document"),
    QT_TRANSLATE_NOOP("Settings", "A new encounter starts with this document; another can be chosen at any time."),
    dict.fromkeys(template_ids(), ""),
    template_ids()[0],
    is_open=True,
)
NOTE_LANGUAGE = Setting(
    "note_language",
    QT_TRANSLATE_NOOP("Settings", "Language of new notes"),
    QT_TRANSLATE_NOOP("Settings", "Notes are written in this language, whatever is spoken."),
    {SYSTEM: QT_TRANSLATE_NOOP("Settings", "As the window"), Language.KO: "한국어", Language.EN: "English"},
    SYSTEM,
)
SPOKEN_LANGUAGE = Setting(
    "spoken_language",
    QT_TRANSLATE_NOOP("Settings", "Language spoken"),
    QT_TRANSLATE_NOOP("Settings", "One language is heard more surely than one that has to be found out first."),
    {SYSTEM: QT_TRANSLATE_NOOP("Settings", "Detect language"), Language.KO: "한국어", Language.EN: "English"},
    SYSTEM,
)
MICROPHONE = Setting(
    "microphone",
    QT_TRANSLATE_NOOP("Settings", "Microphone"),
    QT_TRANSLATE_NOOP("Settings", "A recording begins with it if it is plugged in; another can be chosen meanwhile."),
    {SYSTEM: QT_TRANSLATE_NOOP("Settings", "As the system")},
    SYSTEM,
    is_open=True,
)
PLAYBACK_SPEED = Setting(
    "playback_speed",
    QT_TRANSLATE_NOOP("Settings", "Speed of playback"),
    QT_TRANSLATE_NOOP("Settings", "Voices keep their pitch."),
    {"0.75": "0.75 ×", "1": "1 ×", "1.25": "1.25 ×", "1.5": "1.5 ×", "2": "2 ×"},
    "1",
)
TEXT_SIZE = Setting(
    "text_size",
    QT_TRANSLATE_NOOP("Settings", "Size of the text"),
    QT_TRANSLATE_NOOP("Settings", "Applies to all text in the window."),
    {"100": "100 %", "115": "115 %", "130": "130 %", "150": "150 %", "200": "200 %"},
    "100",
)
SMALL_RECORDER = Setting(
    "small_recorder",
    QT_TRANSLATE_NOOP("Settings", "Recorder over other programs"),
    QT_TRANSLATE_NOOP("Settings", "A small strip with time, level and pause, while you record and work elsewhere."),
    {
        "elsewhere": QT_TRANSLATE_NOOP("Settings", "While another program is in front"),
        NEVER: QT_TRANSLATE_NOOP("Settings", "Never"),
    },
    "elsewhere",
)
LOCK_AFTER = Setting(
    "lock_after",
    QT_TRANSLATE_NOOP("Settings", "Lock when nobody works here"),
    QT_TRANSLATE_NOOP("Settings", "It then shows nothing until the passphrase is typed. Not during a recording."),
    {
        "2": QT_TRANSLATE_NOOP("Settings", "After 2 minutes"),
        "5": QT_TRANSLATE_NOOP("Settings", "After 5 minutes"),
        "10": QT_TRANSLATE_NOOP("Settings", "After 10 minutes"),
        "30": QT_TRANSLATE_NOOP("Settings", "After 30 minutes"),
        NEVER: QT_TRANSLATE_NOOP("Settings", "Never"),
    },
    "10",
)
SETTINGS = (
    LANGUAGE,
    APPEARANCE,
    TEXT_SIZE,
    TEMPLATE,
    NOTE_LANGUAGE,
    SPOKEN_LANGUAGE,
    MICROPHONE,
    SMALL_RECORDER,
    PLAYBACK_SPEED,
    LOCK_AFTER,
)


class ChosenSettings:
    """What was chosen; for the rest, and for what no longer is a choice, the default."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._chosen = _read(path)

    def __getitem__(self, setting: Setting) -> str:
        value = self._chosen.get(setting.key, setting.default)
        return value if setting.allows(value) else setting.default

    def choose(self, setting: Setting, value: str) -> None:
        """Kept at once. A file that cannot be written costs the choice at the next start, and nothing else."""
        self._chosen[setting.key] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._chosen, indent=2, sort_keys=True), encoding="utf-8")
        except OSError as error:
            _log.warning("settings not kept: %s", type(error).__name__)


@cache
def chosen() -> ChosenSettings:
    return ChosenSettings(settings_file())


def first_template(templates: Sequence[NoteTemplate]) -> NoteTemplate:
    """The document to begin with; the first one where the chosen one is no longer offered."""
    return next((each for each in templates if each.id == chosen()[TEMPLATE]), templates[0])


def translated(words: object) -> str:
    """Words of a declaration, in the language of the window."""
    return QCoreApplication.translate(_CONTEXT, str(words))


def _read(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {str(key): value for key, value in content.items() if isinstance(value, str)}
