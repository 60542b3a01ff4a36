"""The one QApplication of this process, with its language and looks: all that is needed to ask for the passphrase."""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES
from app.ui.parts.garbage import GuiThreadCollector
from app.ui.parts.interface_language import install_translations
from app.ui.parts.style import apply_style

# A thread that computes keeps the interpreter for so long before the window's thread gets its turn, at each of its many
# calls into Qt. With Python's own 5 ms, showing a note beside a review took ten times as long.
_SWITCH_INTERVAL_S = 0.0005


def start_application() -> QApplication:
    """Made on the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    application = QApplication(sys.argv[:1])
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "saegim.svg")))
    # By this name a desktop finds the entry of the program, and with it its icon.
    application.setDesktopFileName("saegim")
    application.setApplicationName("Saegim")
    GuiThreadCollector(application)
    install_translations(application)
    apply_style(application)
    return application
