import pytest

from app.domain.transcript import Speaker
from app.review.reading.prescriptions import is_ordered

ORDERED = (
    "For the cramps you can take paracetamol 500 mg, up to four times a day",
    "I'm going to start you on amlodipine 5 mg",
    "We will increase the metformin to 850 mg twice a day",
    "Let's try omeprazole for two weeks",
    "레보플록사신 750 mg을 하루 한 번 5일 동안 드릴게요",
    "암로디핀 5 mg 처방해 드리겠습니다",
    "아세트아미노펜은 열이 날 때만 드세요",
)
TAKEN_ALREADY = (
    "You take amlodipine 5 mg, is that right",
    "Are you still on metformin",
    "Can you take ibuprofen, or does it upset your stomach?",
    "지금 암로디핀을 드시고 계시네요",
    "드시는 약이 메트포르민 말고 또 있으세요",
)


@pytest.mark.parametrize("said", ORDERED)
def test_what_a_clinician_orders_belongs_to_the_plan(said):
    assert is_ordered(said, Speaker.CLINICIAN)
    assert not is_ordered(said, Speaker.PATIENT)


@pytest.mark.parametrize("said", TAKEN_ALREADY)
def test_what_is_taken_already_does_not(said):
    assert not is_ordered(said, Speaker.CLINICIAN)
