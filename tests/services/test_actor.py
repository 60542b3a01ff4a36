import getpass
import os

import pytest

from app.services.actor import actor


def test_who_acts_is_the_user_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nurse.lee")
    assert actor() == "nurse.lee"


@pytest.mark.skipif(os.name == "nt", reason="POSIX users")
def test_a_user_without_a_name_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> None:
        raise KeyError("getpwuid(): uid not found")

    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert actor() == str(os.getuid())
