import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds


@pytest.mark.parametrize(
    ("said", "written", "is_flagged"),
    [
        ("Patient: My brother died young. He had colon cancer.", "History of colon cancer.", True),
        ("Patient: My mom and her sister, I think they both had melanoma.", "History of melanoma.", True),
        ("Patient: My mom had melanoma. I had melanoma too.", "History of melanoma.", False),
        ("Doctor: Any diabetes in the family?\nPatient: He had diabetes, my dad.", "Has diabetes.", True),
        ("Patient: 아버지가 당뇨가 있으셨고 고혈압도 있으셨어요.", "고혈압 있음.", True),
        ("Patient: 아버지는 당뇨가 있으셨고 저는 고혈압이 있어요.", "고혈압 있음.", False),
    ],
)
def test_what_is_told_of_a_relative_is_not_the_patients(said: str, written: str, is_flagged: bool) -> None:
    assert (FlagKind.EXPERIENCER_MISMATCH in kinds(written, index_of(said))) is is_flagged
