"""The program as it is started, in a process of its own."""

import os
import subprocess
import sys

import pytest

from app.paths import ROOT

pytestmark = pytest.mark.end_to_end


@pytest.mark.parametrize("encoding", ["cp1252", "cp949"])
def test_what_is_piped_is_utf_8_whatever_the_system_would_take(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "SAEGIM_LANG": "ko"}
    listed = subprocess.run(
        [sys.executable, "-m", "app", "templates", "list"], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    assert "간호 인수인계" in listed.stdout.decode("utf-8")
