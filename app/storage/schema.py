"""The tables, as numbered migrations. Each runs in one transaction with its record; none is changed once released."""

from app.storage.sqlcipher import Database, Migrations


def m0001_first_schema(database: Database) -> None:
    _create_encounters(database)
    _create_transcripts(database)
    _create_drafts(database)
    _create_signed_documents(database)
    _create_audit_events(database)


def m0002_replaced_drafts(database: Database) -> None:
    """The draft that a new one takes the place of is kept, and each draft knows whether a clinician has changed it."""
    database.execute(
        """CREATE TABLE new_drafts (
            encounter_id TEXT NOT NULL REFERENCES encounters (id),
            template TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('ai', 'current', 'replaced')),
            saved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            is_edited INTEGER NOT NULL DEFAULT 0,
            content TEXT NOT NULL,
            PRIMARY KEY (encounter_id, template, kind)
        ) STRICT"""
    )
    # Whether an old draft was edited is not known: one that differs from the model's counts as edited.
    database.execute(
        """INSERT INTO new_drafts (encounter_id, template, kind, saved_at, is_edited, content)
        SELECT encounter_id, template, kind, saved_at, content <> coalesce(
            (SELECT ai.content FROM drafts AS ai
             WHERE (ai.encounter_id, ai.template, ai.kind) = (drafts.encounter_id, drafts.template, 'ai')), ''), content
        FROM drafts"""
    )
    database.execute("DROP TABLE drafts")
    database.execute("ALTER TABLE new_drafts RENAME TO drafts")


def m0003_live_transcripts(database: Database) -> None:
    """What is being recorded, and what was heard of it so far; both go when the whole transcript is kept."""
    database.execute(
        """CREATE TABLE live_transcripts (
            encounter_id TEXT PRIMARY KEY REFERENCES encounters (id),
            started_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            language TEXT
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE live_pieces (
            encounter_id TEXT NOT NULL REFERENCES live_transcripts (encounter_id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            content BLOB NOT NULL,
            PRIMARY KEY (encounter_id, number)
        ) STRICT"""
    )


def m0004_patient_records_and_settings(database: Database) -> None:
    """What an encounter knows of its patient apart from the talk, and what the clinic has decided; both as JSON."""
    database.execute(
        """CREATE TABLE patient_records (
            encounter_id TEXT PRIMARY KEY REFERENCES encounters (id),
            content TEXT NOT NULL
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            content TEXT NOT NULL
        ) STRICT"""
    )


def m0005_edits_of_drafts(database: Database) -> None:
    """Each draft keeps beside it what the model wrote and it was made from; what became of signed ones is counted.

    A row of the counts names no encounter: they stay when it goes.
    """
    database.execute("ALTER TABLE drafts ADD COLUMN drafted TEXT")
    # Of the model's earlier drafts only the first was kept: an edited draft counts as made from that one.
    database.execute(
        """UPDATE drafts SET drafted = iif(is_edited, (
            SELECT ai.content FROM drafts AS ai
            WHERE (ai.encounter_id, ai.template, ai.kind) = (drafts.encounter_id, drafts.template, 'ai')), content)
        WHERE kind <> 'ai'"""
    )
    database.execute(
        """CREATE TABLE draft_edits (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            content TEXT NOT NULL
        ) STRICT"""
    )


def m0006_handovers_and_own_templates(database: Database) -> None:
    """Shifts and who lies where in them; tasks that are done; read-backs of documents; the clinic's templates."""
    _create_handovers(database)
    # A version is never changed: documents were written with it. A retired template is no longer offered.
    database.execute(
        """CREATE TABLE own_templates (
            id TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            saved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            content TEXT NOT NULL,
            PRIMARY KEY (id, version)
        ) STRICT"""
    )
    _make_insert_only(database, "own_templates")
    database.execute("CREATE TABLE retired_templates (id TEXT PRIMARY KEY) STRICT")


MIGRATIONS = (
    m0001_first_schema,
    m0002_replaced_drafts,
    m0003_live_transcripts,
    m0004_patient_records_and_settings,
    m0005_edits_of_drafts,
    m0006_handovers_and_own_templates,
)

_migrations = Migrations("saegim")
for _migration in MIGRATIONS:
    _migrations()(_migration)


def migrate(database: Database) -> None:
    _migrations.apply(database)


def version_of(database: Database) -> int:
    """How many migrations it has had; 0 for what is no database of Saegim."""
    return len(_migrations.applied(database))


def is_from_a_newer_saegim(database: Database) -> bool:
    known = {migration.__name__ for migration in MIGRATIONS}
    return any(migration.name not in known for migration in _migrations.applied(database))


def _create_encounters(database: Database) -> None:
    """Identity once per patient. `started_utc` sorts; `search_text` is what a search looks through."""
    database.execute(
        """CREATE TABLE patients (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            number TEXT NOT NULL,
            sex TEXT NOT NULL,
            birth_date TEXT NOT NULL,
            search_text TEXT NOT NULL
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE encounters (
            id TEXT PRIMARY KEY,
            patient_id TEXT NOT NULL REFERENCES patients (id),
            started_at TEXT NOT NULL,
            started_utc TEXT NOT NULL,
            state TEXT NOT NULL,
            language TEXT,
            place TEXT NOT NULL,
            informant TEXT NOT NULL,
            title TEXT NOT NULL,
            search_text TEXT NOT NULL
        ) STRICT"""
    )
    database.execute("CREATE INDEX encounters_newest_first ON encounters (started_utc DESC, id)")
    database.execute("CREATE INDEX encounters_of_a_patient ON encounters (patient_id)")


def _create_transcripts(database: Database) -> None:
    """`content` is the transcript as JSON, deflated: each correction keeps a whole revision."""
    database.execute(
        """CREATE TABLE transcripts (
            encounter_id TEXT NOT NULL REFERENCES encounters (id),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            saved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            content BLOB NOT NULL,
            PRIMARY KEY (encounter_id, revision)
        ) STRICT"""
    )
    _refuse(database, "transcripts", "UPDATE")


def _create_drafts(database: Database) -> None:
    """The model's first draft is kept beside the current one."""
    database.execute(
        """CREATE TABLE drafts (
            encounter_id TEXT NOT NULL REFERENCES encounters (id),
            template TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('ai', 'current')),
            saved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
            content TEXT NOT NULL,
            PRIMARY KEY (encounter_id, template, kind)
        ) STRICT"""
    )


def _create_signed_documents(database: Database) -> None:
    """`content` is exactly what was hashed. The numbers never repeat, so that a row that is gone leaves a gap."""
    database.execute(
        """CREATE TABLE signed_documents (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            encounter_id TEXT NOT NULL REFERENCES encounters (id),
            template TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            supersedes TEXT UNIQUE REFERENCES signed_documents (id),
            content TEXT NOT NULL,
            content_sha256 TEXT NOT NULL,
            UNIQUE (encounter_id, template, version),
            CHECK ((version = 1) = (supersedes IS NULL))
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE addenda (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            document_id TEXT NOT NULL REFERENCES signed_documents (id),
            content TEXT NOT NULL,
            content_sha256 TEXT NOT NULL
        ) STRICT"""
    )
    database.execute("CREATE INDEX addenda_of_a_document ON addenda (document_id)")
    _make_insert_only(database, "signed_documents")
    _make_insert_only(database, "addenda")


def _create_handovers(database: Database) -> None:
    """A task is known by its words: where they change, it is another one. A read-back belongs to one signed version."""
    database.execute(
        """CREATE TABLE shifts (
            id TEXT PRIMARY KEY,
            ward TEXT NOT NULL,
            day TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('day', 'evening', 'night')),
            template TEXT NOT NULL,
            language TEXT NOT NULL,
            giver TEXT NOT NULL,
            receiver TEXT NOT NULL,
            UNIQUE (ward, day, kind)
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE shift_beds (
            encounter_id TEXT PRIMARY KEY REFERENCES encounters (id),
            shift_id TEXT NOT NULL REFERENCES shifts (id),
            bed TEXT NOT NULL
        ) STRICT"""
    )
    database.execute("CREATE INDEX beds_of_a_shift ON shift_beds (shift_id)")
    database.execute(
        """CREATE TABLE tasks_done (
            encounter_id TEXT NOT NULL REFERENCES encounters (id),
            task TEXT NOT NULL,
            done_at TEXT NOT NULL,
            PRIMARY KEY (encounter_id, task)
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE read_backs (
            document_id TEXT PRIMARY KEY REFERENCES signed_documents (id),
            receiver TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT"""
    )
    _make_insert_only(database, "read_backs")


def _create_audit_events(database: Database) -> None:
    database.execute(
        """CREATE TABLE audit_events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous_sha256 TEXT NOT NULL,
            sha256 TEXT NOT NULL
        ) STRICT"""
    )
    _make_insert_only(database, "audit_events")


def _make_insert_only(database: Database, table: str) -> None:
    _refuse(database, table, "UPDATE")
    _refuse(database, table, "DELETE")


def _refuse(database: Database, table: str, change: str) -> None:
    database.execute(
        f"""CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} refuse {change}'); END"""
    )
