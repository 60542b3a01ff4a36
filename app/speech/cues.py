"""Counts the words by which the people of a consultation are told apart."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache

from app.resources import load_json

_STRONG, _WEAK = 1.0, 0.25
_SENTENCE_END = re.compile(r"[.?!。？！…]+")
_QUESTION_MARK = re.compile(r"[?？]")
_APOSTROPHES = str.maketrans("’‘", "''")
_NO_HANGUL = re.compile(r"[^ᄀ-ᇿ]+")
# Recognition and accents mix these sounds up; the first of each stands for the others.
_ALIKE = ("ᄀᄁᄏ", "ᄃᄄᄐ", "ᄇᄈᄑ", "ᄉᄊ", "ᄌᄍᄎ", "ᅢᅦ", "ᅤᅨ", "ᅫᅬᅰ", "ᆨᆩᆿ", "ᆺᆻ")
_FOLDED = str.maketrans({sound: alike[0] for alike in _ALIKE for sound in alike[1:]})


@dataclass(frozen=True, slots=True)
class Cues:
    """How often each kind of cue occurs; `clinician` and `patient` are weighted."""

    sentences: int = 0
    questions: int = 0
    clinician: float = 0.0
    patient: float = 0.0
    third_person: int = 0
    first_person: int = 0
    handover: int = 0
    dictation: int = 0
    introduced_clinician: int = 0
    introduced_nurse: int = 0
    introduced_guardian: int = 0


def cues_in(text: str) -> Cues:
    """Both languages at once: Korean consultations are full of English."""
    english, korean = text.lower().translate(_APOSTROPHES), _korean_sounds(text)

    def count(kind: str) -> int:
        phrases, sounds = _patterns(kind)
        return len(phrases.findall(english)) + len(sounds.findall(korean))

    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return Cues(
        sentences=len(sentences),
        questions=max(len(_QUESTION_MARK.findall(text)), sum(map(_is_korean_question, sentences))),
        clinician=_STRONG * count("clinician_strong") + _WEAK * count("clinician_weak"),
        patient=_STRONG * count("patient_strong") + _WEAK * count("patient_weak"),
        third_person=count("third_person"),
        first_person=count("first_person"),
        handover=count("handover"),
        dictation=count("dictation"),
        introduced_clinician=count("introduced_clinician"),
        introduced_nurse=count("introduced_nurse"),
        introduced_guardian=count("introduced_guardian"),
    )


def summed(counted: Iterable[Cues]) -> Cues:
    counts = tuple(counted)
    return Cues(**{field.name: sum(getattr(cues, field.name) for cues in counts) for field in fields(Cues)})


def _is_korean_question(sentence: str) -> bool:
    return _korean_sounds(sentence).endswith(_question_endings())


def _korean_sounds(text: str) -> str:
    return _NO_HANGUL.sub("", unicodedata.normalize("NFD", text)).translate(_FOLDED)


@cache
def _question_endings() -> tuple[str, ...]:
    return tuple(map(_korean_sounds, _phrases("questions", "ko")))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    english = "|".join(map(re.escape, _longest_first(_phrases(kind, "en"))))
    korean = "|".join(_longest_first([_korean_sounds(phrase) for phrase in _phrases(kind, "ko")]))
    return re.compile(rf"(?<![\w'])(?:{english})(?![\w'])"), re.compile(korean)


def _phrases(kind: str, language: str) -> Sequence[str]:
    phrases: list[str] = load_json("vocabulary/speaker_cues.json")["cues"][kind][language]
    return phrases


def _longest_first(phrases: Sequence[str]) -> list[str]:
    return sorted(phrases, key=len, reverse=True)
