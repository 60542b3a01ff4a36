import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import ExportError
from app.domain.language import Language
from app.export.files import write_file
from app.wording import wording_of


def test_writes_and_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "노트.docx"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["노트.docx"]


@pytest.mark.skipif(os.name != "posix", reason="POSIX devices")
def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    link = tmp_path / "nowhere"
    link.symlink_to("/dev/null")
    write_file(link, b"x")
    assert link.is_char_device()


@pytest.mark.skipif(os.name != "posix", reason="Windows lets few users make links")
def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write_file(tmp_path / "elsewhere" / "note.docx", b"old")
    (tmp_path / "note.docx").symlink_to(tmp_path / "elsewhere" / "note.docx")
    write_file(tmp_path / "note.docx", b"new")
    assert (tmp_path / "note.docx").is_symlink()
    assert (tmp_path / "elsewhere" / "note.docx").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_a_document_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    write_file(tmp_path / "note.docx", b"x")
    assert (tmp_path / "note.docx").stat().st_mode & 0o077 == 0


def test_a_missing_folder_is_named_as_such(tmp_path: Path) -> None:
    assert _code(tmp_path / "missing" / "note.docx") == "export_folder_missing"


@pytest.mark.skipif(os.name != "posix", reason="Windows reports a missing folder")
def test_a_folder_that_is_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _code(tmp_path / "file" / "note.docx") == "export_folder_missing"


def test_a_name_that_belongs_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.docx").mkdir()
    assert _code(tmp_path / "note.docx") == "export_target_is_folder"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "export_disk_full"),
        (errno.EDQUOT, "export_disk_full"),
        (errno.EROFS, "export_not_writable"),
        (errno.EIO, "export_failed"),
    ],
)
def test_a_failing_disk_leaves_the_old_document(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.docx"
    write_file(path, b"old")
    monkeypatch.setattr(os, "fsync", _failing(OSError(number, "from the system", str(path))))
    assert _code(path) == code
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_without_permission_is_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", _failing(PermissionError(errno.EACCES, "denied")))
    assert _code(tmp_path / "note.docx") == "export_not_writable"


def test_a_document_open_elsewhere_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "note.docx"
    write_file(path, b"old")
    monkeypatch.setattr(Path, "replace", _failing(PermissionError(errno.EACCES, "sharing violation")))
    assert _code(path) == "export_file_in_use"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_the_system_refuses_fails_with_the_systems_word(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 300 + ".docx")
    assert _code(path) == "export_failed"
    assert list(tmp_path.iterdir()) == []


def _code(path: Path) -> str:
    with pytest.raises(ExportError) as raised:
        write_file(path, b"new")
    problem = raised.value.problem
    for language in Language:
        assert str(wording_of(problem, language))
    # A file's name may be a patient's name.
    assert path.name not in str(raised.value)
    return problem.code


def _failing(error: OSError) -> Callable[..., None]:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    return fail
