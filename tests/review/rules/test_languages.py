"""Sentences of another language than the note's."""

import pytest

from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.review.rules.languages import with_language_flags


def is_flagged(text: str, language: Language, origin: Origin = Origin.MODEL) -> bool:
    section = NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", text, origin=origin),))
    flags = with_language_flags(DraftNote("soap", language, (section,))).statement("n001").flags
    assert all((flag.kind, flag.severity) == (FlagKind.LANGUAGE_MISMATCH, Severity.WARN) for flag in flags)
    return bool(flags)


@pytest.mark.parametrize(
    "text", ["The patient reports chest pain.", "She has had a cough for two weeks.", "Follow-up will be in 2 weeks."]
)
def test_an_english_sentence_in_a_korean_note(text: str) -> None:
    assert is_flagged(text, Language.KO)
    assert not is_flagged(text, Language.EN)
    assert not is_flagged(text, Language.KO, Origin.CLINICIAN)


@pytest.mark.parametrize(
    "text", ["CT abdomen and pelvis with contrast", "Amlodipine 5 mg qd", "BP 130/80, HR 72", "Abd CT 시행 예정.", ""]
)
def test_terms_are_no_sentence(text: str) -> None:
    assert not is_flagged(text, Language.KO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("두통이 3일 전부터 있음.", True), ("MRI 검사 예정.", True), ("Said «어지러워요» twice today.", False)],
)
def test_korean_in_an_english_note(text: str, expected: bool) -> None:
    assert is_flagged(text, Language.EN) is expected
    assert not is_flagged(text, Language.KO)
