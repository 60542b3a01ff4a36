"""Live consultations: what is recorded goes into the journal, and from there to the recogniser."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.consent import Consent
from app.domain.encounter import EncounterState, require_transition
from app.domain.errors import InputError, Problem, VaultError
from app.domain.language import Language
from app.domain.outcome import Outcome
from app.domain.transcript import Transcript
from app.engines.supervisor import Engine
from app.services.live_transcription import LiveTranscription, OnDone, heard_so_far
from app.services.models import smaller_model
from app.services.recorder import Recorder, RecorderState, require_room, room_problem
from app.services.recording import speech_model, voice_model
from app.speech.listener import LiveTranscriptionListener
from app.speech.microphone import Microphone
from app.speech.sound_watch import Level
from app.storage.vault import Vault

log = logging.getLogger(__name__)

# As long as a long piece of speech takes to be heard; beyond it the machine does not keep up.
_BEHIND_S = 30.0
_LONG_QUIET_S = 180.0


@dataclass(frozen=True, slots=True)
class UnfinishedRecording:
    """A recording that a crash or a closed program left before it was wholly transcribed; times in seconds."""

    encounter_id: str
    started_at: str
    recorded_s: float
    heard_s: float


class LiveRecording:
    """One recording under way. Its methods return at once; its properties are what a window shows now."""

    def __init__(self, vault: Vault, models_dir: Path, actor: str, encounter_id: str, channels: int) -> None:
        self.encounter_id = encounter_id
        self._models_dir = models_dir
        self._vault = vault
        self._actor = actor
        self._transcription: LiveTranscription | None = None
        self._is_complete = False
        self._recorder = Recorder(vault.journal, encounter_id, channels, self._on_stored)

    @property
    def state(self) -> RecorderState:
        return self._recorder.state

    @property
    def recorded_s(self) -> float:
        return self._recorder.stored_s

    @property
    def lag_s(self) -> float:
        """How much of what is recorded the recogniser has not listened to."""
        start_s = self._recorder.start_s
        if self._transcription is None or start_s is None:
            return 0.0
        return max(0.0, start_s + self._recorder.stored_s - self._transcription.listened_s)

    @property
    def level(self) -> Level | None:
        """None while there is no microphone."""
        return self._recorder.level

    @property
    def failure(self) -> Problem | None:
        """Why the recording ended by itself; everything until then is kept, and is transcribed."""
        return self._recorder.failure

    def warnings(self) -> tuple[Problem, ...]:
        """Most urgent first."""
        behind = (Problem("transcription_behind", {"seconds": round(self.lag_s)}),) if self.lag_s > _BEHIND_S else ()
        return self._recorder.warnings() + behind

    def long_quiet(self) -> Problem | None:
        """Nobody has spoken for minutes: whether to pause is for the clinician to say. Recording goes on meanwhile."""
        quiet_s = self._recorder.quiet_s
        return Problem("nobody_speaks", {"minutes": int(quiet_s // 60)}) if quiet_s >= _LONG_QUIET_S else None

    def go_on(self) -> None:
        """The answer to `long_quiet`: asked again only after as many minutes more."""
        self._recorder.count_quiet_anew()

    def pause(self) -> None:
        self._recorder.pause()
        self._note("recording_paused")

    def go_off_the_record(self) -> None:
        """What is said until `resume` is not stored, and cannot be brought back."""
        self._recorder.go_off_the_record()
        self._note("off_the_record_started")

    def resume(self) -> None:
        was_off = self.state is RecorderState.OFF_THE_RECORD
        self._recorder.resume()
        self._note("off_the_record_ended" if was_off else "recording_resumed")

    def mark(self) -> float:
        """Here is something to come back to: at so many seconds. Raises VaultError."""
        self._note("moment_marked")
        return self.recorded_s

    def switch_microphone(self, microphone: Microphone) -> None:
        """Raises as Microphone.start does; then there is none, and the recording waits for another."""
        self._recorder.listen_to(microphone)

    def stop(self) -> None:
        """What was said until now is transcribed to its end."""
        self._recorder.stop()

    def cancel(self) -> None:
        """As stop, but what is not transcribed yet waits to be gone on with."""
        self._recorder.stop()
        if self._transcription is not None:
            self._transcription.cancel()

    def close(self) -> None:
        """As stop, and waits until the journal holds everything."""
        self._recorder.stop()
        self._recorder.wait()

    def smaller_model(self) -> str | None:
        """The id of an installed model that would keep up better; None when there is none."""
        if self._transcription is None:
            return None
        found = smaller_model("speech", self._models_dir, self._transcription.model.id)
        return found.id if found else None

    def use_model(self, model_id: str) -> None:
        """For all that is not final yet. Raises ModelError("model_not_installed" | "model_damaged")."""
        if self._transcription is not None:
            self._transcription.use_model(speech_model(self._models_dir, model_id))

    def follow(self, transcription: LiveTranscription) -> None:
        self._transcription = transcription
        transcription.feed()

    def is_complete(self) -> bool:
        """The journal holds everything that it ever will."""
        return self._is_complete

    def _on_stored(self) -> None:
        if self._recorder.is_complete:
            try:
                self._note("recording_finished")
            except VaultError as error:
                # Where the disk is full, the log is too; what was heard is to be transcribed all the same.
                log.error("the end of a recording is not in the audit log: %s", error.problem.code)
            self._is_complete = True
        if self._transcription is not None:
            self._transcription.feed()

    def _note(self, action: str) -> None:
        detail = f"at_s={self._recorder.stored_s:.1f}"
        self._vault.audit_log.append(self._actor, action, self.encounter_id, detail)


class LiveRecordings:
    def __init__(self, vault: Vault, engine: Engine, models_dir: Path, actor: str) -> None:
        self._vault = vault
        self._engine = engine
        self._models_dir = models_dir
        self._actor = actor
        self._recordings: dict[str, LiveRecording] = {}
        self._transcribed: set[str] = set()

    def warning_before(self) -> Problem | None:
        """The disk is nearly full. Raises VaultError("vault_unreachable")."""
        return room_problem(self._vault.journal)

    def start(
        self,
        encounter_id: str,
        microphone: Microphone,
        language: Language | None,
        consent: Consent,
        listener: LiveTranscriptionListener,
        on_done: OnDone,
    ) -> LiveRecording:
        """Record, and transcribe meanwhile; after earlier recordings of the encounter, if it has any.

        Consent is on record before the first sample. `listener` hears of segments when they are final and kept; its
        progress is how far everything is final, and how far the recogniser has listened.

        Raises InputError("recording_in_progress" | "encounter_state" | "microphone_missing" | "microphone_denied" |
        "microphone_unusable"), ModelError("model_missing"), VaultError("disk_full" | "vault_unreachable").
        """
        if encounter_id in self._transcribed:
            raise InputError("recording_in_progress")
        require_transition(self._vault.encounters.get(encounter_id).state, EncounterState.TRANSCRIBED)
        speech_model(self._models_dir)
        require_room(self._vault.journal)
        goes_on = encounter_id in self._vault.live_transcripts.encounter_ids()
        with self._vault.transaction():
            detail = f"given_by={consent.given_by.value} wording={consent.wording}"
            self._vault.audit_log.append(self._actor, "recording_consented", encounter_id, detail)
            self._vault.live_transcripts.begin(encounter_id, language)
            self._vault.audit_log.append(self._actor, "recording_started", encounter_id)
        recording = LiveRecording(self._vault, self._models_dir, self._actor, encounter_id, microphone.channels)
        try:
            recording.switch_microphone(microphone)
        except InputError:
            recording.close()
            if not goes_on:
                self._vault.live_transcripts.end(encounter_id)
            raise
        self._recordings[encounter_id] = recording
        recording.follow(self._transcribe(encounter_id, microphone.channels, listener, on_done, recording.is_complete))
        return recording

    def unfinished(self) -> tuple[UnfinishedRecording, ...]:
        """What can be gone on with, the latest first. Raises VaultError."""
        waiting = [each for each in self._vault.live_transcripts.encounter_ids() if each not in self._transcribed]
        return tuple(self._unfinished(encounter_id) for encounter_id in waiting)

    def finish(self, encounter_id: str, listener: LiveTranscriptionListener, on_done: OnDone) -> LiveTranscription:
        """Transcribe the rest of a recording that was left unfinished. May be tried any number of times.

        Raises InputError("recording_in_progress" | "recording_missing"), ModelError("model_missing").
        """
        if encounter_id in self._transcribed:
            raise InputError("recording_in_progress")
        if not self._vault.journal.has_recording(encounter_id):
            self._vault.live_transcripts.end(encounter_id)
            raise InputError("recording_missing")
        channels = self._vault.journal.channels(encounter_id)
        return self._transcribe(encounter_id, channels, listener, on_done, lambda: True)

    def close(self) -> None:
        """End what is being recorded; the journal holds all of it, and the next start offers to go on."""
        for recording in self._recordings.values():
            recording.close()

    def _transcribe(
        self,
        encounter_id: str,
        channels: int,
        listener: LiveTranscriptionListener,
        on_done: OnDone,
        is_complete: Callable[[], bool],
    ) -> LiveTranscription:
        model, voices = speech_model(self._models_dir), voice_model(self._models_dir)
        self._transcribed.add(encounter_id)

        def end(outcome: Outcome[Transcript]) -> None:
            self._transcribed.discard(encounter_id)
            self._recordings.pop(encounter_id, None)
            on_done(outcome)

        return LiveTranscription(
            self._vault, self._engine, self._actor, encounter_id, model, voices, channels, listener, end, is_complete
        )

    def _unfinished(self, encounter_id: str) -> UnfinishedRecording:
        live = self._vault.live_transcripts.get(encounter_id)
        assert live is not None
        heard = heard_so_far(self._vault, encounter_id)
        recorded_s = self._vault.journal.duration_s(encounter_id)
        return UnfinishedRecording(encounter_id, live.started_at, recorded_s, heard.duration_s if heard else 0.0)
