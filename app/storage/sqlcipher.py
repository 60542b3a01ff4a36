"""SQLCipher beneath sqlite-utils: the one place that imports either."""

import sys

from sqlcipher3 import dbapi2

# sqlite-utils catches the OperationalError of the module named pysqlite3, or else that of the standard sqlite3, and
# SQLCipher's is neither. Under this name it finds SQLCipher's own.
sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database  # noqa: E402
from sqlite_utils.migrations import Migrations  # noqa: E402
from sqlite_utils.utils import OperationalError  # noqa: E402

__all__ = ["Database", "Migrations", "dbapi2"]

if OperationalError is not dbapi2.OperationalError:
    raise ImportError("sqlite_utils was imported before app.storage.sqlcipher and would not catch SQLCipher's errors")
