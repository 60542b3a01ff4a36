"""The FHIR R4 resources that a document points at: who, when, with which program, and what was measured."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from app.domain.attestation import canonical_json
from app.domain.encounter import Clinician, Encounter, Patient
from app.domain.formats import Json
from app.domain.language import Language
from app.domain.note import DraftNote, Generation
from app.domain.template import NoteTemplate
from app.domain.vital_sign import VitalSign
from app.export.document import printable_text, role_name
from app.resources import load_json

LOINC = "http://loinc.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"
_UCUM = "http://unitsofmeasure.org"
_IDENTIFIER_TYPES = f"{TERMINOLOGY}/v2-0203"
_GENDERS = frozenset({"female", "male"})
_EMPTY: tuple[object, ...] = (None, "", [], {})


class Resources:
    """Those of one bundle, by their addresses, which are made of the bundle and of what the resource says."""

    def __init__(self, bundle: UUID) -> None:
        self._bundle = bundle
        self._by_address: dict[str, Json] = {}

    def add(self, kind: str, fields: Json) -> Json:
        """A reference to the resource; what is already there is not added twice."""
        content = filled({"resourceType": kind, **fields})
        own_id = uuid5(self._bundle, canonical_json(content).decode())
        self._by_address[own_id.urn] = {"resourceType": kind, "id": str(own_id), **content}
        return {"reference": own_id.urn}

    def entries(self, first: Json) -> list[Json]:
        """As entries of a bundle, the one that is referred to by `first` before all others."""
        ordered = {first["reference"]: self._by_address[first["reference"]], **self._by_address}
        return [{"fullUrl": address, "resource": resource} for address, resource in ordered.items()]


def patient_fields(patient: Patient) -> Json:
    """Without what is not known: a patient of whom nothing is known is a resource without an identifying element."""
    return {
        "identifier": [_typed_identifier("MR", patient.number)],
        "name": [{"text": plain(patient.name)}],
        "gender": patient.sex if patient.sex in _GENDERS else None,
        "birthDate": _day(patient.birth_date),
    }


def encounter_fields(encounter: Encounter, template: NoteTemplate) -> Json:
    """The template says of what kind it is: an outpatient visit, a stay that has ended, one that goes on."""
    kind = load_json("fhir/codes.json")["encounters"][template.base or template.id]
    return {
        "status": kind["status"],
        "class": {"system": f"{TERMINOLOGY}/v3-ActCode", "code": kind["class"]},
        "period": {"start": moment(encounter.started_at)},
        "location": [{"location": {"display": plain(encounter.place)}}],
    }


def practitioner_fields(clinician: Clinician, language: Language) -> Json:
    return {
        "identifier": [_typed_identifier("LN", clinician.licence)],
        "name": [{"text": plain(clinician.name)}],
        "qualification": [{"code": {"text": role_name(clinician, language)}}],
    }


def device_fields(generation: Generation | None) -> Json:
    """The program, and with which weights and which prompt it drafted."""
    drafted = generation or Generation("", "", "")
    hashes = {"SHA-256 of the model": drafted.model_sha256, "SHA-256 of the prompt": drafted.prompt_sha256}
    return {
        "deviceName": [{"name": "Saegim", "type": "user-friendly-name"}],
        "modelNumber": plain(drafted.model_id),
        "version": [{"type": {"text": name}, "value": plain(value)} for name, value in hashes.items() if plain(value)],
    }


def observation_fields(vital: VitalSign, note: DraftNote, encounter: Encounter) -> Json:
    """On the day of the encounter: FHIR wants the time of a vital sign, or the word that it is not known.

    Raises KeyError when the note has no such statement.
    """
    code = load_json("fhir/codes.json")["vitals"][vital.kind]
    day = _day(encounter.started_at[:10])
    return {
        "category": [coded(f"{TERMINOLOGY}/observation-category", "vital-signs")],
        "code": _loinc(code),
        "effectiveDateTime": day,
        "_effectiveDateTime": None if day else {"extension": [_not_known()]},
        **_value(vital, code),
        "note": [{"text": plain(note.statement(vital.statement_id).text)}],
    }


def coded(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def filled(fields: Json) -> Json:
    """Without what is empty at any depth: FHIR knows no empty element, and no resource says what it does not hold."""
    kept = {name: _filled(value) for name, value in fields.items()}
    return {name: value for name, value in kept.items() if value not in _EMPTY}


def plain(text: str) -> str:
    """On one line, as a FHIR string has to be: without control characters and odd spaces."""
    return " ".join(printable_text(text).split())


def moment(iso_time: str) -> str:
    """A FHIR dateTime; the day alone where the offset is not known, "" where it is no time."""
    try:
        time = datetime.fromisoformat(iso_time)
    except ValueError:
        return ""
    return time.isoformat(timespec="seconds") if time.tzinfo else time.date().isoformat()


def _filled(value: Any) -> Any:
    if isinstance(value, list):
        return [each for each in map(_filled, value) if each not in _EMPTY]
    return filled(value) if isinstance(value, dict) else value


def _day(iso_date: str) -> str:
    try:
        return date.fromisoformat(iso_date).isoformat()
    except ValueError:
        return ""


def _typed_identifier(kind: str, value: str) -> Json | None:
    return {"type": coded(_IDENTIFIER_TYPES, kind), "value": plain(value)} if plain(value) else None


def _value(vital: VitalSign, code: Json) -> Json:
    quantities = [
        {
            "value": int(value) if value == int(value) else value,
            "unit": code["unit"],
            "system": _UCUM,
            "code": code["unit"],
        }
        for value in vital.values
    ]
    if len(quantities) == 1:
        return {"valueQuantity": quantities[0]}
    parts = zip(code["parts"], quantities, strict=True)
    return {"component": [{"code": _loinc(part), "valueQuantity": quantity} for part, quantity in parts]}


def _loinc(code: Json) -> Json:
    return {"coding": [{"system": LOINC, "code": code["code"], "display": code["display"]}]}


def _not_known() -> Json:
    return {"url": f"{STRUCTURE}/data-absent-reason", "valueCode": "unknown"}
