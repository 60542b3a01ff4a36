"""How alike two places are."""

import pytest

from app.review.evidence.likeness import likeness
from tests.review.talk import index_of

INDEX = index_of("Patient: My knee hurts.", "Patient: The knee is swollen.", "Patient: I cough.")
KNEE, COUGH = ("word", "kne"), ("word", "cough")


def test_all_nothing_and_a_part_of_what_was_written() -> None:
    assert likeness([[KNEE], [COUGH]], frozenset({KNEE, COUGH}), INDEX) == 1.0
    assert likeness([[KNEE]], frozenset({COUGH}), INDEX) == 0.0
    assert likeness([], frozenset({COUGH}), INDEX) == 0.0
    assert 0.5 < likeness([[KNEE], [COUGH]], frozenset({COUGH}), INDEX) < 1.0


def test_what_is_favoured_counts_twice() -> None:
    plain = likeness([[KNEE], [COUGH]], frozenset({KNEE}), INDEX)
    favoured = likeness([[KNEE], [COUGH]], frozenset({KNEE}), INDEX, frozenset({KNEE}))
    assert favoured == pytest.approx(2 * plain / (1 + plain))


def test_any_of_its_names_will_do() -> None:
    assert likeness([[KNEE, COUGH]], frozenset({COUGH}), INDEX) == 1.0
