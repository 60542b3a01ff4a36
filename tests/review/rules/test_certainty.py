"""Doubt, time and person, as said and as written."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Your cough is most likely due to pneumonia.",
    "Patient: I had asthma as a child.",
    "Patient: My mother has diabetes.",
    "Doctor: You have hypertension, and we treat that.",
)
KOREAN = index_of(
    "의사: 폐렴이 의심됩니다.",
    "환자: 어렸을 때 천식을 앓았어요.",
    "환자: 어머니가 당뇨가 있으세요.",
    "환자: 고혈압이 있어요.",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pneumonia.", FlagKind.CERTAINTY_MISMATCH),
        ("Has asthma.", FlagKind.TIME_MISMATCH),
        ("Current asthma.", FlagKind.TIME_MISMATCH),
        ("Has diabetes.", FlagKind.EXPERIENCER_MISMATCH),
    ],
)
def test_what_was_doubted_past_or_of_another_is_not_stated_plainly(text: str, kind: FlagKind) -> None:
    assert kinds(text, TALK) == {kind}


@pytest.mark.parametrize(
    "text",
    ["Likely pneumonia.", "History of asthma.", "Mother: diabetes.", "Family history of diabetes.", "Hypertension."],
)
def test_as_it_was_said_it_may_be_written(text: str) -> None:
    assert kinds(text, TALK) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("폐렴.", FlagKind.CERTAINTY_MISMATCH),
        ("현재 천식 있음.", FlagKind.TIME_MISMATCH),
        ("당뇨 있음.", FlagKind.EXPERIENCER_MISMATCH),
    ],
)
def test_the_same_in_korean(text: str, kind: FlagKind) -> None:
    assert kinds(text, KOREAN) == {kind}


@pytest.mark.parametrize("text", ["폐렴 의심.", "천식 병력.", "어머니 당뇨.", "고혈압 있음."])
def test_as_said_in_korean(text: str) -> None:
    assert kinds(text, KOREAN) == set()


@pytest.mark.parametrize(
    ("said", "written", "kind"),
    [
        ("Doctor: We talked about possible complications.", "We discussed the complications.", "certainty_mismatch"),
        ("Doctor: We talked about complications.", "We discussed the complications.", None),
        ("Doctor: Tests are consistent with an adenoma.", "Adenoma.", "certainty_mismatch"),
        ("Doctor: You had a seizure years ago.", "Ongoing seizures.", "time_mismatch"),
        ("Doctor: You have an ongoing headache.", "Ongoing headache.", None),
        ("Patient: The headache stopped on Monday.", "The headache is ongoing.", "time_mismatch"),
        ("Patient: The headache is still there.", "The headache is ongoing.", None),
        ("Patient: The headache stopped on Monday.", "Headache ongoing with analgesia.", "time_mismatch"),
        ("Patient: The headache is still there.", "Headache ongoing.", None),
        ("Patient: I still work. She has a history of gout.", "She has current gout.", "time_mismatch"),
        (
            "Doctor: Caused by overuse and potential damage.",
            "Likely caused by overuse and damage.",
            "certainty_mismatch",
        ),
    ],
)
def test_doubt_and_time_are_kept_beyond_lists_of_diseases(said: str, written: str, kind: str | None) -> None:
    assert kinds(written, index_of(said)) == (set() if kind is None else {FlagKind(kind)})


def test_a_disease_that_was_mostly_supposed_is_not_stated() -> None:
    index = index_of(
        "Doctor: A new patient with a referral for esophagitis.",
        "Doctor: It could be esophagitis. We would look for esophagitis with a scope.",
        "Doctor: If it were esophagitis, it may have healed.",
    )
    assert kinds("She was given a referral for esophagitis.", index) == {FlagKind.CERTAINTY_MISMATCH}
    assert kinds("She was given a referral for suspected esophagitis.", index) == set()
    assert kinds("Esophagitis.", index) == set()


def test_a_modal_verb_doubts_all_that_it_governs() -> None:
    index = index_of("Doctor: We may have to look at different antibiotic therapy.")
    assert kinds("We may have to obtain a culture and look at different antibiotic therapy.", index) == set()


def test_a_doubt_ends_where_something_else_is_told_and_is_none_about_a_length_of_time() -> None:
    index = index_of("Doctor: you might have some inflammation there so i reviewed the results of the ct scan")
    assert kinds("The CT scan was reviewed.", index) == set()
    smoking = index_of("Doctor: How much do you smoke?", "Patient: I smoke probably once a day")
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("Smokes daily.", smoking)


@pytest.mark.parametrize(
    ("said", "as_said", "exchanged"),
    [
        ("Patient: I have diabetes. My mom is healthy.", "Patient has diabetes.", "Mother has diabetes."),
        ("Patient: I had colon cancer.", "History of colon cancer.", "Family history of colon cancer."),
        ("환자: 저는 고혈압이 있어요. 아버지는 건강하세요.", "고혈압 있음.", "아버지 고혈압."),
        ("환자: 제가 대장암 수술을 받았어요.", "대장암 수술력.", "대장암 가족력."),
        ("환자: 어머니가 유방암 수술을 하셨어요.", "어머니 유방암.", "환자 유방암."),
        ("환자: 형이 간염이 있어요.", "형 간염.", "환자 간염."),
    ],
)
def test_whose_disease_it_is_works_both_ways(said: str, as_said: str, exchanged: str) -> None:
    index = index_of(said)
    assert FlagKind.EXPERIENCER_MISMATCH in kinds(exchanged, index)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds(as_said, index)


def test_what_is_told_in_the_third_person_is_not_the_patients() -> None:
    index = index_of("Doctor: Is your mother well?", "Patient: It is worth mentioning, she has diabetes.")
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("Mother: diabetes.", index)


@pytest.mark.parametrize(
    ("said", "as_said", "exchanged"),
    [
        ("Doctor: It sounds like you might have a urinary tract infection.", "?UTI", "UTI"),
        ("Doctor: My guess is you've got a kidney stone.", "Suspected kidney stone.", "Kidney stone."),
        ("Doctor: Your knee pain is likely from arthritis.", "Likely due to arthritis.", "Pain due to arthritis."),
        (
            "Doctor: I believe it could be due to impingement syndrome.",
            "Probable impingement syndrome.",
            "Impingement syndrome.",
        ),
        (
            "Patient: My rash could be related to the detergent.",
            "Rash possibly related to detergent.",
            "Rash related to detergent.",
        ),
        ("의사: 협심증이 아닌지 확인해 봐야 합니다.", "협심증 의심.", "협심증."),
    ],
)
def test_doubts_of_more_forms(said: str, as_said: str, exchanged: str) -> None:
    index = index_of(said)
    assert FlagKind.CERTAINTY_MISMATCH in kinds(exchanged, index)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds(as_said, index)


def test_what_one_has_given_up_is_past() -> None:
    index = index_of("Doctor: Do you smoke?", "Patient: I quit smoking ten years ago.")
    assert kinds("Smokes.", index) == {FlagKind.TIME_MISMATCH}
    assert kinds("Ex-smoker.", index) == set()


@pytest.mark.parametrize("answer", ["I quit ten years ago.", "Not any more."])
def test_who_has_given_up_a_habit_may_deny_it_of_now(answer: str) -> None:
    index = index_of("Doctor: Do you smoke?", f"Patient: {answer}")
    assert kinds("Denies current smoking.", index) == set()


def test_who_never_had_a_habit_did_not_deny_it_only_of_now() -> None:
    index = index_of("Doctor: Any history of smoking?", "Patient: No.")
    assert FlagKind.TIME_MISMATCH in kinds("Denies current tobacco.", index)


def test_what_stands_under_a_condition_states_no_disease() -> None:
    talk = index_of(
        "Doctor: My concern is that you might have Lyme disease.",
        "Doctor: We will send a test to see if you do in fact have Lyme disease.",
        "Doctor: Some people need a drip because Lyme disease can cause problems.",
    )
    assert FlagKind.CERTAINTY_MISMATCH in kinds("He has Lyme disease.", talk)
    assert FlagKind.CERTAINTY_MISMATCH in kinds("Knee pain due to Lyme disease.", talk)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("Knee pain likely due to Lyme disease.", talk)


def test_what_a_medical_history_lists_may_well_be_there_now() -> None:
    index = index_of("Doctor: This is a man with a past medical history significant for diabetes and gout.")
    assert not kinds("Diabetes.", index)
    assert kinds("Current gout.", index) == {FlagKind.TIME_MISMATCH}


def test_what_may_be_worth_doing_is_advised() -> None:
    assert not kinds("Headache diary.", index_of("Doctor: It may be worth keeping a headache diary."))
