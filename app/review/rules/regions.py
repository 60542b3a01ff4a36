"""Parts of the body in a note of which nothing near was ever named: «pain of the head» where all was about a finger."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json


def region_flags(text: str, texts: Sequence[str]) -> Iterator[Flag]:
    """For each part that the note names while none of the talk, given by its segments, speaks of that region."""
    for named, said in _regions():
        match = named.search(text)
        if match is not None and not any(said.search(each) for each in texts):
            yield Flag(FlagKind.FINDING_UNSUPPORTED, Severity.WARN, match.group())


@cache
def _regions() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = load_json("terminology/regions.json")
    return tuple(
        (
            re.compile(region["named"], re.IGNORECASE),
            re.compile(rf"\b(?:{region['said']}|{table['said_of_any_limb']})", re.IGNORECASE),
        )
        for region in cast(list[dict[str, str]], table["regions"])
    )
