"""Typed dialogues: `Doctor: …` lines, as a Transcript without times."""

import re
import unicodedata

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id

_LABELS = {
    "doctor": Speaker.CLINICIAN,
    "dr": Speaker.CLINICIAN,
    "clinician": Speaker.CLINICIAN,
    "physician": Speaker.CLINICIAN,
    "의사": Speaker.CLINICIAN,
    "patient": Speaker.PATIENT,
    "환자": Speaker.PATIENT,
    "nurse": Speaker.NURSE,
    "간호사": Speaker.NURSE,
    "guardian": Speaker.GUARDIAN,
    "patient_guest": Speaker.GUARDIAN,
    "guest_family": Speaker.GUARDIAN,
    "parent": Speaker.GUARDIAN,
    "family": Speaker.GUARDIAN,
    "보호자": Speaker.GUARDIAN,
    "간병인": Speaker.GUARDIAN,
}
_NAMES = "|".join(sorted(_LABELS, key=len, reverse=True))
_LABELLED_LINE = re.compile(
    rf"\s*(?:\[(?P<bracket>{_NAMES})[ _\d]*\]|(?P<plain>{_NAMES})[ _\d]*[:：])\s*(?P<text>.*)", re.I
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
    return _LABELS[(labelled["bracket"] or labelled["plain"]).lower()]
