"""Habits that never were, and medication that is not taken."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.medications import medications_in
from app.review.rules.habits import habit_flags
from tests.review.talk import index_of

QUIT = ("Doctor: You don't smoke, right?", "Patient: I quit six years ago. Ten a day before that.")
QUIT_KO = ("의사: 담배 피우세요?", "환자: 십 년 전에 끊었어요.")
ASPIRIN = ("Doctor: Are you on any blood thinners?", "Patient: Just a baby aspirin.")
WINE = ("Doctor: Do you drink?", "Patient: A glass of wine with dinner, most days.")
WARFARIN = ("Patient: I was on warfarin for six months.",)


def kinds_of(text: str, talk: tuple[str, ...]) -> list[FlagKind]:
    return [flag.kind for flag in habit_flags(text, medications_in(text), index_of(*talk))]


@pytest.mark.parametrize(
    ("text", "talk", "kind"),
    [
        ("Never smoked.", QUIT, FlagKind.TIME_MISMATCH),
        ("Lifelong non-smoker.", QUIT, FlagKind.TIME_MISMATCH),
        ("흡연력 없음.", QUIT_KO, FlagKind.TIME_MISMATCH),
        ("Takes no medication.", ASPIRIN, FlagKind.NEGATION_MISMATCH),
        ("No current medications.", ASPIRIN, FlagKind.NEGATION_MISMATCH),
        ("Does not drink alcohol.", WINE, FlagKind.NEGATION_MISMATCH),
        ("비흡연.", ("의사: 담배는요?", "환자: 하루 반 갑이요."), FlagKind.NEGATION_MISMATCH),
        ("Currently on warfarin.", WARFARIN, FlagKind.TIME_MISMATCH),
        ("Warfarin.", WARFARIN, FlagKind.TIME_MISMATCH),
        ("복용 중인 약 없음.", ("환자: 암로디핀 하나 먹어요.",), FlagKind.NEGATION_MISMATCH),
    ],
)
def test_what_the_talk_tells_otherwise_is_asked_about(text: str, talk: tuple[str, ...], kind: FlagKind) -> None:
    assert kinds_of(text, talk) == [kind]


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("Quit smoking six years ago.", QUIT),
        ("Does not smoke.", QUIT),
        ("Never smoked.", ("Doctor: Do you smoke?", "Patient: Never have.")),
        ("Never smoked.", ("Doctor: Do you smoke?", "Patient: No. My husband used to smoke in the house.")),
        ("Never drinks.", QUIT),
        ("흡연력 없음.", ("의사: 담배 피우세요?", "환자: 아니요.")),
        ("Takes no medication.", ("Doctor: Any tablets?", "Patient: No.", "Doctor: Take paracetamol.")),
        ("Takes no medication.", ("Patient: My wife takes aspirin.",)),
        ("Aspirin daily.", ASPIRIN),
        ("Previously on warfarin.", WARFARIN),
        ("Warfarin 5 mg.", (*WARFARIN, "Doctor: Let's start warfarin again.")),
        ("Does not drink alcohol.", ("Doctor: Do you drink?", "Patient: No. I used to have a glass of wine.")),
        ("비흡연.", ("의사: 담배는요?", "환자: 예전에 한 갑씩 피우다가 끊었어요.")),
    ],
)
def test_what_agrees_is_not(text: str, talk: tuple[str, ...]) -> None:
    assert kinds_of(text, talk) == []
