"""What was said and the note does not hold: where it was said, in which section it would stand, one step to add it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from app.domain.note import DraftNote, Omission, Severity
from app.domain.transcript import Speaker, Transcript
from app.resources import load_json
from app.review.reading.prescriptions import is_ordered
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import icon, pixmap
from app.wording import omission_label

_MARKS = {Severity.WARN: ("warn", "warn"), Severity.INFO: ("info", "info"), Severity.BLOCK: ("block", "block")}


class OmissionRow(QWidget):
    """Signals: addition_requested(Omission), source_chosen(segment id)."""

    addition_requested = Signal(object)
    source_chosen = Signal(str)

    def __init__(self, omission: Omission, section_title: str, place: str, is_open: bool) -> None:
        """`place` is where in the talk it was said."""
        super().__init__()
        self.omission = omission
        mark = QLabel()
        mark.setPixmap(pixmap(*_MARKS[omission.severity], 16))
        words = QLabel(omission_words(omission))
        words.setObjectName("detail")
        words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 2, 14, 2)
        layout.setSpacing(6)
        layout.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        self.hear = self._source_button(place)
        layout.addWidget(self.hear, alignment=Qt.AlignmentFlag.AlignTop)
        self.add = self._add_button(section_title)
        self.add.setVisible(is_open)
        layout.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignTop)

    def _source_button(self, place: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setProperty("small", True)
        button.setText(place)
        button.setIcon(icon("play", "text_muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(self.tr("Hear where it was said: {place}").format(place=place))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self.source_chosen.emit(self.omission.source))
        return button

    def _add_button(self, section_title: str) -> QPushButton:
        button = QPushButton(self.tr("Add"))
        button.setObjectName("small")
        button.setToolTip(self.tr("Add to {section}").format(section=section_title))
        button.setAccessibleName(
            self.tr("Add to {section}: {words}").format(section=section_title, words=self.omission.text)
        )
        button.clicked.connect(lambda: self.addition_requested.emit(self.omission))
        return button


def omission_words(omission: Omission) -> str:
    label = omission_label(omission.kind, interface_language())
    words = QCoreApplication.translate("OmissionRow", "Said, not in the note · {kind}: “{words}”")
    return words.format(kind=label, words=omission.text)


def omissions_by_section(note: DraftNote, transcript: Transcript | None) -> dict[str, list[Omission]]:
    """Each with the section in which it would stand; in the last one, where no section is meant for its kind.

    A drug that is ordered now would stand under the plan, one that is taken already under the medications.
    """
    speakers = {segment.id: segment.speaker for segment in transcript.segments} if transcript else {}
    sections = load_json("terminology/omission_sections.json")["sections"]
    known = [section.id for section in note.sections]
    found: dict[str, list[Omission]] = {}
    for omission in note.omissions:
        is_order = omission.kind in {"medication", "dose"} and is_ordered(
            omission.text, speakers.get(omission.source, Speaker.UNKNOWN)
        )
        meant = sections["action" if is_order else omission.kind]
        section_id = next((each for each in meant if each in known), known[-1])
        found.setdefault(section_id, []).append(omission)
    return found
