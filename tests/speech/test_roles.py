import pytest

from app.domain.transcript import Speaker
from app.speech.cues import cues_in
from app.speech.roles import MOST_CERTAIN_OF_LANGUAGE, Role, guess_turns, name_voices, sounds_like_conversation

CLINICIAN, PATIENT, GUARDIAN, NURSE = Speaker.CLINICIAN, Speaker.PATIENT, Speaker.GUARDIAN, Speaker.NURSE

CONSULTATIONS = {
    "English": (
        (PATIENT, "Hello doctor, I've been having this pain in my knee."),
        (CLINICIAN, "Sorry to hear that. How long have you had it? Any swelling?"),
        (PATIENT, "I think it started two weeks ago, after I went running."),
        (CLINICIAN, "Let me examine it. I'd recommend rest, and we'll arrange an X-ray."),
        (PATIENT, "Okay. Can I still go to work?"),
        (CLINICIAN, "You can. Come back and see me in two weeks."),
    ),
    "Korean": (
        (CLINICIAN, "안녕하세요. 어디가 불편해서 오셨어요?"),
        (PATIENT, "어제부터 무릎이 아파요. 걸으면 더 심해요."),
        (CLINICIAN, "다치신 적은 있으세요? 한번 볼게요."),
        (PATIENT, "아니요, 그런 적은 없어요."),
        (CLINICIAN, "엑스레이 검사를 하겠습니다. 소염제를 드릴게요."),
        (PATIENT, "언제 다시 오면 될까요?"),
        (CLINICIAN, "일주일 뒤에 다시 오세요."),
    ),
    "English with a mother": (
        (CLINICIAN, "What brings you in with your son today?"),
        (GUARDIAN, "He's had a fever since Monday and he is not eating."),
        (CLINICIAN, "How old is he? Has he been drinking?"),
        (GUARDIAN, "He's two. He drinks a little, but his nappies are dry."),
        (CLINICIAN, "Is he up to date with his vaccinations? Let me have a look at his ears."),
        (GUARDIAN, "Yes, she gave him the last one in May."),
    ),
    "Korean with a mother": (
        (CLINICIAN, "어머니, 아이가 어디가 아파서 왔어요?"),
        (GUARDIAN, "우리 애가 어제부터 열이 나고 귀가 아프다고 해요."),
        (CLINICIAN, "예방접종은 다 했나요?"),
        (GUARDIAN, "네, 다 했어요. 해열제를 먹였어요."),
        (CLINICIAN, "왼쪽 고막이 부어 있네요. 약을 하루 두 번 먹이세요."),
    ),
}


@pytest.mark.parametrize("talk", CONSULTATIONS.values(), ids=CONSULTATIONS)
def test_voices_are_named_by_what_they_say(talk: tuple[tuple[Speaker, str], ...]) -> None:
    speakers = list(dict.fromkeys(speaker for speaker, _ in talk))
    said = {number: [cues_in(text) for who, text in talk if who is speaker] for number, speaker in enumerate(speakers)}
    roles = name_voices(said)
    assert [roles[number].speaker for number in said] == speakers
    assert all(0.5 <= role.certainty <= 1 for role in roles.values())


@pytest.mark.parametrize("talk", CONSULTATIONS.values(), ids=CONSULTATIONS)
def test_turns_are_guessed_from_words_alone(talk: tuple[tuple[Speaker, str], ...]) -> None:
    roles = guess_turns([cues_in(text) for _, text in talk])
    right = sum(role.speaker is speaker for role, (speaker, _) in zip(roles, talk, strict=True))
    assert right >= len(talk) - 1
    assert all(0.5 <= role.certainty <= MOST_CERTAIN_OF_LANGUAGE for role in roles)


@pytest.mark.parametrize(
    ("speaker", "report"),
    [
        (
            NURSE,
            "Bed nine is Mrs Jones. Her observations were stable. Next dose is due at ten, please repeat bloods.",
        ),
        (NURSE, "삼백일호실 환자분 인계드립니다. 활력징후는 안정적이고 진통제 드렸습니다. 소변량 확인해 주세요."),
        (
            CLINICIAN,
            "Discharge summary. Presented with chest pain. Angiography showed stenosis. Follow up in six weeks.",
        ),
        (
            CLINICIAN,
            "퇴원요약입니다. 복통으로 내원하여 시행하였고 진단명은 충수염입니다. 외래에서 추적관찰 예정입니다.",
        ),
    ],
)
def test_one_voice_is_a_nurse_or_a_physician_by_the_report(speaker: Speaker, report: str) -> None:
    cues = [cues_in(f"{sentence}.") for sentence in report.split(".") if sentence]
    assert name_voices({1: cues})[1].speaker is speaker
    assert {role.speaker for role in guess_turns(cues)} == {speaker}


def test_requests_in_a_report_make_no_conversation() -> None:
    report = "활력징후는 안정적입니다. 소변량 확인해 주세요. 통증은 삼 점이고 담당의에게 알려 주세요. 난간 올려 주세요."
    assert not sounds_like_conversation([cues_in(report)])
    assert not sounds_like_conversation([cues_in("Bed two is settled. Is due at ten? Please repeat obs.")])


@pytest.mark.parametrize("talk", CONSULTATIONS.values(), ids=CONSULTATIONS)
def test_questions_and_answers_make_a_conversation(talk: tuple[tuple[Speaker, str], ...]) -> None:
    assert sounds_like_conversation([cues_in(text) for _, text in talk])


def test_a_mother_beside_the_patient_is_neither_patient_nor_clinician() -> None:
    said = {
        1: [cues_in("How are you today? Do you have any pain? Tell me, does it hurt when you walk?")],
        2: [cues_in("I feel fine. My leg hurts a bit when I run, and I get tired.")],
        3: [cues_in("He has been limping since Monday, and he says his knee is sore. I'm his mother.")],
    }
    assert [role.speaker for role in name_voices(said).values()] == [CLINICIAN, PATIENT, GUARDIAN]


def test_a_nurse_who_says_so_is_one() -> None:
    said = {
        1: [cues_in("Hello, I'm the nurse, how can I help? Do you have any pain?")],
        2: [cues_in("I feel dizzy, and my head hurts.")],
    }
    assert [role.speaker for role in name_voices(said).values()] == [NURSE, PATIENT]


def test_little_said_is_little_known() -> None:
    roles = name_voices({1: [cues_in("Mm.")], 2: [cues_in("Hm.")]})
    assert all(role.certainty < 0.8 for role in roles.values())
    assert guess_turns([]) == []
    assert name_voices({1: [cues_in("Hm.")]}) == {1: Role(CLINICIAN, 0.5)}


def test_sounds_that_recognition_mixes_up_count_as_equal() -> None:
    assert cues_in("아디카 불편하새요").clinician == cues_in("아디가 불편하세요").clinician > 0
    assert cues_in("고혈압이 있어요").first_person == cues_in("코혀랍 고혈압이 있서요").first_person == 1
