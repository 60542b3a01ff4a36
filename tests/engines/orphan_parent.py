"""A parent that starts a child, gives it a job, names it on standard output and waits to be killed."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import fake_workers

from app.engines.supervisor import Engine


def name_child() -> None:
    sys.stdout.write(f"{engine.child_pid}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    engine = Engine("speech", fake_workers.run, lambda callback: callback())
    engine.submit(fake_workers.Work(is_stubborn=True), lambda event: name_child(), lambda outcome: None)
    time.sleep(60)
