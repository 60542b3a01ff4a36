"""What the command line says and returns when the work cannot be done. None of this needs a model."""

import json
import re

import pytest
from click.testing import CliRunner

from app.cli import Desktop, saegim
from app.domain.formats import note_to_json, transcript_to_json
from app.domain.language import Language
from app.domain.pasted_note import note_from_text
from app.domain.transcript import Speaker, Transcript, TranscriptSegment

SAID = Transcript(Language.EN, 2.0, (TranscriptSegment("s0001", 0.0, 2.0, Speaker.PATIENT, "I have had a cough."),))


@pytest.fixture
def files(tmp_path):
    contents = {
        "said.json": json.dumps(transcript_to_json(SAID)),
        "note.json": json.dumps(note_to_json(note_from_text("PLAN:\nRest."))).replace('"pasted"', '"soap"'),
        "silent.json": json.dumps(transcript_to_json(Transcript(Language.EN, 2.0, ()))),
        "broken.json": "{",
        "other.json": '{"format": "something else"}',
        "empty.txt": " \n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    return tmp_path


def run(files, *arguments, language="en"):
    desktop = Desktop(lambda: 0, lambda: False, lambda vault, encounter_id: 0)
    named = [argument.replace("@", f"{files}/") for argument in arguments]
    options = ["--lang", language, "--models", str(files / "no-models"), "--vault", str(files / "vault")]
    return CliRunner().invoke(saegim, [*options, *named], obj=desktop)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    for variable in ("SAEGIM_LANG", "SAEGIM_MODELS", "SAEGIM_VAULT", "SAEGIM_PASSPHRASE"):
        monkeypatch.setenv(variable, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["transcribe", "@said.ogg"], "model"),
        (["draft", "--transcript", "@said.json", "--template", "soap"], "model"),
        (["draft", "--transcript", "@said.json", "--template", "poem"], "poem"),
        (["draft", "--transcript", "@silent.json", "--template", "soap"], "no words"),
        (["draft", "--transcript", "@broken.json", "--template", "soap"], "transcript"),
        (["draft", "--transcript", "@other.json", "--template", "soap"], "transcript"),
        (["draft", "--transcript", "@nowhere.json", "--template", "soap"], "no file “nowhere.json”"),
        (["draft", "--dialogue", "@empty.txt", "--template", "soap"], "no text"),
        (["draft", "--dialogue", "@binary.txt", "--template", "soap"], "binary.txt"),
        (["review", "--note", "@said.json", "--transcript", "@said.json"], "note"),
        (["export", "--note", "@other.json", "--format", "docx", "--out", "@x.docx"], "note"),
        (["bench", "../../etc/passwd"], "no measurement"),
        (["bench", "conftest"], "no measurement"),
        (["bench", "planted", "--set", "@nowhere.jsonl"], "nowhere.jsonl"),
        (["models", "import", "@nowhere.gguf"], "no file “nowhere.gguf”"),
        (["models", "install", "starter", "--from", "@nowhere"], "packages"),
        (["templates", "from-note", "@folder"], "folder"),
        (["templates", "check", "@folder"], "template"),
        (["templates", "export", "soap", "--out", "@folder"], "folder"),
        (["export", "--note", "@note.json", "--format", "text", "--out", "@folder"], "folder"),
        (["demo", "--out", "@said.json"], "said.json"),
    ],
)
def test_failure_is_one_sentence_with_a_next_step_and_exit_code_one(files, arguments, words):
    result = run(files, *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_failure_is_told_in_korean_when_the_interface_is_korean(files):
    result = run(files, "draft", "--transcript", "@silent.json", "--template", "soap", language="ko")
    assert result.exit_code == 1
    assert "대화" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["poem"], "poem"),
        (["--poem"], "--poem"),
        (["vault", "poem"], "poem"),
        (["transcribe"], "AUDIO"),
        (["transcribe", "@said.ogg", "--language", "fr"], "ko, en, auto"),
        (["transcribe", "@said.ogg", "--poem"], "--poem"),
        (["draft"], "--template"),
        (["draft", "--template"], "“--template”"),
        (["draft", "--template", "soap"], "--dialogue"),
        (["export", "--note", "@said.json", "--format", "odt", "--out", "@x"], "docx, pdf, fhir, text"),
        (["models", "install", "poem", "--from", "@x"], "starter"),
        (["models", "verify", "poem"], "saegim models verify --help"),
        (["quality", "--last", "0"], "--last"),
        (["calculate"], "--list"),
        (["calculate", "news2", "poem"], "poem"),
        (["bench"], "NAME"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_mistyped_is_told_in_the_interface_language(files, monkeypatch, arguments, names, language):
    # The parser of the first options stops before it comes to --lang.
    monkeypatch.setenv("SAEGIM_LANG", language)
    result = run(files, *arguments, language=language)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert names in result.stderr
    assert bool(re.search("[가-힣]", result.stderr)) is (language == "ko")
    assert result.stderr.count("\n") == 1


def test_who_asks_a_group_for_nothing_gets_its_help(files):
    result = run(files, "vault")
    assert result.exit_code == 2
    assert "unlock-test" in result.output


def test_a_passphrase_that_nobody_types_is_no_traceback(files):
    result = run(files, "vault", "init", language="ko")
    assert result.exit_code == 1
    assert "SAEGIM_PASSPHRASE" in result.stderr
    assert "Aborted" not in result.stderr


def test_an_interruption_is_told_and_has_its_exit_code(files, monkeypatch):
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.models.installed", interrupt)
    result = run(files, "models", "list")
    assert (result.exit_code, result.stderr) == (130, "Cancelled.\n")


@pytest.mark.parametrize("sources", [[], ["--transcript", "@said.json", "--dialogue", "@empty.txt"]])
def test_draft_wants_one_source(files, sources):
    assert run(files, "draft", "--template", "soap", *sources).exit_code == 2


def test_without_a_command_the_window_is_started_and_its_exit_code_returned(files):
    desktop = Desktop(lambda: 7, lambda: True, lambda vault, encounter_id: 0)
    assert CliRunner().invoke(saegim, [], obj=desktop).exit_code == 7


def test_every_verb_can_be_asked_for_help(files):
    listed = run(files, "--help")
    assert listed.exit_code == 0
    for verb in ("demo", "transcribe", "draft", "review", "export", "models", "vault", "doctor"):
        assert verb in listed.stdout
        assert run(files, verb, "--help").exit_code == 0
