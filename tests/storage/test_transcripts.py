from dataclasses import replace

import pytest

from app.domain.encounter import Encounter
from app.domain.errors import VaultError
from app.domain.transcript import DroppedText, DropReason, ModelReference, Transcript, Word
from app.storage.sqlcipher import dbapi2
from app.storage.vault import Vault


@pytest.fixture
def encounter_id(vault: Vault, encounter: Encounter) -> str:
    vault.encounters.add(encounter)
    return encounter.id


def test_there_is_none_at_first(vault: Vault, encounter_id: str) -> None:
    assert vault.transcripts.latest(encounter_id) is None
    assert not vault.transcripts.has(encounter_id)


def test_a_transcript_comes_back_as_it_was(vault: Vault, encounter_id: str, transcript: Transcript) -> None:
    full = replace(
        transcript.with_segment(replace(transcript.segments[0], words=(Word(0.1, 0.5, "사흘", 0.7),))),
        model=ModelReference("whisper-base", "0" * 64),
        language_confidence=0.93,
        dropped=(DroppedText(3.0, 3.5, "시청해 주셔서 감사합니다", DropReason.STOCK_PHRASE),),
    )

    assert vault.transcripts.save(encounter_id, full) == 1
    assert vault.transcripts.has(encounter_id)
    assert vault.transcripts.latest(encounter_id) == full


def test_a_correction_is_a_revision_and_the_old_one_stays(
    vault: Vault, encounter_id: str, transcript: Transcript
) -> None:
    corrected = transcript.with_segment(replace(transcript.segments[0], text="나흘 전부터 기침이 나요"))

    assert [vault.transcripts.save(encounter_id, each) for each in (transcript, corrected)] == [1, 2]
    assert vault.transcripts.latest(encounter_id) == corrected
    assert vault.transcripts.revision(encounter_id, 1) == transcript
    with pytest.raises(VaultError, match="revision_not_found"):
        vault.transcripts.revision(encounter_id, 3)


def test_a_revision_cannot_be_overwritten(vault: Vault, encounter_id: str, transcript: Transcript) -> None:
    vault.transcripts.save(encounter_id, transcript)

    with pytest.raises(dbapi2.IntegrityError, match="refuse UPDATE"), vault.database.transaction() as tables:
        tables.execute("UPDATE transcripts SET content = x'00'")

    assert vault.transcripts.latest(encounter_id) == transcript


def test_an_encounter_that_is_not_there_has_no_transcript(vault: Vault, transcript: Transcript) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
        vault.transcripts.save("nowhere", transcript)
