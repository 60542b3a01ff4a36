import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

import pytest

from app.domain.errors import Problem, SaegimError
from app.domain.language import Language
from app.domain.note import Flag, FlagKind, Severity
from app.paths import ROOT
from app.resources import load_json
from app.wording import flag_label, flag_sentence, severity_label, wording_of

PROBLEMS = load_json("i18n/problems.json")
HANGUL = re.compile("[가-힣]")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def kinds_of_error(kind: type[SaegimError] = SaegimError) -> Iterator[str]:
    yield kind.__name__
    for each in kind.__subclasses__():
        yield from kinds_of_error(each)


def raised_problems() -> Iterator[tuple[str, str, set[str]]]:
    """Where each problem is named in the code, its code, and the names of its facts."""
    kinds = {*kinds_of_error()}
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            code = node.args[0]
            if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if node.func.id in kinds:
                yield where, code.value, {keyword.arg for keyword in node.keywords if keyword.arg}
            elif node.func.id == "Problem":
                facts = node.args[1].keys if len(node.args) > 1 and isinstance(node.args[1], ast.Dict) else []
                yield where, code.value, {key.value for key in facts if isinstance(key, ast.Constant)}


@pytest.mark.parametrize(("where", "code", "facts"), list(raised_problems()), ids=lambda value: str(value))
def test_every_problem_has_words_for_the_facts_it_carries(where: str, code: str, facts: set[str]) -> None:
    assert code in PROBLEMS, where
    for language in Language:
        wording = wording_of(Problem(code, dict.fromkeys(facts, 1)), language)
        assert wording.reason, where


def test_the_role_of_a_model_is_named_in_the_language_of_the_sentence() -> None:
    problem = Problem("model_missing", {"role": "speech", "folder": "/models"})
    assert "음성 인식" in wording_of(problem, Language.KO).reason
    assert "speech" not in wording_of(problem, Language.KO).reason
    assert "speech" in wording_of(problem, Language.EN).reason


@pytest.mark.parametrize("code", PROBLEMS)
def test_both_languages_say_the_same_of_a_problem(code: str) -> None:
    english, korean = PROBLEMS[code]["en"], PROBLEMS[code]["ko"]
    assert set(PROBLEMS[code]) == set(Language)
    assert set(english) == set(korean) == {"reason", "what_to_do"}
    assert placeholders(" ".join(english.values())) == placeholders(" ".join(korean.values()))
    assert bool(english["what_to_do"]) == bool(korean["what_to_do"])
    assert HANGUL.search(korean["reason"])
    assert not HANGUL.search(english["reason"])


def named_in_the_code() -> Iterator[str]:
    """Every text in the code, as a pattern: what an f-string fills in may be anything."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                pieces = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                yield "".join(".+" if piece is None else re.escape(piece) for piece in pieces)


def test_no_words_are_left_over() -> None:
    # A pattern of gaps alone would fit every code.
    patterns = {text for text in named_in_the_code() if re.search("[a-z]{3}", text)}
    named = re.compile("|".join(sorted(patterns)))
    assert [code for code in PROBLEMS if not named.fullmatch(code)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_of_flag_has_a_label_and_two_sentences(kind: FlagKind, language: Language) -> None:
    assert flag_label(kind, language)
    alone = flag_sentence(Flag(kind, Severity.WARN, "50 {mg}"), language)
    assert "“50 {mg}”" in alone
    heard = flag_sentence(Flag(kind, Severity.WARN, "50 {mg}", "5 mg"), language)
    assert "“50 {mg}”" in heard
    assert "“5 mg”" in heard
    assert bool(HANGUL.search(alone)) == bool(HANGUL.search(heard)) == (language is Language.KO)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("severity", Severity)
def test_every_severity_has_a_label(severity: Severity, language: Language) -> None:
    assert severity_label(severity, language)


@pytest.mark.parametrize("language", Language)
def test_a_flag_says_that_the_clinic_has_lowered_its_rule(language: Language) -> None:
    flag = Flag(FlagKind.TIME_MISMATCH, Severity.INFO, "now")
    lowered = flag_sentence(replace(flag, is_lowered=True), language)
    assert lowered.startswith(flag_sentence(flag, language))
    assert lowered != flag_sentence(flag, language)
