import json
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import saegim


def run(vault: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(saegim, ["--vault", str(vault), "--lang", language, "vocabulary", *arguments])


def test_the_vocabulary_is_listed_added_to_and_removed_from(vault: Path) -> None:
    assert run(vault, "list").output == "Specialties: none\n"
    run(vault, "add", "새김병원")
    run(vault, "add", "met four men", "--meant", "metformin")
    assert run(vault, "specialty", "surgery", "nursing").exit_code == 0
    assert run(vault, "list", language="ko").output.splitlines() == [
        "진료과: 외과, 간호",
        "  새김병원",
        "  “met four men”은(는) “metformin”(으)로 적습니다",
    ]
    shown = json.loads(run(vault, "remove", "새김병원", "--json").output)
    assert shown == {
        "specialties": ["surgery", "nursing"],
        "words": [],
        "corrections": [{"heard": "met four men", "meant": "metformin"}],
    }


def test_what_is_not_there_cannot_be_removed(vault: Path) -> None:
    result = run(vault, "remove", "nothing")
    assert result.exit_code == 1
    assert "no such entry" in result.output
    assert run(vault, "specialty", "astrology").exit_code == 1
