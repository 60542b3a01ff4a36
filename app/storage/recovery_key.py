"""The recovery key as a person writes it down: 36 letters and digits in groups of four, the last group a checksum."""

import hashlib
import secrets
from collections.abc import Iterator

from app.domain.errors import InputError

SECRET_BYTES = 20
_CHECKSUM_SYMBOLS = 4
_GROUP = 4
_BODY_SYMBOLS = SECRET_BYTES * 8 // 5
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
    """Forgives case, spaces, hyphens, and O for 0 or I and L for 1.

    Raises InputError("recovery_key_group_mistyped") with the first group, from 1, that one slip explains;
    InputError("recovery_key_mistyped") for anything else.
    """
    typed = "".join(character if character.isalnum() else " " for character in text.upper()).translate(_READ_AS)
    symbols = typed.replace(" ", "")
    secret = _secret(symbols)
    if secret is not None:
        return secret
    group = _group_of_wrong_length(typed.split()) or _group_of_one_slip(symbols)
    if group is not None:
        raise InputError("recovery_key_group_mistyped", group=group)
    raise InputError("recovery_key_mistyped")


def _secret(symbols: str) -> bytes | None:
    """What the symbols stand for, if their checksum says that they are right."""
    body, checksum = symbols[:-_CHECKSUM_SYMBOLS], symbols[-_CHECKSUM_SYMBOLS:]
    if len(body) != _BODY_SYMBOLS or not set(symbols) <= set(_ALPHABET):
        return None
    number = 0
    for symbol in body:
        number = number * 32 + _ALPHABET.index(symbol)
    secret = number.to_bytes(SECRET_BYTES, "big")
    return secret if _checksum(secret) == checksum else None


def _group_of_wrong_length(groups: list[str]) -> int | None:
    """From 1; None unless the groups were typed apart."""
    if len(groups) != (_BODY_SYMBOLS + _CHECKSUM_SYMBOLS) // _GROUP:
        return None
    return next((number for number, group in enumerate(groups, 1) if len(group) != _GROUP), None)


def _group_of_one_slip(symbols: str) -> int | None:
    """From 1; None where no slip explains it, or slips in two groups do: once in a thousand times another key than the
    one that was meant fits the checksum by chance.
    """
    slips: dict[str, int] = {}
    for position, meant in _one_slip_away(symbols):
        if _secret(meant) is not None:
            slips.setdefault(meant, position)
    groups = {position // _GROUP + 1 for position in slips.values()}
    return groups.pop() if len(groups) == 1 else None


def _one_slip_away(symbols: str) -> Iterator[tuple[int, str]]:
    """What may have been meant where one symbol is wrong, missing, too many, or changed places with the next one; and
    the position at which. Nothing for text that is far from a key.
    """
    missing = _BODY_SYMBOLS + _CHECKSUM_SYMBOLS - len(symbols)
    if abs(missing) > 1:
        return
    for position in range(len(symbols) + max(0, missing)):
        before, here, after = symbols[:position], symbols[position : position + 1], symbols[position + 1 :]
        if missing == -1:
            yield position, before + after
        elif missing == 1:
            yield from ((position, before + symbol + here + after) for symbol in _ALPHABET)
        else:
            yield from ((position, before + symbol + after) for symbol in _ALPHABET)
            yield position, before + after[:1] + here + after[1:]


def _symbols(content: bytes) -> str:
    """Five bits a symbol; the number of bytes must be a multiple of five."""
    number, count = int.from_bytes(content, "big"), len(content) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * (count - 1 - position) & 31] for position in range(count))


def _checksum(secret: bytes) -> str:
    return _symbols(hashlib.sha256(b"saegim recovery key" + secret).digest()[:5])[:_CHECKSUM_SYMBOLS]
