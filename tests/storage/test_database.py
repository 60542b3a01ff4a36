import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import VaultError
from app.storage.database import VaultDatabase, create_database
from app.storage.sqlcipher import dbapi2

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_database(tmp_path / "saegim.db", KEY)
    return tmp_path / "saegim.db"


@pytest.fixture
def database(path: Path) -> Iterator[VaultDatabase]:
    opened = VaultDatabase(path, KEY)
    yield opened
    opened.close()


def add_event(database: VaultDatabase, action: str) -> None:
    with database.transaction() as tables:
        event = {
            "at": "",
            "actor": "",
            "action": action,
            "subject": "",
            "detail": "",
            "previous_sha256": "",
            "sha256": "",
        }
        tables.table("audit_events").insert(event)


def actions(database: VaultDatabase) -> list[str]:
    return [row["action"] for row in database.rows("SELECT action FROM audit_events ORDER BY number")]


def test_the_settings_that_safety_rests_on_are_in_force(database: VaultDatabase) -> None:
    def setting(name: str) -> object:
        row = database.row(f"PRAGMA {name}")
        return next(iter(row.values())) if row else None

    assert setting("foreign_keys") == 1
    assert setting("journal_mode") == "delete"
    assert setting("synchronous") == 3
    assert setting("busy_timeout") == 5000
    assert setting("temp_store") == 2
    assert setting("trusted_schema") == 0
    assert setting("recursive_triggers") == 1
    assert setting("cipher_memory_security") == "1"


def test_a_failed_transaction_leaves_nothing(database: VaultDatabase) -> None:
    def fail() -> None:
        with database.transaction():
            add_event(database, "first")
            raise RuntimeError("failed")

    with pytest.raises(RuntimeError, match="failed"):
        fail()
    add_event(database, "second")

    assert actions(database) == ["second"]


def test_an_inner_transaction_is_part_of_the_outer_one(database: VaultDatabase) -> None:
    def fail_inside() -> None:
        with database.transaction():
            add_event(database, "inner")
            raise ValueError("inner")

    with database.transaction():
        add_event(database, "outer")
        with pytest.raises(ValueError, match="inner"):
            fail_inside()

    assert actions(database) == ["outer"]


def test_no_thread_overwrites_what_another_read(database: VaultDatabase) -> None:
    add_event(database, "0")

    def count_up() -> None:
        for _ in range(20):
            with database.transaction():
                add_event(database, str(int(actions(database)[-1]) + 1))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert actions(database) == [str(number) for number in range(81)]


def test_a_second_connection_that_writes_is_told_of_and_not_waited_for_in_vain(
    database: VaultDatabase, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.database._BUSY_TIMEOUT_S", 0.05)
    second = VaultDatabase(path, KEY)

    with database.transaction(), pytest.raises(VaultError, match="vault_in_use"), second.transaction():
        pass
    second.close()


def test_the_wrong_key_opens_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VaultError, match="database_damaged"):
        VaultDatabase(path, bytes(32))

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("content", [b"", b"not a database at all, only some text\n" * 300, bytes(8192)])
def test_another_file_is_not_taken_for_a_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(VaultError, match="database_damaged"):
        VaultDatabase(path, KEY)

    assert path.read_bytes() == content


def test_a_plain_sqlite_file_is_not_taken_for_a_vault(tmp_path: Path) -> None:
    connection = dbapi2.connect(str(tmp_path / "plain.db"))
    connection.execute("CREATE TABLE encounters (id)")
    connection.close()

    with pytest.raises(VaultError, match="database_damaged"):
        VaultDatabase(tmp_path / "plain.db", KEY)


def test_every_damaged_page_is_found_and_reading_it_is_refused(database: VaultDatabase, path: Path) -> None:
    for number in range(100):
        add_event(database, f"{number} {'x' * 200}")
    assert database.faults() == ()
    database.close()
    content = bytearray(path.read_bytes())
    content[len(content) - 2000] ^= 1
    path.write_bytes(content)

    damaged = VaultDatabase(path, KEY)
    faults = damaged.faults()
    with pytest.raises(VaultError, match="database_damaged"):
        actions(damaged)
    damaged.close()

    assert f"HMAC verification failed for page {len(content) // 4096}" in faults


def test_a_truncated_file_is_damage(database: VaultDatabase, path: Path) -> None:
    for number in range(100):
        add_event(database, f"{number} {'x' * 200}")
    database.close()
    path.write_bytes(path.read_bytes()[: 4096 * 5 + 77])

    with pytest.raises(VaultError, match="database_damaged"):
        VaultDatabase(path, KEY)


def test_a_copy_is_whole_and_under_the_same_key(database: VaultDatabase, path: Path, tmp_path: Path) -> None:
    add_event(database, "copied")

    database.copy_to(tmp_path / "copy.db", KEY)

    copy = VaultDatabase(tmp_path / "copy.db", KEY)
    assert actions(copy) == ["copied"]
    assert copy.faults() == ()
    copy.close()


def test_an_error_of_our_own_making_is_not_dressed_up(database: VaultDatabase) -> None:
    with pytest.raises(dbapi2.OperationalError, match="no such table"):
        database.rows("SELECT * FROM nowhere")
