"""Who acts, as the audit log names them."""

import getpass

import psutil


def actor() -> str:
    """The user of this computer, by name; by whatever the process runs as where the system knows no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(psutil.Process().username())
