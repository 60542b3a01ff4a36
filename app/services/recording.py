"""From a recording to a transcript that is kept: the audio goes into the vault first, then to the recogniser."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeAlias

from app.domain.encounter import EncounterState, require_transition
from app.domain.errors import InputError, ModelError, Problem, SaegimError, VaultError
from app.domain.language import Language
from app.domain.outcome import Cancelled, Completed, Failed, Outcome
from app.domain.transcript import Speaker, Transcript
from app.domain.vocabulary import NO_VOCABULARY, Vocabulary
from app.engines.protocol import (
    AudioDamaged,
    DecodeJob,
    Event,
    LanguageFound,
    LoadModel,
    ModelSpec,
    Progressed,
    SegmentFound,
    TranscribeJob,
)
from app.engines.supervisor import Engine, Job, JobState
from app.services.models import find_model
from app.services.recording_picture import RecordingPicture, picture_of
from app.services.review import check_drafts_again
from app.services.vocabulary import vocabulary_for
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.listener import TranscriptionListener
from app.storage.frames import StreamEnd
from app.storage.vault import Vault

OnDone: TypeAlias = Callable[[Outcome[Transcript]], None]
OnDamage: TypeAlias = Callable[[Problem], None]


def _ignore(problem: Problem) -> None:
    pass


class TranscriptionJob(Protocol):
    """What can be done with a transcription that is under way."""

    @property
    def state(self) -> JobState: ...

    def cancel(self) -> None: ...


class Recordings:
    def __init__(self, vault: Vault, engine: Engine, models_dir: Path, actor: str) -> None:
        self._vault = vault
        self._engine = engine
        self._models_dir = models_dir
        self._actor = actor

    def transcribe_file(
        self,
        encounter_id: str,
        path: Path,
        language: Language | None,
        listener: TranscriptionListener,
        on_done: OnDone,
        *,
        on_damage: OnDamage = _ignore,
    ) -> TranscriptionJob:
        """Copy a recording into the vault, then transcribe it. However that ends, the copy stays.

        `on_damage` hears that only a part of the file could be read; that part is transcribed.
        Raises InputError("recording_exists" | "encounter_state") and ModelError("model_missing") at once.
        """
        if self._vault.journal.has_recording(encounter_id):
            raise InputError("recording_exists")
        self._require_transcribable(encounter_id)
        return _ImportedTranscription(
            lambda on_imported: self._import(encounter_id, path, on_imported, on_damage),
            lambda: self.transcribe_recording(encounter_id, language, listener, on_done),
            on_done,
        )

    def transcribe_recording(
        self, encounter_id: str, language: Language | None, listener: TranscriptionListener, on_done: OnDone
    ) -> Job[Transcript]:
        """Transcribe, perhaps again, what the vault holds; the transcript becomes the encounter's next revision.

        Raises InputError("recording_missing" | "encounter_state") and ModelError("model_missing") at once.
        """
        if not self._vault.journal.has_recording(encounter_id):
            raise InputError("recording_missing")
        model = self._require_transcribable(encounter_id)
        channels = self._vault.journal.channels(encounter_id)
        vocabulary = vocabulary_for(self._vault, encounter_id)

        def keep(transcript: Transcript) -> Transcript:
            keep_transcript(self._vault, self._actor, encounter_id, transcript)
            return transcript

        return self._engine.submit(
            lambda: TranscribeJob(
                b"".join(self._vault.journal.read_recording(encounter_id, channels=channels)),
                language,
                model,
                voice_model(self._models_dir),
                channels,
                vocabulary,
            ),
            lambda event: _tell(listener, event),
            on_done,
            on_result=keep,
        )

    def has_recording(self, encounter_id: str) -> bool:
        return self._vault.journal.has_recording(encounter_id)

    def audio(self, encounter_id: str, start_s: float = 0.0) -> Iterator[bytes]:
        """Blocks of 16 kHz mono s16le PCM. Raises VaultError("recording_damaged") at an end that is none."""
        with self._vault.journal.follow(encounter_id, round(start_s * SAMPLE_RATE_HZ)) as recording:
            while block := recording.read():
                yield block
        if problem := self.damage(encounter_id):
            raise VaultError(problem.code, **problem.facts)

    def picture(self, encounter_id: str, is_wanted: Callable[[], bool] = lambda: True) -> RecordingPicture:
        """Loudness and marks. Reads the whole recording, as long as it is wanted. Raises VaultError."""
        return picture_of(self._vault, encounter_id, is_wanted)

    def damage(self, encounter_id: str) -> Problem | None:
        """That not all of the recording can be read, if so. Reads the whole of it."""
        states = self._vault.journal.states(encounter_id)
        if all(state.end is not StreamEnd.DAMAGED for state in states):
            return None
        return Problem("recording_damaged", {"read_s": round(sum(state.duration_s for state in states))})

    def damage_within(self, encounter_id: str, times: Sequence[tuple[float, float]]) -> Problem | None:
        """That some of these stretches (start and end in seconds) cannot be read, although what follows can.

        Reads the whole recording.
        """
        gaps = self._vault.journal.gaps(encounter_id)
        shared = (min(end_s, gap_end_s) - max(start_s, gap_s) for start_s, end_s in times for gap_s, gap_end_s in gaps)
        silent_s = sum(max(0.0, shared_s) for shared_s in shared)
        return Problem("passage_damaged", {"silent_s": round(silent_s, 1)}) if silent_s else None

    def transcript(self, encounter_id: str) -> Transcript | None:
        return self._vault.transcripts.latest(encounter_id)

    def correct_segment(
        self, encounter_id: str, segment_id: str, text: str | None = None, speaker: Speaker | None = None
    ) -> Transcript:
        """The next revision of the transcript, against which every draft is checked again.

        Raises InputError("transcript_missing"), KeyError when there is no such segment.
        """

        def correct(transcript: Transcript) -> Transcript:
            segment = transcript.segment(segment_id)
            corrected = segment.text if text is None else text.strip()
            return transcript.with_segment(segment.corrected(corrected, speaker or segment.speaker))

        return self._revise(encounter_id, correct, "segment_corrected", segment_id)

    def relabel_voice(self, encounter_id: str, segment_id: str, speaker: Speaker) -> Transcript:
        """The next revision, in which everything said by the voice of that segment is by `speaker`.

        Whoever was guessed to be `speaker` takes the other's place, so that one call swaps two people.

        Raises InputError("transcript_missing"), KeyError when there is no such segment.
        """
        return self._revise(
            encounter_id,
            lambda transcript: transcript.with_voice(segment_id, speaker),
            "voice_relabelled",
            f"{segment_id} speaker={speaker.value}",
        )

    def put_back(self, encounter_id: str, transcript: Transcript) -> Transcript:
        """An earlier transcript as the next revision. Raises InputError("transcript_missing")."""
        return self._revise(encounter_id, lambda _: transcript, "correction_taken_back", "transcript")

    def _revise(
        self, encounter_id: str, change: Callable[[Transcript], Transcript], action: str, detail: str
    ) -> Transcript:
        with self._vault.transaction():
            transcript = self._vault.transcripts.latest(encounter_id)
            if transcript is None:
                raise InputError("transcript_missing")
            revised = change(transcript)
            if revised != transcript:
                revision = self._vault.transcripts.save(encounter_id, revised)
                self._vault.audit_log.append(self._actor, action, encounter_id, f"{detail} revision={revision}")
                check_drafts_again(self._vault, encounter_id)
        return revised

    def _require_transcribable(self, encounter_id: str) -> ModelSpec:
        require_transition(self._vault.encounters.get(encounter_id).state, EncounterState.TRANSCRIBED)
        return speech_model(self._models_dir)

    def _import(
        self, encounter_id: str, path: Path, on_done: Callable[[Outcome[float]], None], on_damage: OnDamage
    ) -> Job[float]:
        recording = self._vault.journal.start_import(encounter_id)

        def keep(duration_s: float) -> float:
            recording.finish()
            self._vault.audit_log.append(
                self._actor, "recording_imported", encounter_id, f"duration_s={duration_s:.1f}"
            )
            return duration_s

        def end(outcome: Outcome[float]) -> None:
            if not isinstance(outcome, Completed):
                recording.discard()
            on_done(outcome)

        return self._engine.submit(
            DecodeJob(path),
            lambda event: _tell_damage(on_damage, event),
            end,
            on_audio=lambda block: recording.append(block.pcm, block.channels),
            on_result=keep,
        )


def hearing_problem(transcript: Transcript) -> Problem | None:
    """That so little of a recording was understood that everything drafted from it must be held against the sound."""
    if not transcript.is_hardly_heard:
        return None
    return Problem("speech_hardly_heard", {"percent": round(100 * transcript.hardly_heard_share)})


def keep_transcript(vault: Vault, actor: str, encounter_id: str, transcript: Transcript) -> None:
    """The encounter's next revision, against which every draft is checked again."""
    with vault.transaction():
        encounter = vault.encounters.get(encounter_id)
        revision = vault.transcripts.save(encounter_id, transcript)
        vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED, language=transcript.language))
        detail = f"revision={revision} segments={len(transcript.segments)} dropped={len(transcript.dropped)}"
        vault.audit_log.append(actor, "transcript_saved", encounter_id, detail)
        check_drafts_again(vault, encounter_id)


class _ImportedTranscription:
    """Two jobs that look like one: the import, then the transcription of what was imported."""

    def __init__(
        self,
        import_file: Callable[[Callable[[Outcome[float]], None]], Job[float]],
        transcribe: Callable[[], Job[Transcript]],
        on_done: OnDone,
    ) -> None:
        self._transcribe = transcribe
        self._on_done = on_done
        self._is_cancelled = False
        self._step: Job[float] | Job[Transcript] = import_file(self._on_imported)

    @property
    def state(self) -> JobState:
        return self._step.state

    def cancel(self) -> None:
        self._is_cancelled = True
        self._step.cancel()

    def _on_imported(self, outcome: Outcome[float]) -> None:
        if not isinstance(outcome, Completed):
            self._on_done(outcome)
        elif self._is_cancelled:
            self._on_done(Cancelled())
        else:
            try:
                self._step = self._transcribe()
            except SaegimError as error:
                self._on_done(Failed(error.problem))


def transcribe_audio(
    engine: Engine,
    models_dir: Path,
    audio: Path,
    language: Language | None,
    listener: TranscriptionListener,
    on_done: OnDone,
    *,
    on_damage: OnDamage = _ignore,
    model_id: str | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
) -> Job[Transcript]:
    """Transcribe a file without keeping anything. Raises ModelError("model_missing") at once."""

    def on_event(event: Event) -> None:
        _tell_damage(on_damage, event)
        _tell(listener, event)

    model, voices = speech_model(models_dir, model_id), voice_model(models_dir)
    task = TranscribeJob(audio, language, model, voices, vocabulary=vocabulary)
    return engine.submit(task, on_event, on_done)


def load_speech_model(
    engine: Engine, models_dir: Path, on_done: Callable[[Outcome[float]], None], *, model_id: str | None = None
) -> Job[float]:
    """Load the model ahead of the first recording. Yields the seconds it took. Raises ModelError("model_missing")."""
    return engine.submit(LoadModel(speech_model(models_dir, model_id)), lambda event: None, on_done)


def speech_model(models_dir: Path, model_id: str | None = None) -> ModelSpec:
    """Raises ModelError("model_missing")."""
    model = find_model("speech", models_dir, model_id)
    return ModelSpec(model.id, model.path, model.sha256)


def voice_model(models_dir: Path) -> ModelSpec | None:
    """What tells voices apart; None when it is not installed, or damaged: then speakers are guessed from the words."""
    try:
        model = find_model("voices", models_dir)
    except ModelError:
        return None
    return ModelSpec(model.id, model.path, model.sha256)


def _tell(listener: TranscriptionListener, event: Event) -> None:
    match event:
        case LanguageFound(language, confidence):
            listener.language_found(language, confidence)
        case SegmentFound(segment):
            listener.segment_found(segment)
        case Progressed(done_s, total_s):
            listener.progressed(done_s, total_s)


def _tell_damage(on_damage: OnDamage, event: Event) -> None:
    if isinstance(event, AudioDamaged):
        on_damage(event.problem)
