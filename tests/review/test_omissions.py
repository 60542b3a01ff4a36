"""What was said and is not in the note."""

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Omission, SectionState, Severity, Statement, statement_id
from app.domain.pasted_note import note_from_text
from app.review.checks import review_note
from app.review.omissions import missing_facts
from tests.review.talk import index_of

TALK = parse_dialogue(
    "Doctor: What brings you in?\n"
    "Patient: I passed out yesterday. I take metformin 500 milligrams twice a day.\n"
    "Doctor: Any allergies?\n"
    "Patient: Yes, I am allergic to penicillin.\n"
    "Doctor: Your blood pressure is one fifty over ninety. Your creatinine is 1.4.\n"
    "Doctor: We will get an ECG. Come back in two weeks."
)
FULL = [
    "Syncope yesterday.",
    "Metformin 500 mg twice a day.",
    "Allergic to penicillin.",
    "BP 150/90.",
    "Creatinine 1.4.",
    "Will get an ECG.",
    "Follow-up in 2 weeks.",
]


def omitted(lines: list[str]) -> tuple[Omission, ...]:
    return review_note(note_from_text("\n".join(lines)), TALK).omissions


def test_a_full_note_omits_nothing() -> None:
    assert omitted(FULL) == ()


@pytest.mark.parametrize(
    ("dropped", "kind", "source"),
    [
        (0, "red_flag", "s0002"),
        (1, "medication", "s0002"),
        (3, "vital", "s0005"),
        (4, "result", "s0005"),
        (5, "action", "s0006"),
        (6, "follow_up", "s0006"),
    ],
)
def test_each_fact_is_missed_with_its_place(dropped: int, kind: str, source: str) -> None:
    (omission,) = omitted([line for number, line in enumerate(FULL) if number != dropped])
    assert (omission.kind, omission.source, omission.severity) == (kind, source, Severity.WARN)


def test_an_allergy_is_missed_with_its_substance() -> None:
    found = omitted([line for line in FULL if "penicillin" not in line])
    assert {omission.kind for omission in found} == {"medication", "allergy"}


def test_what_stands_under_allergies_is_an_allergy() -> None:
    lines = (*FULL, "Penicillin: rash.")
    statements = tuple(Statement(statement_id(number), text) for number, text in enumerate(lines, start=1))
    others = NoteSection("plan", "Plan", SectionState.STATED, statements[:2] + statements[3:-1])
    for section_id, missing in (("allergies", set()), ("history", {"allergy"})):
        section = NoteSection(section_id, section_id.title(), SectionState.STATED, statements[-1:])
        note = DraftNote(template="soap", language=Language.EN, sections=(others, section))
        assert {omission.kind for omission in review_note(note, TALK).omissions} == missing


def test_a_dose_that_was_said_is_asked_for() -> None:
    (omission,) = omitted(["Metformin twice a day.", *(line for line in FULL if "Metformin" not in line)])
    assert (omission.kind, omission.severity) == ("dose", Severity.INFO)


def test_korean_talk() -> None:
    talk = parse_dialogue(
        "환자: 암로디핀 오 밀리그램을 먹어요.\n"
        "의사: 혈압은 백삼십에 팔십입니다. 흉부 엑스레이를 찍겠습니다. 이틀 뒤에 다시 오세요."
    )
    reviewed = review_note(note_from_text("기침 있음."), talk)
    assert [omission.kind for omission in reviewed.omissions] == ["medication", "vital", "action", "follow_up"]


def kinds_omitted(said: str, note: str) -> list[str]:
    return [omission.kind for omission in review_note(note_from_text(note), parse_dialogue(said)).omissions]


def test_medications_named_as_examples_are_not_asked_for() -> None:
    several = "Doctor: You could take things like loratadine or cetirizine."
    assert kinds_omitted(several, "Itching.") == []
    assert kinds_omitted("Doctor: I will give you loratadine.", "Itching.") == ["medication"]


def test_a_follow_up_without_a_number_is_asked_for_where_the_note_has_none() -> None:
    for said in ("Doctor: Come back in a few days.", "의사: 다음 주에 다시 오세요."):
        assert kinds_omitted(said, "Itching.") == ["follow_up"]
        assert kinds_omitted(said, "Follow-up arranged.") == []


def test_a_red_flag_that_was_described_rather_than_affirmed_is_asked_for() -> None:
    index = index_of(
        "Doctor: Do you have any chest pain?",
        "Patient: Slight cramps. They go away after about an hour.",
        "Doctor: Have you fainted?",
        "Patient: No. I just sat down for a while.",
    )
    assert [fact.key for fact in missing_facts(["Feels tired."], index)] == [("red_flag", "chest pain")]


def test_each_blood_pressure_is_a_value_of_its_own() -> None:
    index = index_of("Doctor: Your blood pressure is one twenty two over seventy.")
    assert missing_facts(["Blood pressure at home 120/70."], index)
    assert not missing_facts(["Blood pressure 122/70."], index)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Patient: I'm allergic to penicillin and latex.", "Allergic to penicillin."),
        ("환자: 새우 알레르기 있고 페니실린도요.", "알레르기: 페니실린."),
    ],
)
def test_each_thing_that_somebody_is_allergic_to_is_asked_for(said: str, written: str) -> None:
    assert kinds_omitted(said, written) == ["allergy"]


@pytest.mark.parametrize(
    "said", ["Patient: I'm allergic to nuts, not to eggs.", "Patient: I'm allergic to nuts. I love eggs."]
)
def test_what_somebody_is_not_allergic_to_is_not(said: str) -> None:
    assert kinds_omitted(said, "Allergic to nuts.") == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Patient: I had blood in my stool.", "Father had blood in stool."),
        ("Patient: I get chest pain when I walk.", "Return if chest pain."),
        ("환자: 걸으면 흉통이 있어요.", "흉통 시 응급실 내원."),
    ],
)
def test_a_red_flag_of_a_relative_or_to_watch_for_is_not_the_patients_own(said: str, written: str) -> None:
    assert kinds_omitted(said, written) == ["red_flag"]
    assert kinds_omitted(said, said.split(": ", 1)[1]) == []
