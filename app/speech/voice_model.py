"""Turns a second or two of speech into a voice print: the GE2E speaker encoder, in NumPy.

The network is Resemblyzer's (Apache-2.0), after Wan et al. 2018, «Generalized End-to-End Loss for Speaker
Verification»: three LSTM layers over 40 mel bands, a projection, and a length of one.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import ModelError
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.weights import Tensors, read_tensors

Array = NDArray[np.float32]

PRINT_LENGTH = 256
WINDOW_FRAMES = 160
HOP_SAMPLES = SAMPLE_RATE_HZ // 100
LOUDNESS_DB = -30.0

_FRAME_SAMPLES = SAMPLE_RATE_HZ // 40
_BANDS = 40
_UNITS = 256
_LAYERS = 3
_BATCH = 96
_SILENCE = 1e-9


class VoiceModel:
    """Holds the weights in memory, some 6 MB. Its methods may be called from several threads."""

    def __init__(self, weights: Path, model_id: str) -> None:
        """Raises ModelError: model_not_weights for another kind of file, model_unloadable for another network."""
        tensors = read_tensors(weights, "model_state")
        shapes = {name: tensor.shape for name, tensor in tensors.items()}
        if any(shapes.get(name) != shape for name, shape in _expected_shapes().items()):
            raise ModelError("model_unloadable", file=model_id)
        self._layers = [_Layer(tensors, number) for number in range(_LAYERS)]
        self._projection = np.ascontiguousarray(tensors["linear.weight"].T)
        self._projection_bias = tensors["linear.bias"]

    def prints_of(self, windows: Array) -> Array:
        """Voice prints of length one, (count, 256), for mel windows of one length, (count, frames, 40).

        Many windows at once cost a tenth of what they cost one by one.
        """
        batches = [windows[start : start + _BATCH] for start in range(0, len(windows), _BATCH)]
        return np.concatenate([np.empty((0, PRINT_LENGTH), np.float32), *map(self._prints_of_batch, batches)])

    def _prints_of_batch(self, windows: Array) -> Array:
        sequence = np.ascontiguousarray(windows.transpose(1, 0, 2))
        for layer in self._layers:
            sequence = layer.run(sequence)
        raw = np.maximum(sequence[-1] @ self._projection + self._projection_bias, 0)
        lengths = np.linalg.norm(raw, axis=1, keepdims=True)
        return np.asarray(raw / np.maximum(lengths, _SILENCE), dtype=np.float32)


class _Layer:
    """One LSTM layer. Gates in PyTorch's order: input, forget, cell, output."""

    def __init__(self, tensors: Tensors, number: int) -> None:
        # sigmoid(x) = (tanh(x / 2) + 1) / 2: with the halves in the weights, one tanh serves all four gates.
        halves = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], np.float32), _UNITS)
        bias = tensors[f"lstm.bias_ih_l{number}"] + tensors[f"lstm.bias_hh_l{number}"]
        self._bias = bias * halves
        self._from_input = np.ascontiguousarray(tensors[f"lstm.weight_ih_l{number}"].T * halves)
        self._from_state = np.ascontiguousarray(tensors[f"lstm.weight_hh_l{number}"].T * halves)

    def run(self, sequence: Array) -> Array:
        """(frames, count, inputs) -> (frames, count, units)"""
        frames, count, inputs = sequence.shape
        gates_of_input = (sequence.reshape(-1, inputs) @ self._from_input + self._bias).reshape(frames, count, -1)
        outputs = np.empty((frames, count, _UNITS), np.float32)
        state = np.zeros((count, _UNITS), np.float32)
        cell: Array = np.zeros((count, _UNITS), np.float32)
        gates = np.empty((count, 4 * _UNITS), np.float32)
        for frame in range(frames):
            np.matmul(state, self._from_state, out=gates)
            gates += gates_of_input[frame]
            np.tanh(gates, out=gates)
            admit, keep, new, show = np.split(gates, 4, axis=1)
            cell = np.float32(0.5) * ((keep + 1) * cell + (admit + 1) * new)
            state = np.multiply(np.float32(0.5) * (show + 1), np.tanh(cell), out=outputs[frame])
        return outputs


def mel_frames(samples: Array) -> Array:
    """Power in 40 mel bands every 10 ms, (frames, 40): frames of 25 ms, centred, beyond the ends silence.

    Mono 16 kHz, first brought to LOUDNESS_DB below full scale, as the network was trained.
    """
    level = float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    gain = 10 ** (LOUDNESS_DB / 20) / level if level > _SILENCE else 1.0
    padded = np.pad(samples * np.float32(gain), _FRAME_SAMPLES // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FRAME_SAMPLES)[::HOP_SAMPLES]
    spectrum = np.fft.rfft(frames * _hann())
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    return np.asarray(power @ _mel_bands(), dtype=np.float32)


@cache
def _hann() -> Array:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FRAME_SAMPLES) / _FRAME_SAMPLES)).astype(np.float32)


@cache
def _mel_bands() -> Array:
    """(201, 40): triangles of equal area, evenly spaced on Slaney's mel scale from 0 to 8000 Hz."""
    edges = _hertz_of_mel(np.linspace(0.0, _mel_of_hertz(SAMPLE_RATE_HZ / 2), _BANDS + 2))
    bins = np.fft.rfftfreq(_FRAME_SAMPLES, 1 / SAMPLE_RATE_HZ)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return (np.maximum(0.0, np.minimum(rising, falling)) * 2 / (high - low)).astype(np.float32)


# Slaney, Auditory Toolbox (1998): linear below 1000 Hz, above it 27 steps to each factor of 6.4.
_LINEAR_HZ = 200 / 3
_BREAK_HZ = 1000.0
_BREAK_MEL = _BREAK_HZ / _LINEAR_HZ
_LOG_STEP = np.log(6.4) / 27


def _mel_of_hertz(hertz: float) -> float:
    if hertz < _BREAK_HZ:
        return hertz / _LINEAR_HZ
    return float(_BREAK_MEL + np.log(hertz / _BREAK_HZ) / _LOG_STEP)


def _hertz_of_mel(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mel < _BREAK_MEL, mel * _LINEAR_HZ, _BREAK_HZ * np.exp(_LOG_STEP * (mel - _BREAK_MEL)))


def _expected_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {"linear.weight": (PRINT_LENGTH, _UNITS), "linear.bias": (PRINT_LENGTH,)}
    for number in range(_LAYERS):
        shapes[f"lstm.weight_ih_l{number}"] = (4 * _UNITS, _UNITS if number else _BANDS)
        shapes[f"lstm.weight_hh_l{number}"] = (4 * _UNITS, _UNITS)
        shapes[f"lstm.bias_ih_l{number}"] = shapes[f"lstm.bias_hh_l{number}"] = (4 * _UNITS,)
    return shapes
