"""Changes a vault's keys and ends without a word at the touch of a file after N others: WHAT KEY N FOLDER."""

import os
import sys
from pathlib import Path

from app.services.vault import VaultKeys
from app.storage.vault import open_vault

_TOUCHES = {"open", "os.rename", "os.remove", "os.chmod", "os.truncate"}


def main(what: str, recovery_key: str, survived: int, folder: Path) -> None:
    vault = open_vault(folder, "correct horse battery")
    touched = 0

    def end_at_a_touch(event: str, _: object) -> None:
        nonlocal touched
        if event in _TOUCHES:
            touched += 1
            if touched > survived:
                os._exit(9)

    sys.addaudithook(end_at_a_touch)
    keys = VaultKeys(vault, "Dr Park")
    if what == "passphrase":
        keys.change_passphrase("another good passphrase")
    else:
        keys.change_recovery_key(recovery_key)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
