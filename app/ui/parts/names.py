"""What things are called in the interface language."""

from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QDateTime, QLocale

from app.domain.encounter import Encounter, EncounterState, Patient, Role
from app.domain.language import Language
from app.domain.transcript import DropReason, Speaker, TranscriptSegment
from app.ui.parts.interface_language import interface_language, interface_locale
from app.wording import sex_label

_CONTEXT = "Names"

_SPEAKERS = {
    Speaker.CLINICIAN: QT_TRANSLATE_NOOP("Names", "Clinician"),
    Speaker.PATIENT: QT_TRANSLATE_NOOP("Names", "Patient"),
    Speaker.GUARDIAN: QT_TRANSLATE_NOOP("Names", "Guardian"),
    Speaker.NURSE: QT_TRANSLATE_NOOP("Names", "Nurse"),
    Speaker.UNKNOWN: QT_TRANSLATE_NOOP("Names", "Speaker"),
}
_STATES = {
    EncounterState.OPEN: QT_TRANSLATE_NOOP("Names", "New"),
    EncounterState.TRANSCRIBED: QT_TRANSLATE_NOOP("Names", "Transcribed"),
    EncounterState.DRAFTED: QT_TRANSLATE_NOOP("Names", "Draft"),
    EncounterState.SIGNED: QT_TRANSLATE_NOOP("Names", "Signed"),
}
_ROLES = {
    Role.DOCTOR: QT_TRANSLATE_NOOP("Names", "Doctor"),
    Role.NURSE: QT_TRANSLATE_NOOP("Names", "Nurse"),
    Role.OTHER: QT_TRANSLATE_NOOP("Names", "Other clinician"),
}
_LANGUAGES = {
    Language.KO: QT_TRANSLATE_NOOP("Names", "Korean"),
    Language.EN: QT_TRANSLATE_NOOP("Names", "English"),
}
_DROP_REASONS = {
    DropReason.LOOP: QT_TRANSLATE_NOOP("Names", "the same words over and over"),
    DropReason.NON_SPEECH: QT_TRANSLATE_NOOP("Names", "no speech here"),
    DropReason.STOCK_PHRASE: QT_TRANSLATE_NOOP("Names", "a stock phrase that nobody said"),
    DropReason.LOW_CONFIDENCE: QT_TRANSLATE_NOOP("Names", "too uncertain"),
}


def speaker_name(speaker: Speaker) -> str:
    return _translated(_SPEAKERS[speaker])


def speaker_label(segment: TranscriptSegment) -> str:
    """A question mark stands after a speaker who is little more than a guess."""
    return speaker_name(segment.speaker) + ("?" if segment.is_speaker_doubtful else "")


def state_name(state: EncounterState) -> str:
    return _translated(_STATES[state])


def role_name(role: Role) -> str:
    return _translated(_ROLES[role])


def language_name(language: Language) -> str:
    return _translated(_LANGUAGES[language])


def drop_reason_name(reason: DropReason) -> str:
    return _translated(_DROP_REASONS[reason])


def own_name_of(language: Language) -> str:
    """A language under its own name, the same in every interface language."""
    return {Language.KO: "한국어", Language.EN: "English"}[language]


def patient_label(patient: Patient) -> str:
    """The name, else the number, else that neither is known yet."""
    return patient.name or patient.number or QCoreApplication.translate("Names", "Patient not named yet")


def patient_details(patient: Patient) -> tuple[str, ...]:
    """What is known beside the name: number, sex, birth date."""
    number = patient.number if patient.name else ""
    known = (number, sex_label(patient.sex, interface_language()), patient.birth_date)
    return tuple(each for each in known if each)


def started_label(encounter: Encounter) -> str:
    return _started_label(encounter.started_at, date.today(), interface_language())


def moment_label(moment: datetime) -> str:
    """Today only the time; else date and time, in the manner of the interface language."""
    here = moment.astimezone()
    locale, shown = interface_locale(), QDateTime.fromSecsSinceEpoch(int(here.timestamp()))
    time = locale.toString(shown.time(), QLocale.FormatType.ShortFormat)
    if here.date() == datetime.now().astimezone().date():
        return QCoreApplication.translate("Names", "Today {time}").format(time=time)
    return f"{date_label(here.date())} {time}"


@lru_cache(maxsize=4096)
def _started_label(started_at: str, _today: date, _language: Language) -> str:
    """Worked out once for what it depends on: a list paints it again and again."""
    return moment_label(datetime.fromisoformat(started_at))


def date_label(day: date) -> str:
    """«2 Mar 2026», «2026. 3. 2.»: never to be read as another day, as «02/03/2026» is."""
    written = {Language.EN: "d MMM yyyy", Language.KO: "yyyy. M. d."}[interface_language()]
    return interface_locale().toString(QDate(day.year, day.month, day.day), written)


def clock(seconds: float) -> str:
    """A place in a recording: 83.4 -> "1:23"; 3723 -> "1:02:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _translated(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
