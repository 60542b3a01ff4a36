"""The environment's failures, told to the user; a bug is any other exception.

    SaegimError                 carries a Problem: a code, and the facts its sentence names
      ├─ InputError             what was handed in cannot be used (audio, transcript, note, template)
      ├─ ModelError             a model file is missing, damaged or does not fit
      ├─ VaultError             the vault cannot be opened, read or written
      ├─ ExportError            the document cannot be written where it was asked for
      ├─ SigningRefused         something still stands between the note and its signature
      └─ JobCancelled           the user asked for it; silent

The sentences, in both languages and with the next step, live in resources/i18n/problems.json under the code, so that
code never holds wording and a test can prove that no code lacks a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Fact = str | int | float


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as data. `facts` never hold patient identity or anything said in a consultation."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class SaegimError(Exception):
    """A failure of the environment or of the input, with words for the user."""

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.problem = Problem(code, facts)

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes; by default they would be rebuilt as cls(code, facts), which no class accepts.
        return _rebuilt, (type(self), self.problem)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.problem.facts.items())
        return f"{self.problem.code}({facts})"


class InputError(SaegimError):
    pass


class ModelError(SaegimError):
    pass


class VaultError(SaegimError):
    pass


class ExportError(SaegimError):
    pass


class SigningRefused(SaegimError):
    pass


class JobCancelled(SaegimError):
    def __init__(self) -> None:
        super().__init__("cancelled")


def _rebuilt(kind: type[SaegimError], problem: Problem) -> SaegimError:
    error = kind.__new__(kind)
    SaegimError.__init__(error, problem.code, **problem.facts)
    return error
