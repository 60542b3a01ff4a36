import subprocess
import sys

import pytest

from app.storage.sqlcipher import Database, dbapi2


@pytest.fixture
def database() -> Database:
    return Database(dbapi2.connect(":memory:"), execute_plugins=False)


def test_sqlite_utils_catches_the_errors_of_sqlcipher(database: Database) -> None:
    database.table("never_made").drop(ignore=True)

    with pytest.raises(dbapi2.OperationalError):
        database.table("never_made").drop()


def test_sqlite_utils_adds_a_missing_column_after_the_error_of_sqlcipher(database: Database) -> None:
    database.table("visits").insert({"id": 1})
    database.table("visits").insert({"id": 2, "place": "ward"}, alter=True)

    assert list(database.query("SELECT id, place FROM visits WHERE id = 2")) == [{"id": 2, "place": "ward"}]


def test_sqlite_utils_reads_the_rows_that_an_insert_returns(database: Database) -> None:
    database.table("visits").create({"id": int})

    assert list(database.query("INSERT INTO visits VALUES (1), (2) RETURNING id")) == [{"id": 1}, {"id": 2}]
    assert database.table("visits").count == 2


def test_importing_sqlite_utils_too_early_is_refused() -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import sqlite_utils, app.storage.sqlcipher"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == 1
    assert "imported before app.storage.sqlcipher" in process.stderr
