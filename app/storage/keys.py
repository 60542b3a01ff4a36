"""The data key that encrypts a vault, and keys.json, in which a passphrase and a recovery key each wrap it."""

import base64
import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.attestation import canonical_json
from app.domain.errors import InputError, VaultError
from app.domain.formats import Json, parse_json
from app.storage.failures import file_failures
from app.storage.folder import write_atomically
from app.storage.recovery_key import new_recovery_secret, read_recovery_key, write_recovery_key

KEYS_FORMAT = "saegim.keys/1"
MINIMUM_PASSPHRASE_CHARACTERS = 12
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """256 random bits, made once for a vault. Nothing is encrypted with them; every use derives a key of its own."""

    secret: bytes

    def derive(self, purpose: str, salt: bytes = b"") -> bytes:
        """32 bytes by HKDF-SHA-256 (RFC 5869), independent of those for any other purpose or salt."""
        return _hkdf(self.secret, f"saegim {purpose}", salt)


class Secret(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"
    RECOVERY_KEY = "recovery_key"


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """Argon2id with the parameters of RFC 9106 section 4, second recommendation: about a tenth of a second."""

    memory_kib: int = 65536
    iterations: int = 3
    lanes: int = 4

    def is_sane(self) -> bool:
        """Neither cheap to guess against nor beyond a workstation's memory."""
        return 19456 <= self.memory_kib <= 1 << 20 and 1 <= self.iterations <= 64 and 1 <= self.lanes <= 64


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped by AES-256-GCM under a key made from one secret."""

    opened_by: Secret
    salt: bytes
    nonce: bytes
    wrapped_key: bytes
    cost: Argon2Cost | None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of keys.json. Useless without the passphrase or the recovery key."""

    vault_id: str
    slots: tuple[Slot, ...]

    def unlock(self, passphrase: str) -> DataKey:
        """Raises VaultError("wrong_passphrase")."""
        for slot in self._slots(Secret.PASSPHRASE):
            data_key = self._open(slot, _passphrase_key(passphrase, slot.salt, slot.cost or Argon2Cost()))
            if data_key:
                return data_key
        raise VaultError("wrong_passphrase")

    def unlock_with_recovery_key(self, recovery_key: str) -> DataKey:
        """Raises InputError("recovery_key_mistyped"), or VaultError("wrong_recovery_key") for another vault's key."""
        secret = read_recovery_key(recovery_key)
        for slot in self._slots(Secret.RECOVERY_KEY):
            data_key = self._open(slot, _recovery_wrapping_key(secret, slot.salt))
            if data_key:
                return data_key
        raise VaultError("wrong_recovery_key")

    def with_passphrase(self, passphrase: str, data_key: DataKey) -> "KeyFile":
        """The key file with this passphrase instead of the one before. Raises InputError("passphrase_too_short")."""
        require_good_passphrase(passphrase)
        salt, cost = secrets.token_bytes(_SALT_BYTES), Argon2Cost()
        key = _passphrase_key(passphrase, salt, cost)
        slot = self._wrap(Slot(Secret.PASSPHRASE, salt, b"", b"", cost), key, data_key)
        return replace(self, slots=(slot, *self._slots(Secret.RECOVERY_KEY)))

    def with_recovery_secret(self, secret: bytes, data_key: DataKey) -> "KeyFile":
        salt = secrets.token_bytes(_SALT_BYTES)
        key = _recovery_wrapping_key(secret, salt)
        slot = self._wrap(Slot(Secret.RECOVERY_KEY, salt, b"", b"", None), key, data_key)
        return replace(self, slots=(*self._slots(Secret.PASSPHRASE), slot))

    def _slots(self, opened_by: Secret) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.opened_by is opened_by)

    def _wrap(self, slot: Slot, key: bytes, data_key: DataKey) -> Slot:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return replace(slot, nonce=nonce, wrapped_key=AESGCM(key).encrypt(nonce, data_key.secret, self._binding(slot)))

    def _open(self, slot: Slot, key: bytes) -> DataKey | None:
        try:
            return DataKey(AESGCM(key).decrypt(slot.nonce, slot.wrapped_key, self._binding(slot)))
        except InvalidTag:
            return None

    def _binding(self, slot: Slot) -> bytes:
        """A slot opens only in its own vault, and only with the parameters it was made with."""
        return canonical_json([KEYS_FORMAT, self.vault_id, slot.opened_by, _cost_to_json(slot.cost)])


def new_keys(passphrase: str) -> tuple[KeyFile, DataKey, str]:
    """A new vault's key file, its data key, and the recovery key to show once.

    Raises InputError("passphrase_too_short").
    """
    data_key, recovery_secret = DataKey(secrets.token_bytes(_KEY_BYTES)), new_recovery_secret()
    keys = KeyFile(secrets.token_hex(16), ()).with_passphrase(passphrase, data_key)
    return keys.with_recovery_secret(recovery_secret, data_key), data_key, write_recovery_key(recovery_secret)


Unlock = Callable[[KeyFile], DataKey]


def by_passphrase(passphrase: str) -> Unlock:
    return lambda keys: keys.unlock(passphrase)


def by_recovery_key(recovery_key: str) -> Unlock:
    return lambda keys: keys.unlock_with_recovery_key(recovery_key)


def require_good_passphrase(passphrase: str) -> None:
    """Raises InputError("passphrase_too_short")."""
    if len(_normal(passphrase)) < MINIMUM_PASSPHRASE_CHARACTERS:
        raise InputError("passphrase_too_short", minimum=MINIMUM_PASSPHRASE_CHARACTERS)


def write_keys(path: Path, keys: KeyFile) -> None:
    write_atomically(path, keys_to_bytes(keys))


def read_keys(path: Path) -> KeyFile:
    """Raises VaultError("keys_damaged" | "vault_newer" | "vault_unreachable")."""
    with file_failures():
        content = path.read_bytes()
    return keys_from_bytes(content)


def keys_to_bytes(keys: KeyFile) -> bytes:
    """JSON with a checksum of its own, so that damage is not taken for a wrong passphrase."""
    content: Json = {
        "format": KEYS_FORMAT,
        "vault_id": keys.vault_id,
        "slots": [
            {
                "opened_by": slot.opened_by,
                "argon2id": _cost_to_json(slot.cost),
                "salt": _to_text(slot.salt),
                "nonce": _to_text(slot.nonce),
                "wrapped_key": _to_text(slot.wrapped_key),
            }
            for slot in keys.slots
        ],
    }
    return canonical_json({**content, "sha256": hashlib.sha256(canonical_json(content)).hexdigest()})


def keys_from_bytes(text: bytes) -> KeyFile:
    """Raises VaultError("keys_damaged"), or VaultError("vault_newer") for a format that this Saegim does not know."""
    try:
        content = parse_json(text, "keys_damaged")
        checksum = content.pop("sha256")
        if hashlib.sha256(canonical_json(content)).hexdigest() != checksum:
            raise VaultError("keys_damaged")
        if content["format"] != KEYS_FORMAT:
            raise VaultError("vault_newer")
        keys = KeyFile(str(content["vault_id"]), tuple(_slot(slot) for slot in content["slots"]))
    except (InputError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise VaultError("keys_damaged") from error
    return keys


def _slot(content: Json) -> Slot:
    opened_by, cost = Secret(content["opened_by"]), content["argon2id"]
    slot = Slot(
        opened_by=opened_by,
        salt=_from_text(content["salt"]),
        nonce=_from_text(content["nonce"]),
        wrapped_key=_from_text(content["wrapped_key"]),
        cost=Argon2Cost(cost["memory_kib"], cost["iterations"], cost["lanes"]) if cost else None,
    )
    if (opened_by is Secret.PASSPHRASE) != (slot.cost is not None) or (slot.cost and not slot.cost.is_sane()):
        raise ValueError("argon2id")
    return slot


def _cost_to_json(cost: Argon2Cost | None) -> Json | None:
    return {"memory_kib": cost.memory_kib, "iterations": cost.iterations, "lanes": cost.lanes} if cost else None


def _passphrase_key(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    return hash_secret_raw(
        _normal(passphrase).encode(),
        salt,
        time_cost=cost.iterations,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _recovery_wrapping_key(secret: bytes, salt: bytes) -> bytes:
    # 160 random bits need no slow hash.
    return _hkdf(secret, "saegim recovery key", salt)


def _hkdf(secret: bytes, purpose: str, salt: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=salt or None, info=purpose.encode()).derive(secret)


def _normal(passphrase: str) -> str:
    """Composed (RFC 8265): Korean typed on macOS and on Windows may differ in code points and must not differ here."""
    return unicodedata.normalize("NFC", passphrase)


def _to_text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _from_text(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
