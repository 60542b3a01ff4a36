"""One process writes a vault at a time. The operating system drops the lock with its process, however that ends."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType

from app.domain.errors import VaultError
from app.storage.failures import file_failures

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""What the systems answer when somebody else holds the lock."""


class VaultLock:
    """Held from construction to release().

    Raises VaultError("vault_in_use") when somebody else holds it, VaultError("vault_unreachable") where the disk cannot
    be written or knows no locks.

    The file stays behind and means nothing: only the lock on it does.
    """

    def __init__(self, path: Path) -> None:
        with file_failures():
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(self._descriptor)
            except OSError as error:
                self.release()
                if error.errno in _TAKEN:
                    raise VaultError("vault_in_use") from error
                raise

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "VaultLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()
