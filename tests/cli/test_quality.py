import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import saegim
from app.domain.edits import DraftEdits, FlagCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.storage.vault import open_vault
from tests.cli.conftest import PASSPHRASE

EDITS = DraftEdits(
    "soap",
    Language.EN,
    (SectionEdits("plan", kept=3, changed=1, words_drafted=20, words_kept=18, words_signed=20),),
    (FlagCounts(FlagKind.TIME_MISMATCH, Severity.WARN, 4, 4),),
)


@pytest.fixture
def vault(vault: Path) -> Path:
    with open_vault(vault, PASSPHRASE) as opened:
        for _ in range(5):
            opened.edits.add(EDITS)
    return vault


def run(vault: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(saegim, ["--vault", str(vault), "--lang", language, "quality", *arguments])


def test_the_figures_are_shown(vault: Path) -> None:
    assert run(vault).output.splitlines() == [
        "Signed notes that were drafted here: 5",
        "soap: 5 notes, 0 as drafted, 5 with up to a tenth changed; words kept by section:",
        "  plan                           90 %  lines: 15 kept, 5 changed, 0 removed, 0 added",
        "Different time (Please check): raised 20 times, 20 times the line was signed as it stood",
        "Proposals to decide in the window (System, Quality and style): 1",
    ]


def test_a_few_notes_say_nothing(vault: Path) -> None:
    assert "아직 노트가 너무 적습니다(2건)" in run(vault, "--last", "2", language="ko").output


def test_all_figures_come_as_json(vault: Path) -> None:
    shown = json.loads(run(vault, "--json").output)
    assert shown["templates"][0]["sections"][0]["words_kept"] == 90
    assert shown["lowerings"] == [{"kind": "time_mismatch", "raised": 20, "dismissed": 20}]
    assert shown["tuning"] == {"lowered": [], "style": []}
