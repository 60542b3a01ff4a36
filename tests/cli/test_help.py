"""The help says in the interface language what each command is for."""

import re

import pytest
from click.testing import CliRunner

from app.cli import _VERBS, saegim
from app.domain.language import Language

HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.setenv("SAEGIM_LANG", "en")


def help_lines(language: Language) -> dict[str, str]:
    result = CliRunner().invoke(saegim, ["--lang", language.value, "--help"])
    assert result.exit_code == 0
    lines = (line.split(maxsplit=1) for line in result.output.split("Commands:")[1].splitlines() if line.strip())
    return dict(lines)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_is_explained_in_the_interface_language(language):
    told = help_lines(language)
    assert tuple(told) == _VERBS
    assert all(bool(HANGUL.search(words)) is (language is Language.KO) for words in told.values())
    assert not any(words.endswith("...") for words in told.values())


def test_a_command_explains_itself_in_korean():
    result = CliRunner().invoke(saegim, ["--lang", "ko", "transcribe", "--help"])
    assert "대화 기록으로 옮깁니다" in result.output
