from dataclasses import replace

from app.domain.encounter import Encounter
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.storage.vault import Vault


def piece(number: int) -> Transcript:
    segment = TranscriptSegment(segment_id(number), 2.0 * number, 2.0 * number + 1.5, Speaker.UNKNOWN, f"기침 {number}")
    return Transcript(Language.KO, 2.0 * (number + 1), (segment,))


def test_what_was_heard_comes_back_piece_by_piece(vault: Vault, encounter: Encounter) -> None:
    vault.encounters.add(encounter)
    assert vault.live_transcripts.get("e1") is None

    vault.live_transcripts.begin("e1", None)
    for number in range(12):
        vault.live_transcripts.add_piece("e1", piece(number))
    live = vault.live_transcripts.get("e1")

    assert live is not None
    assert live.language is None
    assert live.pieces == tuple(piece(number) for number in range(12))


def test_a_recording_that_is_appended_goes_on_with_the_same(vault: Vault, encounter: Encounter) -> None:
    vault.encounters.add(encounter)
    vault.live_transcripts.begin("e1", Language.KO)
    vault.live_transcripts.add_piece("e1", piece(0))

    vault.live_transcripts.begin("e1", None)
    live = vault.live_transcripts.get("e1")

    assert live is not None
    assert (live.language, len(live.pieces)) == (Language.KO, 1)


def test_what_is_ended_is_gone_and_the_others_stay(vault: Vault, encounter: Encounter) -> None:
    for encounter_id in ("e1", "e2"):
        vault.encounters.add(replace(encounter, id=encounter_id))
        vault.live_transcripts.begin(encounter_id, None)
        vault.live_transcripts.add_piece(encounter_id, piece(0))
    assert set(vault.live_transcripts.encounter_ids()) == {"e1", "e2"}

    vault.live_transcripts.end("e1")

    assert vault.live_transcripts.encounter_ids() == ("e2",)
    assert vault.live_transcripts.get("e1") is None
    vault.live_transcripts.begin("e1", None)
    live = vault.live_transcripts.get("e1")
    assert live is not None
    assert live.pieces == ()
