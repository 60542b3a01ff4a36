"""The window at work: a real vault, a real window without a screen, the product's own start.

Start: from the beginning of the process to the painted question for the passphrase (`dialog_s`), and from the opened
vault of 1 000 encounters to a window that is painted and answers (`unlocked_s`); `start_s` is their sum. Between them
the passphrase is typed, which takes two seconds here, and the key is derived; the program reads the rest of itself
meanwhile, and what it has not read by then counts. The models load behind the window. Then a visit of an hour is
opened, a note of three pages is typed in while its checks run, and a list of 10 000 encounters is scrolled.
`gui_block_max_ms` is the longest that the window answered to nobody from its first painting to its closing;
`gui_block_cpu_max_ms` counts the thread's own processor time in such a block, without what other programs took of the
machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ui_consultation import PASSPHRASE, add_encounters, add_long_visit

from app.paths import ROOT
from app.storage.vault import create_vault

FOLDER = Path(__file__).parent
SCREEN = FOLDER.parent / "ui" / "clinic_screen.json"
TIMEOUT_S = 600


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = create_vault(Path(folder) / "vault", PASSPHRASE)
        with vault:
            add_encounters(vault, options.encounters - 1)
            long_visit = add_long_visit(vault, options.minutes)
        return _day_at_the_window(Path(folder), long_visit, options.scrolled - options.encounters)


def _day_at_the_window(folder: Path, long_visit: str, more: int) -> dict[str, Any]:
    paths = [str(ROOT), str(FOLDER), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "SAEGIM_VAULT": str(folder / "vault"),
        "SAEGIM_LOGS": str(folder / "logs"),
    }
    environment.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
    # The product looks whether there is a screen before it starts a window.
    environment.setdefault("DISPLAY", "offscreen")
    command = [sys.executable, "-m", "ui_day", str(time.time()), PASSPHRASE, long_visit, str(more)]
    window = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if window.returncode:
        raise RuntimeError(window.stderr)
    figures: dict[str, Any] = json.loads(window.stdout.splitlines()[-1])
    return figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench ui", description=__doc__)
    parser.add_argument("--encounters", type=int, default=1_000, help="in the vault when the window starts")
    parser.add_argument("--scrolled", type=int, default=10_000, help="in the list when it is scrolled")
    parser.add_argument("--minutes", type=int, default=60, help="how long the visit lasts that is opened")
    return parser
