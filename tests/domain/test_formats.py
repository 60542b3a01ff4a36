import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.formats import note_from_json, note_to_json, parse_json, transcript_from_json, transcript_to_json
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
    DroppedText,
    DropReason,
    ModelReference,
    Speaker,
    Transcript,
    TranscriptSegment,
    Word,
)

Path = tuple[str | int, ...]

numbers = st.floats(allow_nan=False, allow_infinity=False)
words = st.builds(Word, numbers, numbers, st.text(), numbers)
segments = st.builds(
    TranscriptSegment,
    st.text(),
    numbers,
    numbers,
    st.sampled_from(Speaker),
    st.text(),
    numbers,
    st.lists(words, max_size=2).map(tuple),
)
dropped = st.builds(DroppedText, numbers, numbers, st.text(), st.sampled_from(DropReason))
transcripts = st.builds(
    Transcript,
    st.sampled_from(Language),
    numbers,
    st.lists(segments, max_size=3).map(tuple),
    st.none() | st.builds(ModelReference),
    st.none() | numbers,
    st.lists(dropped, max_size=2).map(tuple),
)
flags = st.builds(Flag)
statements = st.builds(
    Statement,
    st.text(),
    st.text(),
    st.lists(st.text(), max_size=2).map(tuple),
    st.sampled_from(Origin),
    st.lists(flags, max_size=2).map(tuple),
)
sections = st.builds(
    NoteSection, st.text(), st.text(), st.sampled_from(SectionState), st.lists(statements, max_size=2).map(tuple)
)
timings = st.builds(Timings, numbers, numbers, numbers, numbers, numbers, st.integers(), st.integers())
notes = st.builds(
    DraftNote,
    st.text(),
    st.sampled_from(Language),
    st.lists(sections, max_size=2).map(tuple),
    st.none() | st.builds(Generation),
    st.lists(st.builds(Omission), max_size=2).map(tuple),
    st.lists(st.builds(Withheld, flag=flags), max_size=2).map(tuple),
    st.lists(st.builds(Confirmation), max_size=2).map(tuple),
    st.none() | st.builds(Coverage),
    st.none() | timings,
    st.lists(st.builds(StyleRule), max_size=2).map(tuple),
)

FLAG = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "50 mg", "5 mg")
TRANSCRIPT = transcript_to_json(
    Transcript(
        Language.KO,
        3.2,
        (TranscriptSegment("s0001", 0.0, 3.2, Speaker.PATIENT, "열이 나요.", 0.9, (Word(0.0, 0.4, "열이", 0.9),)),),
        ModelReference("whisper-base", "a" * 64),
        0.98,
        (DroppedText(2.0, 3.0, "시청해 주셔서 감사합니다.", DropReason.STOCK_PHRASE),),
    )
)
NOTE = note_to_json(
    DraftNote(
        "soap",
        Language.EN,
        (NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", "5 mg.", ("s0001",), flags=(FLAG,)),)),),
        Generation("qwen", "a" * 64, "b" * 64),
        (Omission("medication", "ibuprofen", "s0001", Severity.WARN),),
        (Withheld("plan", "50 mg.", FLAG),),
        (Confirmation("n001", "5 mg.", FlagKind.UNIT_MISMATCH, "5 mg", "packet", "Kim", "2026-01-05T09:30:00+09:00"),),
        Coverage(100, 100, 1),
        Timings(1.0, 2.0, 0.5, 3.0, 6.0, 100, 40),
        (StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "results"),),
    )
)
READERS: dict[str, tuple[Callable[[Any], Any], dict[str, Any]]] = {
    "transcript_format": (transcript_from_json, TRANSCRIPT),
    "note_format": (note_from_json, NOTE),
}
# What a reader does without: everything else that is missing is refused.
OPTIONAL = {
    "transcript_format": {
        "model",
        "language_confidence",
        "dropped",
        "segments.confidence",
        "segments.words",
        "segments.voice",
        "segments.speaker_confidence",
        "segments.corrections",
    },
    "note_format": {
        "model",
        "omissions",
        "withheld",
        "confirmations",
        "coverage",
        "timings",
        "style",
        "template_version",
        "style.template",
        "style.section",
        "sections.statements.sources",
        "sections.statements.origin",
        "sections.statements.flags",
        # A flag of another program has a detail instead of what was written and said.
        "sections.statements.flags.detail",
        "sections.statements.flags.written",
        "sections.statements.flags.said",
        "sections.statements.flags.source",
        "sections.statements.flags.is_lowered",
        "withheld.flag.detail",
        "withheld.flag.source",
        "withheld.flag.is_lowered",
        "withheld.flag.written",
        "withheld.flag.said",
    },
}


@given(transcripts)
def test_a_transcript_comes_back_as_it_was(transcript: Transcript) -> None:
    assert transcript_from_json(json.loads(json.dumps(transcript_to_json(transcript)))) == transcript


@given(notes)
def test_a_note_comes_back_as_it_was(note: DraftNote) -> None:
    assert note_from_json(json.loads(json.dumps(note_to_json(note)))) == note


def test_the_formats_are_those_that_were_promised() -> None:
    assert TRANSCRIPT["format"] == "saegim.transcript/1"
    promised = {"id", "start_s", "end_s", "speaker", "text", "confidence", "words"}
    assert set(TRANSCRIPT["segments"][0]) == promised | {"voice", "speaker_confidence", "corrections"}
    assert NOTE["format"] == "saegim.note/1"
    assert NOTE["model"] == {"id": "qwen", "sha256": "a" * 64, "prompt_sha256": "b" * 64}
    assert NOTE["sections"][0]["statements"][0] == {
        "id": "n001",
        "text": "5 mg.",
        "sources": ["s0001"],
        "origin": "model",
        "flags": [
            {
                "kind": "number_unsupported",
                "severity": "block",
                "detail": "«50 mg» ≠ «5 mg»",
                "written": "50 mg",
                "said": "5 mg",
                "source": "",
                "is_lowered": False,
            }
        ],
    }


def test_other_programs_may_leave_out_what_is_optional() -> None:
    transcript = transcript_from_json(
        {
            "format": "saegim.transcript/1",
            "language": "en",
            "duration_s": 3,
            "segments": [{"id": "s0001", "start_s": 0, "end_s": 3, "speaker": "unknown", "text": "Hello."}],
            "of the future": 1,
        }
    )
    assert transcript == Transcript(
        Language.EN, 3.0, (TranscriptSegment("s0001", 0.0, 3.0, Speaker.UNKNOWN, "Hello."),)
    )
    statement = {
        "id": "n001",
        "text": "Rest.",
        "flags": [{"kind": "unit_mismatch", "severity": "info", "detail": "5 mL"}],
    }
    note = note_from_json(
        {
            "format": "saegim.note/1",
            "template": "soap",
            "language": "en",
            "sections": [{"id": "plan", "title": "Plan", "state": "stated", "statements": [statement]}],
        }
    )
    assert list(note.statements()) == [
        Statement("n001", "Rest.", (), Origin.CLINICIAN, (Flag(FlagKind.UNIT_MISMATCH, Severity.INFO, "5 mL"),))
    ]


def places(content: Any, at: Path = ()) -> Iterator[Path]:
    """The way to every value in the content."""
    if at:
        yield at
    items = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list | tuple)
        else ()
    )
    for key, value in items:
        yield from places(value, (*at, key))


def changed(content: dict[str, Any], at: Path, change: Callable[[Any, str | int], None]) -> dict[str, Any]:
    copied = json.loads(json.dumps(content))
    container = copied
    for key in at[:-1]:
        container = container[key]
    change(container, at[-1])
    return copied


def every_place() -> list[tuple[str, Path]]:
    return [(code, at) for code, (_, content) in READERS.items() for at in places(json.loads(json.dumps(content)))]


def read_or_refused(code: str, content: Any) -> Any:
    """What was read, or the InputError; any other exception is a bug."""
    try:
        return READERS[code][0](content)
    except InputError as error:
        return error


def refused(code: str, content: Any) -> InputError:
    with pytest.raises(InputError) as raised:
        READERS[code][0](content)
    assert raised.value.problem.code == code
    return raised.value


@pytest.mark.parametrize(("code", "at"), [(code, at) for code, at in every_place() if isinstance(at[-1], str)], ids=str)
def test_a_missing_field_is_refused_by_name_unless_optional(code: str, at: Path) -> None:
    content = changed(READERS[code][1], at, lambda container, key: container.pop(key))
    if ".".join(name for name in at if isinstance(name, str)) in OPTIONAL[code]:
        READERS[code][0](content)
    else:
        assert refused(code, content).problem.facts == {"field": at[-1]}


WRONG_VALUES = [
    None,
    True,
    7,
    1.5,
    float("nan"),
    float("inf"),
    10**400,
    "",
    "SECRET",
    "\ud800",
    [],
    ["SECRET"],
    {},
    {"SECRET": 1},
]


@pytest.mark.parametrize(("code", "at"), every_place(), ids=str)
def test_a_value_of_the_wrong_kind_is_refused_or_harmless_and_never_quoted(code: str, at: Path) -> None:
    read, valid = READERS[code]
    for wrong in WRONG_VALUES:
        content = changed(
            valid, at, lambda container, key, wrong=wrong: container.__setitem__(key, copy.deepcopy(wrong))
        )
        result = read_or_refused(code, content)
        if isinstance(result, InputError):
            assert result.problem.code == code
            assert "SECRET" not in str(result)
            assert result.__cause__ is None
        else:
            again = transcript_to_json(result) if isinstance(result, Transcript) else note_to_json(result)
            assert read(json.loads(json.dumps(again, allow_nan=False).encode("utf-8"))) == result


@pytest.mark.parametrize(
    ("code", "at", "wrong"),
    [
        ("transcript_format", ("format",), "saegim.note/1"),
        ("transcript_format", ("language",), "fr"),
        ("transcript_format", ("duration_s",), "3.2"),
        ("transcript_format", ("duration_s",), float("nan")),
        ("transcript_format", ("duration_s",), 10**400),
        ("transcript_format", ("segments",), "s0001"),
        ("transcript_format", ("segments",), {"s0001": {}}),
        ("transcript_format", ("segments", 0), None),
        ("transcript_format", ("segments", 0, "speaker"), "doctor"),
        ("transcript_format", ("segments", 0, "text"), 5),
        ("transcript_format", ("segments", 0, "text"), "\udcff"),
        ("transcript_format", ("segments", 0, "words"), None),
        ("transcript_format", ("language_confidence",), "high"),
        ("transcript_format", ("model",), "whisper"),
        ("transcript_format", ("dropped", 0, "reason"), "boring"),
        ("note_format", ("format",), "saegim.note/2"),
        ("note_format", ("sections", 0, "state"), "normal"),
        ("note_format", ("sections", 0, "statements", 0, "sources"), "s0001"),
        ("note_format", ("sections", 0, "statements", 0, "sources", 0), 1),
        ("note_format", ("sections", 0, "statements", 0, "origin"), "patient"),
        ("note_format", ("sections", 0, "statements", 0, "flags", 0, "severity"), "fatal"),
        ("note_format", ("confirmations", 0, "reason"), None),
        ("note_format", ("confirmations", 0, "kind"), "number"),
        ("note_format", ("coverage", "windows"), 1.5),
        ("note_format", ("coverage", "windows"), True),
        ("note_format", ("timings", "total_s"), "6 s"),
        ("note_format", ("withheld", 0, "flag"), None),
    ],
)
def test_malformed_content_is_refused(code: str, at: Path, wrong: Any) -> None:
    refused(code, changed(READERS[code][1], at, lambda container, key: container.__setitem__(key, wrong)))


@pytest.mark.parametrize("code", READERS)
@pytest.mark.parametrize("content", [None, [], "saegim.note/1", 5, {}, {"format": None}, {"format": ["saegim.note/1"]}])
def test_what_is_not_even_the_format_is_refused(code: str, content: Any) -> None:
    assert refused(code, content).problem.facts == {"field": "format"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "segments", "sections", "statements", "language"]), inner)
    ),
    max_leaves=10,
)


@settings(max_examples=200)
@given(st.sampled_from(sorted(READERS)), st.data())
def test_any_json_is_read_or_refused(code: str, data: st.DataObject) -> None:
    valid = READERS[code][1]
    at = data.draw(st.sampled_from(list(places(json.loads(json.dumps(valid))))))
    content = changed(valid, at, lambda container, key: container.__setitem__(key, data.draw(json_values)))
    result = read_or_refused(code, content)
    assert not isinstance(result, InputError) or result.problem.code == code


@pytest.mark.parametrize("text", ["", "{", "[1,", "nothing", b"\xff\xfe", "[" * 100_000])
def test_text_that_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError) as raised:
        parse_json(text, "note_format")
    assert raised.value.problem.code == "note_format"
    assert raised.value.problem.facts == {"field": "JSON"}


def test_json_is_read_from_text_and_bytes() -> None:
    assert parse_json('{"a": "가"}', "note_format") == parse_json('{"a": "가"}'.encode(), "note_format") == {"a": "가"}
