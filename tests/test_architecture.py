"""The rules of the house, checked on the source itself: floors, owners of libraries, sizes, no network."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from app.paths import ROOT

APP = ROOT / "app"
MODULES = sorted(APP.rglob("*.py"))
MAX_LINES = 400

FLOORS = (
    {"domain"},
    {"paths", "cores"},
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
    "faster_whisper": "speech",
    "click": "cli",
    "rich": "cli",
}
"""A library -> the only package that imports it."""

SINGLE_OWNERS = {"ctranslate2": "speech", "llama_cpp": "drafting"}
"""A native engine -> the package of which one module alone imports it."""


def name_of(path: Path) -> str:
    return str(path.relative_to(APP).with_suffix("")).replace("/", ".").removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> frozenset[str]:
    """The full names of what a module imports anywhere in it, by statement or by `import_module("…")`."""
    imported: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.update(f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                imported.add(str(node.args[0].value))
    return frozenset(imported)


def libraries_of(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(path)} - {"app"}


def package_of(path: Path) -> str:
    """The package below `app`, or the module that lies directly in it."""
    return path.relative_to(APP).parts[0].removesuffix(".py")


def floor_of(package: str) -> int:
    return next((number for number, floor in enumerate(FLOORS) if package in floor), len(FLOORS))


def may_import(package: str, imported: str) -> bool:
    root, _, rest = imported.partition(".")
    other = rest.partition(".")[0]
    is_on_top = floor_of(package) == len(FLOORS)
    return root != "app" or is_on_top or other == package or floor_of(other) < floor_of(package)


def test_every_floor_imports_from_below() -> None:
    wrong = [
        (name_of(path), name) for path in MODULES for name in imports_of(path) if not may_import(package_of(path), name)
    ]
    assert wrong == []


def test_no_module_can_open_a_connection() -> None:
    wrong = {name_of(path): libraries_of(path) & NETWORK for path in MODULES if libraries_of(path) & NETWORK}
    assert wrong == {}


def test_libraries_are_left_to_their_owners() -> None:
    owners = OWNERS | SINGLE_OWNERS
    wrong = [
        (name_of(path), library)
        for path in MODULES
        for library in libraries_of(path)
        if owners.get(library, package_of(path)) != package_of(path)
    ]
    assert wrong == []


def test_every_module_can_be_held_in_the_head() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}


def test_every_module_says_what_it_is_and_imports_by_full_name() -> None:
    for path in MODULES:
        assert ast.get_docstring(tree_of(path)) or not tree_of(path).body, path
        assert not any(name.startswith(".") for name in imports_of(path)), path


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
    assert not may_import("review", "app.storage.vault")
    assert not may_import("services", "app.ui.parts.tasks")
    assert may_import("services", "app.review.checks")


@pytest.mark.parametrize(
    "lock", [*(ROOT / "packaging").glob("*.lock"), *(ROOT / "models").glob("*.lock")], ids=lambda path: path.name
)
def test_a_lock_file_has_names_versions_and_hashes_only(lock: Path) -> None:
    requirement = re.compile(r"[a-z0-9.-]+==\S+( ; [^/@]+)? \\")
    its_hash = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    for line in lock.read_text(encoding="utf-8").splitlines():
        assert requirement.fullmatch(line) or its_hash.fullmatch(line), line
