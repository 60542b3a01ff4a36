"""How a job ended, as a value. A failure is data with a reason and a next step; it is never text of a note."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from app.domain.errors import Problem

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Completed(Generic[T_co]):
    value: T_co


@dataclass(frozen=True, slots=True)
class Failed:
    problem: Problem


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user asked for it; there is nothing to explain."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """The child process died with the job open. The same job may be offered again."""

    problem: Problem


Outcome: TypeAlias = Completed[T_co] | Failed | Cancelled | Crashed
