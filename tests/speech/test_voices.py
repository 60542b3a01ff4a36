import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.speech.voices import MOST_VOICES, assign, tell_apart

Array = NDArray[np.float32]

LENGTH = 256


def prints_around(centres: Array, owners: list[int], spread: float, seed: int = 0) -> Array:
    noise = np.random.default_rng(seed).normal(size=(len(owners), LENGTH)) * spread / np.sqrt(LENGTH)
    prints = np.abs(centres[owners] + noise)
    return np.asarray(prints / np.linalg.norm(prints, axis=1, keepdims=True), np.float32)


def centres_of_likeness(count: int, likeness: float) -> Array:
    """So many prints, each pair with this cosine."""
    centres = np.zeros((count, LENGTH), np.float32)
    centres[:, LENGTH - 1] = np.sqrt(likeness)
    centres[np.arange(count), np.arange(count) * 20] = np.sqrt(1 - likeness)
    return centres


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_count_is_that_of_the_distinct_voices(count: int) -> None:
    owners = [number % count for number in range(24)]
    prints, voiced_s = prints_around(centres_of_likeness(count, 0.5), owners, 0.4), np.full(24, 1.6, np.float32)
    voices = tell_apart(prints, voiced_s)
    assert voices.count == count
    assert voices.likeness == pytest.approx(0.5, abs=0.2) if count > 1 else voices.likeness == -1.0
    found = assign(prints, voiced_s, [False] * 24, voices)
    assert len({(truth, voice) for truth, voice in zip(owners, found, strict=True)}) == count


def test_nearly_alike_voices_count_as_two_only_where_people_talk_with_each_other() -> None:
    owners = [number % 2 for number in range(24)]
    prints, voiced_s = prints_around(centres_of_likeness(2, 0.84), owners, 0.1), np.full(24, 1.6, np.float32)
    assert tell_apart(prints, voiced_s).count == 1
    assert tell_apart(prints, voiced_s, are_several=True).count == 2


def test_a_cough_is_no_voice() -> None:
    owners = [0] * 20 + [1]
    prints = prints_around(centres_of_likeness(2, 0.3), owners, 0.3)
    voiced_s = np.array([1.6] * 20 + [0.4], np.float32)
    assert tell_apart(prints, voiced_s).count == 1


def test_a_doubtful_print_within_a_segment_stays_with_its_neighbours() -> None:
    centres = centres_of_likeness(2, 0.5)
    owners = [0, 0, 0, 1, 1, 1]
    prints = prints_around(centres, owners, 0.1)
    voices = tell_apart(np.repeat(prints, 4, axis=0), np.full(24, 1.6, np.float32))
    prints[1] = (centres[0] * 0.49 + centres[1] * 0.51) / np.linalg.norm(centres[0] * 0.49 + centres[1] * 0.51)
    found = assign(prints, np.full(6, 1.6, np.float32), [False, True, True, False, True, True], voices)
    assert len(set(found[:3])) == len(set(found[3:])) == 1
    assert found[0] != found[3]


@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_prints_give_each_one_voice(count: int, seed: int, are_several: bool) -> None:
    random = np.random.default_rng(seed)
    prints = np.abs(random.normal(size=(count, LENGTH))).astype(np.float32)
    prints /= np.linalg.norm(prints, axis=1, keepdims=True)
    voiced_s = random.uniform(0, 4, count).astype(np.float32)
    voices = tell_apart(prints, voiced_s, are_several=are_several)
    assert 1 <= voices.count <= MOST_VOICES
    np.testing.assert_allclose(np.linalg.norm(voices.centres, axis=1), 1, rtol=1e-4)
    found = assign(prints, voiced_s, random.random(count) < 0.5, voices)
    assert len(found) == count
    assert set(found) <= set(range(voices.count))
