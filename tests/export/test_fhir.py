"""The FHIR document bundle, held against the published R4B definitions (the resources used here are those of R4)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from app.domain.encounter import Encounter, Patient
from app.domain.formats import Json
from app.domain.language import Language
from app.domain.note import NoteSection, Origin, SectionState, Statement
from app.domain.vital_sign import VitalSign
from app.drafting.templates import load_template, template_ids
from app.export.document import Printable, phrase, printable_text
from app.export.fhir import fhir_bundle, write_fhir
from tests.export.conftest import ADDENDA, CLINICIANS, ENCOUNTERS, make_draft, make_note, make_signed

SOAP = load_template("soap")
NOON = "2026-01-05T12:00:00+09:00"
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["<b>&amp;</b>", "]]>", "\x00\x0b", "\ufffe", "  ", "\u3000\xa0", "가\r\n나", "\"'", "😀", "\u2028"]
)


def bundle_of(printable: Printable, *vitals: VitalSign) -> Json:
    """As a reader gets it: valid, and nothing lost on the way through JSON."""
    bundle = fhir_bundle(printable, SOAP, vitals, made_at=NOON)
    Bundle.model_validate(bundle)
    assert json.loads(json.dumps(bundle)) == bundle
    return bundle


def resources_of(bundle: Json, kind: str) -> list[Json]:
    return [each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == kind]


def composition_of(bundle: Json) -> Json:
    (composition,) = resources_of(bundle, "Composition")
    return composition


def references_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        yield from (value for name, value in content.items() if name == "reference")
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from references_in(each)


def words_of(narrative: Json) -> list[str]:
    """The paragraphs, list items and cells of a narrative, as a browser reads them."""
    root = ElementTree.fromstring(narrative["div"])
    for line_break in root.iter("{http://www.w3.org/1999/xhtml}br"):
        line_break.text = "\n"
    return ["".join(each.itertext()) for each in root.iter() if each.tag.rpartition("}")[2] in ("p", "li", "th", "td")]


def require_sound(bundle: Json) -> None:
    """What the specification asks of documents beyond the shape of single resources."""
    urls = [each["fullUrl"] for each in bundle["entry"]]
    assert len(urls) == len(set(urls))
    assert urls == [f"urn:uuid:{each['resource']['id']}" for each in bundle["entry"]]
    assert set(references_in(bundle)) <= set(urls)
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    provenances = {each["fullUrl"] for each in bundle["entry"] if each["resource"]["resourceType"] == "Provenance"}
    assert reachable_from(urls[0], bundle) | reachable_from_all(provenances, bundle) == set(urls)
    line_ids = [line_id for section in composition_of(bundle).get("section", []) for line_id in ids_in(section["text"])]
    assert len(line_ids) == len(set(line_ids))


def reachable_from(url: str, bundle: Json) -> set[str]:
    return reachable_from_all({url}, bundle)


def reachable_from_all(urls: set[str], bundle: Json) -> set[str]:
    contents = {each["fullUrl"]: each["resource"] for each in bundle["entry"]}
    known: set[str] = set()
    while urls - known:
        url = (urls - known).pop()
        known.add(url)
        urls = urls | set(references_in(contents[url]))
    return known


def ids_in(narrative: Json) -> list[str]:
    return [each.attrib["id"] for each in ElementTree.fromstring(narrative["div"]).iter() if "id" in each.attrib]


def test_a_draft_is_a_preliminary_document_by_the_program(draft: Printable) -> None:
    bundle = bundle_of(draft)
    require_sound(bundle)
    composition = composition_of(bundle)
    assert composition["status"] == "preliminary"
    assert "attester" not in composition
    assert (composition["date"], bundle["timestamp"]) == (NOON, NOON)
    (device,) = resources_of(bundle, "Device")
    assert composition["author"] == [{"reference": f"urn:uuid:{device['id']}"}]
    assert device["modelNumber"] == "some-model"
    assert [version["value"] for version in device["version"]] == ["a" * 64, "b" * 64]
    assert composition["meta"]["security"][0]["code"] == "AIAST"
    assert any("AI" in line for line in words_of(composition["text"]))
    assert draft.warning in words_of(composition["text"])


def test_what_is_signed_names_who_vouches_for_it_and_when(language: Language) -> None:
    signed = replace(make_signed(language), addenda=(), supersedes=None)
    bundle = bundle_of(signed)
    require_sound(bundle)
    composition, (signer,) = composition_of(bundle), resources_of(bundle, "Practitioner")
    assert composition["status"] == "final"
    assert composition["attester"] == [
        {
            "mode": "legal",
            "time": "2026-01-05T10:02:13+09:00",
            "party": {"reference": f"urn:uuid:{signer['id']}"},
        }
    ]
    assert composition["author"] == [composition["attester"][0]["party"]]
    assert signer["name"] == [{"text": CLINICIANS[language].name}]
    assert signer["identifier"][0]["value"] == CLINICIANS[language].licence
    assert "meta" not in composition
    assert "relatesTo" not in composition


def test_an_addendum_or_a_later_version_amends_and_names_what_it_replaces(signed: Printable) -> None:
    first = replace(signed, id="d0", supersedes=None, addenda=())
    second, with_addendum = replace(signed, addenda=()), signed
    composition = composition_of(bundle_of(with_addendum))
    assert composition["status"] == composition_of(bundle_of(second))["status"] == "amended"
    assert composition["section"][-1]["title"] == phrase("addendum", signed.language, number=1)
    assert ADDENDA[signed.language] in words_of(composition["section"][-1]["text"])
    for later, earlier in ((second, first), (with_addendum, second)):
        (replaced,) = composition_of(bundle_of(later))["relatesTo"]
        assert replaced == {"code": "replaces", "targetIdentifier": bundle_of(earlier)["identifier"]}
    same = {json.dumps(composition_of(bundle_of(each))["identifier"]) for each in (first, second, with_addendum)}
    assert len(same) == 1


def test_each_section_has_its_title_code_and_words(signed: Printable) -> None:
    not_stated = {Language.EN: "not stated", Language.KO: "언급 없음"}[signed.language]
    written = signed.note.sections
    written = (*written[:3], replace(written[3], id="plan"), *written[4:])
    note = replace(signed.note, sections=written)
    sections = composition_of(bundle_of(replace(signed, note=note, addenda=())))["section"]
    assert [each["title"] for each in sections] == [each.title for each in written]
    assert [each for each in sections if "code" in each] == [sections[3]]
    assert sections[3]["code"]["coding"] == [{"system": "http://loinc.org", "code": "18776-5"}]
    for each, section in zip(written, sections, strict=True):
        assert words_of(section["text"]) == ([statement.text for statement in each.statements] or [not_stated])
        assert section.get("emptyReason") == (None if each.statements else {"text": not_stated})


def test_a_line_of_the_model_is_told_from_a_clinicians(draft: Printable) -> None:
    first, *others = draft.note.sections
    by_hand = replace(first, statements=(replace(first.statements[0], origin=Origin.CLINICIAN), *first.statements[1:]))
    bundle = bundle_of(replace(draft, note=replace(draft.note, sections=(by_hand, *others))))
    (provenance,) = resources_of(bundle, "Provenance")
    (target,) = provenance["target"]
    drafted = {each["valueUri"] for each in target["extension"]}
    written = {line_id for section in composition_of(bundle)["section"] for line_id in ids_in(section["text"])}
    assert drafted == written - {"line-1-1"}
    assert provenance["agent"][0]["type"]["coding"][0]["code"] == "assembler"


def test_a_note_that_no_program_drafted_names_none(signed: Printable) -> None:
    sections = tuple(
        replace(section, statements=tuple(replace(each, origin=Origin.CLINICIAN) for each in section.statements))
        for section in signed.note.sections
    )
    bundle = bundle_of(replace(signed, note=replace(signed.note, sections=sections, generation=None)))
    require_sound(bundle)
    assert not resources_of(bundle, "Device")
    assert not resources_of(bundle, "Provenance")


def test_vital_signs_stand_in_their_section_with_code_and_unit(draft: Printable) -> None:
    statement = draft.note.sections[0].statements[0]
    stated = {"heart_rate": (72.0,), "blood_pressure": (130.0, 80.0), "temperature": (38.5,)}
    bundle = bundle_of(draft, *(VitalSign(kind, values, statement.id) for kind, values in stated.items()))
    require_sound(bundle)
    of_pulse, of_pressure, of_temperature = resources_of(bundle, "Observation")
    assert of_pulse["code"]["coding"][0]["code"] == "8867-4"
    per_minute = {"unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}
    assert of_pulse["valueQuantity"] == {"value": 72, **per_minute}
    parts = [(each["code"]["coding"][0]["code"], each["valueQuantity"]["value"]) for each in of_pressure["component"]]
    assert parts == [("8480-6", 130), ("8462-4", 80)]
    assert "valueQuantity" not in of_pressure
    assert (of_temperature["valueQuantity"]["value"], of_temperature["valueQuantity"]["code"]) == (38.5, "Cel")
    assert {each["status"] for each in (of_pulse, of_pressure)} == {"preliminary"}
    assert of_pulse["effectiveDateTime"] == "2026-01-05"
    assert of_pulse["note"] == [{"text": statement.text}]
    first, *others = composition_of(bundle)["section"]
    assert len(first["entry"]) == 3
    assert not any("entry" in section for section in others)


def test_whom_it_is_about_is_told_as_far_as_it_is_known(signed: Printable) -> None:
    patient = ENCOUNTERS[signed.language].patient
    (resource,) = resources_of(bundle_of(signed), "Patient")
    assert resource["identifier"][0]["value"] == patient.number
    assert resource["name"] == [{"text": patient.name}]
    assert (resource["gender"], resource["birthDate"]) == (patient.sex, patient.birth_date)


def test_a_note_without_its_encounter_tells_nothing_of_anybody(language: Language) -> None:
    encounter = Encounter("", Patient(""), started_at="", language=language)
    note = make_note(language, 1)
    bundle = bundle_of(
        Printable.from_draft(encounter, note, "Note"), VitalSign("heart_rate", (72.0,), next(note.statements()).id)
    )
    require_sound(bundle)
    (patient,) = resources_of(bundle, "Patient")
    assert patient.keys() == {"resourceType", "id"}
    (observation,) = resources_of(bundle, "Observation")
    assert observation["_effectiveDateTime"]["extension"][0]["valueCode"] == "unknown"
    other = Printable.from_draft(encounter, replace(note, sections=note.sections[:1]), "Note")
    assert resources_of(bundle_of(other), "Patient")[0]["id"] != patient["id"]


def test_what_is_unknown_or_unusual_of_the_encounter_is_left_out_or_told_less_exactly(draft: Printable) -> None:
    patient = Patient("p", "", "", "unknown to us", "1987")
    encounter = Encounter("e", patient, "2026-01-05T09:30:00")
    bundle = bundle_of(replace(draft, encounter=encounter))
    assert resources_of(bundle, "Patient")[0].keys() == {"resourceType", "id"}
    assert resources_of(bundle, "Encounter")[0]["period"] == {"start": "2026-01-05"}


def test_a_practice_is_marked_as_one(signed: Printable) -> None:
    bundle = bundle_of(replace(signed, is_practice=True))
    for marked in (bundle, composition_of(bundle)):
        assert [each["code"] for each in marked["meta"]["security"]] == ["HTEST"]
    assert phrase("practice", signed.language) in words_of(composition_of(bundle)["text"])


def test_what_belongs_to_review_is_never_exported(draft: Printable, signed: Printable) -> None:
    for printable in (draft, signed):
        note, text = printable.note, json.dumps(bundle_of(printable), ensure_ascii=False)
        secrets = [note.withheld[0].text, note.confirmations[0].reason]
        secrets += [words for s in note.statements() for flag in s.flags for words in (flag.written, flag.said)]
        assert not [secret for secret in secrets if secret in text]


def test_the_same_document_is_the_same_bundle_whenever_it_is_exported(signed: Printable, draft: Printable) -> None:
    later = "2027-02-03T04:05:06+00:00"
    assert fhir_bundle(signed, SOAP, (), made_at=NOON) == fhir_bundle(signed, SOAP, (), made_at=later)
    early, late = fhir_bundle(draft, SOAP, (), made_at=NOON), fhir_bundle(draft, SOAP, (), made_at=later)
    assert early["identifier"] == late["identifier"]
    assert fhir_bundle(make_draft(draft.language, 2), SOAP, (), made_at=NOON)["identifier"] != early["identifier"]


@pytest.mark.parametrize("template_id", template_ids())
def test_every_template_has_a_kind_of_encounter_and_a_valid_bundle(template_id: str) -> None:
    template = load_template(template_id)
    own = replace(template, id="own_1", base=template_id, loinc=None)
    for each in (template, own):
        sections = tuple(NoteSection(s.id, s.titles[Language.KO], SectionState.NOT_STATED) for s in each.sections)
        note = replace(make_note(Language.KO, 1), template=each.id, sections=sections)
        bundle = fhir_bundle(Printable.from_draft(ENCOUNTERS[Language.KO], note, "기록"), each, (), made_at=NOON)
        Bundle.model_validate(bundle)
        require_sound(bundle)
        assert composition_of(bundle)["type"]["coding"][0]["code"] == (each.loinc or "34109-9")


@given(title=ANY_TEXT, lines=st.lists(ANY_TEXT, max_size=4), name=ANY_TEXT, number=ANY_TEXT, born=ANY_TEXT)
def test_any_text_makes_a_valid_bundle_that_says_the_same(
    title: str, lines: list[str], name: str, number: str, born: str
) -> None:
    statements = tuple(Statement(line, line) for line in lines)
    state = SectionState.STATED if lines else SectionState.NOT_STATED
    note = replace(make_note(Language.EN, 1), sections=(NoteSection(title, title, state, statements),))
    encounter = Encounter("e", Patient("p", name, number, title, born), NOON, place=name)
    bundle = bundle_of(Printable.from_draft(encounter, note, title))
    require_sound(bundle)
    (section,) = composition_of(bundle)["section"]
    stated = [printable_text(line) for line in lines if printable_text(line).strip()]
    assert words_of(section["text"]) == (stated or ["not stated"])


def test_the_file_is_the_bundle_as_utf_8(signed: Printable, tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    write_fhir(signed, SOAP, (), path, made_at=NOON)
    assert json.loads(path.read_bytes().decode("utf-8")) == bundle_of(signed)
