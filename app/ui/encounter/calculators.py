"""The calculators: started by the clinician, every input visible and editable, nothing assumed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.work_at_hand import Unsaved, Writing
from app.review.calculators.definition import Calculator, Input, calculator, calculator_names
from app.review.calculators.filling import RECORD, Filled
from app.review.calculators.inputs import expected, missing_inputs, read_input
from app.review.calculators.lines import note_line
from app.review.calculators.results import Result, calculate
from app.ui.parts.dialog_parts import button_row, dialog_layout, primary_button
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import is_room_short, scaled, scaled_size
from app.wording import wording_of

Fill = Callable[[Calculator], Sequence[Filled]]
Section = tuple[str, str]
"""The id of a note's section, and its title."""

_PREFERRED_SECTIONS = ("assessment", "results", "examination", "vitals")
_SIZE_PX = (720, 720)
_BETWEEN_PX = 16
_FIELD_PX = 160
_MARGINS_PX = 2 * 24 + 8


class InputRow(QWidget):
    """One input: what is typed or chosen, where it was taken from, and what is wrong with it. Signals: changed()."""

    changed = Signal()

    def __init__(self, asked: Input, filled: Filled | None) -> None:
        super().__init__()
        self.asked = asked
        self._filled = filled
        self._line = QLineEdit()
        self._choice = QComboBox()
        self._detail = QLabel()
        self._detail.setObjectName("detail")
        self._detail.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._fill_choice() if asked.choices else self._fill_line())
        layout.addWidget(self._detail)
        self.editor.setAccessibleName(asked.labels[interface_language()])
        self.show_state("")

    @property
    def editor(self) -> QWidget:
        return self._choice if self.asked.choices else self._line

    @property
    def text(self) -> str:
        return str(self._choice.currentData()) if self.asked.choices else self._line.text().strip()

    def put(self, text: str) -> None:
        if self.asked.choices:
            self._choice.setCurrentIndex(max(0, self._choice.findData(text)))
        else:
            self._line.setText(text)

    def show_state(self, problem: str) -> None:
        """A problem, else where the value is from; what is expected while there is none."""
        self._detail.setObjectName("flagBlock" if problem else "detail")
        self._detail.setText(problem or self._origin())
        self._detail.setVisible(bool(self._detail.text()))
        self._detail.style().polish(self._detail)

    def _fill_line(self) -> QLineEdit:
        self._line.setText(self._filled.text if self._filled else "")
        self._line.setPlaceholderText(expected(self.asked))
        self._line.textEdited.connect(lambda: self.changed.emit())
        return self._line

    def _fill_choice(self) -> QComboBox:
        self._choice.addItem("—", "")
        for choice in self.asked.choices:
            self._choice.addItem(choice.labels[interface_language()], choice.id)
        self._choice.setMinimumContentsLength(12)
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if self._filled is not None:
            self.put(self._filled.text)
        self._choice.currentIndexChanged.connect(lambda: self.changed.emit())
        return self._choice

    def _origin(self) -> str:
        filled = self._filled
        if filled is None or self.text != filled.text:
            return ""
        origin = self.tr("from the patient's record") if filled.source == RECORD else f"“{filled.quote}”"
        if filled.others:
            origin += "\n" + self.tr("also found: {values}").format(values=", ".join(filled.others))
        return origin


class InputLabel(QLabel):
    """What an input is called, and its unit in brackets. On one line, or broken between words and before the unit."""

    def __init__(self, row: InputRow, parent: QWidget) -> None:
        super().__init__(parent)
        name, unit = row.asked.labels[interface_language()], row.asked.unit_in(interface_language())
        self.setText(f"{name} ({_unbroken(unit)})" if unit else name)
        self.setBuddy(row.editor)
        self.ensurePolished()


class ResultCard(QFrame):
    """The value, its band, the points of each item or the working, and the source."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.value = QLabel()
        self.value.setObjectName("title")
        self.band = QLabel()
        self.points = QLabel()
        self.source = QLabel()
        self.source.setObjectName("detail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (self.value, self.band, self.points, self.source):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)

    def show_result(self, result: Result) -> None:
        language = interface_language()
        self.value.setText(result.value_text)
        self.band.setText(result.band[language] if result.band is not None else "")
        parts = [f"{part.points:+g}   {part.labels[language]}" for part in result.parts]
        self.points.setText("\n".join(parts) or result.working)

    def show_missing(self, labels: Sequence[str]) -> None:
        self.value.setText("—")
        missing = ", ".join(labels)
        self.band.setText(self.tr("Still missing: {inputs}").format(inputs=missing) if missing else "")
        self.points.setText("")


class CalculatorDialog(QDialog):
    """`line` and `section_id` hold what is to be inserted once the dialog was accepted."""

    def __init__(self, fill: Fill, sections: Sequence[Section], language: Language, parent: QWidget) -> None:
        """`fill` finds inputs in the open encounter; `language` is that of the note. Without sections nothing can be
        inserted."""
        super().__init__(parent)
        self.rows: list[InputRow] = []
        self.result_card = ResultCard()
        self._fill = fill
        self._language = language
        self._result: Result | None = None
        self.setWindowTitle(self.tr("Calculators"))
        self.resize(scaled_size(*_SIZE_PX))
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Calculator"))
        for name in calculator_names():
            self.chooser.addItem(calculator(name).titles[interface_language()], name)
        self._applies = QLabel()
        self._applies.setObjectName("detail")
        self._applies.setWordWrap(True)
        self._inputs = QWidget()
        self._form_area = QScrollArea()
        self._form_area.setWidgetResizable(True)
        self._form_area.setFrameShape(QFrame.Shape.NoFrame)
        self._form_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._section = QComboBox()
        self._section.setAccessibleName(self.tr("Section of the note"))
        for section_id, title in sections:
            self._section.addItem(title, section_id)
        preferred = (self._section.findData(each) for each in _PREFERRED_SECTIONS)
        self._section.setCurrentIndex(next((place for place in preferred if place >= 0), 0))
        self.insert = primary_button(self.tr("&Insert into the note"))
        self.insert.clicked.connect(self.accept)
        self._lay_out()
        self.chooser.currentIndexChanged.connect(lambda: self._show_chosen())
        self._show_chosen()

    @property
    def result_of_inputs(self) -> Result | None:
        """None while an input is missing or cannot be."""
        return self._result

    @property
    def section_id(self) -> str:
        return str(self._section.currentData() or "")

    @property
    def line(self) -> str:
        return note_line(self._result, self._language) if self._result is not None else ""

    @property
    def unsaved(self) -> Unsaved:
        """The section, then the inputs in their order."""
        words = (self.section_id, *(row.text for row in self.rows))
        return Unsaved(Writing.CALCULATION, str(self.chooser.currentData()), words)

    def type_again(self, unsaved: Unsaved) -> None:
        """Of a calculator that there is no more, or that asks for something else by now, nothing."""
        chosen = self.chooser.findData(unsaved.id)
        section_id, *texts = unsaved.words
        if chosen < 0 or len(calculator(unsaved.id).inputs) != len(texts):
            return
        self.chooser.setCurrentIndex(chosen)
        self._section.setCurrentIndex(max(0, self._section.findData(section_id)))
        for row, text in zip(self.rows, texts, strict=True):
            row.put(text)
        self._calculate()

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("&Close"))
        close.clicked.connect(self.reject)
        for button in (self.insert, close):
            button.setAutoDefault(False)
        layout = dialog_layout(self)
        layout.addWidget(self.chooser)
        layout.addWidget(self._applies)
        content = QWidget(self._form_area)
        self._above_result = QVBoxLayout(content)
        self._above_result.setContentsMargins(0, 0, 0, 0)
        self._above_result.addWidget(self._inputs)
        self._above_result.addStretch()
        self._form_area.setWidget(content)
        layout.addWidget(self._form_area, 1)
        # In view while one types; on a low screen it would leave no room for the inputs.
        (self._above_result if is_room_short() else layout).addWidget(self.result_card)
        layout.addLayout(button_row(close, self.insert, beside=self._section))

    def _show_chosen(self) -> None:
        chosen = calculator(self.chooser.currentData())
        language = interface_language()
        filled = {each.name: each for each in self._fill(chosen)}
        self._applies.setText(chosen.applies[language])
        self.result_card.source.setText(self.tr("Source: {source}").format(source=chosen.source))
        self.rows = [InputRow(asked, filled.get(asked.name)) for asked in chosen.inputs]
        for row in self.rows:
            row.changed.connect(self._calculate)
        former, self._inputs = self._inputs, self._form()
        self._above_result.replaceWidget(former, self._inputs)
        former.hide()
        former.deleteLater()
        self._inputs.show()
        self._above_result.activate()
        self._form_area.verticalScrollBar().setValue(0)
        self._calculate()

    def _form(self) -> QWidget:
        """Each label stands on one line beside its field, or all of them above, where one has no room for that."""
        content = QWidget(self._form_area)
        form = QFormLayout(content)
        form.setContentsMargins(0, 0, 8, 0)
        form.setHorizontalSpacing(scaled(_BETWEEN_PX))
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        labels = [InputLabel(row, content) for row in self.rows]
        widest = max(label.sizeHint().width() for label in labels)
        has_room = widest + scaled(_BETWEEN_PX + _FIELD_PX) <= self.contentsRect().width() - _MARGINS_PX
        for label, row in zip(labels, self.rows, strict=True):
            if has_room:
                form.addRow(label, row)
            else:
                label.setWordWrap(True)
                form.addRow(label)
                form.addRow(row)
        return content

    def _calculate(self) -> None:
        chosen = calculator(self.chooser.currentData())
        given = {}
        for row in self.rows:
            problem = ""
            try:
                if row.text:
                    given[row.asked.name] = read_input(row.asked, row.text)
            except InputError:
                problem = self.tr("Expected: {range}").format(range=expected(row.asked))
            row.show_state(problem)
        self._result = None
        if missing_inputs(chosen, given):
            missing = [row.asked.labels[interface_language()] for row in self.rows if row.asked.name not in given]
            self.result_card.show_missing(missing)
        else:
            try:
                self._result = calculate(chosen.name, given)
                self.result_card.show_result(self._result)
            except InputError as error:
                self.result_card.show_missing(())
                self._show_problem_of_all(error)
        self.insert.setEnabled(self._result is not None and bool(self.section_id))

    def _show_problem_of_all(self, error: InputError) -> None:
        """What is wrong with inputs only together: a diastolic pressure above the systolic, a child off the table."""
        asked = error.problem.facts.get("input")
        row = next((row for row in self.rows if row.asked.name == asked), self.rows[-1])
        row.show_state(str(wording_of(error.problem, interface_language())))


def _unbroken(unit: str) -> str:
    """A line may end at a space or after a slash, unless something forbids it."""
    return unit.replace(" ", "\N{NO-BREAK SPACE}").replace("/", "\N{WORD JOINER}/\N{WORD JOINER}")
