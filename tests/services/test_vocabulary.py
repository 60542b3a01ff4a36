import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import InputError
from app.domain.patient_record import PatientRecord
from app.domain.vocabulary import ClinicVocabulary, FixedCorrection, Vocabulary
from app.services.encounters import Encounters
from app.services.vocabulary import VocabularyService, vocabulary_for
from app.storage.vault import Vault, create_vault, open_vault

PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault, _ = create_vault(tmp_path / "v", PASSPHRASE)
    with vault:
        yield vault


@pytest.fixture
def service(vault: Vault) -> VocabularyService:
    return VocabularyService(vault, "tester")


def test_what_is_added_is_there_in_order_once_and_after_the_vault_was_closed(vault, service, tmp_path: Path) -> None:
    assert service.get() == ClinicVocabulary()
    service.add_word("  Kowalczyk ")
    service.add_word("Haneul   ward")
    service.add_word("kowalczyk")
    service.add_correction("met four men", "metformin")
    service.add_correction("Met four men", "Metformin")
    known = service.use_specialties(["surgery", "internal_medicine"])
    assert known == ClinicVocabulary(
        ("internal_medicine", "surgery"), ("Haneul ward", "kowalczyk"), (FixedCorrection("Met four men", "Metformin"),)
    )
    vault.close()
    with open_vault(tmp_path / "v", PASSPHRASE) as again:
        assert VocabularyService(again, "tester").get() == known


def test_a_word_is_one_however_its_letters_are_composed(service: VocabularyService) -> None:
    service.add_word("하늘병동")
    assert service.add_word(unicodedata.normalize("NFD", "하늘병동")).words == ("하늘병동",)
    assert service.remove(unicodedata.normalize("NFD", "하늘병동")).words == ()


def test_a_word_or_a_correction_is_removed_by_what_it_is(service: VocabularyService) -> None:
    service.add_word("Kowalczyk")
    service.add_correction("met four men", "metformin")
    assert service.remove("KOWALCZYK").words == ()
    assert service.remove("met four men").corrections == ()
    with pytest.raises(InputError, match="vocabulary_unknown"):
        service.remove("Kowalczyk")


@pytest.mark.parametrize("entry", ["", " ", "x", "12 34", "x" * 61])
def test_what_is_no_word_is_refused(service: VocabularyService, entry: str) -> None:
    with pytest.raises(InputError, match="vocabulary_entry"):
        service.add_word(entry)
    with pytest.raises(InputError, match="vocabulary_entry"):
        service.add_correction(entry, "metformin")
    with pytest.raises(InputError, match="vocabulary_entry"):
        service.add_correction("metformin", "Metformin")
    with pytest.raises(InputError, match="specialty_unknown"):
        service.use_specialties(["astrology"])
    assert service.get() == ClinicVocabulary()


def test_the_log_counts_the_words_and_does_not_tell_them(vault: Vault, service: VocabularyService) -> None:
    service.add_word("Kowalczyk")
    event = [sealed.event for sealed in vault.audit_log.events()][-1]
    assert (event.action, event.detail) == ("vocabulary_changed", "specialties= words=1 corrections=0")


def test_what_is_put_back_is_logged_too(vault: Vault, service: VocabularyService) -> None:
    before = service.get()
    service.add_word("Kowalczyk")
    assert service.put_back(before) == service.get() == before
    event = [sealed.event for sealed in vault.audit_log.events()][-1]
    assert (event.action, event.detail) == ("vocabulary_changed", "specialties= words=0 corrections=0")


def test_an_encounter_has_the_words_of_the_clinic_and_what_the_patient_takes(vault, service) -> None:
    encounter = Encounters(vault, "tester").create("가상환자")
    known = service.add_word("Kowalczyk")
    assert vocabulary_for(vault, encounter.id) == Vocabulary(known)
    vault.patient_records.save(encounter.id, PatientRecord(medications=("metformin 500 mg",)))
    assert vocabulary_for(vault, encounter.id) == Vocabulary(known, ("metformin 500 mg",))
