import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.review.line_guard import LineGuard

STRETCH = parse_dialogue(
    "Doctor: Any chest pain?\nPatient: No. I take metformin 500 mg twice a day. My knee hurts since Monday."
)


def kinds(line: str) -> set[FlagKind]:
    return {flag.kind for flag in LineGuard(STRETCH).flags(line)}


def test_what_was_said_passes() -> None:
    assert not kinds("Metformin 500 mg twice daily.")
    assert not kinds("Knee pain since Monday.")


def test_what_was_not_said_is_flagged() -> None:
    assert FlagKind.NUMBER_UNSUPPORTED in kinds("Metformin 850 mg twice daily.")
    assert FlagKind.MEDICATION_UNSUPPORTED in kinds("Start warfarin.")
    assert FlagKind.STATEMENT_UNSUPPORTED in kinds("Lungs are clear to auscultation.")


def test_a_finding_is_not_turned_into_its_opposite() -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds("Reports chest pain.")
    assert FlagKind.NEGATION_MISMATCH in kinds("Denies knee pain.")
    assert not kinds("Denies chest pain.")


def test_an_echoed_question_is_no_statement() -> None:
    assert kinds("Any chest pain.") == {FlagKind.SPEAKER_MISMATCH}


def test_advice_that_nobody_gave_is_no_statement() -> None:
    guard = LineGuard(
        parse_dialogue("Doctor: 담배는 피우세요?\nPatient: 하루에 반 갑 피워요.\nDoctor: 물을 자주 드세요.")
    )
    assert {flag.kind for flag in guard.flags("담배는 피우는 것이 좋음.")} == {FlagKind.SPEAKER_MISMATCH}
    assert not guard.flags("물을 자주 마시는 것이 좋음.")


@pytest.mark.parametrize(
    ("talk", "line", "answer"),
    [
        ("Doctor: 담배는 피우세요?\nPatient: 하루에 반 갑 피워요.", "담배는 피우는 것이 좋음.", "하루에 반 갑 피워요."),
        (
            "Doctor: 토하거나 설사는 안 했어요?\nGuardian: 토하지도 않고 설사도 없어요.",
            "토하거나 설사는 안 했어요.",
            "토하지도 않고 설사도 없어요.",
        ),
        (
            "Doctor: Any chest pain?\nPatient: Only when I climb stairs. Is that bad?",
            "Any chest pain.",
            "Only when I climb stairs.",
        ),
        (
            "Doctor: 아이가 어디가 아파서 왔어요?\nGuardian: 어제부터 열이 나고 귀가 아프대요.",
            "아이의 복통.",
            "어제부터 열이 나고 귀가 아프대요.",
        ),
        ("Doctor: Any chest pain?\nPatient: No.", "Any chest pain.", ""),
        ("Doctor: Any chest pain?\nDoctor: Let me look at your knee first.", "Any chest pain.", ""),
        ("Doctor: Any chest pain?", "Any chest pain.", ""),
    ],
)
def test_the_answer_stands_in_for_a_question_that_was_drafted_as_a_line(talk: str, line: str, answer: str) -> None:
    guard = LineGuard(parse_dialogue(talk))
    assert guard.flags(line)
    assert guard.sentence_behind(line) == answer


def test_a_short_line_about_what_nobody_named_is_no_statement() -> None:
    guard = LineGuard(parse_dialogue("Doctor: 아이가 어디가 아파요?\nGuardian: 아이가 열이 나고 귀가 아프대요."))
    assert {flag.kind for flag in guard.flags("아이의 복통.")} == {FlagKind.STATEMENT_UNSUPPORTED}
    assert not guard.flags("아이의 발열.")
    assert not guard.flags("귀 통증.")


def test_letters_of_a_script_that_nobody_speaks_are_flagged() -> None:
    assert FlagKind.STATEMENT_UNSUPPORTED in kinds("Knee боль since Monday.")


def test_the_sentence_behind_a_wrong_line_is_what_was_said_and_never_a_question() -> None:
    guard = LineGuard(STRETCH)
    assert guard.sentence_behind("Metformin 850 mg twice daily.") == "I take metformin 500 mg twice a day."
    assert guard.sentence_behind("Any chest pain.") != "Any chest pain?"


def test_a_sentence_without_number_and_drug_stands_in_for_no_line_that_has_any() -> None:
    guard = LineGuard(parse_dialogue("Doctor: Hey, show me the blood pressure. It is a bit high today."))
    assert guard.sentence_behind("Blood pressure 152/94.") == ""
    assert guard.sentence_behind("Blood pressure is shown.") == "Hey, show me the blood pressure."


def test_what_names_nothing_stands_in_for_nothing() -> None:
    guard = LineGuard(parse_dialogue("Doctor: Anything else at all?\nPatient: Not that I know, not that I."))
    assert guard.sentence_behind("The patient knows of 3 things.") == ""
    guard = LineGuard(parse_dialogue("Doctor: Anything else at all?\nPatient: I know that my knee hurts."))
    assert guard.sentence_behind("The patient knows that the elbow hurts.") == "I know that my knee hurts."


def test_a_question_that_nobody_answered_tells_nothing() -> None:
    open_question = parse_dialogue("Doctor: Any headaches?\nPatient: No.\nDoctor: What about thyroid dysfunction?")
    line = "The patient has thyroid dysfunction."
    assert {flag.kind for flag in LineGuard(open_question).flags(line)} == {FlagKind.SPEAKER_MISMATCH}
    answered = parse_dialogue("Doctor: What about thyroid dysfunction?\nPatient: Since I was ten.")
    assert not LineGuard(answered).flags(line)


def test_what_the_patient_says_is_no_advice() -> None:
    talk = "Patient: I need to stay close to the toilet.\nDoctor: Sorry to hear that. Drink plenty of fluids."
    guard = LineGuard(parse_dialogue(talk))
    assert {f.kind for f in guard.flags("The patient was told to stay close to the toilet.")} == {
        FlagKind.SPEAKER_MISMATCH
    }
    assert not guard.flags("The patient was told to drink plenty of fluids.")
    repeated = "Doctor: Drink plenty of fluids.\nPatient: I'll try to drink plenty of fluids, okay."
    assert not LineGuard(parse_dialogue(repeated)).flags("The patient was told to drink plenty of fluids.")


@pytest.mark.parametrize(
    ("talk", "is_spoken_of"),
    [
        ("Doctor: Any pain when you take tablets?\nPatient: I take ibuprofen. If it gets worse I call you.", False),
        ("Doctor: Take ibuprofen if it gets worse.\nPatient: Okay.", True),
        ("Doctor: Why don't you call us if it gets worse?\nPatient: Okay.", True),
        ("Doctor: 약은 드세요?\nPatient: 이부프로펜 먹어요. 심해지면 다시 올게요.", False),
        ("Doctor: 심해지면 이부프로펜 드시고 다시 오세요.\nPatient: 네.", True),
        ("Unknown: Take ibuprofen if it gets worse.", True),
    ],
)
def test_no_plan_is_asked_for_where_no_clinician_states_anything(talk: str, is_spoken_of: bool) -> None:
    guard = LineGuard(parse_dialogue(talk))
    assert {guard.is_spoken_of(section) for section in ("assessment", "plan", "safety_net")} == {is_spoken_of}


def test_a_diagnosis_is_no_complaint() -> None:
    guard = LineGuard(parse_dialogue("Doctor: I think you have gastroenteritis.\nPatient: I only have diarrhea."))
    assert guard.section_for("chief_complaint", "Gastroenteritis.") == "assessment"
    assert guard.section_for("chief_complaint", "Diarrhea.") == "chief_complaint"
    assert guard.own_complaint().rstrip(".") == "I only have diarrhea"


@pytest.mark.parametrize(
    ("talk", "line", "leaks"),
    [
        ("Patient: I run a cafe.", "Works in a bakery.", ["bakery"]),
        ("Patient: I had my Baking class.", "Has a baking class.", []),
        ("Patient: I have diarrhea.", "Dizzy spells, possibly related to takeaway food.", ["Dizzy"]),
        ("Patient: I feel lightheaded.", "Dizziness.", []),
        ("Patient: It is painful.", "Painful.", []),
        ("Patient: 배가 아파요.", "방광염 의심.", ["방광염"]),
        ("Patient: 방광염이래요.", "방광염 의심.", []),
    ],
)
def test_what_only_an_example_tells_has_leaked(talk: str, line: str, leaks: list[str]) -> None:
    marks = ("baking", "bakery", "dizz", "paint", "방광염")
    assert [flag.written for flag in LineGuard(parse_dialogue(talk)).leak_flags(line, marks)] == leaks


@pytest.mark.parametrize("question", ["담배는 피우세요.", "가슴이 아프지는 않으세요.", "약은 드시고 있나요."])
def test_a_question_that_was_heard_with_a_full_stop_is_no_line(question: str) -> None:
    guard = LineGuard(parse_dialogue(f"Doctor: {question}\nPatient: 네, 하루에 한 번요."))
    assert {flag.kind for flag in guard.flags(question)} == {FlagKind.SPEAKER_MISMATCH}


def test_what_a_guardian_tells_with_respect_is_no_question() -> None:
    guard = LineGuard(parse_dialogue("Guardian: 어머니가 가슴이 아프세요.\nDoctor: 누워 있으세요."))
    assert guard.flags("어머니가 가슴이 아프세요.") == ()
    assert guard.flags("누워 있으세요.") == ()
