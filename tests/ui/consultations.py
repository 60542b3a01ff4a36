"""Two invented consultations, Korean and English, each with a note that says two things nobody said."""

from collections.abc import Iterator
from itertools import count

from app.domain.language import Language
from app.domain.note import (
    Coverage,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    NoteSection,
    SectionState,
    Severity,
    Statement,
    Withheld,
    statement_id,
)
from app.domain.transcript import (
    DroppedText,
    DropReason,
    ModelReference,
    Speaker,
    Transcript,
    TranscriptSegment,
    segment_id,
)
from app.drafting.templates import load_template

C, P = Speaker.CLINICIAN, Speaker.PATIENT

_SAID = {
    Language.KO: (
        (C, "안녕하세요, 어디가 불편해서 오셨어요?"),
        (P, "사흘 전부터 기침이 나고 어젯밤에는 열이 38.5도까지 올랐어요."),
        (C, "가래는 나오나요? 숨이 차지는 않으세요?"),
        (P, "네, 노란 가래가 나와요. 숨은 안 차는데 깊이 들이쉬면 오른쪽 가슴이 아파요."),
        (C, "드시는 약이나 약물 알레르기가 있으세요?"),
        (P, "고혈압 때문에 암로디핀 5 mg을 하루 한 번 먹고 있고, 페니실린을 맞고 두드러기가 난 적이 있어요."),
        (C, "청진해 볼게요. 오른쪽 아래 폐에서 수포음이 들립니다. 혈압은 130에 80, 산소포화도는 95퍼센트예요."),
        (P, "폐렴인가요? 저희 아버지도 폐렴으로 입원하신 적이 있어서 걱정이 돼요."),
        (
            C,
            "폐렴이 의심됩니다. 오늘 흉부 엑스레이와 피검사를 하고, 페니실린 알레르기가 있으시니 "
            "레보플록사신 750 mg을 하루 한 번 5일 동안 드릴게요.",
        ),
        (P, "네, 알겠습니다. 언제 다시 오면 될까요?"),
        (C, "사흘 뒤에 다시 오시고, 숨이 차거나 열이 계속되면 바로 응급실로 오세요."),
    ),
    Language.EN: (
        (C, "Good morning, what brings you in today?"),
        (P, "I have had loose, watery stools for three days now, six or seven times a day."),
        (C, "Any blood in the stool? Any pain?"),
        (P, "No blood. I get cramps in the left lower belly that come and go."),
        (C, "Have you been able to keep fluids down? Any fever?"),
        (P, "I vomited on the first day, but I can drink now. I felt feverish but never measured it."),
        (C, "Do you take any regular medication, and are you allergic to anything?"),
        (P, "I use a salbutamol inhaler for my asthma. No allergies that I know of."),
        (C, "Your temperature is 37.8, pulse 92, and your belly is soft with mild tenderness on the left."),
        (
            C,
            "This is most likely a viral gastroenteritis. Please drink plenty and take rehydration sachets. "
            "For the cramps you can take paracetamol 500 mg, up to four times a day.",
        ),
        (P, "All right. How long should I wait before I come back?"),
        (C, "If it is not better in three or four days, or you see blood, come back and we send a stool sample."),
    ),
}

# Lines by section. Four of them hold what nobody said, for review to find.
_WRITTEN = {
    Language.KO: {
        "chief_complaint": ("3일 전부터 기침과 발열.",),
        "history_of_present_illness": (
            "3일 전부터 기침, 어젯밤 38.5도까지 발열.",
            "노란 가래 있음. 호흡곤란 없음. 깊이 들이쉴 때 오른쪽 가슴 통증.",
        ),
        "medications": ("고혈압으로 암로디핀 10 mg 하루 한 번 복용 중.",),
        "allergies": ("페니실린 투여 후 두드러기.",),
        "family_social_history": ("아버지가 폐렴으로 입원한 적 있음.",),
        "vitals": ("혈압 130/80, 산소포화도 95%.",),
        "examination": ("오른쪽 아래 폐 수포음.",),
        "assessment": ("폐렴 의심.",),
        "plan": (
            "흉부 엑스레이, 혈액검사.",
            "레보플록사신 750 mg 하루 한 번 5일.",
            "해열을 위해 이부프로펜 투여.",
        ),
        "safety_net": ("3일 뒤 재방문. 호흡곤란이나 발열 지속 시 응급실.",),
    },
    Language.EN: {
        "chief_complaint": ("Loose, watery stools for three days.",),
        "history_of_present_illness": (
            "Loose, watery stools for three days, six or seven times a day. No blood.",
            "Cramps in the left lower belly that come and go.",
            "Vomited on the first day, can drink now. Felt feverish, never measured.",
        ),
        "medications": ("Salbutamol inhaler for asthma.",),
        "allergies": ("No allergies that the patient knows of.",),
        "vitals": ("Temperature 37.8, pulse 98.",),
        "examination": ("Belly soft, mild tenderness on the left.",),
        "assessment": ("Most likely a viral gastroenteritis.",),
        "plan": (
            "Drink plenty, rehydration sachets.",
            "Paracetamol 500 mg up to four times a day for the cramps.",
            "Loperamide after each loose stool.",
        ),
        "safety_net": ("Come back if not better in three or four days, or with blood; then a stool sample.",),
    },
}
_WITHHELD = {
    Language.KO: ("plan", "아세트아미노펜 투여.", "아세트아미노펜"),
    Language.EN: ("plan", "Ciprofloxacin 500 mg twice a day.", "Ciprofloxacin"),
}
_LEFT_OUT = {Language.KO: "시청해 주셔서 감사합니다.", Language.EN: "Thank you for watching."}


def transcript(language: Language) -> Transcript:
    segments = []
    start_s = 0.6
    for number, (speaker, text) in enumerate(_SAID[language]):
        end_s = start_s + (0.16 if language is Language.KO else 0.07) * len(text)
        confidence = 0.4 if number == 7 else 0.93
        segments.append(TranscriptSegment(segment_id(number), start_s, end_s, speaker, text, confidence))
        start_s = end_s + 0.6
    return Transcript(
        language,
        start_s + 4,
        tuple(segments),
        ModelReference("whisper-base", "0" * 64),
        language_confidence=0.98,
        dropped=(DroppedText(start_s, start_s + 3, _LEFT_OUT[language], DropReason.STOCK_PHRASE),),
    )


def note(language: Language) -> DraftNote:
    """A draft as the model leaves it: not yet reviewed."""
    numbers = count(1)
    section_id, text, written = _WITHHELD[language]
    written_lines = _WRITTEN[language]
    return DraftNote(
        "soap",
        language,
        tuple(
            _section(section.id, section.titles[language], written_lines.get(section.id, ()), numbers)
            for section in load_template("soap").sections
        ),
        Generation("qwen2.5-coder-1.5b-instruct", "0" * 64, "0" * 64),
        withheld=(Withheld(section_id, text, Flag(FlagKind.MEDICATION_UNSUPPORTED, Severity.BLOCK, written)),),
        coverage=Coverage(812, 812, 1),
    )


def _section(section_id: str, title: str, lines: tuple[str, ...], numbers: Iterator[int]) -> NoteSection:
    state = SectionState.STATED if lines else SectionState.NOT_STATED
    statements = tuple(Statement(statement_id(next(numbers)), line) for line in lines)
    return NoteSection(section_id, title, state, statements)
