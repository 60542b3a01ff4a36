"""What the command line says and returns when the work cannot be done. None of this needs a model."""

import json

import pytest
from click.testing import CliRunner

from app.cli import Desktop, saegim
from app.domain.formats import transcript_to_json
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment

SAID = Transcript(Language.EN, 2.0, (TranscriptSegment("s0001", 0.0, 2.0, Speaker.PATIENT, "I have had a cough."),))


@pytest.fixture
def files(tmp_path):
    contents = {
        "said.json": json.dumps(transcript_to_json(SAID)),
        "silent.json": json.dumps(transcript_to_json(Transcript(Language.EN, 2.0, ()))),
        "broken.json": "{",
        "other.json": '{"format": "something else"}',
        "empty.txt": " \n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    return tmp_path


def run(files, *arguments, language="en"):
    desktop = Desktop(lambda: 0, lambda: False, lambda vault, encounter_id: 0)
    named = [argument.replace("@", f"{files}/") for argument in arguments]
    options = ["--lang", language, "--models", str(files / "no-models"), "--vault", str(files / "vault")]
    return CliRunner().invoke(saegim, [*options, *named], obj=desktop)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    for variable in ("SAEGIM_LANG", "SAEGIM_MODELS", "SAEGIM_VAULT"):
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
