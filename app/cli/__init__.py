"""The command line: one verb per use case, each in a module of its own that is imported when it is called."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from app.cli.help import HelpContext, with_help
from app.cli.usage import ToldError, usage_problem
from app.cli.wording import interface_language, say
from app.domain.errors import JobCancelled, Problem, SaegimError
from app.domain.language import Language
from app.wording import wording_of

if TYPE_CHECKING:
    from app.storage.vault import Vault

EXIT_FAILED = 1
EXIT_CANCELLED = 130

_VERBS = (
    "demo",
    "transcribe",
    "draft",
    "review",
    "calculate",
    "export",
    "models",
    "vault",
    "templates",
    "vocabulary",
    "terminology",
    "quality",
    "doctor",
    "bench",
)


@dataclass(frozen=True, slots=True)
class Desktop:
    """The window, which the command line may not import: main hands it in."""

    start: Callable[[], int]
    is_available: Callable[[], bool]
    show_encounter: "Callable[[Vault, str], int]"


class SaegimGroup(click.Group):
    """Tells a failure in one sentence with the next step, and ends with an exit code that says it.

    Says in the interface language what each command is for.
    """

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        command = getattr(import_module(f"app.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return with_help(command, say(f"help_{cmd_name}"))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with _mistakes_told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _mistakes_told():
                return super().invoke(ctx)
        except SaegimError as error:
            _end(ctx, error.problem, EXIT_CANCELLED if isinstance(error, JobCancelled) else EXIT_FAILED)
        except click.Abort:
            _end(ctx, Problem("nothing_entered"), EXIT_FAILED)
        except KeyboardInterrupt:
            _end(ctx, JobCancelled().problem, EXIT_CANCELLED)


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """What click finds wrong with a command line, in the interface language. Asking for nothing shows the help."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise ToldError(str(wording_of(usage_problem(error), interface_language()))) from error


def _end(context: click.Context, problem: Problem, exit_code: int) -> NoReturn:
    click.echo(str(wording_of(problem, interface_language())), err=True)
    context.exit(exit_code)


def _choose_language(context: click.Context, parameter: click.Parameter, chosen: str | None) -> None:
    """Before anything else, so that the help that is asked for beside it is in that language too."""
    if chosen is not None:
        os.environ["SAEGIM_LANG"] = chosen


@click.group(cls=SaegimGroup, invoke_without_command=True)
@click.option("--vault", type=click.Path(path_type=Path), help="Folder of the vault (else SAEGIM_VAULT).")
@click.option("--models", type=click.Path(path_type=Path), help="Folder of the models (else SAEGIM_MODELS).")
@click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    is_eager=True,
    expose_value=False,
    callback=_choose_language,
    help="Language of the interface.",
)
@click.version_option(version("saegim"), prog_name="saegim")
@click.pass_context
def saegim(context: click.Context, vault: Path | None, models: Path | None) -> None:
    """Saegim: from a consultation to a signed note, on this machine alone. Without a command it opens the window."""
    for variable, chosen in (("SAEGIM_VAULT", vault), ("SAEGIM_MODELS", models)):
        if chosen is not None:
            os.environ[variable] = str(chosen)
    if context.invoked_subcommand is None:
        sys.exit(desktop_of(context).start())


def desktop_of(context: click.Context) -> Desktop:
    desktop = context.find_object(Desktop)
    assert desktop is not None, "main hands the desktop in"
    return desktop
