"""What is being done, how far it is, how long still, and a way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from app.ui.parts.work import Work

_STEPS = 1000
_TICK_MS = 1000


class ProgressStrip(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._work: Work | None = None
        self.setObjectName("progressStrip")
        self.setAccessibleName(self.tr("Progress"))
        self._doing = QLabel()
        self._remaining = QLabel()
        self._remaining.setObjectName("muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cance&l"))
        self._cancel.setAccessibleName(self.tr("Cancel this work"))
        self._cancel.clicked.connect(self._on_cancel_requested)
        words = QHBoxLayout()
        words.addWidget(self._doing, 1)
        words.addWidget(self._remaining)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 10)
        layout.setSpacing(16)
        layout.addLayout(column, 1)
        layout.addWidget(self._cancel)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_state)
        self.hide()

    def show_work(self, work: Work | None) -> None:
        if self._work is not None:
            self._work.advanced.disconnect(self._show_state)
        self._work = work
        self.setVisible(work is not None)
        if work is None:
            self._tick.stop()
            return
        work.advanced.connect(self._show_state)
        self._tick.start()
        self._show_state()

    def _on_cancel_requested(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _show_state(self) -> None:
        work = self._work
        if work is None:
            return
        self._cancel.setEnabled(not work.is_cancelling)
        self._doing.setText(self.tr("Stopping…") if work.is_cancelling else work.doing())
        self._remaining.setText("" if work.is_cancelling else self._time_left(work.remaining_s()))
        share = work.share() or 0.0
        # Busy without a measure until the first step is done, which may take a while.
        self._bar.setRange(0, _STEPS if share else 0)
        self._bar.setValue(round(_STEPS * share))

    def _time_left(self, remaining_s: float | None) -> str:
        if remaining_s is None:
            return ""
        if remaining_s < 60:
            return self.tr("about {seconds} s left").format(seconds=max(1, round(remaining_s)))
        return self.tr("about {minutes} min left").format(minutes=round(remaining_s / 60))
