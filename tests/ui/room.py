"""What of a screen has no room: words cut off, a control outside its window, a view that scrolls sideways."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

# A pixel or two is rounding, not a letter.
_ROUNDING_PX = 2
_WITH_WORDS = (QPushButton, QToolButton, QCheckBox, QRadioButton)


def cut_off(screen: QWidget) -> list[str]:
    """One line for each thing that a reader does not see whole and cannot bring into view."""
    found = list(_larger_than_its_screen(screen))
    for widget in screen.findChildren(QWidget):
        if widget.isVisibleTo(screen) and widget.window() is screen:
            found += [f"{_name(widget)}: {words}" for words in (*_words_cut(widget), *_outside(widget))]
    return found


def _larger_than_its_screen(screen: QWidget) -> Iterator[str]:
    room = screen.screen().availableSize()
    if screen.width() > room.width() or screen.height() > room.height():
        yield f"{screen.width()} x {screen.height()} on a screen of {room.width()} x {room.height()}"


def _words_cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed - _ROUNDING_PX:
                yield f"{widget.height()} high, needs {needed}"
        needed = widget.minimumSizeHint().width() if widget.wordWrap() else widget.sizeHint().width()
        if widget.width() < needed - _ROUNDING_PX:
            yield f"{widget.width()} wide, needs {needed}"
        if widget.height() < widget.minimumSizeHint().height() - _ROUNDING_PX:
            yield f"{widget.height()} high, needs {widget.minimumSizeHint().height()}"
    elif isinstance(widget, _WITH_WORDS) and widget.text():
        needed = widget.minimumSizeHint()
        if widget.width() < needed.width() - _ROUNDING_PX or widget.height() < needed.height() - _ROUNDING_PX:
            yield f"{widget.width()} x {widget.height()}, needs {needed.width()} x {needed.height()}"
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        metrics = widget.fontMetrics()
        needed = metrics.horizontalAdvance(widget.currentText()) + widget.minimumSizeHint().height()
        if widget.width() < needed - _ROUNDING_PX:
            yield f"{widget.width()} wide, “{widget.currentText()}” needs {needed}"
    elif isinstance(widget, QAbstractScrollArea):
        bar = widget.horizontalScrollBar()
        if bar.maximum() > 0 and widget.isVisible():
            yield f"scrolls sideways by {bar.maximum()}"


def _outside(widget: QWidget) -> Iterator[str]:
    """Of what it lies in, where that does not scroll."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not isinstance(widget, (QAbstractButton, QLabel, QAbstractScrollArea)):
        return
    area = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
    while parent is not None and not parent.isWindow():
        if isinstance(parent.parentWidget(), QWidget) and _is_viewport(parent):
            scroll = parent.parentWidget()
            if isinstance(scroll, QScrollArea):
                return
        if not parent.rect().adjusted(-_ROUNDING_PX, -_ROUNDING_PX, _ROUNDING_PX, _ROUNDING_PX).contains(area):
            yield f"lies outside {_name(parent)}: {area.getRect()} in {parent.rect().getRect()}"
            return
        area.translate(parent.pos())
        parent = parent.parentWidget()
    if parent is not None and not parent.rect().contains(area):
        yield f"lies outside its window: {area.getRect()} in {parent.rect().getRect()}"


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} “{words or widget.accessibleName() or widget.objectName()}”"
