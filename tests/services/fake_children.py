"""Children that answer at once with a fixed consultation: real processes, no models."""

import os
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "speech"))

from spoken_numbers import NumberRecogniser, loudness

from app.domain.errors import InputError, JobCancelled
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.engines.audio_inbox import AudioInbox
from app.engines.protocol import (
    AudioDecoded,
    BeingSaid,
    DecodeJob,
    DraftAhead,
    DraftJob,
    LanguageFound,
    LineBegun,
    LiveJob,
    NoteGrown,
    PieceHeard,
    Progressed,
    Report,
    SegmentFound,
    ShouldStop,
    Task,
    TranscribeJob,
    TranscriptRead,
)
from app.engines.worker import serve
from app.review.checks import review_note
from app.speech.channels import ChannelLoudness, mono
from app.speech.live import LiveTranscriber
from app.speech.voice_activity import VoiceDetector
from app.speech.voice_book import VoiceBook

BLOCK = b"\x01\x00" * 16_000
BLOCKS = 3
SEGMENTS = (
    TranscriptSegment("s0001", 0.0, 2.0, Speaker.CLINICIAN, "Please take ibuprofen 400 milligrams twice a day."),
    TranscriptSegment("s0002", 2.0, 3.0, Speaker.PATIENT, "I have had a cough for 3 days."),
)


AUDIO = AudioInbox()


def speech(connection: Connection) -> None:
    serve(connection, _speech, AUDIO)


def drafting(connection: Connection) -> None:
    serve(connection, _drafting)


def _speech(task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
    match task:
        case DecodeJob(audio):
            for _ in range(BLOCKS):
                report(AudioDecoded(BLOCK))
            if audio.name == "damaged.ogg":
                raise InputError("file_unreadable", file=audio.name)
            if audio.name == "deadly.ogg":
                os._exit(9)
            return float(BLOCKS)
        case TranscribeJob(audio=bytes(pcm)):
            assert pcm == BLOCK * BLOCKS, "what the journal holds is what was decoded"
            report(LanguageFound(Language.EN, 0.98))
            for segment in SEGMENTS:
                report(SegmentFound(segment))
                report(Progressed(segment.end_s, 3.0))
            if should_stop():
                raise JobCancelled
            return Transcript(Language.EN, 3.0, SEGMENTS)
        case LiveJob(language):
            channels = ChannelLoudness(task.start_s)
            return LiveTranscriber(
                NumberRecogniser(),
                VoiceDetector(loudness),
                language,
                _LiveListener(report),
                start_s=task.start_s,
                segments_before=task.segments_before,
                book=VoiceBook(None, channels=channels) if task.channels == 2 else None,
            ).run(mono(AUDIO.take, channels) if task.channels == 2 else AUDIO.take, should_stop)
    raise TypeError(type(task).__name__)


class _LiveListener:
    def __init__(self, report: Report) -> None:
        self._report = report

    def language_found(self, language: Language, confidence: float) -> None:
        self._report(LanguageFound(language, confidence))

    def being_said(self, text: str) -> None:
        self._report(BeingSaid(text))

    def piece_heard(self, piece: Transcript) -> None:
        self._report(PieceHeard(piece))

    def progressed(self, done_s: float, total_s: float) -> None:
        self._report(Progressed(done_s, total_s))


def _drafting(task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
    if isinstance(task, DraftAhead):
        while task.to_the_end and "endless" in task.transcript.text:
            if should_stop():
                raise JobCancelled
            time.sleep(0.01)
        said = " ".join(segment.id for segment in task.transcript.segments)
        statement = Statement("n001", f"{said}, all of it" if task.to_the_end else said)
        return (NoteSection("plan", "Plan", SectionState.STATED, (statement,)),)
    assert isinstance(task, DraftJob)
    report(TranscriptRead(10, 10))
    written = (("subjective", "Cough for 3 days."), ("plan", "Ibuprofen 800 mg twice a day."))
    sections = []
    for number, (section_id, text) in enumerate(written, start=1):
        report(LineBegun(section_id.title()))
        statement = Statement(f"n{number:03d}", text)
        sections.append(NoteSection(section_id, section_id.title(), SectionState.STATED, (statement,)))
        report(NoteGrown(tuple(sections)))
    return review_note(DraftNote(task.template.id, task.language, tuple(sections)), task.transcript)
