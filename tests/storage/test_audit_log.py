from datetime import datetime

import pytest

from app.storage.sqlcipher import dbapi2
from app.storage.vault import Vault


@pytest.fixture
def log(vault: Vault) -> Vault:
    for action in ("encounter_created", "recording_imported", "document_signed"):
        vault.audit_log.append("박의사", action, "e1", "count=1")
    return vault


def tamper(vault: Vault, change: str) -> None:
    """As somebody could who holds the data key and takes the triggers away first."""
    with vault.database.transaction() as tables:
        tables.execute("DROP TRIGGER audit_events_refuse_update")
        tables.execute("DROP TRIGGER audit_events_refuse_delete")
        tables.execute(change)


def test_events_are_kept_in_their_order_with_their_time(log: Vault) -> None:
    events = log.audit_log.events()

    assert [sealed.number for sealed in events] == [1, 2, 3]
    assert [sealed.event.action for sealed in events] == ["encounter_created", "recording_imported", "document_signed"]
    assert events[0].event.actor == "박의사"
    assert datetime.fromisoformat(events[0].event.at).tzinfo is not None
    assert log.audit_log.first_broken_link() is None


def test_the_trail_of_one_subject_is_in_its_order(log: Vault) -> None:
    for action in ("recording_started", "recording_paused"):
        log.audit_log.append("박의사", action, "another")
    assert [each.event.action for each in log.audit_log.events_of("another")] == [
        "recording_started",
        "recording_paused",
    ]
    assert log.audit_log.events_of("nobody") == ()


def test_an_empty_log_holds(vault: Vault) -> None:
    assert vault.audit_log.first_broken_link() is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit_events SET actor = 'somebody else' WHERE number = 2", 2),
        ("UPDATE audit_events SET previous_sha256 = sha256 WHERE number = 1", 1),
        ("DELETE FROM audit_events WHERE number = 1", 1),
        ("DELETE FROM audit_events WHERE number = 2", 2),
        ("DELETE FROM audit_events WHERE number = 3", 3),
        ("DELETE FROM audit_events", 1),
    ],
)
def test_tampering_is_found_where_it_happened(log: Vault, change: str, broken: int) -> None:
    tamper(log, change)

    assert log.audit_log.first_broken_link() == broken


@pytest.mark.parametrize("change", ["UPDATE audit_events SET detail = ''", "DELETE FROM audit_events"])
def test_the_log_is_insert_only(log: Vault, change: str) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="audit_events refuse"), log.database.transaction() as tables:
        tables.execute(change)

    assert len(log.audit_log.events()) == 3
