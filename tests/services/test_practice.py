"""The practice leaves nothing behind, and what it exports says what it is."""

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from app.domain.encounter import Clinician, EncounterState, Role
from app.domain.language import Language
from app.services.documents import Documents
from app.services.practice import PracticeRoom, sample_recording
from tests.ui import consultations


@pytest.mark.parametrize("language", Language)
def test_there_is_a_sample_in_each_language(language):
    assert sample_recording(language).is_file()


def test_a_practice_is_gone_when_it_is_removed():
    room = PracticeRoom(Language.EN, "test")
    folder = room.vault.folder
    assert room.vault.encounters.get(room.encounter_id).patient.name == "Practice patient"
    room.remove()
    assert not folder.parent.exists()


@pytest.mark.parametrize(("language", "mark"), [(Language.EN, "PRACTICE"), (Language.KO, "연습용")])
def test_what_is_signed_in_a_practice_says_so_on_paper(tmp_path: Path, language, mark):
    room = PracticeRoom(language, "test")
    try:
        documents = Documents(room.vault, "test", is_practice=True)
        vault, encounter_id = room.vault, room.encounter_id
        transcript = consultations.transcript(language)
        for state in (EncounterState.TRANSCRIBED, EncounterState.DRAFTED):
            vault.encounters.update(replace(vault.encounters.get(encounter_id), state=state))
        vault.transcripts.save(encounter_id, transcript)
        note = consultations.note(language)
        vault.documents.save_draft(encounter_id, replace(note, sections=note.sections[:1]), ai=True)
        documents.sign(encounter_id, note.template, Clinician("Robin Ashby", Role.DOCTOR), "I have read it.")
        for suffix, file_format in (("docx", "docx"), ("txt", "text"), ("pdf", "pdf"), ("json", "fhir")):
            documents.export(encounter_id, note.template, tmp_path / f"note.{suffix}", file_format)
    finally:
        room.remove()
    for name in ("note.txt", "note.json"):
        assert mark in (tmp_path / name).read_text()
    document = docx.Document(str(tmp_path / "note.docx"))
    assert mark in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert mark in document.sections[0].header._element.xml
    assert (tmp_path / "note.pdf").stat().st_size > 0
