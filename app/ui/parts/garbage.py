"""Python's garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate. Widgets in a cycle would then be destroyed beside the GUI
thread, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500


class GuiThreadCollector(QObject):
    """Takes the place of Python's own collector, by the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        keep_what_is_there()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def keep_what_is_there() -> None:
    """What is made until now stays as long as the program: no collection looks through it any more. Through all that a
    window needs it takes some 30 ms, which would be felt when a patient is opened.
    """
    gc.freeze()


def collect_what_is_due() -> None:
    """At most one generation, the oldest that is due."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
    if due:
        gc.collect(due[-1])
