"""The help says in the interface language what each command is for."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from app.cli import _VERBS, saegim
from app.domain.language import Language
from app.resources import load_json

HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.setenv("SAEGIM_LANG", "en")


def help_lines(language: Language) -> dict[str, str]:
    result = CliRunner().invoke(saegim, ["--lang", language.value, "--help"])
    assert result.exit_code == 0
    lines = (
        line.split(maxsplit=1) for line in re.split("Commands:|명령:", result.output)[1].splitlines() if line.strip()
    )
    return dict(lines)


def commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    children = getattr(command, "commands", {}) if command is not saegim else {verb: _loaded(verb) for verb in _VERBS}
    for child, each in children.items():
        yield from commands(f"{name} {child}", each)


def _loaded(verb: str) -> click.Command:
    command = saegim.get_command(click.Context(saegim), verb)
    assert command is not None
    return command


@pytest.mark.parametrize("language", list(Language))
def test_every_command_is_explained_in_the_interface_language(language):
    told = help_lines(language)
    assert tuple(told) == _VERBS
    assert all(bool(HANGUL.search(words)) is (language is Language.KO) for words in told.values())
    assert not any(words.endswith("...") for words in told.values())


def test_a_command_explains_itself_in_korean():
    result = CliRunner().invoke(saegim, ["--lang", "ko", "transcribe", "--help"])
    assert "대화 기록으로 옮깁니다" in result.output


@pytest.mark.parametrize("name", [name for name, _ in commands("saegim", saegim)])
def test_in_korean_no_help_is_left_in_english(name):
    shown = CliRunner().invoke(saegim, ["--lang", "ko", *name.split()[1:], "--help"]).output
    assert shown.startswith("사용법: ")
    told = " ".join(shown.split())
    assert [english for english in load_json("i18n/help_ko.json") if english in told] == []


@pytest.mark.parametrize(("name", "command"), list(commands("saegim", saegim)))
def test_every_command_and_option_has_help(name, command):
    assert command.help
    assert [each.opts for each in command.params if isinstance(each, click.Option) and not each.help] == []


def test_no_korean_help_is_of_something_that_is_gone():
    parameters = [each for _, command in commands("saegim", saegim) for each in command.params]
    english = {" ".join((each.help or "").split()) for each in parameters if isinstance(each, click.Option)}
    english |= {" ".join((command.help or "").split()) for _, command in commands("saegim", saegim)}
    of_click = {"Usage", "Options", "Commands", "required", "default", "Show this message and exit."}
    assert set(load_json("i18n/help_ko.json")) == english - {""} | of_click


def test_a_line_of_help_is_shown_whole():
    result = CliRunner().invoke(saegim, ["--lang", "en", "vault", "--help"])
    assert "the former one" in result.output
    assert "..." not in result.output.split("Commands:")[1]
