"""Writes a file in one step: the whole new one, or the old one untouched."""

import errno
import os
import tempfile
from pathlib import Path

from app.domain.errors import ExportError

_CODES = {
    errno.ENOENT: "export_folder_missing",
    errno.ENOTDIR: "export_folder_missing",
    errno.EACCES: "export_not_writable",
    errno.EPERM: "export_not_writable",
    errno.EROFS: "export_not_writable",
    errno.ENOSPC: "export_disk_full",
    errno.EDQUOT: "export_disk_full",
}


def write_file(path: Path, content: bytes) -> None:
    """Replace `path` with the content, readable by its owner only, or leave everything as it was.

    Of a link, what it leads to is replaced; a device takes the content. Raises ExportError; its facts never hold the
    path, which may name the patient.
    """
    try:
        path = path.resolve()
        if path.is_dir():
            raise ExportError("export_target_is_folder")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        written = _write_beside(path, content)
    except OSError as error:
        raise _export_error(error) from None
    try:
        written.replace(path)
    except OSError as error:
        written.unlink()
        # Windows refuses to replace a file that Word has open.
        raise (
            ExportError("export_file_in_use") if isinstance(error, PermissionError) else _export_error(error)
        ) from None


def _write_beside(path: Path, content: bytes) -> Path:
    """A complete copy on the same disk as `path`, flushed, so that replacing it cannot half succeed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".saegim-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _export_error(error: OSError) -> ExportError:
    code = _CODES.get(error.errno or 0)
    return ExportError(code) if code else ExportError("export_failed", error=errno.errorcode.get(error.errno or 0, "?"))
