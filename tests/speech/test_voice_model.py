from pathlib import Path

import numpy as np
import pytest
from torch_file import write_tensors

from app.domain.errors import ModelError
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.voice_model import PRINT_LENGTH, WINDOW_FRAMES, VoiceModel, mel_frames

UNITS, BANDS = 256, 40


@pytest.fixture(scope="module")
def tensors() -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)
    shapes = {"linear.weight": (PRINT_LENGTH, UNITS), "linear.bias": (PRINT_LENGTH,)}
    for layer in range(3):
        shapes[f"lstm.weight_ih_l{layer}"] = (4 * UNITS, UNITS if layer else BANDS)
        shapes[f"lstm.weight_hh_l{layer}"] = (4 * UNITS, UNITS)
        shapes[f"lstm.bias_ih_l{layer}"] = (4 * UNITS,)
        shapes[f"lstm.bias_hh_l{layer}"] = (4 * UNITS,)
    return {name: random.normal(scale=0.1, size=shape).astype(np.float32) for name, shape in shapes.items()}


def model_with(tensors: dict[str, np.ndarray], folder: Path) -> VoiceModel:
    content = write_tensors(folder / "voices.pt", tensors).read_bytes()
    (folder / "voices.pt").write_bytes(content.replace(b"X\x05\x00\x00\x00model", b"X\x0b\x00\x00\x00model_state"))
    return VoiceModel(folder / "voices.pt", "voices")


def plain_print(tensors: dict[str, np.ndarray], window: np.ndarray) -> np.ndarray:
    """The network as its definition says it, one frame and one gate after the other."""

    def sigmoid(values: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-values))

    sequence = window.astype(np.float64)
    for layer in range(3):
        state, cell, outputs = np.zeros(UNITS), np.zeros(UNITS), []
        for frame in sequence:
            gates = tensors[f"lstm.weight_ih_l{layer}"] @ frame + tensors[f"lstm.bias_ih_l{layer}"]
            gates += tensors[f"lstm.weight_hh_l{layer}"] @ state + tensors[f"lstm.bias_hh_l{layer}"]
            admit, keep, new, show = np.split(gates, 4)
            cell = sigmoid(keep) * cell + sigmoid(admit) * np.tanh(new)
            state = sigmoid(show) * np.tanh(cell)
            outputs.append(state)
        sequence = np.array(outputs)
    raw = np.maximum(tensors["linear.weight"] @ sequence[-1] + tensors["linear.bias"], 0)
    return raw / np.linalg.norm(raw)


def test_the_network_is_that_of_its_definition(tensors: dict[str, np.ndarray], tmp_path: Path) -> None:
    windows = np.random.default_rng(1).normal(size=(3, 12, BANDS)).astype(np.float32)
    prints = model_with(tensors, tmp_path).prints_of(windows)
    np.testing.assert_allclose(prints, [plain_print(tensors, window) for window in windows], atol=1e-5)


def test_many_windows_give_what_each_gives_alone(tensors: dict[str, np.ndarray], tmp_path: Path) -> None:
    model = model_with(tensors, tmp_path)
    windows = np.random.default_rng(2).normal(size=(100, 4, BANDS)).astype(np.float32)
    together = model.prints_of(windows)
    np.testing.assert_allclose(together[[0, 50, 99]], model.prints_of(windows[[0, 50, 99]]), atol=1e-6)
    assert model.prints_of(windows[:0]).shape == (0, PRINT_LENGTH)


def test_another_network_is_refused(tensors: dict[str, np.ndarray], tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        model_with({**tensors, "linear.weight": tensors["linear.weight"][:, :128]}, tmp_path)
    assert caught.value.problem.code == "model_unloadable"


@pytest.mark.parametrize("hertz", [100.0, 500.0, 1000.0, 3000.0])
def test_a_tone_is_loudest_in_the_band_of_its_pitch(hertz: float) -> None:
    time_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    frames = mel_frames(np.sin(2 * np.pi * hertz * time_s).astype(np.float32))
    assert frames.shape == (101, BANDS)
    edges_mel = np.linspace(0, 15 + 27 * np.log(8) / np.log(6.4), BANDS + 2)
    pitch_mel = hertz * 3 / 200 if hertz < 1000 else 15 + 27 * np.log(hertz / 1000) / np.log(6.4)
    assert frames[50].argmax() == np.abs(edges_mel[1:-1] - pitch_mel).argmin()


def test_loudness_does_not_matter_and_silence_is_silent() -> None:
    sound = np.random.default_rng(3).normal(size=WINDOW_FRAMES * 160).astype(np.float32)
    np.testing.assert_allclose(mel_frames(sound * 0.01), mel_frames(sound), rtol=1e-4)
    assert not mel_frames(np.zeros(1600, np.float32)).any()
    assert len(mel_frames(np.empty(0, np.float32))) == 1
