"""A command line that was mistyped, as a problem with its next step: click would tell it in English only."""

from typing import IO, Any

import click

from app.domain.errors import Problem


class MistypedError(click.UsageError):
    """For what click itself cannot find wrong."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class ToldError(click.ClickException):
    """A mistyped command line in the words of the interface language; ends the program with the exit code for it."""

    exit_code = click.UsageError.exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


def usage_problem(error: click.UsageError) -> Problem:
    """What was mistyped, and the command whose help says how it is typed."""
    command = error.ctx.command_path if error.ctx else "saegim"
    match error:
        case MistypedError():
            return error.problem
        case click.NoSuchCommand():
            return Problem("command_unknown", {"name": error.command_name, "command": command})
        case click.NoSuchOption():
            return Problem("option_unknown", {"name": error.option_name, "command": command})
        case click.BadOptionUsage():
            return Problem("option_without_value", {"name": error.option_name})
        case click.MissingParameter(param=click.Parameter() as asked):
            return Problem("input_missing", {"name": _name_of(asked), "command": command})
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as asked):
            return Problem("choice_unknown", {"name": _name_of(asked), "choices": ", ".join(map(str, choice.choices))})
        case click.BadParameter(param=click.Parameter() as asked):
            return Problem("value_unfit", {"name": _name_of(asked), "command": command})
    return Problem("command_mistyped", {"command": command})


def _name_of(asked: click.Parameter) -> str:
    return max(asked.opts, key=len) if isinstance(asked, click.Option) else asked.human_readable_name
