"""The rules of the house, checked on the source itself: floors, owners of libraries, sizes, no network."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.paths import ROOT

APP = ROOT / "app"
MODULES = sorted(APP.rglob("*.py"))
MAX_LINES = 400

FLOORS = (
    {"domain"},
    {"paths"},
    {"resources"},
    {"wording"},
    {"storage", "speech", "drafting", "review", "export"},
    {"engines"},
    {"services"},
    {"ui", "cli"},
)
"""A floor imports from the floors below it; packages of one floor never import each other. The rest stands on top."""

NETWORK = {
    "socket", "socketserver", "ssl", "select", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib",
    "xmlrpc", "webbrowser", "requests", "httpx", "httpx2", "httpcore", "httpcore2", "urllib3", "aiohttp", "websockets",
    "anyio", "asyncio", "huggingface_hub", "hf_xet", "paramiko", "grpc",
}  # fmt: skip

OWNERS = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "sqlcipher3": "storage",
    "sqlite_utils": "storage",
    "sqlite3": "storage",
    "cryptography": "storage",
    "argon2": "storage",
    "docx": "export",
    "av": "speech",
    "click": "cli",
    "rich": "cli",
}
"""A library -> the only package that imports it."""

SINGLE_OWNERS = {"faster_whisper": "speech", "ctranslate2": "speech", "llama_cpp": "drafting"}
"""A native engine -> the package of which one module alone imports it."""


def name_of(path: Path) -> str:
    return str(path.relative_to(APP).with_suffix("")).replace("/", ".").removesuffix(".__init__")


def imports_of(path: Path) -> Iterator[str]:
    """The full names of what a module imports anywhere in it, by statement or by `import_module("…")`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                yield str(node.args[0].value)


def libraries_of(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(path)} - {"app"}


def floor_of(package: str) -> int:
    return next((number for number, floor in enumerate(FLOORS) if package in floor), len(FLOORS))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
class TestEveryModule:
    def test_imports_only_from_below(self, path: Path) -> None:
        package = name_of(path).partition(".")[0]
        for imported in imports_of(path):
            root, _, rest = imported.partition(".")
            other = rest.partition(".")[0]
            if root == "app" and other and other != package:
                assert floor_of(other) < floor_of(package) or floor_of(package) == len(FLOORS), imported

    def test_opens_no_connection(self, path: Path) -> None:
        assert not libraries_of(path) & NETWORK

    def test_leaves_libraries_to_their_owners(self, path: Path) -> None:
        package = name_of(path).partition(".")[0]
        for library in libraries_of(path):
            owner = {**OWNERS, **SINGLE_OWNERS}.get(library)
            assert owner in (None, package), f"{library} belongs to app.{owner}"

    def test_can_be_held_in_the_head(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES

    def test_says_what_it_is(self, path: Path) -> None:
        if path.read_text(encoding="utf-8").strip():
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("library", SINGLE_OWNERS)
def test_one_module_alone_knows_a_native_engine(library: str) -> None:
    owners = [name_of(path) for path in MODULES if library in libraries_of(path)]
    assert len(owners) <= 1, owners


def test_the_domain_needs_the_standard_library_only() -> None:
    for path in MODULES:
        if name_of(path).startswith("domain"):
            assert libraries_of(path) <= sys.stdlib_module_names, path


def test_the_rules_see_what_they_are_to_forbid(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "def f():\n    from urllib import request\n    importlib.import_module('socket')\n    import ssl as s\n"
    )
    assert libraries_of(module) >= {"urllib", "socket", "ssl"}


@pytest.mark.parametrize(
    "lock", [*(ROOT / "packaging").glob("*.lock"), *(ROOT / "models").glob("*.lock")], ids=lambda path: path.name
)
def test_a_lock_file_has_names_versions_and_hashes_only(lock: Path) -> None:
    requirement = re.compile(r"[a-z0-9.-]+==\S+( ; [^/@]+)? \\")
    its_hash = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    for line in lock.read_text(encoding="utf-8").splitlines():
        assert requirement.fullmatch(line) or its_hash.fullmatch(line), line
