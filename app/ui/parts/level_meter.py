"""How loud the microphone is, as a bar."""

from PySide6.QtWidgets import QProgressBar

from app.speech.sound_watch import Level

_QUIETEST_DB = -60


class LevelMeter(QProgressBar):
    def __init__(self) -> None:
        super().__init__()
        self.setRange(_QUIETEST_DB, 0)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Level of the microphone"))
        self.show_level(None)

    def show_level(self, level: Level | None) -> None:
        """None: there is no microphone."""
        self.setValue(round(max(_QUIETEST_DB, level.loudness_db)) if level else _QUIETEST_DB)
