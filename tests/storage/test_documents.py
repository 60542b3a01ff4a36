from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.attestation import SignedDocument, sign_addendum
from app.domain.encounter import Clinician, Encounter, Role
from app.domain.errors import VaultError
from app.domain.note import (
    Confirmation,
    Coverage,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    Severity,
    Timings,
    Withheld,
)
from app.domain.style import Habit, StyleRule
from app.storage.sqlcipher import dbapi2
from app.storage.vault import Vault

Sign = Callable[..., SignedDocument]


@pytest.fixture
def kept(vault: Vault, encounter: Encounter) -> Vault:
    vault.encounters.add(encounter)
    return vault


def edited(note: DraftNote, line: str) -> DraftNote:
    return note.with_section_lines("subjective", (line,))


def test_there_is_no_draft_at_first(kept: Vault) -> None:
    assert kept.documents.draft("e1", "soap") is None
    assert kept.documents.ai_draft("e1", "soap") is None


def test_a_draft_comes_back_as_it_was(kept: Vault, note: DraftNote) -> None:
    flag = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "3 mg", "3 days")
    full = replace(
        note,
        generation=Generation("qwen", "0" * 64, "1" * 64),
        withheld=(Withheld("plan", "Give 3 mg.", flag),),
        confirmations=(
            Confirmation("n001", "text", flag.kind, "3 mg", "확인함", "Dr Park", "2026-03-02T10:00:00+09:00"),
        ),
        coverage=Coverage(2138, 2138, 1),
        timings=Timings(0.1, 1.25, 2.0, 3.0, 6.35, 2138, 411),
    )

    kept.documents.save_draft("e1", full, ai=True)

    assert kept.documents.draft("e1", "soap") == full


def test_the_first_draft_of_the_model_is_kept_beside_the_current_one(kept: Vault, note: DraftNote) -> None:
    kept.documents.save_draft("e1", note, ai=True)
    kept.documents.save_draft("e1", edited(note, "Dry cough."), ai=False)
    kept.documents.save_draft("e1", edited(note, "Drafted again."), ai=True)
    kept.documents.save_draft("e1", replace(note, template="handover_sbar"), ai=True)

    assert kept.documents.ai_draft("e1", "soap") == note
    assert kept.documents.draft("e1", "soap") == edited(note, "Drafted again.")
    assert kept.documents.draft("e1", "handover_sbar") == replace(note, template="handover_sbar")


def test_what_the_model_wrote_goes_with_the_draft_that_was_made_from_it(kept: Vault, note: DraftNote) -> None:
    anew = edited(note, "Drafted again.")
    assert kept.documents.drafted("e1", "soap") is None
    kept.documents.save_draft("e1", note, ai=True)
    kept.documents.save_draft("e1", edited(note, "Dry cough."), ai=False)
    kept.documents.save_checked("e1", edited(note, "Dry cough."))
    assert kept.documents.drafted("e1", "soap") == note
    kept.documents.save_draft("e1", anew, ai=True)
    assert kept.documents.drafted("e1", "soap") == anew
    kept.documents.bring_back("e1", "soap")
    assert kept.documents.drafted("e1", "soap") == note


def test_of_a_draft_in_the_clinics_style_what_the_model_wrote_is_kept(kept: Vault, note: DraftNote) -> None:
    styled = replace(edited(note, "Dry cough"), style=(StyleRule(Habit.WITHOUT_FULL_STOP, note.language),))
    kept.documents.save_draft("e1", styled, ai=True, as_written=note)
    assert kept.documents.draft("e1", "soap") == styled
    assert kept.documents.drafted("e1", "soap") == kept.documents.ai_draft("e1", "soap") == note


def test_what_a_clinician_wrote_alone_was_drafted_by_nobody(kept: Vault, note: DraftNote) -> None:
    kept.documents.save_draft("e1", note, ai=False)
    assert kept.documents.drafted("e1", "soap") is None


def test_a_draft_knows_whether_a_clinician_changed_it(kept: Vault, note: DraftNote) -> None:
    assert not kept.documents.is_edited("e1", "soap")
    kept.documents.save_draft("e1", note, ai=True)
    assert not kept.documents.is_edited("e1", "soap")
    kept.documents.save_draft("e1", edited(note, "Dry cough."), ai=False)
    kept.documents.save_checked("e1", edited(note, "Dry cough."))
    assert kept.documents.is_edited("e1", "soap")
    kept.documents.save_draft("e1", note, ai=True)
    assert not kept.documents.is_edited("e1", "soap")
    kept.documents.save_checked("e1", note)
    assert not kept.documents.is_edited("e1", "soap")


def test_what_a_new_draft_replaces_can_be_brought_back_and_that_undone(kept: Vault, note: DraftNote) -> None:
    mine, anew = edited(note, "Dry cough."), edited(note, "Drafted again.")
    kept.documents.save_draft("e1", note, ai=True)
    kept.documents.save_draft("e1", mine, ai=False)
    assert kept.documents.replaced_draft("e1", "soap") is None
    kept.documents.save_draft("e1", anew, ai=True)
    assert kept.documents.replaced_draft("e1", "soap") == mine

    kept.documents.bring_back("e1", "soap")
    assert kept.documents.draft("e1", "soap") == mine
    assert kept.documents.is_edited("e1", "soap")
    assert kept.documents.ai_draft("e1", "soap") == note

    kept.documents.bring_back("e1", "soap")
    assert kept.documents.draft("e1", "soap") == anew
    assert not kept.documents.is_edited("e1", "soap")


def test_a_draft_that_was_never_replaced_cannot_be_brought_back(kept: Vault, note: DraftNote) -> None:
    kept.documents.save_draft("e1", note, ai=True)
    with pytest.raises(VaultError, match="draft_not_found"):
        kept.documents.bring_back("e1", "soap")
    assert kept.documents.draft("e1", "soap") == note


def test_signed_documents_come_back_as_they_were(kept: Vault, sign: Sign) -> None:
    first, second = sign("d1"), sign("d2", version=2, supersedes="d1")
    kept.documents.add_signed(first)
    kept.documents.add_signed(second)

    assert kept.documents.signed("e1") == (first, second)
    assert kept.documents.get_signed("d2") == second
    assert kept.documents.signed("another") == ()
    with pytest.raises(VaultError, match="document_not_found"):
        kept.documents.get_signed("d3")


def test_a_document_keeps_the_encounter_as_it_was_signed(kept: Vault, encounter: Encounter, sign: Sign) -> None:
    kept.documents.add_signed(sign())
    kept.encounters.update(replace(encounter, title="changed later"))

    assert kept.documents.get_signed("d1").encounter == encounter


def test_an_addendum_stands_beside_its_document(kept: Vault, sign: Sign) -> None:
    kept.documents.add_signed(sign())
    addendum = sign_addendum(
        "a1",
        "d1",
        "흉부 촬영 정상",
        Clinician("Dr Lee", Role.DOCTOR),
        signed_at="2026-03-03T08:00:00+09:00",
        statement="추가 기록을 확인함",
    )
    kept.documents.add_addendum(addendum)

    assert kept.documents.addenda("d1") == (addendum,)
    assert kept.documents.get_signed("d1") == sign()
    with pytest.raises(VaultError, match="document_not_found"):
        kept.documents.add_addendum(
            sign_addendum("a2", "d9", "x", Clinician("y", Role.OTHER), signed_at="", statement="")
        )


def test_an_attestation_of_other_content_is_refused(kept: Vault, note: DraftNote, sign: Sign) -> None:
    for other in (
        replace(sign(), title="another title"),
        replace(sign(), note=edited(note, "No cough.")),
        replace(sign(), id="d9"),
        replace(sign(), attestation=replace(sign().attestation, signed_at="2027-01-01T00:00:00+09:00")),
    ):
        with pytest.raises(ValueError, match="does not cover"):
            kept.documents.add_signed(other)

    assert kept.documents.signed("e1") == ()


@pytest.mark.parametrize("second", [("d2", 1, None), ("d2", 3, None), ("d2", 2, "unknown"), ("d1", 2, "d1")])
def test_versions_follow_one_another(kept: Vault, sign: Sign, second: tuple[str, int, str | None]) -> None:
    kept.documents.add_signed(sign())

    with pytest.raises(dbapi2.IntegrityError):
        kept.documents.add_signed(sign(*second))

    assert kept.documents.signed("e1") == (sign(),)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE signed_documents SET content = '{}'",
        "UPDATE addenda SET document_id = 'd1'",
        "DELETE FROM signed_documents",
        "DELETE FROM addenda",
        "REPLACE INTO signed_documents SELECT * FROM signed_documents",
        "INSERT INTO addenda SELECT * FROM addenda WHERE TRUE ON CONFLICT DO UPDATE SET content = '{}'",
    ],
)
def test_what_is_signed_can_be_neither_changed_nor_deleted(kept: Vault, sign: Sign, change: str) -> None:
    kept.documents.add_signed(sign())
    addendum = sign_addendum("a1", "d1", "later", Clinician("Dr Lee", Role.DOCTOR), signed_at="t", statement="s")
    kept.documents.add_addendum(addendum)

    with pytest.raises(dbapi2.IntegrityError, match=r"refuse (UPDATE|DELETE)"), kept.database.transaction() as tables:
        tables.execute(change)

    assert kept.documents.signed("e1") == (sign(),)
    assert kept.documents.addenda("d1") == (addendum,)


def test_a_document_and_its_audit_event_are_stored_together_or_not_at_all(kept: Vault, sign: Sign) -> None:
    def sign_and_fail() -> None:
        with kept.transaction():
            kept.documents.add_signed(sign())
            kept.audit_log.append("Dr Park", "document_signed", "d1")
            raise RuntimeError("the process fails here")

    with pytest.raises(RuntimeError, match="fails here"):
        sign_and_fail()

    assert kept.documents.signed("e1") == ()
    assert kept.audit_log.events() == ()
    assert kept.documents.missing() == 0
