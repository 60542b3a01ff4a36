"""The clinic's own templates, from the first copy to a document that outlives every change of its template."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.encounter import Clinician, EncounterState, Role
from app.domain.errors import InputError, SigningRefused
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Origin, SectionState, Statement
from app.domain.template import NoteTemplate
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.drafting.prompts import build_prompt
from app.drafting.templates import load_template, template_ids
from app.engines.protocol import DraftJob
from app.services.documents import Documents
from app.services.encounters import Encounters
from app.services.template_library import template_of
from app.services.templates import Templates
from app.storage.sqlcipher import dbapi2
from app.storage.vault import Vault, create_vault
from tests.services.named_models import make_models
from tests.ui.engines import ScriptedEngine

ACTOR = "tester"
TITLES = {Language.EN: "Ward round", Language.KO: "회진 기록"}
NURSE = Clinician("Robin Ashby", Role.NURSE)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    opened, _ = create_vault(tmp_path_factory.mktemp("templates") / "vault", "a passphrase for tests")
    with opened:
        yield opened


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def templates(vault: Vault, engine: ScriptedEngine, tmp_path: Path) -> Templates:
    make_models(tmp_path / "models")
    return Templates(vault, engine, tmp_path / "models", ACTOR)  # type: ignore[arg-type]


@pytest.fixture
def own(templates: Templates) -> NoteTemplate:
    return templates.save(templates.copy(load_template("soap"), TITLES))


def retitled(template: NoteTemplate, section_id: str, title: str) -> NoteTemplate:
    titles = dict.fromkeys(Language, title)
    sections = (replace(s, titles=titles) if s.id == section_id else s for s in template.sections)
    return replace(template, sections=tuple(sections))


def requiring(template: NoteTemplate, section_id: str) -> NoteTemplate:
    sections = (replace(s, is_required=s.id == section_id) for s in template.sections)
    return replace(template, sections=tuple(sections))


def drafted(vault: Vault, template: NoteTemplate) -> str:
    encounter = Encounters(vault, ACTOR).create("Alex Morgan", language=Language.EN)
    segment = TranscriptSegment("s0001", 0.0, 5.0, Speaker.CLINICIAN, "We go on as before.", 0.9)
    vault.transcripts.save(encounter.id, Transcript(Language.EN, 5.0, (segment,)))
    vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED))
    statement = Statement("n001", "We go on as before.", ("s0001",), Origin.CLINICIAN)
    sections = (NoteSection("plan", template.section("plan").titles[Language.EN], SectionState.STATED, (statement,)),)
    note = DraftNote(template.id, Language.EN, sections, template_version=template.version)
    vault.documents.save_draft(encounter.id, note, ai=True)
    vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
    return encounter.id


def test_a_copy_is_offered_after_those_that_ship(templates: Templates, own: NoteTemplate) -> None:
    assert [each.id for each in templates.offered()][: len(template_ids())] == list(template_ids())
    assert own in templates.offered()
    assert (own.version, own.base, own.titles) == (1, "soap", TITLES)
    assert own.sections == load_template("soap").sections


def test_a_change_is_a_new_version_and_no_change_is_none(vault: Vault, templates: Templates, own: NoteTemplate) -> None:
    assert templates.save(own) == own
    second = templates.save(retitled(own, "plan", "Orders"))
    assert second.version == 2
    assert [each for each in templates.offered() if each.id == own.id] == [second]
    assert template_of(vault, own.id) == second
    assert template_of(vault, own.id, 1) == own
    with pytest.raises(dbapi2.IntegrityError), vault.database.transaction() as tables:
        tables.execute("UPDATE own_templates SET content = '{}'")


def test_what_is_wrong_is_refused_before_it_is_kept(templates: Templates, own: NoteTemplate) -> None:
    with pytest.raises(InputError, match="template_without_sections"):
        templates.save(replace(own, sections=()))
    with pytest.raises(InputError, match="template_unknown"):
        templates.save(replace(own, id="nobody's"))


def test_documents_keep_the_version_they_were_written_with(
    vault: Vault, templates: Templates, own: NoteTemplate
) -> None:
    encounter_id = drafted(vault, own)
    templates.save(replace(retitled(own, "plan", "Orders"), titles=dict.fromkeys(Language, "Another name")))
    document = Documents(vault, ACTOR).sign(encounter_id, own.id, NURSE, "I have read it.")
    assert document.title == "Ward round"
    assert document.note.template_version == 1
    assert Documents(vault, ACTOR).signed(encounter_id) == (document,)


def test_a_template_in_use_stays(vault: Vault, templates: Templates, own: NoteTemplate) -> None:
    drafted(vault, own)
    with pytest.raises(InputError, match="template_in_use"):
        templates.remove(own.id)
    assert own in templates.offered()
    unused = templates.save(templates.copy(load_template("soap"), TITLES))
    templates.remove(unused.id)
    assert unused not in templates.offered()
    assert template_of(vault, unused.id) == unused


def test_a_required_section_has_to_say_something_before_signing(
    vault: Vault, templates: Templates, own: NoteTemplate
) -> None:
    documents = Documents(vault, ACTOR)
    strict = templates.save(requiring(own, "allergies"))
    encounter_id = drafted(vault, strict)
    with pytest.raises(SigningRefused) as refusal:
        documents.sign(encounter_id, own.id, NURSE, "I have read it.")
    assert refusal.value.problem.code == "required_section_empty"
    assert refusal.value.problem.facts["titles"] == "Allergies"
    content = requiring(own, "plan")
    encounter_id = drafted(vault, templates.save(content))
    documents.sign(encounter_id, own.id, NURSE, "I have read it.")


def test_a_file_brings_a_template_to_another_clinic(templates: Templates, own: NoteTemplate, tmp_path: Path) -> None:
    file = tmp_path / "round.json"
    templates.write_file(own, file)
    read = templates.read_file(file)
    assert (read.id, read.version, read.sections, read.base) == ("", 1, own.sections, "soap")
    saved = templates.save(read)
    assert saved.id != own.id


def no_json(file: Path) -> None:
    file.write_text("not JSON")


def another_format(file: Path) -> None:
    file.write_text(json.dumps({"format": "saegim.note/1"}))


def too_large(file: Path) -> None:
    file.write_bytes(b" " * 300_000)


@pytest.mark.parametrize("write", [no_json, another_format, too_large])
def test_a_file_that_is_no_template_is_refused(
    templates: Templates, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    write(tmp_path / "file.json")
    with pytest.raises(InputError, match="template_format"):
        templates.read_file(tmp_path / "file.json")
    with pytest.raises(InputError, match="template_file"):
        templates.read_file(tmp_path / "gone.json")


def test_a_file_from_an_unknown_base_is_written_with_a_known_one(
    templates: Templates, own: NoteTemplate, tmp_path: Path
) -> None:
    templates.write_file(replace(own, base="later_template"), tmp_path / "file.json")
    assert templates.read_file(tmp_path / "file.json").base == "soap"


@pytest.mark.parametrize("language", Language)
def test_a_preview_drafts_the_sample_and_keeps_nothing(
    vault: Vault, templates: Templates, engine: ScriptedEngine, own: NoteTemplate, language: Language
) -> None:
    done: list[Any] = []
    known = len(vault.audit_log.events())
    templates.preview(own, language, None, done.append)  # type: ignore[arg-type]
    task = engine.jobs[-1].task
    assert isinstance(task, DraftJob)
    assert (task.template, task.language, task.transcript.language) == (own, language, language)
    engine.complete(DraftNote(own.id, language, ()))
    assert done[0].value == DraftNote(own.id, language, ())
    assert len(vault.audit_log.events()) == known
    with pytest.raises(InputError, match="template_without_sections"):
        templates.preview(replace(own, sections=()), language, None, done.append)  # type: ignore[arg-type]


def test_the_examples_of_the_base_go_with_its_sections(own: NoteTemplate) -> None:
    orders = retitled(own, "plan", "Orders")
    labels = dict.fromkeys(Language, "Orders")
    sections = tuple(replace(s, labels=labels) if s.id == "plan" else s for s in orders.sections if s.id != "vitals")
    prompt = build_prompt(replace(orders, sections=sections), Language.EN, Language.EN, str)
    answers = "\n".join(text for role, text in prompt.opening if role == "assistant")
    assert "Orders:" in answers
    assert "Plan:" not in answers
    assert "Vitals:" not in answers
    assert "Vitals:" not in prompt.opening[0][1]


def test_the_log_names_a_template_by_its_id_only(vault: Vault, own: NoteTemplate) -> None:
    events = [sealed.event for sealed in vault.audit_log.events() if sealed.event.action == "template_saved"]
    assert own.id in {event.subject for event in events}
    assert "Ward" not in repr(events)
