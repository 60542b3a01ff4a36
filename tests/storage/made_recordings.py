from collections.abc import Iterable

from app.storage.journal import Journal


def write_recording(journal: Journal, encounter_id: str, blocks: Iterable[bytes]) -> None:
    """A whole recording, 16 kHz mono s16le; as far as the blocks and the disk go where one of them fails."""
    with journal.start_recording(encounter_id) as recording:
        for block in blocks:
            recording.append(block)
