import shutil
from pathlib import Path

import pytest

from app.storage.schema import MIGRATIONS, migrate
from app.storage.sqlcipher import Database, dbapi2
from app.storage.vault import open_vault, verify_vault

DATA = Path(__file__).parent / "data"
PASSPHRASE = "a vault for the tests"


def schema_of(database: Database) -> set[str]:
    return {row["sql"] for row in database.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    numbers = [int(migration.__name__[1:5]) for migration in MIGRATIONS]

    assert numbers == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_the_vault_of_every_released_schema_opens_and_is_brought_up_to_date(version: int, tmp_path: Path) -> None:
    shutil.copytree(DATA / f"vault_v{version}", tmp_path / "vault")
    new = Database(memory=True)
    migrate(new)

    with open_vault(tmp_path / "vault", PASSPHRASE) as vault:
        with vault.database.transaction() as tables:
            assert schema_of(tables) == schema_of(new)
        (encounter,) = vault.encounters.list("가상환자 기침")
        transcript = vault.transcripts.latest(encounter.id)
        (document,) = vault.documents.signed(encounter.id)
        (addendum,) = vault.documents.addenda(document.id)

        assert transcript is not None
        assert transcript.text == "사흘 전부터 기침이 나요"
        assert vault.documents.draft(encounter.id, "soap") == vault.documents.ai_draft(encounter.id, "soap")
        assert vault.documents.draft(encounter.id, "soap") == vault.documents.drafted(encounter.id, "soap")
        assert document.note.statement("n001").text == "Cough for three days."
        assert addendum.text == "Chest film clear."
        assert b"".join(vault.journal.read_recording(encounter.id)) == bytes(range(256)) * 250
        assert verify_vault(vault).is_intact
        assert [sealed.event.action for sealed in vault.audit_log.events()] == ["document_signed"]
    new.close()


def test_a_migration_and_its_record_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(dbapi2.connect(":memory:"), execute_plugins=False)
    monkeypatch.setattr("app.storage.schema._make_insert_only", _fail)

    with pytest.raises(RuntimeError, match="half-way"):
        migrate(database)

    assert database.table_names() == ["_sqlite_migrations"]
    assert database.table("_sqlite_migrations").count == 0


def _fail(database: Database, table: str) -> None:
    raise RuntimeError("half-way")
