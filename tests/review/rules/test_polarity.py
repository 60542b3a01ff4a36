"""Yes and no exchanged between a note and the talk."""

import pytest

from app.domain.note import FlagKind, Severity
from app.review.checks import flags_of
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Any chest pain or shortness of breath?",
    "Patient: No, none.",
    "Doctor: Have you had a fever?",
    "Patient: Yes, since Monday. I have been taking metformin every day.",
    "Doctor: Do you smoke?",
    "Patient: My father smokes, I never did.",
    "Doctor: There is no swelling of the ankles. Your lungs sound clear.",
)
KOREAN = index_of(
    "의사: 콧물이나 기침은 있나요?",
    "보호자: 콧물은 있는데 기침은 안 해요.",
    "의사: 열은 없으세요?",
    "보호자: 네.",
    "의사: 설사는요?",
    "보호자: 아니요, 설사는 없었어요.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Reports chest pain.",
        "Has shortness of breath.",
        "Denies fever.",
        "Has not been taking metformin.",
        "Swelling of the ankles.",
    ],
)
def test_the_opposite_of_what_was_said_is_flagged(text: str) -> None:
    assert kinds(text, TALK) == {FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize(
    "text",
    [
        "Denies chest pain or shortness of breath.",
        "Fever since Monday.",
        "Takes metformin.",
        "No ankle swelling.",
        "Return if chest pain develops.",
        "Lungs clear.",
    ],
)
def test_what_was_said_is_not(text: str) -> None:
    assert kinds(text, TALK) == set()


@pytest.mark.parametrize("text", ["콧물 없음.", "기침 있음.", "발열 있음.", "설사 있음."])
def test_the_opposite_is_flagged_in_korean(text: str) -> None:
    assert kinds(text, KOREAN) == {FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize(
    "text", ["콧물 있음.", "기침 없음.", "발열 없음.", "설사 없음.", "콧물 있으나 기침, 설사 없음."]
)
def test_korean_answers_settle_what_was_asked(text: str) -> None:
    assert kinds(text, KOREAN) == set()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: Has it spread anywhere?\nDoctor: No, OK. So I will have a look.", "Has spread."),
        ("Patient: I have been throwing up since noon.", "Denies vomiting."),
        ("Patient: My knee gives way on the stairs.", "No instability of the knee."),
        ("Doctor: I don't hear any rubs or extra sounds.", "Has a friction rub."),
        ("Doctor: Are you passing blood when you pee?\nPatient: Not really.", "Has hematuria."),
        ("환자: 계단에서 무릎이 휘청해요.", "무릎 불안정 없음."),
    ],
)
def test_lay_words_and_echoed_answers_count(said: str, written: str) -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds(written, index_of(*said.splitlines()))


def test_a_relatives_disease_is_none_of_one_who_denies_another_of_its_kind() -> None:
    index = index_of(
        "Doctor: Do you have any history of melanoma, or skin cancer?",
        "Patient: No, just the eczema.",
        "Doctor: Do you have any family history of cancer?",
        "Patient: Yes, my mother had mouth cancer.",
    )
    assert FlagKind.NEGATION_MISMATCH in kinds("The patient has a history of melanoma.", index)
    assert FlagKind.NEGATION_MISMATCH not in kinds("Mother with mouth cancer.", index)


def test_what_was_told_again_and_again_outweighs_one_denial() -> None:
    index = index_of(
        "Patient: I smoke a pack a day. I started smoking at school. I know smoking is bad for me.",
        "Doctor: Do you use any other tobacco?",
        "Patient: No.",
    )
    assert FlagKind.NEGATION_MISMATCH in kinds("Denies smoking.", index)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: There was some mitral regurgitation.", "Mitral regurgitation is not present."),
        ("Doctor: Any complications?\nPatient: No.", "Complications."),
        ("Doctor: Any headaches? Any vision changes?\nPatient: Yeah, constant. No vision changes.", "Vision changes."),
        ("Doctor: The biopsy was positive for adenocarcinoma.", "The biopsy was negative for adenocarcinoma."),
        ("환자: 메트포르민 오백 밀리그램을 하루 두 번 먹어요.", "메트포르민 500 mg 1일 2회 복용하지 않음."),
        ("Doctor: I see a mole on the arm. There are no other suspicious moles.", "Has other suspicious moles."),
        ("Doctor: There is soft swelling. No soft tissue shadows of concern.", "Has soft tissue shadows of concern."),
    ],
)
def test_a_denial_reaches_what_it_denies_and_no_more(said: str, written: str) -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds(written, index_of(*said.splitlines()))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: Peripheral margin positive, deep margin negative.", "Peripheral margin: positive."),
        ("Patient: It is not like a period pain.", "LMP 2/52"),
        ("Patient: It feels like a cramp.", "No other unwell contacts."),
    ],
)
def test_other_words_for_another_thing_deny_nothing(said: str, written: str) -> None:
    assert FlagKind.NEGATION_MISMATCH not in kinds(written, index_of(*said.splitlines()))


def test_only_a_finding_that_was_said_just_so_blocks() -> None:
    index = index_of("Patient: I have a fever. My left knee hurts when I climb stairs.")
    severities = {
        text: {flag.severity for flag in flags_of(text, index) if flag.kind is FlagKind.NEGATION_MISMATCH}
        for text in ("Denies fever.", "Denies left knee pain on climbing hills and stairs.")
    }
    assert severities["Denies fever."] == {Severity.BLOCK}
    assert Severity.BLOCK not in severities["Denies left knee pain on climbing hills and stairs."]


def test_what_is_quoted_of_a_long_sentence_holds_the_place() -> None:
    index = index_of(f"Doctor: {'well you know we talked about this and that ' * 8} there is some mitral regurgitation")
    (flag,) = (f for f in flags_of("No mitral regurgitation.", index) if f.kind is FlagKind.NEGATION_MISMATCH)
    assert "mitral regurgitation" in flag.said
    assert len(flag.said) <= 125


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Patient: I have no energy at all.", "Denies fatigue."),
        ("Patient: I can't sleep at night.", "Denies insomnia."),
        ("Doctor: Any pins and needles?\nPatient: Yes.", "Denies numbness."),
        ("환자: 요즘 식욕이 없어요.", "식욕부진 없음."),
        ("의사: 불면, 두통은 어떠세요?\n환자: 둘 다 없습니다.", "불면 있음."),
    ],
)
def test_a_lack_or_a_phrase_names_one_finding(said: str, written: str) -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds(written, index_of(*said.splitlines()))


@pytest.mark.parametrize("text", ["알레르기는 아님.", "알레르기는 없다고 하심.", "알레르기는 아닙니다."])
def test_korean_denials_by_other_verbs_agree_and_contradict_alike(text: str) -> None:
    assert kinds(text, index_of("의사: 약 알레르기는 없나요?", "환자: 네, 알레르기는 없어요.")) == set()
    assert kinds(text, index_of("환자: 페니실린 알레르기가 있어요.")) == {FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize("finding", ["불안", "식욕부진", "불면"])
def test_a_korean_finding_that_looks_like_a_denial_is_none(finding: str) -> None:
    assert kinds(f"{finding} 없음.", index_of(f"의사: {finding}은 없으세요?", "환자: 네, 없어요.")) == set()


def test_another_word_elsewhere_does_not_affirm_what_was_denied_in_these_words() -> None:
    talk = index_of("Patient: I don't remember an injury.", "Doctor: You can hit pause and start it again.")
    assert FlagKind.NEGATION_MISMATCH in kinds("He reports injury.", talk)
    assert FlagKind.NEGATION_MISMATCH not in kinds("He denies injury.", talk)
    told = index_of("Patient: No injury.", "Patient: I had an injury to my knee last year.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("He reports an injury to the knee.", told)


def test_a_question_goes_on_only_in_an_answer() -> None:
    talk = index_of(
        "Doctor: Do you have any other cancer in the family, like breast or ovarian?",
        "Patient: My grandfather, he had pancreatic cancer in his sixties.",
    )
    assert FlagKind.NEGATION_MISMATCH not in kinds("No family history of ovarian cancer.", talk)


@pytest.mark.parametrize(
    ("talk", "line"),
    [
        ("Doctor: Fever no.|Doctor: Diarrhea none.", "Reports diarrhea."),
        ("Doctor: Any problems with your waterworks?|Doctor: You're passing urine OK.", "Urinary symptoms."),
        ("Patient: It is not completely gone for half an hour.|Patient: I rest.", "It does resolve for half an hour."),
        ("Patient: I don't drink, if that is any consolation.", "He does abuse alcohol."),
    ],
)
def test_what_was_denied_in_passing_is_not_affirmed(talk: str, line: str) -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds(line, index_of(*talk.split("|")))


def test_no_at_the_end_of_a_choice_or_behind_a_whole_sentence_denies_nothing() -> None:
    talk = index_of(
        "Doctor: Diarrhea, yes or no?", "Patient: Yes.", "Patient: My cough got worse on Monday and I said no."
    )
    assert FlagKind.NEGATION_MISMATCH not in kinds("Reports diarrhea.", talk)
    assert FlagKind.NEGATION_MISMATCH not in kinds("Cough got worse on Monday.", talk)


def test_a_denial_of_one_word_denies_the_whole() -> None:
    talk = index_of("Patient: My chest doesn't hurt.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("Denies chest pain.", talk)
    assert FlagKind.NEGATION_MISMATCH in kinds("Reports chest pain.", talk)


def test_a_reply_to_how_denies_nothing_that_was_asked() -> None:
    talk = index_of(
        "Doctor: Regarding your heart failure, how are you doing with the salt?", "Patient: I'm not doing well."
    )
    assert FlagKind.NEGATION_MISMATCH not in kinds("Has heart failure.", talk)


def test_a_medication_that_did_not_help_is_not_denied() -> None:
    talk = index_of("Doctor: Did the ibuprofen help?", "Patient: Not much.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("Ibuprofen did not help.", talk)


@pytest.mark.parametrize(
    ("said", "contradicted", "as_said"),
    [
        # A detail that nobody mentioned does not hide what was denied.
        (
            ("Doctor: Any tingling?", "Patient: No."),
            "Reports acute tingling.",
            "Denies tingling.",
        ),
        # What is advised for later speaks for no denial.
        (
            ("Patient: I took some naproxen, which helped.", "Doctor: You can take naproxen on bad days."),
            "Denies taking naproxen.",
            "Took some naproxen.",
        ),
        # Two speakers in one line, and no punctuation.
        (("Doctor: have you had gout before yeah okay",), "Denies gout.", "Has had gout."),
        # «One» stands for what was asked about.
        (
            ("Doctor: When was your last mammogram? If ever?", "Patient: I don't think I've ever had one."),
            "Has had a mammogram.",
            "No mammogram.",
        ),
        (("의사: 대상포진 언제 앓으셨어요?", "환자: 저는 그런 적 없어요."), "대상포진 앓음.", "대상포진 없음."),
        # Of the wife, who is not named again.
        (
            ("Patient: My wife was vomiting, but she hasn't had a fever.",),
            "Wife unwell with vomiting, but has fever.",
            "Wife unwell with vomiting, but no fever.",
        ),
        (
            ("Doctor: Any trouble with the balance?", "Patient: No."),
            "Has problems with balance.",
            "No problems with balance.",
        ),
        (("Doctor: Do you sleep well?", "Patient: I sleep like a log."), "Has problems sleeping.", "Sleeps well."),
        (
            ("Doctor: Any changes?", "Patient: No, none except I have hearing loss."),
            "Denies hearing loss.",
            "Hearing loss.",
        ),
        (
            ("Doctor: I don't see any large, you know, masses in there.",),
            "Has masses.",
            "No masses.",
        ),
        (
            ("Doctor: Have you been around anyone unwell?", "Patient: Not that I know."),
            "Has unwell contacts.",
            "No unwell contacts.",
        ),
    ],
)
def test_how_talk_denies_and_tells(said: tuple[str, ...], contradicted: str, as_said: str) -> None:
    index = index_of(*said)
    assert kinds(contradicted, index) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}
    assert not kinds(as_said, index) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}


def test_what_is_said_of_one_movement_says_nothing_of_its_counterpart() -> None:
    index = index_of("Doctor: You have pain when you pronate the forearm.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("No pain with supination of the forearm.", index)
    assert FlagKind.NEGATION_MISMATCH in kinds("No pain with pronation of the forearm.", index)


def test_a_denial_for_a_time_is_asked_about_and_does_not_block() -> None:
    index = index_of("Patient: I had tingling in my toes until Sunday.")
    severities = {
        text: [flag.severity for flag in flags_of(text, index) if flag.kind is FlagKind.NEGATION_MISMATCH]
        for text in ("Denies tingling.", "Denies tingling today.")
    }
    assert severities == {"Denies tingling.": [Severity.BLOCK], "Denies tingling today.": [Severity.WARN]}


@pytest.mark.parametrize(
    ("lines", "is_alcohol"),
    [
        (("Doctor: Are you eating and drinking okay?", "Patient: Yes."), False),
        (("Doctor: Are you drinking much?", "Patient: Yes."), True),
        (("의사: 물은 많이 마시세요?", "환자: 네."), False),
        (("의사: 술은 많이 마시세요?", "환자: 네."), True),
    ],
)
def test_an_everyday_word_beside_another_means_something_else(lines: tuple[str, ...], *, is_alcohol: bool) -> None:
    said = {key for said in index_of(*lines).assertions.said for mention in said.mentions for key in mention.keys}
    assert (("concept", "alcohol use") in said) is is_alcohol


def test_a_denial_beside_a_finding_does_not_borrow_its_place() -> None:
    index = index_of("Doctor: There is tenderness of the lateral malleolus but there is no tenderness at the heel.")
    assert FlagKind.NEGATION_MISMATCH in kinds("No tenderness of the lateral malleolus.", index)
    assert not kinds("Tenderness of the lateral malleolus.", index)
    assert not kinds("No tenderness of the heel.", index)


def test_what_follows_from_an_answer_is_no_second_one() -> None:
    index = index_of(
        "Doctor: Are you checking your sugar readings at home?",
        "Patient: I am good about it in the week, and at weekends I forget. And so it's not as regular.",
    )
    assert FlagKind.NEGATION_MISMATCH not in kinds("Checks his sugar readings at home.", index)


def test_a_negative_test_ends_the_denial_before_it() -> None:
    index = index_of("Doctor: okay so no pain over the tendon negative anterior drawer test")
    assert FlagKind.NEGATION_MISMATCH not in kinds("Negative anterior drawer test.", index)


@pytest.mark.parametrize(
    "said",
    [
        "i have n't had any nausea since then",
        "i took it for a week and i never had any nausea",
    ],
)
def test_having_any_behind_a_denial_is_no_question(said: str) -> None:
    flags = flags_of("Reports nausea.", index_of(f"Patient: {said}"))
    assert [flag.kind for flag in flags] == [FlagKind.NEGATION_MISMATCH]
    assert not kinds("Denies nausea.", index_of(f"Patient: {said}"))


def test_what_one_thinks_that_somebody_has_is_told() -> None:
    index = index_of("Doctor: the good news is i do n't think you have any fracture of the wrist")
    assert kinds("Fracture of the wrist.", index)
    assert not kinds("No fracture of the wrist.", index)


def test_what_nobody_in_the_family_has_the_patient_was_not_said_to_have() -> None:
    index = index_of("Doctor: Anybody in the family with kidney failure or dialysis?", "Guardian: No.")
    assert FlagKind.NEGATION_MISMATCH in kinds("The patient has a history of kidney failure.", index)
    assert FlagKind.NEGATION_MISMATCH not in kinds("No family history of kidney failure.", index)


def test_what_a_patient_reports_is_not_borne_out_by_the_clinician() -> None:
    index = index_of(
        "Doctor: How about any nausea?",
        "Doctor: You've been able to tolerate the nausea and the fatigue.",
        "Patient: I haven't had any nausea, just slight fatigue.",
    )
    assert FlagKind.NEGATION_MISMATCH in kinds("Reports nausea.", index)
    assert FlagKind.NEGATION_MISMATCH not in kinds("Reports slight fatigue.", index)
