"""An engine without a child process: the test says what the child would have said."""

from collections.abc import Callable
from typing import Any

from app.domain.errors import Problem
from app.domain.outcome import Cancelled, Completed, Crashed, Failed, Outcome
from app.engines.protocol import Event, Task
from app.engines.supervisor import Job


class ScriptedEngine:
    """`jobs` holds every job in the order of submission; the test reports on the last one and ends it."""

    def __init__(self) -> None:
        self.jobs: list[Job[Any]] = []

    def submit(
        self,
        task: Task[Any] | Callable[[], Task[Any]],
        on_event: Callable[[Event], None],
        on_done: Callable[[Outcome[Any]], None],
        *,
        on_audio: Callable[[bytes], None] | None = None,
        on_result: Callable[[Any], Any] | None = None,
    ) -> Job[Any]:
        job: Job[Any] = Job(self, len(self.jobs) + 1, task, on_event, on_done, on_audio, None, on_result, None)  # type: ignore[arg-type]
        self.jobs.append(job)
        return job

    def cancel(self, job: Job[Any]) -> None:
        job.is_cancelled = True
        job.finish(Cancelled())

    def hear(self, pcm: bytes) -> None:
        on_audio = self.jobs[-1].on_audio
        assert on_audio is not None
        on_audio(pcm)

    def report(self, event: Event) -> None:
        self.jobs[-1].deliver(event)

    def complete(self, value: object) -> None:
        job = self.jobs[-1]
        job.finish(Completed(job.on_result(value) if job.on_result else value))

    def fail(self, code: str, **facts: str | int | float) -> None:
        self.jobs[-1].finish(Failed(Problem(code, facts)))

    def crash(self, code: str) -> None:
        self.jobs[-1].finish(Crashed(Problem(code)))
