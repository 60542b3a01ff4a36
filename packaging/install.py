"""Makes the virtual environment and installs everything from the lock files. Standard library only, any platform.

Run with the Python that Saegim shall use: `python3 packaging/install.py`. A second run returns at once, until a lock
file, a build setting or pyproject.toml changes.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"Saegim needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Install a later one and name it, for example: make demo PYTHON=python3.12"
    )

import hashlib
import os
import shlex
import shutil
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "installed.sha256"
INPUTS = (
    PACKAGING / "build.lock",
    PACKAGING / "requirements.lock",
    PACKAGING / "llama_cpp.cmake",
    ROOT / "pyproject.toml",
)


def main() -> None:
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    make_environment()
    require_compiler()
    # The build tools are locked too, so nothing is taken from an index without its hash: no build isolation.
    pip_install("the build tools", "-qq", "--require-hashes", "-r", str(PACKAGING / "build.lock"))
    pip_install(
        "the packages (llama-cpp-python is compiled, which takes some minutes the first time)",
        "--no-build-isolation",
        "--require-hashes",
        "-r",
        str(PACKAGING / "requirements.lock"),
    )
    pip_install("Saegim itself", "-qq", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(wanted)


def fingerprint() -> str:
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    """Keeps an environment whose Python still runs, so that a changed lock file does not start from nothing."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    print("Making the virtual environment .venv", flush=True)
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install "
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        )


def require_compiler() -> None:
    if os.name != "nt" and not any(shutil.which(name) for name in (os.environ.get("CXX", "c++"), "g++", "clang++")):
        sys.exit(
            "No C++ compiler was found. "
            "Debian and Ubuntu: apt-get install build-essential; macOS: xcode-select --install"
        )


def pip_install(what: str, *arguments: str) -> None:
    print(f"Installing {what}", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, env=build_environment()).returncode != 0:
        sys.exit(f"pip could not install {what}; its reason stands above. What is installed is kept: run this again.")


def build_environment() -> dict[str, str]:
    settings = [
        "-DLLAVA_BUILD=OFF",
        f"-DCMAKE_PROJECT_llama.cpp_INCLUDE={(PACKAGING / 'llama_cpp.cmake').as_posix()}",
        *shlex.split(os.environ.get("CMAKE_ARGS", "")),
    ]
    # setuptools warns of folders beside an editable package; pip may be told to install for the user, outside .venv.
    quiet = {"PYTHONWARNINGS": "ignore", "PIP_USER": "0"}
    path = os.pathsep.join((str(PYTHON.parent), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "CMAKE_ARGS": shlex.join(settings), **quiet}


if __name__ == "__main__":
    main()
