"""Listening again: the strip, the words of the transcript and the player follow each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from app.domain.outcome import Completed, Failed
from app.domain.transcript import Transcript
from app.services.recording_picture import RecordingPicture
from app.ui.parts.actions import Actions
from app.ui.parts.tasks import run_task
from app.ui.parts.work import Transcribing
from app.ui.services import UiServices
from app.ui.sound.stretches import Stretch, between

if TYPE_CHECKING:
    from app.ui.encounter.page import EncounterPage


_PAGE_FIRST_MS = 400


class Listening(QObject):
    def __init__(self, services: UiServices, page: "EncounterPage", actions: Actions) -> None:
        super().__init__(page)
        self._recordings = services.recordings
        self._page = page
        self._actions = actions
        self._pictured = ""
        self._strip, self._view = page.transcript_panel.strip, page.transcript_panel.view
        page.changed.connect(self._on_page_changed)
        page.player.moved.connect(self._strip.move_to)
        page.player.changed.connect(self._on_player_changed)
        self._strip.play_requested.connect(self.play_from)
        self._strip.stop_requested.connect(page.player.stop)
        self._view.play_from_requested.connect(self.play_from)
        self._view.words_chosen.connect(self._on_words_chosen)
        for place in (self._strip, self._view):
            place.loop_requested.connect(self.loop)
            place.loop_end_requested.connect(self.end_loop)

    def play_or_stop(self) -> None:
        """From the place of the strip on, to the end of the recording."""
        if self._page.player.is_playing:
            self._page.player.stop()
        else:
            self.play_from(self._strip.position_s)

    def play_from(self, second: float) -> None:
        self._play(between(self._strip.segments, second, self._strip.duration_s))

    def loop_or_end(self) -> None:
        if self._page.player.is_looped:
            self.end_loop()
        else:
            self.loop()

    def loop(self) -> None:
        """What is selected in the strip or chosen in the transcript, else the sentence that is there."""
        span = self._strip.selection or self._span_at_hand()
        if span is not None:
            self._strip.select(*span)
            self._play(between(self._strip.segments, *span), is_looped=True)
        self._on_player_changed()

    def end_loop(self) -> None:
        """The round is played to its end; a second time ends it at once."""
        player = self._page.player
        self._strip.clear_selection()
        if player.is_looped:
            player.end_loop()
        else:
            player.stop()

    def _span_at_hand(self) -> tuple[float, float] | None:
        """Where the player or the reader is."""
        spoken = self._strip.segment_at(self._strip.position_s)
        if spoken is not None and (self._page.player.is_playing or self._strip.hasFocus()):
            return spoken.start_s, spoken.end_s
        return self._view.chosen_span() or ((spoken.start_s, spoken.end_s) if spoken is not None else None)

    def _play(self, stretches: tuple[Stretch, ...], *, is_looped: bool = False) -> None:
        shown = self._page.open
        if shown is not None and shown.has_recording:
            encounter_id = shown.encounter.id
            self._page.player.play(
                lambda start_s: self._recordings.audio(encounter_id, start_s), stretches, is_looped=is_looped
            )

    def _on_words_chosen(self, start_s: float, end_s: float) -> None:
        if self._page.player.is_playing:
            return
        self._strip.move_to(start_s)
        if end_s > start_s:
            self._strip.select(start_s, end_s)
        else:
            self._strip.clear_selection()

    def _on_player_changed(self) -> None:
        player = self._page.player
        self._strip.show_state(is_playing=player.is_playing, is_looped=player.is_looped)
        self._actions.loop_words.setChecked(player.is_looped)

    def _on_page_changed(self) -> None:
        shown = self._page.open
        transcript = shown.transcript if shown is not None and shown.has_recording else None
        if isinstance(self._page.work, Transcribing):
            transcript = None
        for action in (self._actions.play_here, self._actions.loop_words):
            action.setEnabled(transcript is not None)
        if shown is not None and transcript is not None:
            self._show(shown.encounter.id, transcript)
        else:
            self.stop_reading()
            self._strip.hide()
            self._strip.forget()

    def stop_reading(self) -> None:
        """Nobody wants to see the recording any more."""
        self._pictured = ""

    def _show(self, encounter_id: str, transcript: Transcript) -> None:
        """At once who speaks when; how loud, as soon as the recording is read."""
        if self._pictured != encounter_id:
            self._strip.forget()
        self._strip.show_recording(transcript)
        self._strip.show()
        if self._pictured != encounter_id:
            self._pictured = encounter_id

            def is_wanted() -> bool:
                return self._pictured == encounter_id

            def read() -> None:
                if is_wanted():
                    run_task(
                        lambda: self._recordings.picture(encounter_id, is_wanted),
                        lambda outcome: self._on_picture_read(outcome) if isValid(self) and is_wanted() else None,
                    )

            # When the rest of the page stands.
            QTimer.singleShot(_PAGE_FIRST_MS, self, read)

    def _on_picture_read(self, outcome: Completed[RecordingPicture] | Failed) -> None:
        """Without it there is still who speaks when; what is damaged is told when it is played."""
        if isinstance(outcome, Completed):
            self._strip.show_picture(outcome.value)
