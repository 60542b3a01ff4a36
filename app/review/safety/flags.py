"""All flags of medication safety on a note. They compare what is written and recorded, and advise nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.clinic_settings import ClinicSettings
from app.domain.note import DraftNote, Flag, FlagKind, Statement
from app.domain.patient_record import PatientRecord
from app.review.copied import EarlierNote
from app.review.safety.allergies import allergies_of, allergy_flags
from app.review.safety.cautions import caution_flags
from app.review.safety.limits import limit_flags
from app.review.safety.official import NO_RULES, OfficialRules
from app.review.safety.pairs import interaction_flags, repeat_flags
from app.review.safety.patient import known_of
from app.review.safety.uses import uses_in, uses_recorded
from app.review.safety.volumes import volume_flags
from app.review.safety.weight_doses import weight_dose_flags
from app.review.safety.weights import weight_flags

NOTHING_RECORDED = PatientRecord()
AS_SHIPPED = ClinicSettings()


@dataclass(frozen=True, slots=True)
class Chart:
    """What is known apart from the talk and the note, and what the clinic has decided.

    `day` is that of the encounter, for the patient's age; None means today. `lowered` are the rules whose
    warnings the clinic has made informations; `earlier`, what was signed at the patient's last visit.
    """

    record: PatientRecord = NOTHING_RECORDED
    settings: ClinicSettings = AS_SHIPPED
    day: date | None = None
    official: OfficialRules = NO_RULES
    lowered: tuple[FlagKind, ...] = ()
    earlier: tuple[EarlierNote, ...] = ()


NO_CHART = Chart()


_KINDS = frozenset(
    {
        FlagKind.ALLERGY_CONFLICT,
        FlagKind.MEDICATION_REPEATED,
        FlagKind.CLASS_REPEATED,
        FlagKind.INTERACTION,
        FlagKind.RENAL_CAUTION,
        FlagKind.AGE_CAUTION,
        FlagKind.PREGNANCY_CAUTION,
        FlagKind.WEIGHT_DOSE,
        FlagKind.DOSE_UNCHECKED,
        FlagKind.DAILY_DOSE_LIMIT,
        FlagKind.DURATION_LIMIT,
        FlagKind.VOLUME_MISMATCH,
        FlagKind.WEIGHT_CHANGED,
    }
)


def with_safety_flags(note: DraftNote, chart: Chart) -> DraftNote:
    """The note with its flags of medication safety found anew, and all other flags as they were."""
    found = safety_flags(note, chart)

    def checked(statement: Statement) -> Statement:
        others = tuple(flag for flag in statement.flags if flag.kind not in _KINDS)
        return replace(statement, flags=(*others, *found.get(statement.id, ())))

    return note.with_each_statement(checked)


def safety_flags(note: DraftNote, chart: Chart = NO_CHART) -> Mapping[str, tuple[Flag, ...]]:
    """Flags by the id of their statement. What the record does not hold is taken from the note itself."""
    record, settings = chart.record, chart.settings
    uses = uses_in(note, chart.official)
    if not uses and not record.allergies and record.weight_kg is None:
        return {}
    day = chart.day or date.today()
    taken = (*uses_recorded(record.medications, chart.official), *uses)
    known = known_of(note, record, day)
    found: dict[str, dict[Flag, None]] = defaultdict(dict)
    for place, flag in (
        *allergy_flags(uses, note, allergies_of(note, record.allergies)),
        *repeat_flags(taken, chart.official),
        *limit_flags(uses, chart.official),
        *caution_flags(uses, known, chart.official),
        *volume_flags(note, uses),
        *weight_flags(note, record, known.age, day),
        *(interaction_flags(taken, chart.official) if settings.checks_interactions else ()),
        *(weight_dose_flags(uses, known) if settings.checks_paediatric_doses else ()),
    ):
        found[place][flag] = None
    return {place: tuple(flags) for place, flags in found.items()}
