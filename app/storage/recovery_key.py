"""The recovery key as a person writes it down: 36 letters and digits in groups of four, the last group a checksum."""

import hashlib
import secrets

from app.domain.errors import InputError

SECRET_BYTES = 20
_CHECKSUM_SYMBOLS = 4
_GROUP = 4
# Crockford's base 32: no I, L, O or U, so that nothing written by hand is read as something else.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_recovery_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def write_recovery_key(secret: bytes) -> str:
    """160 random bits as nine groups: "7KQ2-M0ZD-…"."""
    symbols = _symbols(secret) + _checksum(secret)
    return "-".join(symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP))


def read_recovery_key(text: str) -> bytes:
    """Forgives case, spaces, hyphens, and O for 0 or I and L for 1. Raises InputError("recovery_key_mistyped")."""
    symbols = "".join(character for character in text.upper() if character.isalnum()).translate(_READ_AS)
    body, checksum = symbols[:-_CHECKSUM_SYMBOLS], symbols[-_CHECKSUM_SYMBOLS:]
    if len(body) != SECRET_BYTES * 8 // 5 or not set(symbols) <= set(_ALPHABET):
        raise InputError("recovery_key_mistyped")
    number = 0
    for symbol in body:
        number = number * 32 + _ALPHABET.index(symbol)
    secret = number.to_bytes(SECRET_BYTES, "big")
    if _checksum(secret) != checksum:
        raise InputError("recovery_key_mistyped")
    return secret


def _symbols(content: bytes) -> str:
    """Five bits a symbol; the number of bytes must be a multiple of five."""
    number, count = int.from_bytes(content, "big"), len(content) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * (count - 1 - position) & 31] for position in range(count))


def _checksum(secret: bytes) -> str:
    return _symbols(hashlib.sha256(b"saegim recovery key" + secret).digest()[:5])[:_CHECKSUM_SYMBOLS]
