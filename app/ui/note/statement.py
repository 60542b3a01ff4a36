"""One statement of a note: its words, its quiet support mark, and the flags that stand out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOption, QVBoxLayout

from app.domain.note import Flag, Origin, Severity, Statement
from app.ui.note.flag_row import INKS, FlagRow, flag_words
from app.ui.parts.text_layout import Mark, TextBlock

_TO_SETTLE = (Severity.BLOCK, Severity.WARN)


class StatementRow(QAbstractButton):
    """Chosen by click or Space; Up and Down go to the neighbours. Enter settles what is flagged, what blocks first, and
    chooses where nothing is. Tab goes from flag to flag: a row without one is left out.

    Signals: step_requested(+1 or -1), settling_requested(Flag), suggestion_accepted(Flag, Suggestion), focused().
    """

    step_requested = Signal(int)
    settling_requested = Signal(object)
    suggestion_accepted = Signal(object, object)
    focused = Signal()

    def __init__(self, statement: Statement, source_times: str, settled: frozenset[Flag], is_open: bool) -> None:
        super().__init__()
        self.statement = statement
        self.setObjectName("statement")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        open_flags = [flag for flag in statement.flags if flag not in settled]
        self.setProperty("flagged", _loudest(open_flags))
        to_settle = (flag for severity in _TO_SETTLE for flag in open_flags if flag.severity is severity)
        self._to_settle = next(to_settle, None) if is_open else None
        self.set_tab_stop(bool(self.property("flagged")))
        self._words = TextBlock(statement.text, _marks(statement, settled), self._support(source_times))
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 12, 4)
        self._column.setSpacing(2)
        self._column.addWidget(self._words)
        for flag in statement.flags:
            self._column.addWidget(self._flag_row(flag, is_settled=flag in settled, is_open=is_open))
        self.setAccessibleName(self._spoken(source_times))

    def fit(self, width: int) -> None:
        """Take the height of a row so wide, before it has its width: the rows around it are then laid out once."""
        margins = self._column.contentsMargins()
        self._words.fit(width - margins.left() - margins.right())

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        if self.isChecked():
            option.state |= QStyle.StateFlag.State_On
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._to_settle is not None:
            self.settling_requested.emit(self._to_settle)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def set_tab_stop(self, is_stop: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _support(self, source_times: str) -> str:
        """The times of its sources; for a clinician's own words, who wrote them."""
        edited = self.tr("edited") if self.statement.origin is Origin.CLINICIAN else ""
        return "  ".join(filter(None, (source_times, edited)))

    def _flag_row(self, flag: Flag, *, is_settled: bool, is_open: bool) -> FlagRow:
        row = FlagRow(self.statement.text, flag, is_settled=is_settled, is_open=is_open)
        row.settling_requested.connect(lambda: self.settling_requested.emit(flag))
        row.suggestion_accepted.connect(lambda suggestion: self.suggestion_accepted.emit(flag, suggestion))
        return row

    def _spoken(self, source_times: str) -> str:
        support = self.tr("said at {times}").format(times=source_times) if source_times else self.tr("no source")
        return ". ".join((self.statement.text, *(flag_words(flag) for flag in self.statement.flags), support))


def _loudest(flags: list[Flag]) -> str:
    severities = {flag.severity for flag in flags}
    return next((each.value for each in (Severity.BLOCK, Severity.WARN) if each in severities), "")


def _marks(statement: Statement, settled: frozenset[Flag]) -> list[Mark]:
    """The words in question, unless all of them are. Settled ones are only underlined."""
    found = []
    for flag in statement.flags:
        start = statement.text.find(flag.written)
        if flag.written and start >= 0 and len(flag.written) < len(statement.text.strip(" .")):
            ink = "text" if flag in settled else INKS[flag.severity]
            found.append(Mark(start, len(flag.written), ink))
    return found
