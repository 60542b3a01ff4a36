"""Transcripts and notes as JSON, `saegim.transcript/1` and `saegim.note/1`: formats that other programs may rely on."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
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
from app.domain.style import Habit, StyleRule
from app.domain.transcript import (
    Correction,
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
E = TypeVar("E", bound=StrEnum)


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
        "template_version": note.template_version,
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
            {"section_id": line.section_id, "text": line.text, "flag": _flag_to_json(line.flag)}
            for line in note.withheld
        ],
        "confirmations": [asdict(confirmation) for confirmation in note.confirmations],
        "coverage": asdict(note.coverage) if note.coverage else None,
        "timings": asdict(note.timings) if note.timings else None,
        "style": [asdict(rule) for rule in note.style],
    }


def note_from_json(content: Any) -> DraftNote:
    """Raises InputError("note_format") when a field is missing or of the wrong kind."""
    return _read(content, NOTE_FORMAT, "note_format", _note)


def parse_json(text: str | bytes, code: str) -> Any:
    """Raises InputError with the code when the text is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(code, field="JSON") from None


_REQUIRED: Any = object()
# JSON can spell a lone surrogate, which cannot be stored, hashed or printed.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class _MalformedFieldError(Exception):
    """Names the field and nothing else: its value may be something that a patient said."""


def _read(content: Any, expected: str, code: str, build: Callable[[Json], T]) -> T:
    if not isinstance(content, dict) or content.get("format") != expected:
        raise InputError(code, field="format")
    try:
        return build(content)
    except _MalformedFieldError as malformed:
        raise InputError(code, field=str(malformed)) from None


def _transcript(content: Json) -> Transcript:
    return Transcript(
        language=_choice(Language, content, "language"),
        duration_s=_number(content, "duration_s"),
        segments=_each(content, "segments", _segment),
        model=_optional(content, "model", _model_reference),
        language_confidence=_number_or_none(content, "language_confidence"),
        dropped=_each(content, "dropped", _dropped, ()),
    )


def _model_reference(content: Any) -> ModelReference:
    return ModelReference(_text(content, "id"), _text(content, "sha256"))


def _segment(content: Any) -> TranscriptSegment:
    return TranscriptSegment(
        id=_text(content, "id"),
        start_s=_number(content, "start_s"),
        end_s=_number(content, "end_s"),
        speaker=_choice(Speaker, content, "speaker"),
        text=_text(content, "text"),
        confidence=_number(content, "confidence", 1.0),
        words=_each(content, "words", _word, ()),
        voice=_count_or_none(content, "voice"),
        speaker_confidence=_number(content, "speaker_confidence", 1.0),
        corrections=_each(content, "corrections", _correction, ()),
    )


def _correction(content: Any) -> Correction:
    return Correction(_text(content, "heard"), _text(content, "written"))


def _word(content: Any) -> Word:
    return Word(
        start_s=_number(content, "start_s"),
        end_s=_number(content, "end_s"),
        text=_text(content, "text"),
        confidence=_number(content, "confidence"),
    )


def _dropped(content: Any) -> DroppedText:
    return DroppedText(
        start_s=_number(content, "start_s"),
        end_s=_number(content, "end_s"),
        text=_text(content, "text"),
        reason=_choice(DropReason, content, "reason"),
    )


def _note(content: Json) -> DraftNote:
    return DraftNote(
        template=_text(content, "template"),
        language=_choice(Language, content, "language"),
        sections=_each(content, "sections", _section),
        generation=_optional(content, "model", _generation),
        omissions=_each(content, "omissions", _omission, ()),
        withheld=_each(content, "withheld", _withheld, ()),
        confirmations=_each(content, "confirmations", _confirmation, ()),
        coverage=_optional(content, "coverage", _coverage),
        timings=_optional(content, "timings", _timings),
        style=_each(content, "style", _style_rule, ()),
        template_version=_count_or_none(content, "template_version") or 1,
    )


def _section(content: Any) -> NoteSection:
    return NoteSection(
        id=_text(content, "id"),
        title=_text(content, "title"),
        state=_choice(SectionState, content, "state"),
        statements=_each(content, "statements", _statement),
    )


def _statement(content: Any) -> Statement:
    return Statement(
        id=_text(content, "id"),
        text=_text(content, "text"),
        sources=_each(content, "sources", _source, ()),
        origin=_choice(Origin, content, "origin", Origin.CLINICIAN),
        flags=_each(content, "flags", _flag, ()),
    )


def _source(value: Any) -> str:
    return _plain_text(value, "sources")


def _flag(content: Any) -> Flag:
    return Flag(
        kind=_choice(FlagKind, content, "kind"),
        severity=_choice(Severity, content, "severity"),
        written=_text(content, "written" if _field(content, "written", None) is not None else "detail"),
        said=_text(content, "said", ""),
        source=_text(content, "source", ""),
        is_lowered=_truth(content, "is_lowered", False),
    )


def _omission(content: Any) -> Omission:
    return Omission(
        kind=_text(content, "kind"),
        text=_text(content, "text"),
        source=_text(content, "source"),
        severity=_choice(Severity, content, "severity"),
    )


def _withheld(content: Any) -> Withheld:
    return Withheld(_text(content, "section_id"), _text(content, "text"), _flag(_field(content, "flag")))


def _confirmation(content: Any) -> Confirmation:
    return Confirmation(
        statement_id=_text(content, "statement_id"),
        statement_text=_text(content, "statement_text"),
        kind=_choice(FlagKind, content, "kind"),
        written=_text(content, "written"),
        reason=_text(content, "reason"),
        confirmed_by=_text(content, "confirmed_by"),
        confirmed_at=_text(content, "confirmed_at"),
    )


def _generation(content: Any) -> Generation:
    return Generation(_text(content, "id"), _text(content, "sha256"), _text(content, "prompt_sha256"))


def _coverage(content: Any) -> Coverage:
    return Coverage(_count(content, "tokens_total"), _count(content, "tokens_read"), _count(content, "windows"))


def _timings(content: Any) -> Timings:
    return Timings(
        load_s=_number(content, "load_s"),
        prefill_s=_number(content, "prefill_s"),
        first_token_s=_number(content, "first_token_s"),
        decode_s=_number(content, "decode_s"),
        total_s=_number(content, "total_s"),
        prompt_tokens=_count(content, "prompt_tokens"),
        output_tokens=_count(content, "output_tokens"),
    )


def _style_rule(content: Any) -> StyleRule:
    return StyleRule(
        habit=_choice(Habit, content, "habit"),
        language=_choice(Language, content, "language"),
        template=_text(content, "template", ""),
        section=_text(content, "section", ""),
    )


def _statement_to_json(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "text": statement.text,
        "sources": list(statement.sources),
        "origin": statement.origin.value,
        "flags": [_flag_to_json(flag) for flag in statement.flags],
    }


def _flag_to_json(flag: Flag) -> Json:
    return {
        "kind": flag.kind.value,
        "severity": flag.severity.value,
        "detail": flag.detail,
        "written": flag.written,
        "said": flag.said,
        "source": flag.source,
        "is_lowered": flag.is_lowered,
    }


def _generation_to_json(generation: Generation | None) -> Json | None:
    if generation is None:
        return None
    return {
        "id": generation.model_id,
        "sha256": generation.model_sha256,
        "prompt_sha256": generation.prompt_sha256,
    }


def _field(content: Any, name: str, default: Any = _REQUIRED) -> Any:
    if not isinstance(content, dict):
        raise _MalformedFieldError(name)
    value = content.get(name, default)
    if value is _REQUIRED:
        raise _MalformedFieldError(name)
    return value


def _text(content: Any, name: str, default: Any = _REQUIRED) -> str:
    return _plain_text(_field(content, name, default), name)


def _plain_text(value: Any, name: str) -> str:
    if not isinstance(value, str) or _HALF_CHARACTER.search(value):
        raise _MalformedFieldError(name)
    return value


def _number(content: Any, name: str, default: Any = _REQUIRED) -> float:
    value = _field(content, name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _MalformedFieldError(name)
    try:
        number = float(value)
    except OverflowError:
        raise _MalformedFieldError(name) from None
    if not math.isfinite(number):
        raise _MalformedFieldError(name)
    return number


def _number_or_none(content: Any, name: str) -> float | None:
    return None if _field(content, name, None) is None else _number(content, name)


def _count(content: Any, name: str) -> int:
    value = _field(content, name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _MalformedFieldError(name)
    return value


def _count_or_none(content: Any, name: str) -> int | None:
    return None if _field(content, name, None) is None else _count(content, name)


def _truth(content: Any, name: str, default: bool) -> bool:
    value = _field(content, name, default)
    if not isinstance(value, bool):
        raise _MalformedFieldError(name)
    return value


def _choice(kind: type[E], content: Any, name: str, default: Any = _REQUIRED) -> E:
    try:
        return kind(_field(content, name, default))
    except ValueError:
        raise _MalformedFieldError(name) from None


def _each(content: Any, name: str, read: Callable[[Any], T], default: Any = _REQUIRED) -> tuple[T, ...]:
    items = _field(content, name, default)
    if not isinstance(items, list | tuple):
        raise _MalformedFieldError(name)
    return tuple(read(item) for item in items)


def _optional(content: Any, name: str, read: Callable[[Any], T]) -> T | None:
    value = _field(content, name, None)
    return None if value is None else read(value)
