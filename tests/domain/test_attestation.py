import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.attestation import (
    SignedDocument,
    addendum_content,
    addendum_from_content,
    canonical_json,
    content_sha256,
    document_content,
    document_from_content,
    sign_addendum,
    sign_document,
)
from app.domain.encounter import Clinician, Encounter, Patient, Role
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, SectionState, Severity, Statement

FLAG = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "50 mg", "5 mg")
NOTE = DraftNote(
    "soap",
    Language.KO,
    (
        NoteSection(
            "plan", "계획", SectionState.STATED, (Statement("n001", "암로디핀 5 mg.", ("s0001",), flags=(FLAG,)),)
        ),
    ),
)
ENCOUNTER = Encounter("e1", Patient("p1", "김영수", "123", "male", "1961-03-02"), "2026-01-05T09:30:00+09:00")
CLINICIAN = Clinician("박서연", Role.DOCTOR, "123456")


def signed(**changes: Any) -> SignedDocument:
    parts: dict[str, Any] = {
        "document_id": "d1",
        "encounter": ENCOUNTER,
        "title": "외래 기록",
        "note": NOTE,
        "clinician": CLINICIAN,
        "signed_at": "2026-01-05T10:00:00+09:00",
        "statement": "확인합니다.",
        "version": 1,
        "supersedes": None,
    }
    return sign_document(**(parts | changes))


def test_canonical_json_is_one_byte_sequence_for_one_content() -> None:
    assert canonical_json({"b": [1, "가"], "a": None}) == '{"a":null,"b":[1,"가"]}'.encode()
    assert content_sha256({"a": 1, "b": 2}) == content_sha256({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "changes",
    [
        {"document_id": "d2"},
        {"encounter": replace(ENCOUNTER, patient=replace(ENCOUNTER.patient, name="김영희"))},
        {"encounter": replace(ENCOUNTER, started_at="2026-01-06T09:30:00+09:00")},
        {"title": "다른 기록"},
        {"note": NOTE.with_section_lines("plan", ("암로디핀 50 mg.",))},
        {"clinician": replace(CLINICIAN, role=Role.NURSE)},
        {"clinician": replace(CLINICIAN, licence="654321")},
        {"signed_at": "2026-01-05T10:00:01+09:00"},
        {"statement": "확인하지 않습니다."},
        {"version": 2},
        {"supersedes": "d0"},
    ],
)
def test_the_hash_covers_everything_that_was_signed(changes: dict[str, Any]) -> None:
    assert signed(**changes).attestation.content_sha256 != signed().attestation.content_sha256


def test_the_hash_is_that_of_the_content() -> None:
    document = signed()
    assert document.attestation.content_sha256 == content_sha256(document_content(document))


def test_a_document_comes_back_from_its_stored_content() -> None:
    document = signed(version=2, supersedes="d0", encounter=replace(ENCOUNTER, language=Language.KO))
    stored = json.loads(canonical_json(document_content(document)))
    assert document_from_content(stored, document.attestation.content_sha256) == document


def test_an_addendum_comes_back_and_its_hash_covers_document_and_text() -> None:
    def addendum(document_id: str = "d1", text: str = "배양 음성."):  # type: ignore[no-untyped-def]
        return sign_addendum(
            "a1", document_id, text, CLINICIAN, signed_at="2026-01-07T10:00:00+09:00", statement="확인"
        )

    stored = json.loads(canonical_json(addendum_content(addendum())))
    assert addendum_from_content(stored, addendum().attestation.content_sha256) == addendum()
    hashes = {each.attestation.content_sha256 for each in (addendum(), addendum("d2"), addendum(text="배양 양성."))}
    assert len(hashes) == 3


def test_a_signed_draft_of_a_model_is_ai_assisted() -> None:
    assert signed().is_ai_assisted
    assert not signed(note=NOTE.with_section_lines("plan", ("직접 씀.",))).is_ai_assisted
