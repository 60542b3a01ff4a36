"""What the small dialogs are made of: margins, forms, quiet words, the two buttons at the end, one question."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts.style import scaled_width

PAGE_WIDTH_PX = 440


def dialog_layout(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 16)
    layout.setSpacing(12)
    return layout


def dialog_form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(12)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def detail_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("detail")
    label.setWordWrap(True)
    return label


def dialog_buttons(dialog: QDialog, accept_text: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    accept = buttons.button(QDialogButtonBox.StandardButton.Ok)
    accept.setText(accept_text)
    accept.setProperty("primary", True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def close_button(dialog: QDialog) -> QDialogButtonBox:
    """For a dialog in which everything holds at once."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    return buttons


def button_row(
    *buttons: QWidget, left: Sequence[QWidget] = (), beside: QWidget | None = None, above_px: int = 0
) -> QHBoxLayout:
    """The buttons at the end of a page: the primary one comes last, at the right, and what gives up before it; the
    same on every system, and the same in a button box, whose order is in the style sheet.

    `left` stand at the other end; `beside` has what room there is between.
    """
    row = QHBoxLayout()
    row.setContentsMargins(0, above_px, 0, 0)
    row.setSpacing(8)
    for each in left:
        row.addWidget(each)
    if beside is None:
        row.addStretch(1)
    else:
        row.addWidget(beside, 1)
    for each in buttons:
        row.addWidget(each)
    return row


def plain_button(words: str, act: Callable[[], object]) -> QPushButton:
    """Enter elsewhere in the dialog is not meant for it."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button


def show_anew(area: QScrollArea, content: QWidget) -> None:
    """In the place of what the area shows, from where this was asked for perhaps; the reader stays at their place."""
    place = area.verticalScrollBar().value()
    before = area.takeWidget()
    if before is not None:
        before.deleteLater()
    area.setWidget(content)
    area.verticalScrollBar().setValue(place)


def emphasise(button: QAbstractButton, is_next_step: bool) -> None:
    """Filled when it is what should be done next."""
    button.setProperty("primary", is_next_step)
    button.style().unpolish(button)
    button.style().polish(button)


def primary_button(text: str, parent: QWidget | None = None) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("primary", True)
    return button


def wrap_at(label: QLabel, width_px: int) -> None:
    """Wrapped text of a fixed width has one height, whatever the screen: a page is never squeezed."""
    label.setWordWrap(True)
    width = scaled_width(width_px)
    label.setFixedWidth(width)
    label.ensurePolished()
    label.setMinimumHeight(max(0, label.heightForWidth(width)))


def fill_page(page: QWidget, title: str, text: str, width_px: int = PAGE_WIDTH_PX) -> QVBoxLayout:
    """A title and what the page is about; returns the column in which the rest goes."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    heading = QLabel(title)
    heading.setObjectName("title")
    explanation = QLabel(text)
    explanation.setObjectName("muted")
    wrap_at(explanation, width_px)
    layout.addWidget(heading)
    layout.addWidget(explanation)
    return layout


def is_sure(parent: QWidget, sentence: str, consequence: str, *, go_on: str, stay: str) -> bool:
    """Ask before something is given up; to stay is the default."""
    question = QMessageBox(QMessageBox.Icon.Question, "Saegim", sentence, parent=parent)
    question.setInformativeText(consequence)
    goes_on = question.addButton(go_on, QMessageBox.ButtonRole.AcceptRole)
    question.setDefaultButton(question.addButton(stay, QMessageBox.ButtonRole.RejectRole))
    question.exec()
    return question.clickedButton() is goes_on
