import pytest

from app.domain.errors import VaultError
from app.storage.columns import from_column, keep_setting, setting, to_column
from app.storage.vault import Vault


def test_a_column_is_the_same_for_the_same_content() -> None:
    assert to_column({"b": 1, "a": "가"}) == to_column({"a": "가", "b": 1}) == '{"a":"가","b":1}'
    assert from_column('{"a":"가","b":1}') == {"a": "가", "b": 1}


def test_what_is_no_json_is_damage_of_the_database() -> None:
    with pytest.raises(VaultError, match="database_damaged"):
        from_column('{"a":')


def test_a_setting_takes_the_place_of_the_one_before(vault: Vault) -> None:
    assert setting(vault.database, "colour") is None
    keep_setting(vault.database, "colour", {"is": "red"})
    keep_setting(vault.database, "colour", {"is": "blue"})
    assert setting(vault.database, "colour") == {"is": "blue"}
    assert vault.database.count("settings") == 1
