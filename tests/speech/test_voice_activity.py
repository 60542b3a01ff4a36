import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.speech.segmenter import VoiceSpan
from app.speech.voice_activity import FRAME_S, FRAME_SAMPLES, VoiceDetector, VoiceFollower


def loudness(inputs):
    """A network that hears a voice in whatever is loud, and counts in its state."""
    frames = inputs["input"][:, -FRAME_SAMPLES:]
    return np.abs(frames).mean(axis=1, keepdims=True), inputs["h"] + len(frames), inputs["c"]


def sound(*stretches: tuple[float, float]) -> np.ndarray:
    """(seconds, how likely a voice is)"""
    return np.concatenate([np.full(round(s / FRAME_S) * FRAME_SAMPLES, p, np.float32) for s, p in stretches])


def followed(samples: np.ndarray, size: int = 800) -> list[VoiceSpan]:
    follower = VoiceFollower(VoiceDetector(loudness))
    spans = [span for start in range(0, len(samples), size) for span in follower.add(samples[start : start + size])]
    last = follower.finish()
    return [*spans, last] if last else spans


def test_a_span_begins_with_the_voice_and_ends_where_the_voice_ended() -> None:
    [span] = followed(sound((0.64, 0.0), (1.6, 0.9), (0.64, 0.0)))
    assert (span.start_s, span.end_s) == pytest.approx((0.64, 2.24))


def test_a_short_silence_is_no_end_and_doubt_does_not_end_a_span() -> None:
    assert len(followed(sound((1.0, 0.9), (0.128, 0.0), (1.0, 0.9), (1.0, 0.4), (0.5, 0.9)))) == 1
    assert len(followed(sound((1.0, 0.9), (0.192, 0.0), (1.0, 0.9)))) == 2


def test_doubt_alone_begins_nothing() -> None:
    assert followed(sound((5.0, 0.45))) == []


def test_who_speaks_without_a_pause_is_cut_at_the_least_voiced_moment() -> None:
    spans = followed(sound((25.6, 0.9), (0.032, 0.5), (20.0, 0.9)))
    assert [span.start_s for span in spans[1:]] == [span.end_s for span in spans[:-1]]
    assert spans[0].end_s == pytest.approx(25.6)
    assert all(span.end_s - span.start_s < 28.8 for span in spans)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.floats(0.03, 4.0), st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.9])), min_size=1, max_size=8),
    st.integers(100, 20_000),
)
def test_how_the_sound_is_handed_over_makes_no_difference(stretches: list[tuple[float, float]], size: int) -> None:
    samples = sound(*stretches)
    assert followed(samples, size) == followed(samples, len(samples) or 1)


def test_each_frame_sees_the_end_of_the_one_before() -> None:
    seen: list[np.ndarray] = []

    def network(inputs):
        seen.extend(inputs["input"])
        return loudness(inputs)

    samples = np.arange(4 * FRAME_SAMPLES, dtype=np.float32) / 1e4
    detector = VoiceDetector(network)
    for start in range(0, len(samples), 700):
        detector.probabilities(samples[start : start + 700])
    assert len(seen) == 4
    for number, frame in enumerate(seen):
        start = number * FRAME_SAMPLES
        assert np.array_equal(frame[64:], samples[start : start + FRAME_SAMPLES])
        assert np.array_equal(frame[:64], samples[start - 64 : start] if number else np.zeros(64))
