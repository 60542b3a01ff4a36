"""The picture of a recording: the same however it comes in."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.speech.loudness import PEAKS_PER_S, PeakMeter


def peaks_of(blocks: list[bytes]) -> bytes:
    meter = PeakMeter()
    for block in blocks:
        meter.add(block)
    return meter.peaks()


@given(st.binary(max_size=12_000), st.lists(st.integers(0, 12_000), max_size=8))
def test_any_chunking_gives_the_same_peaks(pcm, places):
    cuts = [0, *sorted(places), len(pcm)]
    assert peaks_of([pcm[start:end] for start, end in pairwise(cuts)]) == peaks_of([pcm])


@given(st.lists(st.integers(-32_768, 32_767), max_size=5_000))
def test_each_peak_is_the_loudest_sample_of_its_twentieth(samples):
    size = 16_000 // PEAKS_PER_S
    expected = [min(255, max(map(abs, samples[n : n + size])) >> 7) for n in range(0, len(samples), size)]
    assert list(peaks_of([np.array(samples, "<i2").tobytes()])) == expected


def test_silence_is_flat_and_full_scale_is_full():
    loud = np.full(16_000, -32_768, "<i2").tobytes()
    assert peaks_of([bytes(32_000), loud]) == b"\0" * PEAKS_PER_S + b"\xff" * PEAKS_PER_S
