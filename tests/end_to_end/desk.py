"""A desk for tests of the window: a display, and a sound server with a microphone that hears what is played."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.paths import ROOT

PATIENCE_S = 120.0
# Qt does not take a sink's monitor for a microphone; a source made from it passes for one.
MODULES = (
    "module-null-sink sink_name=room rate=16000",
    "module-remap-source source_name=desk master=room.monitor",
)
IS_THERE = all(map(shutil.which, ("pulseaudio", "pacat", "pactl", "Xvfb")))


@contextmanager
def running(*command: str, environment: dict[str, str]) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


@contextmanager
def desk_in(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a program that sits at it, with its vault in the folder."""
    socket = folder / "sound"
    display = f":{os.getpid() % 5000 + 1000}"
    plain = {
        **os.environ,
        **dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR"), str(folder)),
        "PYTHONPATH": str(ROOT),
        "SAEGIM_LANG": "en",
        "SAEGIM_VAULT": str(folder / "vault"),
    }
    modules = [f"--load={module}" for module in (f"module-native-protocol-unix socket={socket}", *MODULES)]
    with (
        running("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *modules, environment=plain),
        running("Xvfb", display, "-screen", "0", "1400x900x24", environment=plain),
    ):
        found = {**plain, "PULSE_SERVER": f"unix:{socket}", "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        _wait_for(lambda: "desk" in _output("pactl", "list", "short", "sources", environment=found))
        subprocess.run(["pactl", "set-default-source", "desk"], env=found, check=True)
        yield found


def _wait_for(is_reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_reached():
        assert time.monotonic() < end
        time.sleep(0.1)


def _output(*command: str, environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True).stdout


def speak(pcm: bytes, environment: dict[str, str]) -> None:
    """16 kHz mono s16le into the microphone, in its own time."""
    subprocess.run(
        ["pacat", "--playback", "--raw", "--rate=16000", "--channels=1", "--format=s16le", "--device=room"],
        input=pcm,
        env=environment,
        check=True,
        timeout=PATIENCE_S,
    )
