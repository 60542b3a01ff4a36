"""Regional Korean is read as standard Korean, letter for letter; what is shown stays as it was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.checks import flags_of
from app.review.reading.korean_dialects import in_standard_korean
from tests.review.talk import index_of


@pytest.mark.parametrize(
    ("spoken", "standard"),
    [
        ("기침은 읎어유.", "기침은 없어요."),
        ("안 아퍼유, 손꾸락만 저려유.", "안 아파요, 손가락만 저려요."),
        ("오른짝이 심혀유.", "오른쪽이 심해요."),
        ("그건 치유됐고 우유는 마셔요.", "그건 치유됐고 우유는 마셔요."),
        ("혀가 아파요. 아예 안 묵직해요.", "혀가 아파요. 아예 안 묵직해요."),
    ],
)
def test_regional_forms_are_made_standard(spoken: str, standard: str) -> None:
    assert in_standard_korean(spoken) == standard


@given(st.text(alphabet="읎어유아퍼디예쥬슈제묵혀그려꾸락짝이오른심더는 .,", max_size=40))
def test_places_stay_where_they_are(text: str) -> None:
    assert len(in_standard_korean(text)) == len(text)


def test_a_flag_quotes_what_was_said() -> None:
    flag = flags_of("기침 있음.", index_of("환자: 기침은 읎어유."))[0]
    assert flag.said == "기침은 읎어유"
