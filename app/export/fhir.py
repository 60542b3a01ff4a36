"""A document as a FHIR R4 document bundle, for other record systems. Codes are in resources/fhir/codes.json."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from app.domain.attestation import Attestation, canonical_json
from app.domain.formats import Json, note_to_json
from app.domain.note import DraftNote, NoteSection, Origin, Statement
from app.domain.template import NoteTemplate
from app.domain.vital_sign import VitalSign
from app.export.document import (
    Printable,
    attestation_lines,
    attestation_rows,
    header_rows,
    phrase,
    preparation_line,
)
from app.export.fhir_narrative import listing, narrative, paragraph, table
from app.export.fhir_resources import (
    LOINC,
    STRUCTURE,
    TERMINOLOGY,
    Resources,
    coded,
    device_fields,
    encounter_fields,
    filled,
    moment,
    observation_fields,
    patient_fields,
    plain,
    practitioner_fields,
)
from app.export.files import write_file
from app.resources import load_json

_NAMESPACE = UUID("5a1e91b0-6b1c-4b0e-9d0a-5f0c2a7d3e64")
_AGENTS = f"{TERMINOLOGY}/provenance-participant-type"


def write_fhir(
    printable: Printable, template: NoteTemplate, vitals: Sequence[VitalSign], path: Path, *, made_at: str
) -> None:
    """Write `fhir_bundle` as JSON, UTF-8. Raises ExportError."""
    bundle = fhir_bundle(printable, template, vitals, made_at=made_at)
    write_file(path, f"{json.dumps(bundle, ensure_ascii=False, indent=2)}\n".encode())


def fhir_bundle(printable: Printable, template: NoteTemplate, vitals: Sequence[VitalSign], *, made_at: str) -> Json:
    """A Bundle of type document, which is the same for the same document.

    `template` is the one the note was written with; `vitals` become Observations of their sections. `made_at`, ISO 8601
    with its offset, dates a draft; what is signed is dated by its last signature.
    """
    note, encounter, attestations = printable.note, printable.encounter, _attestations(printable)
    own_id = _document_id(printable)
    date = moment(attestations[-1].signed_at) if attestations else made_at
    resources = Resources(own_id)
    patient = resources.add("Patient", patient_fields(encounter.patient))
    visit = resources.add("Encounter", {**encounter_fields(encounter, template), "subject": patient})
    about = {"subject": patient, "encounter": visit}
    signers = [
        resources.add("Practitioner", practitioner_fields(each.clinician, printable.language)) for each in attestations
    ]
    observations = {
        vital: resources.add(
            "Observation", {"status": _status(printable), **about, **observation_fields(vital, note, encounter)}
        )
        for vital in vitals
    }
    composition = resources.add(
        "Composition",
        {
            **_composition_fields(printable, template),
            **about,
            "date": date,
            "author": signers[:1] or [resources.add("Device", device_fields(note.generation))],
            "attester": _attesters(attestations[:1], signers[:1]),
            "section": [*_sections(note, template, observations), *_addendum_sections(printable, signers[1:])],
        },
    )
    if targets := [*_drafted_lines(note, composition), *observations.values()]:
        device = resources.add("Device", device_fields(note.generation))
        resources.add("Provenance", {"target": targets, "recorded": date, "agent": _agents(device, signers[:1])})
    return filled(
        {
            "resourceType": "Bundle",
            "meta": _meta(printable),
            "identifier": _uri(own_id),
            "type": "document",
            "timestamp": date,
            "entry": resources.entries(first=composition),
        }
    )


def _composition_fields(printable: Printable, template: NoteTemplate) -> Json:
    """What the document says of itself."""
    visit_and_kind = _uuid(printable.encounter.id, printable.note.template)
    code = template.loinc or load_json("fhir/codes.json")["document_of_no_code"]
    return {
        "meta": _meta(printable),
        "language": printable.language.value,
        "text": _head(printable),
        # The same for every version; a note that comes without its encounter belongs to none.
        "identifier": _uri(visit_and_kind) if printable.encounter.id else None,
        "status": "amended" if printable.supersedes or printable.addenda else _status(printable),
        "type": {**coded(LOINC, code), "text": plain(printable.title)},
        "title": plain(printable.title) or phrase("unknown", printable.language),
        "confidentiality": "N",
        "relatesTo": [
            {"code": "replaces", "targetIdentifier": _uri(earlier)} for earlier in _replaced_document_ids(printable)
        ],
    }


def _head(printable: Printable) -> Json:
    """What stands above and below the sections on paper: whose it is, who answers for it, that it is a draft."""
    blocks = [paragraph(printable.title, is_strong=True)]
    if printable.warning:
        blocks.append(paragraph(printable.warning, is_strong=True))
    blocks += [table(rows) for rows in (header_rows(printable), attestation_rows(printable)) if rows]
    blocks.append(paragraph(preparation_line(printable)))
    return narrative(blocks, printable.language, status="generated")


def _meta(printable: Printable) -> Json:
    """A label for what no clinician has taken on yet, and for what is about nobody."""
    labels = []
    if printable.note.is_ai_assisted and printable.attestation is None:
        labels.append({"system": f"{TERMINOLOGY}/v3-ObservationValue", "code": "AIAST"})
    if printable.is_practice:
        labels.append({"system": f"{TERMINOLOGY}/v3-ActReason", "code": "HTEST"})
    return {"security": labels}


def _sections(note: DraftNote, template: NoteTemplate, observations: Mapping[VitalSign, Json]) -> Iterator[Json]:
    codes = {section.id: section.loinc for section in template.sections}
    not_stated = phrase("not_stated", note.language)
    for section, lines in _lines_by_id(note):
        stated_here = {statement.id for statement in section.statements}
        code = codes.get(section.id)
        text = listing({line_id: each.text for line_id, each in lines.items()}) if lines else paragraph(not_stated)
        yield {
            "title": plain(section.title),
            "code": coded(LOINC, code) if code else None,
            "text": narrative([text], note.language, status="additional"),
            # None of the reasons that FHIR has a code for is «not stated»: nobody said whether anybody asked.
            "emptyReason": None if lines else {"text": not_stated},
            "entry": [each for vital, each in observations.items() if vital.statement_id in stated_here],
        }


def _addendum_sections(printable: Printable, signers: Sequence[Json]) -> Iterator[Json]:
    language = printable.language
    for number, (addendum, signer) in enumerate(zip(printable.addenda, signers, strict=True), start=1):
        words = (addendum.text, *attestation_lines(addendum.attestation, language))
        yield {
            "title": phrase("addendum", language, number=number),
            "author": [signer],
            "text": narrative(map(paragraph, words), language, status="additional"),
        }


def _lines_by_id(note: DraftNote) -> Iterator[tuple[NoteSection, dict[str, Statement]]]:
    """The statements of each section by their ids in its narrative: their own may be no ids in XHTML."""
    for number, section in enumerate(note.sections, start=1):
        stated = (statement for statement in section.statements if plain(statement.text))
        yield section, {f"line-{number}-{place}": each for place, each in enumerate(stated, start=1)}


def _drafted_lines(note: DraftNote, composition: Json) -> list[Json]:
    """A reference to the lines that stand as the model wrote them, if there are any."""
    of_model = [
        line_id for _, lines in _lines_by_id(note) for line_id, each in lines.items() if each.origin is Origin.MODEL
    ]
    elements = [{"url": f"{STRUCTURE}/targetElement", "valueUri": line_id} for line_id in of_model]
    return [{"extension": elements, **composition}] if elements else []


def _attesters(attestations: Sequence[Attestation], signers: Sequence[Json]) -> list[Json]:
    return [
        {"mode": "legal", "time": moment(each.signed_at), "party": signer}
        for each, signer in zip(attestations, signers, strict=True)
    ]


def _agents(device: Json, signers: list[Json]) -> list[Json]:
    by_device = {"type": coded(_AGENTS, "assembler"), "who": device}
    return [by_device, *({"type": coded(_AGENTS, "attester"), "who": signer} for signer in signers)]


def _status(printable: Printable) -> str:
    return "preliminary" if printable.attestation is None else "final"


def _attestations(printable: Printable) -> list[Attestation]:
    """Of the document, then of its addenda; none of a draft."""
    if printable.attestation is None:
        return []
    return [printable.attestation, *(addendum.attestation for addendum in printable.addenda)]


def _document_id(printable: Printable) -> UUID:
    """Of this very state of the document: with another addendum it is another one."""
    if printable.attestation is not None:
        return _uuid(printable.id, *(addendum.id for addendum in printable.addenda))
    return _uuid(printable.title, asdict(printable.encounter), note_to_json(printable.note))


def _replaced_document_ids(printable: Printable) -> list[UUID]:
    """Of the state before the last addendum, else of the version before."""
    if printable.addenda:
        return [_uuid(printable.id, *(addendum.id for addendum in printable.addenda[:-1]))]
    return [_uuid(printable.supersedes)] if printable.supersedes else []


def _uuid(*parts: Any) -> UUID:
    return uuid5(_NAMESPACE, canonical_json(parts).decode())


def _uri(identifier: UUID) -> Json:
    return {"system": "urn:ietf:rfc:3986", "value": identifier.urn}
