"""Typed dialogues: `Doctor: …` lines, as a Transcript without times."""

import re
import unicodedata

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id

_LABELS = {
    Speaker.CLINICIAN: (
        "doctor dr physician clinician provider consultant surgeon resident gp 의사 의사선생님 원장 교수 전공의"
    ),
    Speaker.PATIENT: "patient pt 환자",
    Speaker.NURSE: "nurse rn 간호사 수간호사",
    Speaker.GUARDIAN: (
        "guardian patient_guest guest_family parent family caregiver carer mother mom mum mommy father dad "
        "wife husband spouse partner son daughter brother sister grandmother grandfather "
        "보호자 간병인 엄마 어머니 아빠 아버지 부모 아내 남편 배우자 아들 딸 며느리 사위 할머니 할아버지"
    ),
}
_SPEAKERS = {label: speaker for speaker, labels in _LABELS.items() for label in labels.split()}
_NAMES = "|".join(sorted(_SPEAKERS, key=len, reverse=True))
# «Dr. Kim», «Nurse Lee», «김 의사»: a name in capitals, so that «doctor says:» is no label.
_OF_A_NAME = r"(?:\.? (?-i:[A-Z])[\w'’-]*){1,2}"
_LABELLED_LINE = re.compile(
    rf"\s*(?:\[(?P<bracket>{_NAMES})[ _\d]*\]|"
    rf"(?:[가-힣]{{1,3}} ?)??(?P<plain>{_NAMES})(?:{_OF_A_NAME}|\.?)[ _\d]*[:：])\s*(?P<text>.*)",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_BYTE_ORDER_MARK = "\ufeff"


def parse_dialogue(text: str, language: Language | None = None) -> Transcript:
    """Read labelled lines into one segment a turn; a line without a label continues the turn before it.

    Without any label, it is one unknown speaker, a segment a line. Raises InputError("dialogue_empty").
    """
    segments: list[TranscriptSegment] = []
    # Some systems take Hangul syllables apart; everything that reads them expects them whole.
    lines = unicodedata.normalize("NFC", text.removeprefix(_BYTE_ORDER_MARK)).splitlines()
    has_labels = any(_LABELLED_LINE.match(line) for line in lines)
    for line in lines:
        labelled = _LABELLED_LINE.match(line)
        said = (labelled["text"] if labelled else line).strip()
        if labelled is None and has_labels and segments:
            last = segments[-1]
            segments[-1] = TranscriptSegment(last.id, 0.0, 0.0, last.speaker, f"{last.text} {said}".strip())
        elif labelled or said:
            speaker = _speaker(labelled) if labelled else Speaker.UNKNOWN
            segments.append(TranscriptSegment(segment_id(len(segments)), 0.0, 0.0, speaker, said))
    if not any(segment.text for segment in segments):
        raise InputError("dialogue_empty")
    said_language = language_of(" ".join(segment.text for segment in segments))
    return Transcript(language or said_language, 0.0, tuple(segments))


def language_of(text: str) -> Language:
    """Korean as soon as a fifth of the letters are Hangul: mixed speech is Korean with English terms."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return Language.KO if hangul and hangul * 4 >= latin else Language.EN


def _speaker(labelled: re.Match[str]) -> Speaker:
    return _SPEAKERS[(labelled["bracket"] or labelled["plain"]).lower()]
