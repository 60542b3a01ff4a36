"""The two halves of an open encounter: the transcript with what opens a recording, the note with what drafts it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript, TranscriptSegment
from app.ui.note.view import NoteView
from app.ui.parts.action_buttons import ActionButton, QuietButton
from app.ui.parts.actions import Actions
from app.ui.parts.choice_box import ChoiceBox
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import clock, language_name, own_name_of
from app.ui.parts.settings import NOTE_LANGUAGE, SPOKEN_LANGUAGE, SYSTEM, chosen, first_template
from app.ui.parts.stack import Stack
from app.ui.parts.style import SPACE_L, is_room_short, scaled
from app.ui.transcript.find_line import FindLine
from app.ui.transcript.rows import TIME_WIDTH_PX
from app.ui.transcript.view import TranscriptView
from app.ui.transcript.waveform import WaveformStrip

_SHORTEST_TEMPLATE_NAME = 8
_LEAST_CHOICE_PX = 88
# To be read at all: where a low screen has less, the page is scrolled.
_LEAST_HEIGHT_PX = 200
# QWIDGETSIZE_MAX, which PySide does not name.
_NO_LIMIT_PX = (1 << 24) - 1


class Panel(QFrame):
    """A head with its controls, a line about the content, and the content or the words for having none."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setObjectName("panel")
        head = QFrame()
        head.setObjectName("panelHead")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(12, 8, 8, 8)
        rows.setSpacing(8)
        self.head = _head_row(rows)
        # Beside the head, or under it where larger text leaves no room beside.
        self.tools = _head_row(rows) if is_room_short() else self.head
        self.about = QLabel()
        self.about.setObjectName("detail")
        self.about.setWordWrap(True)
        self.about.setContentsMargins(12, 6, 12, 2)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(32, 32, 32, 32)
        self._content = content
        self.stack = Stack(_LEAST_HEIGHT_PX)
        self.stack.addWidget(self._empty)
        self.stack.addWidget(content)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addWidget(head)
        self.column.addWidget(self.about)
        self.column.addWidget(self.stack, 1)
        self.show_empty("")

    def minimumSizeHint(self) -> QSize:
        """On a small screen with all the lines that its wrapped words take, for which Qt's splitter does not ask."""
        least = super().minimumSizeHint()
        if not is_room_short():
            return least
        return QSize(least.width(), max(least.height(), self.column.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if is_room_short() and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def show_empty(self, words: str) -> None:
        self._empty.setText(words)
        self.stack.setCurrentWidget(self._empty)
        self.tell("")

    def show_content(self) -> None:
        self.stack.setCurrentWidget(self._content)

    @property
    def is_content_shown(self) -> bool:
        return self.stack.currentWidget() is self._content

    def add_banner(self, banner: "Banner") -> None:
        """Between the head and the content."""
        self.column.insertWidget(1, banner)

    def tell(self, about: str) -> None:
        self.about.setText(about)
        self.about.setVisible(bool(about))


class TranscriptPanel(Panel):
    def __init__(self, actions: Actions) -> None:
        self.view = TranscriptView()
        self.find_line = FindLine(self.view, actions.find_next, actions.find_previous)
        super().__init__(self.view)
        self.strip = WaveformStrip(actions.play_here, actions.loop_words)
        self.strip.hide()
        self.view.lit.connect(self.strip.light)
        self.column.insertWidget(2, self.strip)
        self.column.insertWidget(3, self.find_line)
        self._shown: Transcript | None = None
        title = QLabel(self.tr("Transcript"))
        title.setObjectName("panelTitle")
        self._language = ChoiceBox()
        self._language.setAccessibleName(self.tr("Language spoken"))
        self._language.setToolTip(self.tr("Language spoken"))
        if not is_room_short():
            # Beside the buttons its words may be cut short.
            self._language.setMinimumWidth(scaled(_LEAST_CHOICE_PX))
        self._language.addItem(self.tr("Detect language"), None)
        for language in Language:
            self._language.addItem(own_name_of(language), language.value)
        self.begin_as_chosen()
        self.head.addWidget(title, 1)
        self.head.addWidget(QuietButton(actions.find_words, "search"))
        self.head.addWidget(self._language)
        if is_room_short():
            self.tools.addStretch()
        self._open_audio = ActionButton(actions.open_audio, "audio")
        self._transcribe_again = ActionButton(actions.transcribe_again, "audio")
        self._transcribe_again.hide()
        self.tools.addWidget(self._open_audio)
        self.tools.addWidget(self._transcribe_again)
        self._being_said = QLabel()
        self._being_said.setObjectName("muted")
        self._being_said.setWordWrap(True)
        self._being_said.setContentsMargins(SPACE_L + scaled(TIME_WIDTH_PX), 4, 12, 10)
        self._being_said.setAccessibleName(self.tr("Being said"))
        self._being_said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column.addWidget(self._being_said)
        # Takes what the lines leave free: the words that come stand next to those that are there.
        self.column.addStretch()
        self.show_being_said("")

    def begin_as_chosen(self) -> None:
        """With the language of the settings."""
        self._language.setCurrentIndex(max(0, self._language.findData(chosen()[SPOKEN_LANGUAGE])))

    def show_being_said(self, text: str) -> None:
        """Under the last line and in grey: the recogniser may still think otherwise."""
        is_at_end = self.view.is_at_end
        self._being_said.setText(f"{text} …" if text else "")
        self._being_said.setVisible(bool(text))
        most = self.view.height_of_rows() if text and self.is_content_shown else _NO_LIMIT_PX
        self.stack.setMaximumHeight(most)
        if text and is_at_end:
            self.view.go_to_end()

    def offer(self, *, has_recording: bool, has_transcript: bool) -> None:
        """The way to a transcript: from a file, or from the recording that is kept."""
        shown, hidden = self._open_audio, self._transcribe_again
        if has_recording:
            shown, hidden = hidden, shown
        # In this order: room for both would push the splitter for good.
        hidden.hide()
        shown.show()
        # A file is the rarer way: recording is offered above.
        shown.emphasise(has_recording and not has_transcript)

    @property
    def language(self) -> Language | None:
        """The language chosen for the speech; None when it is to be detected."""
        chosen = self._language.currentData()
        return Language(chosen) if chosen else None

    def show_transcript(self, transcript: Transcript) -> None:
        """The reader's place and what is lit stay as long as the transcript does."""
        if transcript == self._shown:
            return
        self._shown = transcript
        self.view.segments.show(transcript.segments, transcript.dropped)
        self.show_content()
        about = [language_name(transcript.language)]
        if transcript.language_confidence is not None:
            certainty = round(100 * transcript.language_confidence)
            about = [
                self.tr("{language}, detected with {certainty} % certainty").format(
                    language=about[0], certainty=certainty
                )
            ]
        if transcript.duration_s:
            about.append(clock(transcript.duration_s))
        self.tell(" · ".join(about))

    def show_empty(self, words: str) -> None:
        self._shown = None
        self.find_line.end()
        super().show_empty(words)

    def show_so_far(self, segments: Iterable[TranscriptSegment]) -> None:
        self._shown = None
        self.view.segments.show(segments)
        self.show_content()
        self.tell("")

    def show_playing(self, segment_id: str) -> None:
        self.view.follow_playing(segment_id)


class NotePanel(Panel):
    """Signals: template_chosen(template id)."""

    template_chosen = Signal(str)

    def __init__(self, templates: tuple[NoteTemplate, ...], draft: QAction, compare: QAction) -> None:
        self.view = NoteView()
        super().__init__(self.view)
        self.about.setContentsMargins(20, 8, 20, 4)
        self._template = ChoiceBox()
        # The name of a document may be cut short where there is little room; a button may not.
        self._template.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._template.setMinimumContentsLength(_SHORTEST_TEMPLATE_NAME)
        self._template.setAccessibleName(self.tr("Document"))
        self._template.setToolTip(self.tr("Document"))
        self.offer_templates(templates)
        self._template.currentIndexChanged.connect(lambda: self.template_chosen.emit(self.template.id))
        self._language = ChoiceBox()
        self._language.setAccessibleName(self.tr("Language of the note"))
        self._language.setToolTip(self.tr("Language of the note"))
        for language in Language:
            self._language.addItem(own_name_of(language), language.value)
        self.begin_as_chosen()
        self.head.addWidget(self._template, 1)
        self.tools.addWidget(self._language, int(is_room_short()))
        self.tools.addWidget(QuietButton(compare, "compare"))
        self._draft = ActionButton(draft, "draft")
        self.tools.addWidget(self._draft)

    def offer(self, *, is_next_step: bool) -> None:
        self._draft.emphasise(is_next_step)

    @property
    def template(self) -> NoteTemplate:
        return self.templates[self._template.currentIndex()]

    @property
    def language(self) -> Language:
        return Language(self._language.currentData())

    def show_empty(self, words: str) -> None:
        self.view.clear()
        super().show_empty(words)

    def begin_as_chosen(self) -> None:
        """With the document and the language of the settings."""
        in_notes = chosen()[NOTE_LANGUAGE]
        self.choose_language(interface_language() if in_notes == SYSTEM else Language(in_notes))
        self.choose_template(first_template(self.templates).id)

    def choose_template(self, template_id: str) -> None:
        """Without a signal: the caller shows the note."""
        with QSignalBlocker(self._template):
            self._template.setCurrentIndex(self._template.findData(template_id))

    def prefer_template(self, template_id: str) -> None:
        """As choose_template, where it is still offered."""
        if any(template.id == template_id for template in self.templates):
            self.choose_template(template_id)

    def offer_templates(self, templates: tuple[NoteTemplate, ...]) -> None:
        """The chosen one stays chosen. Without a signal."""
        chosen = self._template.currentData()
        with QSignalBlocker(self._template):
            self.templates = templates
            self._template.clear()
            for template in templates:
                self._template.addItem(template.titles[interface_language()], template.id)
            self._template.setCurrentIndex(max(0, self._template.findData(chosen)))

    def choose_language(self, language: Language) -> None:
        self._language.setCurrentIndex(self._language.findData(language.value))

    def show_note(self, note: DraftNote, transcript: Transcript | None, *, is_open: bool) -> None:
        self.view.show_note(note, transcript, is_open=is_open)
        self.show_content()
        self.tell(self._about(note))

    def show_growing(self, sections: Sequence[NoteSection], about: str) -> None:
        """Lines that stand; nothing has been reviewed yet, as `about` says."""
        self.view.show_growing(sections)
        self.show_content()
        self.tell(about)

    def _about(self, note: DraftNote) -> str:
        about = [language_name(note.language)]
        if note.generation is not None:
            about.append(self.tr("drafted by {model}").format(model=note.generation.model_id))
        if note.coverage is not None and note.coverage.tokens_total:
            share = round(100 * note.coverage.tokens_read / note.coverage.tokens_total)
            about.append(self.tr("{share} % of the transcript read").format(share=share))
        if any(not rule.section for rule in note.style):
            about.append(self.tr("in this clinic's style"))
        if left_out := [self._section_title(rule.section) for rule in note.style if rule.section]:
            about.append(self.tr("left out by this clinic's style: {sections}").format(sections=", ".join(left_out)))
        return " · ".join(about)

    def _section_title(self, section_id: str) -> str:
        titles = (each.titles[interface_language()] for each in self.template.sections if each.id == section_id)
        return next(titles, section_id)


def _head_row(rows: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    rows.addLayout(row)
    return row


class Banner(QWidget):
    """A quiet line with a state and what can be done about it."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._frame = QFrame()
        self._frame.setObjectName("banner")
        self._words = QLabel()
        self._words.setWordWrap(True)
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.addWidget(self._words, 1)
        inside.addWidget(ActionButton(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 0)
        layout.addWidget(self._frame)
        self.hide()

    def tell(self, words: str, tone: str) -> None:
        """Nothing to tell hides it. `tone` is "done" or "block"."""
        self._words.setText(words)
        self._frame.setProperty("tone", tone)
        self._frame.style().polish(self._frame)
        self.setVisible(bool(words))
