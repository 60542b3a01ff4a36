import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.storage.recovery_key import SECRET_BYTES, new_recovery_secret, read_recovery_key, write_recovery_key

secrets = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


@given(secrets)
def test_what_was_written_is_read(secret: bytes) -> None:
    written = write_recovery_key(secret)

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", written)
    assert read_recovery_key(written) == secret


@given(secrets)
def test_handwriting_is_forgiven(secret: bytes) -> None:
    written = write_recovery_key(secret)

    assert read_recovery_key(" " + written.lower().replace("-", " ") + "\n") == secret
    assert read_recovery_key(written.replace("0", "O").replace("1", "l")) == secret


@given(secrets, st.integers(0, 35), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_character_is_noticed(secret: bytes, position: int, symbol: str) -> None:
    symbols = write_recovery_key(secret).replace("-", "")
    changed = symbols[:position] + symbol + symbols[position + 1 :]

    if changed == symbols:
        assert read_recovery_key(changed) == secret
    else:
        with pytest.raises(InputError, match="recovery_key_mistyped"):
            read_recovery_key(changed)


@pytest.mark.parametrize("text", ["", "-", "7KQ2", "u" * 36, "가" * 36, "0" * 35, "0" * 37, "²" * 36])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="recovery_key_mistyped"):
        read_recovery_key(text)


def test_every_secret_is_new() -> None:
    assert new_recovery_secret() != new_recovery_secret()
