"""The demonstration with real models, on the first seconds of each sample: what a new user sees first."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from app.domain.errors import SaegimError
from app.domain.formats import note_from_json, transcript_from_json
from app.domain.language import Language
from app.paths import ROOT
from app.services.vault import create, unlock, verify

pytestmark = [pytest.mark.end_to_end, pytest.mark.real_models]

PASSPHRASE = "a vault for the demonstration"
SIGNED = {Language.EN: "Signed by", Language.KO: "서명:"}


@pytest.fixture
def small_models(tmp_path, speech_model, drafting_model) -> Path:
    """A folder with the smallest models alone, so that the demonstration takes these."""
    folder = tmp_path / "models"
    folder.mkdir()
    for model in (speech_model, drafting_model):
        place = model.path if model.path.is_dir() else model.path.parent
        (folder / place.name).symlink_to(place)
    return folder


@pytest.fixture
def demo(tmp_path, clips, small_models):
    def run(language: Language, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "SAEGIM_MODELS": str(small_models),
            "SAEGIM_VAULT": "",
            "SAEGIM_LOGS": str(tmp_path / "logs"),
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            **variables,
        }
        command = [sys.executable, "-m", "app", "--lang", language.value, *options, "demo", "--no-gui"]
        command += ["--audio", str(clips[language]), "--out", str(tmp_path / "out")]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=600
        )

    return run


def test_a_recording_becomes_a_signed_document(demo, tmp_path):
    language = Language.EN
    result = demo(language)
    assert result.returncode == 0, result.stderr
    assert SIGNED[language] in result.stdout
    transcript = transcript_from_json(json.loads((tmp_path / "out" / "transcript.json").read_text(encoding="utf-8")))
    note = note_from_json(json.loads((tmp_path / "out" / "note.json").read_text(encoding="utf-8")))
    assert transcript.segments
    assert note.open_blocks() == ()
    assert note.language is language
    printed = "\n".join(paragraph.text for paragraph in Document(tmp_path / "out" / "note.docx").paragraphs)
    assert all(statement.text in printed for statement in note.statements())
    for segment in transcript.segments:
        assert segment.text in result.stdout
    assert not list(tmp_path.glob("saegim-demo-*"))


def test_in_korean_it_goes_into_the_vault_that_was_asked_for_and_stays_there(demo, tmp_path):
    language, folder = Language.KO, tmp_path / "vault"
    vault, _ = create(folder, PASSPHRASE, "test")
    vault.close()
    result = demo(language, "--vault", str(folder), SAEGIM_PASSPHRASE=PASSPHRASE)
    assert result.returncode == 0, result.stderr
    assert SIGNED[language] in result.stdout
    with unlock(folder, PASSPHRASE, "test") as vault:
        (encounter,) = vault.encounters.list("", 10, 0)
        (document,) = vault.documents.signed(encounter.id)
        assert document.note.language is language
        assert vault.journal.has_recording(encounter.id)
        assert verify(vault, "test").is_intact


def test_a_vault_that_is_not_there_is_told_before_any_work(demo, tmp_path):
    result = demo(Language.EN, "--vault", str(tmp_path / "nowhere"), SAEGIM_PASSPHRASE=PASSPHRASE)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    with pytest.raises(SaegimError, match="vault_not_found"):
        unlock(tmp_path / "nowhere", PASSPHRASE, "test")
