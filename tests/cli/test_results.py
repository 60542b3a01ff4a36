"""What the command line returns when the work is done, for the verbs that need no model."""

import errno
import json

import pytest
from click.testing import CliRunner

from app.cli import saegim
from app.domain.formats import note_from_json, note_to_json, transcript_to_json
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState, Severity, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment

SAID = Transcript(
    Language.EN, 4.0, (TranscriptSegment("s0001", 0.0, 4.0, Speaker.CLINICIAN, "Take ibuprofen 400 mg twice a day."),)
)


def note_saying(text):
    section = NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", text),))
    return DraftNote("soap", Language.EN, (section,))


@pytest.fixture
def run(tmp_path):
    (tmp_path / "said.json").write_text(json.dumps(transcript_to_json(SAID)), encoding="utf-8")
    for name, text in (("right", "Ibuprofen 400 mg twice a day."), ("wrong", "Warfarin 850 mg twice a day.")):
        (tmp_path / f"{name}.json").write_text(json.dumps(note_to_json(note_saying(text))), encoding="utf-8")

    def run_in_folder(*arguments):
        named = [argument.replace("@", f"{tmp_path}/") for argument in arguments]
        return CliRunner(env={"SAEGIM_LANG": "en"}).invoke(saegim, named)

    return run_in_folder


def test_review_prints_the_flags_and_succeeds_because_the_work_was_done(run):
    result = run("review", "--note", "@wrong.json", "--transcript", "@said.json")
    assert result.exit_code == 0
    assert "850" in result.stdout
    assert "arfarin" in result.stdout


def test_review_of_a_sound_note_says_so(run):
    result = run("review", "--note", "@right.json", "--transcript", "@said.json")
    assert result.exit_code == 0
    assert "No flags" in result.stdout


def test_review_of_a_note_from_elsewhere_names_what_it_leaves_out(run, tmp_path):
    (tmp_path / "pasted.txt").write_text("PLAN:\nRest at home.\n", encoding="utf-8")
    (tmp_path / "talk.txt").write_text("Doctor: Rest at home. Take ibuprofen 400 mg twice a day.", encoding="utf-8")
    result = run("review", "--note", "@pasted.txt", "--dialogue", "@talk.txt")
    assert result.exit_code == 0
    assert "Said, and not in the note (Medication, s0001)" in result.output


def test_review_wants_one_account_of_the_talk(run):
    assert run("review", "--note", "@right.json").exit_code == 2


def test_review_as_json_is_nothing_but_the_reviewed_note(run):
    result = run("review", "--note", "@wrong.json", "--transcript", "@said.json", "--json", "-")
    note = note_from_json(json.loads(result.stdout))
    assert any(flag.severity is Severity.BLOCK for flag in note.statement("n001").flags)


def test_json_that_finds_no_room_leaves_the_file_as_it_was(run, tmp_path, monkeypatch):
    (tmp_path / "reviewed.json").write_text("of yesterday")

    def no_room(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    result = run("review", "--note", "@right.json", "--transcript", "@said.json", "--json", "@reviewed.json")
    assert result.exit_code == 1
    assert "not enough free space" in result.stderr
    assert (tmp_path / "reviewed.json").read_text() == "of yesterday"


@pytest.mark.parametrize("file_format", ["docx", "fhir", "text"])
def test_export_of_an_unsigned_note_writes_a_draft(run, tmp_path, file_format):
    out = tmp_path / f"note.{file_format}"
    result = run("export", "--note", "@right.json", "--format", file_format, "--out", str(out))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert out.stat().st_size > 0


def test_bench_passes_its_arguments_on_and_ends_with_one_result_line(run, tmp_path, monkeypatch):
    (tmp_path / "echo.py").write_text("def main(arguments):\n    return {'given': list(arguments)}\n")
    monkeypatch.setattr("app.cli.bench.BENCH_FOLDER", tmp_path)
    result = run("bench", "echo", "--limit", "3", "file.ogg")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == 'RESULT {"given": ["--limit", "3", "file.ogg"]}'


def test_review_holds_the_note_against_a_record(run, tmp_path):
    record = {"format": "saegim.record/1", "allergies": ["NSAIDs"], "medications": ["Warfarin 2 mg"]}
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    arguments = ("review", "--note", "@right.json", "--transcript", "@said.json", "--record", "@record.json")
    plain = run(*arguments)
    assert plain.exit_code == 0
    assert "The recorded allergy is “NSAIDs”" in plain.stdout
    assert "interactions" not in plain.stdout
    assert "“Ibuprofen” and “Warfarin”" in run(*arguments, "--check", "interactions").stdout
