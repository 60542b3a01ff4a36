"""Shifts, beds, ticks and read-backs, as a vault keeps them."""

import pytest

from app.domain.attestation import sign_document
from app.domain.encounter import Clinician, Encounter, Role
from app.domain.handover import Bed, ReadBack, Shift, ShiftKind
from app.domain.language import Language
from app.domain.note import DraftNote
from app.storage.sqlcipher import dbapi2
from app.storage.vault import Vault

EVENING = Shift("s1", "5 East", "2026-03-02", ShiftKind.EVENING, "handover_sbar", Language.KO, giver="정하늘")


@pytest.fixture
def kept(vault: Vault, encounter: Encounter) -> Vault:
    vault.encounters.add(encounter)
    vault.handovers.save_shift(EVENING)
    return vault


def test_a_shift_is_read_as_it_was_kept(kept: Vault) -> None:
    assert kept.handovers.shift("s1") == EVENING
    assert kept.handovers.shift("s2") is None


def test_shifts_come_latest_first_and_night_is_the_last_of_a_day(kept: Vault) -> None:
    for number, (day, kind) in enumerate(
        [("2026-03-02", ShiftKind.NIGHT), ("2026-03-02", ShiftKind.DAY), ("2026-03-03", ShiftKind.DAY)]
    ):
        kept.handovers.save_shift(Shift(f"n{number}", "5 East", day, kind, "handover_ipass", Language.EN))
    kept.handovers.save_shift(Shift("other", "6 West", "2026-04-01", ShiftKind.DAY, "handover_sbar", Language.EN))
    assert [shift.id for shift in kept.handovers.shifts()] == ["other", "n2", "n0", "s1", "n1"]
    assert [shift.id for shift in kept.handovers.shifts(limit=2)] == ["other", "n2"]
    assert [shift.id for shift in kept.handovers.shifts_of("5 East")] == ["n2", "n0", "s1", "n1"]


def test_a_ward_has_one_shift_of_a_kind_on_a_day(kept: Vault) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        kept.handovers.save_shift(Shift("s2", "5 East", "2026-03-02", ShiftKind.EVENING, "x", Language.EN))


def test_a_patient_lies_in_one_bed(kept: Vault) -> None:
    kept.handovers.put_bed("s1", Bed("e1", "501-1"))
    kept.handovers.put_bed("s1", Bed("e1", "502-3"))
    assert kept.handovers.beds("s1") == (Bed("e1", "502-3"),)
    kept.handovers.remove_bed("e1")
    assert kept.handovers.beds("s1") == ()
    assert kept.encounters.get("e1").id == "e1"


def test_a_task_that_is_done_stays_so_with_the_time_of_its_first_tick(kept: Vault) -> None:
    kept.handovers.tick("e1", "Check blood sugar at 18:00.", "2026-03-02T18:02:00+09:00")
    kept.handovers.tick("e1", "Check blood sugar at 18:00.", "2026-03-02T19:00:00+09:00")
    assert kept.handovers.done("e1") == {"Check blood sugar at 18:00.": "2026-03-02T18:02:00+09:00"}
    kept.handovers.untick("e1", "Check blood sugar at 18:00.")
    assert kept.handovers.done("e1") == {}


def test_a_read_back_is_never_changed_nor_removed(kept: Vault, encounter: Encounter) -> None:
    nurse = Clinician("정하늘", Role.NURSE)
    note = DraftNote("handover_sbar", Language.KO, ())
    at = "2026-03-02T23:00:00+09:00"
    kept.documents.add_signed(sign_document("d1", encounter, "SBAR", note, nurse, signed_at=at, statement="Read."))
    kept.handovers.add_read_back(ReadBack("d1", "이서연", at))
    assert kept.handovers.read_back("d1") == ReadBack("d1", "이서연", at)
    assert kept.handovers.read_back("d2") is None
    with pytest.raises(dbapi2.IntegrityError):
        kept.handovers.add_read_back(ReadBack("d1", "somebody else", at))
    for change in ("UPDATE read_backs SET receiver = 'x'", "DELETE FROM read_backs"):
        with pytest.raises(dbapi2.IntegrityError), kept.database.transaction() as tables:
            tables.execute(change)
