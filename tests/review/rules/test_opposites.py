"""Words of which one says the opposite of the other."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds


@pytest.mark.parametrize(
    ("said", "as_said", "exchanged"),
    [
        ("Doctor: Your chest x-ray looked normal.", "Chest x-ray was normal.", "Chest x-ray was abnormal."),
        ("Patient: I have trouble lifting objects.", "Trouble lifting objects.", "Has no trouble lifting objects."),
        ("Patient: It is hard to climb stairs.", "Difficulty climbing stairs.", "Has no difficulty climbing stairs."),
        ("Doctor: Sensation is intact.", "Normal sensation.", "Abnormal sensation."),
        ("Doctor: Your EKG was abnormal.", "EKG was abnormal.", "EKG was normal."),
        ("Doctor: The ultrasound was unremarkable.", "Ultrasound was unremarkable.", "Ultrasound was remarkable."),
        ("Doctor: Your thyroid tests came back fine.", "Thyroid tests were normal.", "Thyroid tests were abnormal."),
        ("Doctor: Your kidney function is stable.", "Kidney function is stable.", "Kidney function is unstable."),
        ("Doctor: Your heart rhythm is irregular.", "Heart rhythm irregular.", "Heart rhythm regular."),
        ("Patient: The swelling has gone down.", "Swelling has improved.", "Swelling has not improved."),
        ("Patient: The pain isn't getting any better.", "Pain has not improved.", "Pain has improved."),
        ("Patient: I tried Tylenol but it didn't do anything.", "Tylenol did not help.", "Tylenol helped."),
        ("Doctor: Lachman's is positive.", "Positive Lachman.", "Negative Lachman."),
        ("Doctor: I want you to stop the metformin.", "Metformin was stopped.", "Continue metformin."),
        ("Doctor: We will keep you on the lisinopril, keep taking it.", "Continue lisinopril.", "Stop lisinopril."),
        ("Patient: I tried ibuprofen but it didn't touch the pain.", "Ibuprofen did not help.", "Ibuprofen helped."),
        ("Patient: I keep forgetting my pills.", "Noncompliant with pills.", "Compliant with pills."),
        ("의사: 흉부 엑스레이는 정상이에요.", "흉부 엑스레이 정상.", "흉부 엑스레이 비정상."),
        ("의사: 심전도에 이상이 있네요.", "심전도 이상 있음.", "심전도 정상."),
        ("의사: 반사는 정상입니다.", "반사 정상.", "반사 비정상."),
    ],
)
def test_an_opposite_is_flagged_and_the_word_itself_is_not(said: str, as_said: str, exchanged: str) -> None:
    index = index_of(said)
    assert FlagKind.NEGATION_MISMATCH in kinds(exchanged, index)
    assert FlagKind.NEGATION_MISMATCH not in kinds(as_said, index)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Patient: Nothing makes the headache better or worse.", "Nothing makes the headache worse or better."),
        ("Doctor: Is your heart rhythm regular?", "Heart rhythm irregular."),
        ("Doctor: If the swelling gets worse, come back.", "Swelling has improved."),
        ("Doctor: Your chest x-ray looked normal.", "EKG abnormal."),
        ("Doctor: Your heart sounds normal.", "Return if the heart rhythm is abnormal."),
    ],
)
def test_both_at_once_and_what_is_asked_or_supposed_contradict_nothing(said: str, written: str) -> None:
    assert FlagKind.NEGATION_MISMATCH not in kinds(written, index_of(said))


@pytest.mark.parametrize(
    ("said", "as_said", "exchanged"),
    [
        ("Patient: I fell off a ladder yesterday.", "Fell off a ladder yesterday.", "Fell off a ladder last year."),
        ("Patient: The cough has completely gone.", "Cough has resolved.", "Cough is ongoing."),
        ("Patient: The rash is still there.", "Rash persists.", "Rash has resolved."),
        ("Patient: I stopped the insulin.", "Insulin was stopped.", "Insulin was started."),
        ("환자: 어제 두통이 있었어요.", "어제 두통 있었음.", "작년 두통 있었음."),
    ],
)
def test_times_exchanged_are_told_as_such(said: str, as_said: str, exchanged: str) -> None:
    index = index_of(said)
    assert FlagKind.TIME_MISMATCH in kinds(exchanged, index)
    assert FlagKind.TIME_MISMATCH not in kinds(as_said, index)
