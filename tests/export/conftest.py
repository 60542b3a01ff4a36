"""Documents to print: invented patients, in both languages."""

import pytest

from app.domain.attestation import Addendum, Attestation, SignedDocument
from app.domain.encounter import Clinician, Encounter, Patient, Role
from app.domain.language import Language
from app.domain.note import (
    Confirmation,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    NoteSection,
    SectionState,
    Severity,
    Statement,
    Withheld,
)
from app.export.document import Printable

LINES = {
    Language.EN: {
        "Subjective": (
            "Loose, watery stools for three days, six or seven times a day, no blood.",
            "Cramping pain in the left lower abdomen that comes and goes.",
        ),
        "Objective": (),
        "Assessment": ("Gastroenteritis, probably viral.",),
        "Plan": (
            "Oral fluids and Dioralyte.",
            "Paracetamol 500 mg, two tablets up to four times a day for the first few days.",
            "Review in 3–4 days if not better; stool sample then.",
        ),
        "Allergies": (),
    },
    Language.KO: {
        "주관적 소견": ("3일 전부터 기침과 발열, 최고 38.5 °C.", "흡기 시 우측 흉통이 있으나 호흡곤란은 없음."),
        "객관적 소견": ("우하엽 수포음(crackles), 혈압 130/80 mmHg, SpO₂ 95 %.",),
        "평가": ("폐렴 의심.",),
        "계획": ("흉부 X선, CBC와 CRP 검사.", "레보플록사신(levofloxacin) 750 mg 1일 1회, 5일간 투여."),
        "가족력": (),
        "사회력": (),
    },
}
TITLES = {Language.EN: "Outpatient note (SOAP)", Language.KO: "외래 경과 기록 (SOAP)"}
ENCOUNTERS = {
    Language.EN: Encounter(
        "e1",
        Patient("p1", "Alex Morgan", "00123456", "male", "1987-04-12"),
        "2026-01-05T09:30:00+00:00",
        place="General practice, room 2",
        informant="Patient",
    ),
    Language.KO: Encounter(
        "e2",
        Patient("p2", "김영수", "20250107", "female", "1961-03-02"),
        "2026-01-05T09:30:00+09:00",
        place="호흡기내과 외래",
        informant="본인",
    ),
}
CLINICIANS = {
    Language.EN: Clinician("Dr Jane Whitfield", Role.DOCTOR, "GMC 7654321"),
    Language.KO: Clinician("박서연", Role.NURSE, "123456"),
}
STATEMENTS = {
    Language.EN: "I have reviewed this document and confirm that it is accurate.",
    Language.KO: "이 문서를 검토하였으며 내용이 정확함을 확인합니다.",
}
ADDENDA = {
    Language.EN: "Stool culture grew Campylobacter. Patient informed by telephone.",
    Language.KO: "객담 배양 검사 결과 폐렴구균 확인. 환자에게 전화로 설명함.",
}
FLAG = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "written-but-never-said", "said-but-not-written")


def make_note(language: Language, repeat: int) -> DraftNote:
    sections = tuple(
        NoteSection(
            f"section{place}",
            title,
            SectionState.STATED if lines else SectionState.NOT_STATED,
            tuple(Statement(f"n{place}{i}", line, ("s0001",), flags=(FLAG,)) for i, line in enumerate(lines * repeat)),
        )
        for place, (title, lines) in enumerate(LINES[language].items())
    )
    first = sections[0].statements[0]
    return DraftNote(
        "soap",
        language,
        sections,
        generation=Generation("some-model", "a" * 64, "b" * 64),
        withheld=(Withheld("section3", "A withheld line: amoxicillin 875 mg.", FLAG),),
        confirmations=(
            Confirmation(
                first.id, first.text, FLAG.kind, FLAG.written, "private-reason", "박서연", "2026-01-05T09:50:00"
            ),
        ),
    )


def make_draft(language: Language, repeat: int = 1) -> Printable:
    return Printable.from_draft(ENCOUNTERS[language], make_note(language, repeat), TITLES[language])


def make_signed(language: Language, repeat: int = 1) -> Printable:
    """Signed, with one addendum."""
    attestation = Attestation(
        CLINICIANS[language], "2026-01-05T10:02:13+09:00", STATEMENTS[language], "0123456789abcdef" * 4
    )
    note = make_note(language, repeat)
    document = SignedDocument("d1", ENCOUNTERS[language], TITLES[language], note, 2, attestation, supersedes="d0")
    return Printable.from_signed(document, [Addendum("a1", "d1", ADDENDA[language], attestation)])


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture
def draft(language: Language) -> Printable:
    return make_draft(language)


@pytest.fixture
def signed(language: Language) -> Printable:
    return make_signed(language)


@pytest.fixture
def long_signed(language: Language) -> Printable:
    """Several pages."""
    return make_signed(language, repeat=20)
