"""Korean and English are equal: every string of the window has its Korean, and the compiled file is up to date."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator

from app.paths import RESOURCES, ROOT

SOURCES = sorted((ROOT / "app" / "ui").rglob("*.py"))
TS = RESOURCES / "i18n" / "saegim_ko.ts"
QM = RESOURCES / "i18n" / "saegim_ko.qm"
HANGUL = re.compile("[가-힣]")
# Names of keys are the same in both languages.
SAME_IN_BOTH = {"Ctrl+Enter", "Esc"}

Message = tuple[str, str]


def messages(path: Path) -> Iterator[tuple[Message, ElementTree.Element]]:
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            yield (name, message.findtext("source", "")), message.find("translation")


@pytest.fixture(scope="module")
def in_code(tmp_path_factory) -> set[Message]:
    extracted = tmp_path_factory.mktemp("lupdate") / "fresh.ts"
    command = [str(Path(sys.executable).with_name("pyside6-lupdate")), "-silent", *map(str, SOURCES)]
    subprocess.run([*command, "-ts", str(extracted)], check=True)
    return {key for key, _ in messages(extracted)}


def test_every_string_is_translated_and_no_other_is_kept(in_code):
    assert {key for key, _ in messages(TS)} == in_code


def test_every_translation_is_finished_and_keeps_its_fields():
    for (context, source), translation in messages(TS):
        where = f"{context}: {source}"
        assert translation.get("type") is None, where
        assert source in SAME_IN_BOTH or HANGUL.search(translation.text) or "{" in translation.text, where
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", translation.text)), where
        assert ("&" in source) == ("&" in translation.text), where


def test_the_compiled_file_says_what_the_source_says():
    translator = QTranslator()
    assert translator.load(str(QM))
    for (context, source), translation in messages(TS):
        assert translator.translate(context, source) == translation.text, "stale: run pyside6-lrelease"


def test_no_translated_string_escapes_extraction(in_code):
    """lupdate sees literals only: not inside f-strings, not variables."""
    known = {source for _, source in in_code}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
                (argument,) = node.args
                assert isinstance(argument, ast.Constant), f"{path.name}:{node.lineno}"
                assert argument.value in known, f"{path.name}:{node.lineno}"
