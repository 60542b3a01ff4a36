"""How Korean talk denies, affirms and limits: what was said so may be written so, and its contrary is asked about."""

import pytest

from app.domain.note import FlagKind, Severity
from app.review.checks import flags_of
from app.review.omissions import missing_facts
from tests.review.talk import index_of, kinds

SAID_AND_CONTRARY = [
    # A word for a part of the body that is well.
    (("환자: 가슴은 괜찮습니더.",), "흉통 없음.", "흉통 있음."),
    (("의사: 목은 안 아프시고요?", "환자: 목은 괜찮아요."), "경부 통증 없음.", "경부 통증 있음."),
    # A denial ends where the time does that it is said of.
    (("환자: 잠 안 올 때 맥주 한 캔씩 마셔요.",), "음주: 맥주 1캔.", "음주 없음."),
    # What has gone or stopped, and what is unlikely.
    (("의사: 부기는요?", "환자: 지금은 부기가 쏙 빠졌어요."), "부종 없음.", "부종 있음."),
    (("환자: 코피는 멎었어요.",), "현재 코피 없음.", "현재 코피 있음."),
    (("의사: 신우신염은 아닌 것 같아요.",), "신우신염 가능성 낮음.", "신우신염."),
    # An element of a list with a finding of its own.
    (("의사: 고막이 살짝 빨간데 물은 안 찼어요.",), "고막 경도 발적, 삼출액 없음.", "고막 경도 발적, 삼출액 있음."),
    (
        ("의사: 라크만은 양성이고 맥머레이는 음성이네요.",),
        "Lachman 양성, McMurray 음성.",
        "Lachman 음성, McMurray 음성.",
    ),
    (("보호자: 아토피는 돌 전에 있었는데 지금은 없어요.",), "영아기 아토피, 현재 없음.", "현재 아토피 있음."),
    # A type is no elder brother.
    (("의사: 간염은 없으시죠?", "환자: 네, 간염은 없어요."), "B형 간염 없음.", "B형 간염 있음."),
    (("의사: 간염은요?", "환자: 간염은 없는데 지방간은 있대요."), "지방간 있음. C형 간염 없음.", "C형 간염 있음."),
    # What is denied of a part by its verb is no finding of another kind.
    (("환자: 귀도 안 아파요.",), "이통 없음.", "이통 있음."),
    # Whose, where the answer names two.
    (("환자: 언니는 아니고 고모가 천식이에요.",), "고모 천식.", "언니 천식."),
    (("의사: 가족 중에 결핵 앓으신 분은요?", "환자: 삼촌이요. 할머니는 아니고."), "삼촌 결핵.", "할머니 결핵."),
    (("환자: 작은딸이 수두래요.",), "딸 수두.", "아들 수두."),
    # A parent tells of their own.
    (("보호자: 저는 비염이 있고요.",), "어머니 비염.", "환자 비염 있음."),
    # Lay words.
    (("환자: 먹먹한 건 없어요.",), "이충만감 없음.", "이충만감 있음."),
    (("의사: 자궁외임신은 아니고요.",), "자궁외임신 아님.", "자궁외임신."),
    (("환자: 사라지고 싶다는 생각은 가끔 해요.",), "자살 사고 있음.", "자살 사고 없음."),
    (("환자: 토할 것 같긴 한데 토하진 않았어요.",), "구토 없음.", "구토 있음."),
    (("환자: 담배는 안 피워요.",), "흡연하지 않음.", "흡연 중."),
    # What hurt has gone.
    (("환자: 지금은 다리 저린 건 없어졌어요.",), "현재 다리 저림 없음.", "현재 다리 저림 있음."),
    # A relative set against oneself in one breath.
    (("의사: 당뇨는 없으시죠?", "환자: 당뇨는 없고, 우리 영감이 당뇨가 있제."), "당뇨 없음.", "당뇨 있음."),
    # The worse of two sides.
    (("환자: 양쪽 다 아픈데 오른쪽이 더 아파요.",), "양측 통증, 우측이 더 심함.", "양측 통증, 좌측이 더 심함."),
    (("의사: 손가락은요?", "환자: 아침에 뻣뻣해요. 오른손이 더요."), "오른손에 심함.", "왼손에 심함."),
]


@pytest.mark.parametrize(("talk", "right", "wrong"), SAID_AND_CONTRARY)
def test_what_was_said_is_told_from_its_contrary(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert not kinds(right, index)
    assert kinds(wrong, index)


WITHOUT_ALARM = [
    # An example put to the patient asserts nothing.
    (("의사: B형 간염이라든지.", "환자: 간염은 없어요."), "B형 간염 없음."),
    (("의사: 드시는 약은요? 혈압약이라든지.", "환자: 혈압약은 안 먹고요."), "혈압약 복용하지 않음."),
    # A bare question for the side goes on with the part named before it.
    (
        ("의사: 어깨 때문에 오셨죠? 어느 쪽이세요?", "환자: 오른쪽이요.", "의사: 왼쪽 어깨는 괜찮으세요?", "환자: 네."),
        "우측 어깨 굴곡 90도.",
    ),
]


@pytest.mark.parametrize(("talk", "right"), WITHOUT_ALARM)
def test_a_question_gives_no_alarm(talk: tuple[str, ...], right: str) -> None:
    assert kinds(right, index_of(*talk)).isdisjoint({FlagKind.NEGATION_MISMATCH, FlagKind.LATERALITY_MISMATCH})


SIDES = [
    # Parts of the nose have sides of their own.
    (
        ("의사: 왼쪽 중비도에 누런 고름이 보이네요. 물혹은 없고, 비중격이 오른쪽으로 휘었어요.",),
        "좌측 중비도 농성 비루.",
        "우측 중비도 농성 비루.",
    ),
    (
        ("의사: 왼쪽 중비도에 누런 고름이 보이네요. 물혹은 없고, 비중격이 오른쪽으로 휘었어요.",),
        "비중격 우측 만곡.",
        "비중격 좌측 만곡.",
    ),
    (("환자: 오른쪽 무릎이 아프고 왼쪽은 괜찮아요.",), "우측 무릎 통증.", "좌측 무릎 통증."),
    (("의사: 오른쪽 고막이 빨간데요. 왼쪽은 깨끗하고.",), "우측 고막 발적.", "좌측 고막 발적."),
    (("의사: 우측 딕스홀파이크 양성이고 왼쪽은 음성이에요.",), "Dix-Hallpike 우측 양성.", "Dix-Hallpike 좌측 양성."),
]


@pytest.mark.parametrize(("talk", "right", "wrong"), SIDES)
def test_what_is_told_of_a_side_ends_at_the_next(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert FlagKind.LATERALITY_MISMATCH not in kinds(right, index)
    assert kinds(wrong, index) & {FlagKind.LATERALITY_MISMATCH, FlagKind.NEGATION_MISMATCH}


def test_a_medication_answers_the_question_for_its_disease() -> None:
    index = index_of("의사: 당뇨약은요?", "환자: 메트포르민 그거는 아침저녁으로 먹어요.")
    assert FlagKind.SPEAKER_MISMATCH not in kinds("당뇨 있음.", index)


def test_the_same_weekday_is_no_doubt() -> None:
    index = index_of("의사: 다음 주 같은 요일에 초음파 다시 봐요.")
    assert not kinds("1주 후 초음파 재검.", index)
    doubted = index_of("의사: 초음파에서 담석 같은 게 보여요.")
    assert FlagKind.CERTAINTY_MISMATCH in kinds("담석 있음.", doubted)


def test_what_is_better_now_need_not_have_been_called_so_now() -> None:
    index = index_of("의사: 몸은 좀 어떠세요?", "환자: 많이 좋아졌어요.")
    assert not kinds("현재 호전됨.", index)


def test_an_allergy_lasts() -> None:
    index = index_of("환자: 조영제에 두드러기 난 적 있어요.")
    assert FlagKind.TIME_MISMATCH not in kinds("조영제 알레르기(두드러기).", index)


def test_what_is_to_be_stopped_is_not_kept() -> None:
    index = index_of("의사: 디고신은 이제 끊으세요. 드시지 마세요.")
    assert not kinds("디고신 중단.", index)
    assert FlagKind.NEGATION_MISMATCH in kinds("디고신 유지.", index)


@pytest.mark.parametrize(("written", "is_right"), [("오늘 아침부터 기침.", False), ("어제 저녁부터 기침.", True)])
def test_the_day_of_onset_is_held_against_the_day_said(written: str, is_right: bool) -> None:
    index = index_of("환자: 어제 저녁부터 기침을 해요.")
    assert (FlagKind.TIME_MISMATCH not in kinds(written, index)) is is_right


PRESCRIBED = "의사: 판토프라졸 사십 밀리그램을 아침 식전 삼십 분에 하루 한 번 드세요."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("판토프라졸 40mg 1일 1회 식전 30분.", set()),
        ("판토프라졸 40mg 1일 1회 식후 30분.", {FlagKind.FREQUENCY_MISMATCH}),
        ("Pantoprazole 40 mg once daily before breakfast.", set()),
        ("Pantoprazole 40 mg once daily after meals.", {FlagKind.FREQUENCY_MISMATCH}),
    ],
)
def test_before_and_after_meals_are_told_apart(written: str, expected: set[FlagKind]) -> None:
    assert kinds(written, index_of(PRESCRIBED)) == expected


@pytest.mark.parametrize(("said", "wrong"), [("아침에 한 번", "1일 2회"), ("아침에 하나, 저녁에 하나", "1일 1회")])
def test_mornings_and_evenings_count_doses(said: str, wrong: str) -> None:
    index = index_of(f"의사: 비소프롤롤 오 밀리그램을 {said} 드세요.")
    assert FlagKind.FREQUENCY_MISMATCH in kinds(f"비소프롤롤 5mg {wrong}.", index)


def test_hours_to_keep_between_doses_are_an_interval() -> None:
    index = index_of("의사: 이부프로펜은 교대로 먹이시고 두 시간은 띄우세요.")
    assert not kinds("이부프로펜 교대 투여, 2시간 간격.", index)


def test_a_dose_before_a_korean_name_is_of_the_name_before_it() -> None:
    index = index_of("의사: 세레콕시브 이백 밀리그램 하루 한 번, 오메프라졸 이십 밀리그램도 드릴게요.")
    flags = flags_of("오메프라졸 200mg 처방.", index)
    assert (FlagKind.DOSE_MISMATCH, Severity.BLOCK) in {(flag.kind, flag.severity) for flag in flags}
    strength = index_of("의사: 500밀리그램짜리 타이레놀을 드세요. 세레콕시브는 200밀리그램이요.")
    assert not kinds("타이레놀 500mg 복용.", strength)


def test_half_a_tablet_may_be_written_as_its_dose() -> None:
    index = index_of("의사: 알닥톤은 이십오 밀리그램 반 알을 아침에 드세요.")
    assert not kinds("알닥톤 12.5mg 아침 복용.", index)


OMITTED = [
    ("의사: 사 주 뒤에 봅시다.", "follow_up", "4주 후 재진."),
    ("의사: 다음 주 금요일에 다시 봅시다.", "follow_up", "다음 주 금요일 재진."),
    ("의사: 심전도하고 운동부하검사 한번 해 볼게요.", "action", "심전도, 운동부하검사 시행."),
    ("환자: 조영제에 두드러기 난 적 있어요.", "allergy", "조영제 알레르기(두드러기)."),
    ("보호자: 밤에 삼십구 점 이 도까지 올랐어요.", "vital", "최고 39.2도."),
    ("의사: 크레아티닌은 일 점 삼이에요.", "result", "Cr 1.3."),
    ("환자: 두 달 사이에 살이 사 킬로 빠졌어요.", "red_flag", "체중 4kg 감소."),
]


@pytest.mark.parametrize(("said", "kind", "written"), OMITTED)
def test_what_the_note_leaves_out_is_named_and_what_it_holds_is_not(said: str, kind: str, written: str) -> None:
    index = index_of(said)
    assert kind in {fact.key[0] for fact in missing_facts(["기침 없음."], index)}
    assert kind not in {fact.key[0] for fact in missing_facts([written], index)}


def test_a_finding_that_the_answer_denies_is_no_omission() -> None:
    index = index_of("의사: 가슴은 안 답답하세요?", "환자: 가슴은 괜찮아요.", "환자: 계단 오를 때 숨은 차요.")
    assert ("red_flag", "chest tightness") not in {fact.key for fact in missing_facts(["호흡곤란 있음."], index)}
