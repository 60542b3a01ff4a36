"""Two values of one line, each given to the other's thing."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

STOMACH = ("Mother: She threw up four times, and had diarrhea twice.",)
STOMACH_KO = ("보호자: 토는 네 번, 설사는 두 번이요.",)
ROUND_KO = ("간호사: 오늘 여덟 시에 항생제 들어가야 되고, 열 시에 물리치료 있습니다.",)


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Vomited 2 times, diarrhea 4 times.", STOMACH),
        ("구토 2회, 설사 4회.", STOMACH_KO),
        ("10시 항생제, 8시 물리치료.", ROUND_KO),
    ],
)
def test_exchanged_values_are_asked_about(line: str, talk: tuple[str, ...]) -> None:
    assert FlagKind.NUMBER_UNSUPPORTED in kinds(line, index_of(*talk))


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Vomited 4 times, diarrhea 2 times.", STOMACH),
        ("구토 4회, 설사 2회.", STOMACH_KO),
        ("8시 항생제, 10시 물리치료.", ROUND_KO),
        ("Vomited 2 times, diarrhea 4 times.", (*STOMACH, "Doctor: So vomiting two times, and four times diarrhea?")),
    ],
)
def test_values_in_their_place_are_not(line: str, talk: tuple[str, ...]) -> None:
    assert FlagKind.NUMBER_UNSUPPORTED not in kinds(line, index_of(*talk))
