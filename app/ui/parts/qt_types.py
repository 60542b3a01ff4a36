"""Qt's types, all made on the GUI thread before another thread asks for one.

PySide makes a type when it is first named, and keeps no other thread out while it does. Where the GUI thread and one
that reads the program meet at the same type, there are two of it, and what inherits from the one is refused by the
other: the window does not open.
"""

from collections.abc import Callable, Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject

from app.ui.parts.tasks import InSlices


def making_types(parent: QObject, on_made: Callable[[], object]) -> InSlices:
    """To be begun; `on_made` is called once, after the last."""
    left = _types_made(on_made)
    return InSlices(parent, lambda: next(left, False))


def _types_made(on_made: Callable[[], object]) -> Iterator[bool]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield True
    on_made()
