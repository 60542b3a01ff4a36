"""What `--help` shows, in the interface language.

The English stands beside each command and option in the source; resources/i18n/help_ko.json has the Korean by it.
"""

import re
from collections.abc import Iterable
from inspect import cleandoc

import click

from app.cli.wording import interface_language
from app.domain.language import Language
from app.resources import load_json

_NOTES = re.compile(r"^(?P<help>.*?)(?:(?:^|  )\[(?P<notes>[^\]]*)\])?$", re.DOTALL)
"""click adds to an option's help what it knows of its values: «  [default: 200; x>=1]»."""


class HelpInLanguage(click.HelpFormatter):
    """Writes English help in the interface language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{_told('Usage')}: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_told(heading))

    def write_text(self, text: str) -> None:
        super().write_text(_told(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _told_with_notes(help_)) for name, help_ in rows], col_max, col_spacing)


class HelpContext(click.Context):
    formatter_class = HelpInLanguage


def with_help(command: click.Command, summary: str) -> click.Command:
    """The command with its help, and that of the commands under it; `summary` stands in the list of commands."""
    command.short_help = summary
    command.context_class = HelpContext
    if isinstance(command, click.Group):
        for each in command.commands.values():
            with_help(each, cleandoc(each.help or ""))
    return command


def _told(english: str) -> str:
    if interface_language() is Language.EN:
        return english
    korean: dict[str, str] = load_json("i18n/help_ko.json")
    return korean.get(" ".join(english.split()), english)


def _told_with_notes(english: str) -> str:
    found = _NOTES.match(english)
    assert found is not None, "any text is a help with or without notes"
    if found["notes"] is None:
        return _told(english)
    notes = "; ".join(_told_note(note) for note in found["notes"].split("; "))
    return f"{_told(found['help'])}  [{notes}]".lstrip()


def _told_note(note: str) -> str:
    name, colon, value = note.partition(":")
    return f"{_told(name)}{colon}{value}"
