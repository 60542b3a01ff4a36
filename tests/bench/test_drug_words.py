import pytest
from drug_words import drug_words_missed

from app.domain.language import Language


@pytest.mark.parametrize(
    ("truth", "hypothesis", "counts"),
    [
        ("Aspirin and ramipril.", "aspirin and ramipril", (2, 0)),
        ("She had levofloxacin five hundred milligrams.", "She had level flock sassin 500 mg", (1, 1)),
        ("Paracetamol, then paracetamol again.", "paracetamol", (2, 1)),
        ("No drugs at all, but ironing.", "", (0, 0)),
    ],
)
def test_english(truth: str, hypothesis: str, counts: tuple[int, int]) -> None:
    assert drug_words_missed(truth, hypothesis, Language.EN) == counts


@pytest.mark.parametrize(
    ("truth", "hypothesis", "counts"),
    [
        ("암로디핀 오 밀리그램을 먹고 있어요.", "암로디핀 5mg을 먹고 있어요", (1, 0)),
        ("아목시실린을 드릴게요.", "아목 씨실린을 드릴게요", (1, 1)),
        ("머리가 아파요.", "", (0, 0)),
    ],
)
def test_korean_with_particles(truth: str, hypothesis: str, counts: tuple[int, int]) -> None:
    assert drug_words_missed(truth, hypothesis, Language.KO) == counts
