"""Real models, where they are installed, and short clips of the sample consultations."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from wav import SAMPLE_RATE_HZ, write_wav

from app.domain.errors import ModelError
from app.domain.language import Language
from app.engines.protocol import ModelSpec
from app.paths import RESOURCES, models_dir
from app.services.model_catalogue import ModelRole
from app.services.models import InstalledModel, find_model, installed

CLIP_S = 12


def spec_of(role: ModelRole) -> ModelSpec:
    """The smallest model of the role: these tests are about the processes, not about the words."""
    try:
        best = find_model(role, models_dir())
    except ModelError as error:
        pytest.skip(f"no {role} model in {models_dir()}: {error}")
    models = [model for model in installed(models_dir()) if model.role == role]
    smallest: InstalledModel = min(models, key=lambda model: model.bytes, default=best)
    return ModelSpec(smallest.id, smallest.path, smallest.sha256)


@pytest.fixture(scope="session")
def speech_model() -> ModelSpec:
    return spec_of("speech")


@pytest.fixture(scope="session")
def drafting_model() -> ModelSpec:
    return spec_of("drafting")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """The first seconds of each sample, as WAV."""
    from app.speech.audio import as_samples, audio_blocks

    folder = tmp_path_factory.mktemp("clips")
    made = {}
    for language in Language:
        samples = as_samples(audio_blocks(RESOURCES / "samples" / f"consultation_{language.value}.ogg"))
        samples = samples[: CLIP_S * SAMPLE_RATE_HZ]
        made[language] = folder / f"{language.value}.wav"
        write_wav(made[language], samples)
    return made
