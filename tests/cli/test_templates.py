import json
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import saegim
from app.storage.vault import open_vault
from tests.cli.conftest import PASSPHRASE

NOTE = "Chief complaint: cough for three days\nPlan: rest and fluids\nHobbies: fishing\n"


def run(vault: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(saegim, ["--vault", str(vault), "--lang", language, "templates", *arguments])


def test_what_ships_needs_no_vault(tmp_path: Path) -> None:
    listed = run(tmp_path / "nowhere", "list")

    assert [line.split()[0] for line in listed.stdout.splitlines()] == [
        "soap",
        "discharge",
        "handover_sbar",
        "handover_ipass",
    ]
    assert run(tmp_path / "nowhere", "show", "soap").stdout.count("\n- ") >= 4


def test_a_template_goes_out_and_comes_back_as_the_clinics_own(vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "visit.json"

    assert run(vault, "export", "soap", "--out", str(file)).exit_code == 0
    assert run(vault, "check", str(file)).stdout == "The template is good.\n"
    imported = json.loads(run(vault, "import", str(file), "--json").stdout)

    assert imported["is_own"] is True
    listed = json.loads(run(vault, "list", "--json").stdout)
    assert [each["id"] for each in listed] == ["soap", "discharge", "handover_sbar", "handover_ipass", imported["id"]]
    own = json.loads(run(vault, "export", imported["id"]).stdout)
    assert own["sections"] == json.loads(file.read_text(encoding="utf-8"))["sections"]
    assert run(vault, "show", imported["id"], language="ko").exit_code == 0
    with open_vault(vault, PASSPHRASE) as opened:
        assert "template_saved" in [sealed.event.action for sealed in opened.audit_log.events()]


def test_a_template_is_made_from_a_note_without_its_content(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_text(NOTE, encoding="utf-8")
    file = tmp_path / "template.json"

    made = run(vault, "from-note", str(tmp_path / "visit.txt"), "--out", str(file))
    checked = run(vault, "check", str(file), "--json")

    assert made.exit_code == 0
    assert "cough" not in file.read_text(encoding="utf-8")
    content = json.loads(checked.stdout)
    assert content["good"] is (checked.exit_code == 0)
    assert json.loads(file.read_text(encoding="utf-8"))["titles"]["en"] == "visit"


def test_what_cannot_be_used_is_said_before_anything_is_kept(vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    run(vault, "export", "soap", "--out", str(file))
    content = json.loads(file.read_text(encoding="utf-8"))
    content["sections"][0]["titles"] = {"en": "", "ko": ""}
    file.write_text(json.dumps(content), encoding="utf-8")

    plain, as_json = run(vault, "check", str(file), language="ko"), run(vault, "check", str(file), "--json")

    assert (plain.exit_code, as_json.exit_code, run(vault, "import", str(file)).exit_code) == (1, 1, 1)
    assert plain.stderr
    assert [each["code"] for each in json.loads(as_json.stdout)["problems"]] == ["section_title_missing"]
    assert len(json.loads(run(vault, "list", "--json").stdout)) == 4


def test_a_template_that_nobody_knows_is_told_with_those_there_are(vault: Path) -> None:
    result = run(vault, "show", "poem")

    assert result.exit_code == 1
    assert "soap" in result.stderr


def test_a_note_is_drafted_with_a_template_of_the_clinics_own(vault: Path, tmp_path: Path) -> None:
    """As far as the model, of which there is none here."""
    file, dialogue = tmp_path / "visit.json", tmp_path / "visit.txt"
    run(vault, "export", "soap", "--out", str(file))
    own = json.loads(run(vault, "import", str(file), "--json").stdout)["id"]
    dialogue.write_text("Patient: I have had a cough.", encoding="utf-8")

    def draft(template: str) -> Result:
        options = ["--vault", str(vault), "--models", str(tmp_path), "--lang", "en"]
        return CliRunner().invoke(saegim, [*options, "draft", "--dialogue", str(dialogue), "--template", template])

    assert "drafting model" in draft(own).stderr
    assert own in draft("poem").stderr
