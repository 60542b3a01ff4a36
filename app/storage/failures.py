"""What the disk and the database do to us, as problems with a name. Anything else is a bug and passes unchanged."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.errors import VaultError
from app.storage.sqlcipher import dbapi2

_CODES_BY_SQLITE_ERROR = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_NOTADB": "database_damaged",
    "SQLITE_BUSY": "vault_in_use",
    "SQLITE_LOCKED": "vault_in_use",
    "SQLITE_IOERR": "vault_unreachable",
    "SQLITE_CANTOPEN": "vault_unreachable",
    "SQLITE_READONLY": "vault_unreachable",
    "SQLITE_PERM": "vault_unreachable",
}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def database_failures() -> Iterator[None]:
    """Raises VaultError("disk_full" | "database_damaged" | "vault_in_use" | "vault_unreachable")."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        code = next((code for prefix, code in _CODES_BY_SQLITE_ERROR.items() if name.startswith(prefix)), None)
        if code is None:
            raise
        raise VaultError(code, **({"reason": name} if code == "vault_unreachable" else {})) from error


@contextmanager
def file_failures() -> Iterator[None]:
    """Raises VaultError("disk_full" | "vault_unreachable")."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise VaultError("disk_full") from error
        raise VaultError("vault_unreachable", reason=errno.errorcode.get(error.errno or 0, "OSError")) from error
