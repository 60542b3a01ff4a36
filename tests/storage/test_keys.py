import json
import unicodedata
from pathlib import Path

import pytest

from app.domain.attestation import content_sha256
from app.domain.errors import InputError, VaultError
from app.storage.keys import (
    DataKey,
    KeyFile,
    keys_from_bytes,
    keys_to_bytes,
    new_keys,
    read_keys,
    write_keys,
)

PASSPHRASE = "나의 열두 글자 암호 문구"


@pytest.fixture(scope="module")
def made() -> tuple[KeyFile, DataKey, str]:
    return new_keys(PASSPHRASE)


def test_the_passphrase_and_the_recovery_key_open_the_same_data_key(made: tuple[KeyFile, DataKey, str]) -> None:
    keys, data_key, recovery_key = made

    assert keys.unlock(PASSPHRASE) == data_key
    assert keys.unlock_with_recovery_key(recovery_key) == data_key
    assert len(data_key.secret) == 32


def test_a_passphrase_typed_on_another_system_is_the_same(made: tuple[KeyFile, DataKey, str]) -> None:
    keys, data_key, _ = made
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)

    assert decomposed != PASSPHRASE
    assert keys.unlock(decomposed) == data_key


def test_a_wrong_passphrase_is_refused(made: tuple[KeyFile, DataKey, str]) -> None:
    with pytest.raises(VaultError, match="wrong_passphrase"):
        made[0].unlock(PASSPHRASE + " ")


def test_the_recovery_key_of_another_vault_is_refused(made: tuple[KeyFile, DataKey, str]) -> None:
    _, _, recovery_key_of_another = new_keys(PASSPHRASE)

    with pytest.raises(VaultError, match="wrong_recovery_key"):
        made[0].unlock_with_recovery_key(recovery_key_of_another)


def test_eleven_characters_are_too_few() -> None:
    with pytest.raises(InputError) as caught:
        new_keys("가나다라마바사아자차카")

    assert caught.value.problem.code == "passphrase_too_short"
    assert caught.value.problem.facts == {"minimum": 12}


def test_a_new_passphrase_replaces_the_old_one_and_leaves_the_recovery_key(
    made: tuple[KeyFile, DataKey, str],
) -> None:
    keys, data_key, recovery_key = made

    changed = keys.with_passphrase("another passphrase", data_key)

    assert changed.unlock("another passphrase") == data_key
    assert changed.unlock_with_recovery_key(recovery_key) == data_key
    with pytest.raises(VaultError, match="wrong_passphrase"):
        changed.unlock(PASSPHRASE)


def test_the_key_file_says_how_it_was_made_and_holds_no_secret(made: tuple[KeyFile, DataKey, str]) -> None:
    keys, data_key, recovery_key = made

    content = json.loads(keys_to_bytes(keys))

    assert content["slots"][0]["argon2id"] == {"memory_kib": 65536, "iterations": 3, "lanes": 4}
    assert data_key.secret not in keys_to_bytes(keys)
    assert recovery_key not in keys_to_bytes(keys).decode()
    assert data_key.secret.hex() not in repr(data_key)


def test_a_slot_opens_only_in_its_own_vault(made: tuple[KeyFile, DataKey, str]) -> None:
    keys, _, recovery_key = made

    with pytest.raises(VaultError, match="wrong_recovery_key"):
        KeyFile("0" * 32, keys.slots).unlock_with_recovery_key(recovery_key)


def test_keys_for_different_purposes_have_nothing_in_common(made: tuple[KeyFile, DataKey, str]) -> None:
    _, data_key, _ = made
    derived = {
        data_key.derive("database"),
        data_key.derive("recording e1 1"),
        data_key.derive("recording e1 1", b"salt"),
        data_key.secret,
    }

    assert len(derived) == 4


def test_writing_and_reading_give_the_same(made: tuple[KeyFile, DataKey, str], tmp_path: Path) -> None:
    write_keys(tmp_path / "keys.json", made[0])

    assert read_keys(tmp_path / "keys.json") == made[0]
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_any_flipped_bit_is_damage_and_never_a_wrong_passphrase(made: tuple[KeyFile, DataKey, str]) -> None:
    content = keys_to_bytes(made[0])

    for position in range(len(content)):
        damaged = bytearray(content)
        damaged[position] ^= 1
        with pytest.raises(VaultError, match="keys_damaged"):
            keys_from_bytes(bytes(damaged))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"format": "saegim.keys/1"}', b"\xff\xfe", b"SQLite"])
def test_what_is_no_key_file_is_damage(content: bytes) -> None:
    with pytest.raises(VaultError, match="keys_damaged"):
        keys_from_bytes(content)


def test_a_key_file_of_a_later_saegim_is_said_to_be_one() -> None:
    content = {"format": "saegim.keys/2", "anything": 1}
    later = json.dumps({**content, "sha256": content_sha256(content)}).encode()

    with pytest.raises(VaultError, match="vault_newer"):
        keys_from_bytes(later)


@pytest.mark.parametrize(
    "cost",
    [
        None,
        {"memory_kib": 1 << 30, "iterations": 3, "lanes": 4},
        {"memory_kib": 8, "iterations": 1, "lanes": 1},
        {"memory_kib": "65536", "iterations": 3, "lanes": 4},
        {"memory_kib": 65536},
    ],
)
def test_a_cost_that_nobody_would_choose_is_damage(made: tuple[KeyFile, DataKey, str], cost: object) -> None:
    content = json.loads(keys_to_bytes(made[0]))
    del content["sha256"]
    content["slots"][0]["argon2id"] = cost
    forged = json.dumps({**content, "sha256": content_sha256(content)}).encode()

    with pytest.raises(VaultError, match="keys_damaged"):
        keys_from_bytes(forged)
