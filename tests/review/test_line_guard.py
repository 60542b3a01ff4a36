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
