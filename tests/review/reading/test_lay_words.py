"""Every word for a finding, lay or professional, answers for it: asked and denied, asked and affirmed, told."""

from typing import Any

import pytest

from app.domain.note import FlagKind
from app.resources import load_json
from app.review.reading.concepts import concepts_in
from app.review.reading.words import tokens_of
from tests.review.talk import index_of, kinds

CONTRADICTED = {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED, FlagKind.SPEAKER_MISMATCH}
FUNCTIONS = set(load_json("terminology/stances.json")["not_findings"])
FINDINGS = [
    row
    for row in load_json("terminology/terms.json")["concepts"]
    if row["kind"] in ("symptom", "sign") and row["concept"] not in FUNCTIONS
]
NOUN_ENDINGS = "통열침증식부염진한란사변"
"""Korean verbs stand in the table as stems: only nouns fit the sentences here."""
NOUNS = {
    word for row in FINDINGS for word in row["ko"] if word[-1] in NOUN_ENDINGS and " " not in word and len(word) > 1
}


@pytest.mark.parametrize("row", FINDINGS, ids=lambda row: str(row["concept"]))
def test_in_english(row: dict[str, Any]) -> None:
    name = row["concept"]
    for word in row["en"]:
        denied = index_of(f"Doctor: Any {word}?", "Patient: No, not really.")
        affirmed = index_of(f"Doctor: Do you get {word}?", "Patient: Yes, sometimes.")
        assert kinds(f"Reports {name}.", denied) & CONTRADICTED, word
        assert kinds(f"Denies {name}.", affirmed) & CONTRADICTED, word
        assert not kinds(f"Denies {name}.", denied) & CONTRADICTED, word
        assert not kinds(f"Reports {name}.", affirmed) & CONTRADICTED, word


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_in_korean(noun: str) -> None:
    denied = index_of(f"의사: {noun}은 없으세요?", "환자: 네, 없어요.")
    affirmed = index_of(f"의사: {noun} 있으세요?", "환자: 네, 가끔요.")
    assert kinds(f"{noun} 있음.", denied) & CONTRADICTED
    assert kinds(f"{noun} 없음.", affirmed) & CONTRADICTED
    assert not kinds(f"{noun} 없음.", denied) & CONTRADICTED
    assert not kinds(f"{noun} 있음.", affirmed) & CONTRADICTED


def test_retained_fluid_is_no_retained_urine() -> None:
    talk = index_of("Patient: I pass urine normally, but my ankles are puffy.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("Some retention of fluid at the ankles.", talk)
    assert FlagKind.FINDING_UNSUPPORTED not in kinds("Some retention of fluid at the ankles.", talk)


def test_peeing_is_no_pulmonary_embolism() -> None:
    named = {each.concept for each in concepts_in(tokens_of("I was peeing and weeing."))}
    assert "urine output" in named
    assert "pulmonary embolism" not in named
