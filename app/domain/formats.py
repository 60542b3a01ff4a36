"""Transcripts and notes as JSON, `saegim.transcript/1` and `saegim.note/1`: the formats that other programs may rely on."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import (
    Confirmation,
    Coverage,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    NoteSection,
    Omission,
    Origin,
    SectionState,
    Severity,
    Statement,
    Timings,
    Withheld,
)
from app.domain.transcript import (
    DroppedText,
    DropReason,
    ModelReference,
    Speaker,
    Transcript,
    TranscriptSegment,
    Word,
)

TRANSCRIPT_FORMAT = "saegim.transcript/1"
NOTE_FORMAT = "saegim.note/1"

Json = dict[str, Any]
T = TypeVar("T")


def transcript_to_json(transcript: Transcript) -> Json:
    return {
        "format": TRANSCRIPT_FORMAT,
        "language": transcript.language.value,
        "language_confidence": transcript.language_confidence,
        "duration_s": transcript.duration_s,
        "model": asdict(transcript.model) if transcript.model else None,
        "segments": [asdict(segment) for segment in transcript.segments],
        "dropped": [asdict(dropped) for dropped in transcript.dropped],
    }


def transcript_from_json(content: Any) -> Transcript:
    """Raises InputError("transcript_format") when a field is missing or of the wrong kind."""
    return _read(content, TRANSCRIPT_FORMAT, "transcript_format", _transcript)


def note_to_json(note: DraftNote) -> Json:
    return {
        "format": NOTE_FORMAT,
        "template": note.template,
        "language": note.language.value,
        "model": _generation_to_json(note.generation),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "state": section.state.value,
                "statements": [_statement_to_json(statement) for statement in section.statements],
            }
            for section in note.sections
        ],
        "omissions": [asdict(omission) for omission in note.omissions],
        "withheld": [
            {"section_id": line.section_id, "text": line.text, "flag": _flag_to_json(line.flag)} for line in note.withheld
        ],
        "confirmations": [asdict(confirmation) for confirmation in note.confirmations],
        "coverage": asdict(note.coverage) if note.coverage else None,
        "timings": asdict(note.timings) if note.timings else None,
    }


def note_from_json(content: Any) -> DraftNote:
    """Raises InputError("note_format") when a field is missing or of the wrong kind."""
    return _read(content, NOTE_FORMAT, "note_format", _note)


def parse_json(text: str | bytes, code: str) -> Any:
    """Raises InputError with the code when the text is not JSON."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(code, field="JSON") from error


def _read(content: Any, expected: str, code: str, build: Callable[[Json], T]) -> T:
    if not isinstance(content, dict) or content.get("format") != expected:
        raise InputError(code, field="format")
    try:
        return build(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(code, field=str(error)) from error


def _transcript(content: Json) -> Transcript:
    return Transcript(
        language=Language(content["language"]),
        duration_s=float(content["duration_s"]),
        segments=tuple(_segment(segment) for segment in content["segments"]),
        model=ModelReference(str(content["model"]["id"]), str(content["model"]["sha256"])) if content.get("model") else None,
        language_confidence=content.get("language_confidence"),
        dropped=tuple(
            DroppedText(float(d["start_s"]), float(d["end_s"]), str(d["text"]), DropReason(d["reason"]))
            for d in content.get("dropped", ())
        ),
    )


def _segment(content: Json) -> TranscriptSegment:
    return TranscriptSegment(
        id=_text(content["id"]),
        start_s=float(content["start_s"]),
        end_s=float(content["end_s"]),
        speaker=Speaker(content["speaker"]),
        text=_text(content["text"]),
        confidence=float(content.get("confidence", 1.0)),
        words=tuple(
            Word(float(w["start_s"]), float(w["end_s"]), _text(w["text"]), float(w["confidence"]))
            for w in content.get("words", ())
        ),
    )


def _note(content: Json) -> DraftNote:
    return DraftNote(
        template=_text(content["template"]),
        language=Language(content["language"]),
        generation=_generation_from_json(content.get("model")),
        sections=tuple(_section(section) for section in content["sections"]),
        omissions=tuple(
            Omission(_text(o["kind"]), _text(o["text"]), _text(o["source"]), Severity(o["severity"]))
            for o in content.get("omissions", ())
        ),
        withheld=tuple(
            Withheld(_text(w["section_id"]), _text(w["text"]), _flag(w["flag"])) for w in content.get("withheld", ())
        ),
        confirmations=tuple(
            Confirmation(**{**c, "kind": FlagKind(c["kind"])}) for c in content.get("confirmations", ())
        ),
        coverage=Coverage(**content["coverage"]) if content.get("coverage") else None,
        timings=Timings(**content["timings"]) if content.get("timings") else None,
    )


def _section(content: Json) -> NoteSection:
    return NoteSection(
        id=_text(content["id"]),
        title=_text(content["title"]),
        state=SectionState(content["state"]),
        statements=tuple(_statement(statement) for statement in content["statements"]),
    )


def _statement(content: Json) -> Statement:
    return Statement(
        id=_text(content["id"]),
        text=_text(content["text"]),
        sources=tuple(_text(source) for source in content.get("sources", ())),
        origin=Origin(content.get("origin", Origin.CLINICIAN)),
        flags=tuple(_flag(flag) for flag in content.get("flags", ())),
    )


def _statement_to_json(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "text": statement.text,
        "sources": list(statement.sources),
        "origin": statement.origin.value,
        "flags": [_flag_to_json(flag) for flag in statement.flags],
    }


def _flag(content: Json) -> Flag:
    return Flag(
        kind=FlagKind(content["kind"]),
        severity=Severity(content["severity"]),
        written=_text(content.get("written", content.get("detail", ""))),
        said=_text(content.get("said", "")),
    )


def _flag_to_json(flag: Flag) -> Json:
    return {
        "kind": flag.kind.value,
        "severity": flag.severity.value,
        "detail": flag.detail,
        "written": flag.written,
        "said": flag.said,
    }


def _generation_to_json(generation: Generation | None) -> Json | None:
    if generation is None:
        return None
    return {
        "id": generation.model_id,
        "sha256": generation.model_sha256,
        "prompt_sha256": generation.prompt_sha256,
    }


def _generation_from_json(content: Json | None) -> Generation | None:
    if content is None:
        return None
    return Generation(_text(content["id"]), _text(content["sha256"]), _text(content["prompt_sha256"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value
