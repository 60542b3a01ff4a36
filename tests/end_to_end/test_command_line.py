"""The real program with real models: bad input, Ctrl+C, and what it leaves behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from wav import SAMPLE_RATE_HZ, write_wav

from app.domain.formats import note_from_json, transcript_from_json
from app.domain.language import Language
from app.paths import RESOURCES, ROOT, models_dir

pytestmark = [pytest.mark.end_to_end, pytest.mark.real_models]

DIALOGUE = "Doctor: What brings you in?\nPatient: I have had a cough for three days.\nDoctor: Drink plenty and rest.\n"


@pytest.fixture
def environment(tmp_path):
    return {
        **os.environ,
        "SAEGIM_LANG": "en",
        "SAEGIM_MODELS": str(models_dir()),
        "SAEGIM_LOGS": str(tmp_path / "logs"),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def saegim(tmp_path, environment):
    def run(*arguments):
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=600
        )

    return run


@pytest.mark.usefixtures("speech_model")
def test_audio_that_cannot_be_used_is_told_and_nothing_is_written(saegim, tmp_path):
    (tmp_path / "letter.ogg").write_text("this is a letter")
    write_wav(tmp_path / "silence.wav", np.zeros(5 * SAMPLE_RATE_HZ, dtype=np.float32))
    for name in ("nowhere.ogg", "letter.ogg", "silence.wav"):
        result = saegim("transcribe", tmp_path / name, "--json", tmp_path / "out.json")
        assert result.returncode == 1, name
        assert result.stdout == "", name
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
        assert not (tmp_path / "out.json").exists()


@pytest.mark.usefixtures("speech_model")
def test_transcript_as_json_is_alone_on_standard_output(saegim, clips):
    result = saegim("transcribe", clips[Language.KO], "--language", "ko", "--json", "-")
    assert result.returncode == 0, result.stderr
    assert transcript_from_json(json.loads(result.stdout)).segments
    assert "semaphore" not in result.stderr


@pytest.mark.usefixtures("drafting_model")
def test_dialogue_becomes_a_note_that_review_and_export_take(saegim, tmp_path, drafting_model):
    (tmp_path / "dialogue.txt").write_text(DIALOGUE, encoding="utf-8")
    note = tmp_path / "note.json"
    drafted = saegim(
        "draft", "--dialogue", "dialogue.txt", "--template", "soap", "--model", drafting_model.id, "--json", note
    )
    assert drafted.returncode == 0, drafted.stderr
    assert any(note_from_json(json.loads(note.read_text(encoding="utf-8"))).statements())
    exported = saegim("export", "--note", note, "--format", "docx", "--out", tmp_path / "note.docx")
    assert exported.returncode == 0, exported.stderr


@pytest.mark.usefixtures("speech_model")
def test_interrupt_ends_the_work_cleanly(tmp_path, environment):
    sample = RESOURCES / "samples" / "consultation_en.ogg"
    command = [sys.executable, "-m", "app", "transcribe", str(sample), "--json", "out.json"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("[00:0")
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "Cancelled" in errors
    assert not (tmp_path / "out.json").exists()
    assert_group_ends(process.pid)


def assert_group_ends(group):
    end = time.monotonic() + 20
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.killpg(group, 0)
            time.sleep(0.05)
        pytest.fail("a child is left behind")
