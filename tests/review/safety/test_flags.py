"""Every flag of medication safety carries the source of its rule."""

from datetime import date

from app.domain.clinic_settings import ClinicSettings
from app.domain.note import FlagKind
from app.domain.pasted_note import note_from_text
from app.domain.patient_record import PatientRecord
from app.review.safety.flags import Chart, safety_flags

NOTE = """Allergies:
Ibuprofen: rash. Penicillin: hives.

Medications:
Ibuprofen 200 mg. Naproxen 250 mg. Amoxicillin 500 mg.
Tylenol 500 mg.
Acetaminophen 500 mg.
Amoxicillin suspension 250 mg (250 mg/5 mL), 10 mL.
Warfarin 2 mg. Metformin 500 mg. Diazepam 5 mg.

Vitals:
Weight 95 kg. eGFR 20.
"""
RECORD = PatientRecord(birth_date="1940-02-03", weight_kg=70, weighed_on="2026-03-02", is_pregnant=True)


def test_every_flag_names_its_source() -> None:
    chart = Chart(RECORD, ClinicSettings(checks_interactions=True, checks_paediatric_doses=True), date(2026, 5, 2))
    flags = [flag for found in safety_flags(note_from_text(NOTE), chart).values() for flag in found]
    assert {flag.kind for flag in flags} == {
        FlagKind.ALLERGY_CONFLICT,
        FlagKind.MEDICATION_REPEATED,
        FlagKind.CLASS_REPEATED,
        FlagKind.INTERACTION,
        FlagKind.RENAL_CAUTION,
        FlagKind.AGE_CAUTION,
        FlagKind.PREGNANCY_CAUTION,
        FlagKind.VOLUME_MISMATCH,
        FlagKind.WEIGHT_CHANGED,
    }
    assert all(flag.source for flag in flags)
