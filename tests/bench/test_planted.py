"""The measurement of planted errors: what counts as found, and the Korean set."""

import re
from collections import Counter

import pytest
from planted import measure
from planted_ko import RULES, planted_pairs
from planted_ko_made import made_pairs
from planted_ko_talk import LANGUAGES, consultations
from planted_ko_talk import PARTS as TALK_PARTS
from planted_ko_talk import planted_pairs as talk_pairs
from planted_more import PARTS, part_of, planted_rows

DIALOGUE = "Doctor: Any fever?\nPatient: No. I take metformin 500 milligrams."
NOTE = "Denies fever. Metformin 500 mg."

NOTE_MORE = "Denies fever. Left knee pain, likely arthritis. History of asthma. Her mother has gout. Metformin 500 mg."


def row(name: str, note: str, error: dict[str, str] | None) -> dict[str, object]:
    return {"id": name, "source": "a", "dialogue": DIALOGUE, "note": note, "error": error}


def test_an_error_is_found_only_by_a_fitting_flag_that_the_clean_note_lacks() -> None:
    clean = row("clean", NOTE, None)
    wrong = {"kind": "x10", "clean": "Metformin 500 mg.", "planted": "Metformin 5000 mg."}
    harmless = {"kind": "drug", "clean": "Denies fever.", "planted": "Denies any fever."}
    figures = measure(
        [
            clean,
            row("x10", NOTE.replace("500", "5000"), wrong),
            row("drug", NOTE.replace("Denies", "Denies any"), harmless),
        ],
        with_details=False,
    )
    assert figures["recall"] == {"x10": 100.0, "drug": 0.0}
    assert figures["block_alarms_per_clean"] == 0.0


def test_the_korean_set_has_one_error_a_note() -> None:
    rows = planted_pairs()
    clean = {row["source"]: row["note"] for row in rows if row["error"] is None}
    planted = [row for row in rows if row["error"] is not None]
    assert len(planted) >= 150
    assert {row["error"]["kind"] for row in planted} == {kind for kind, _, _ in RULES}
    for each in planted:
        error = each["error"]
        assert error["clean"] != error["planted"]
        assert each["note"] == clean[each["source"]].replace(error["clean"], error["planted"], 1)
        assert len(re.findall(re.escape(error["planted"]), each["note"])) >= 1


def test_the_second_set_plants_one_error_a_row_and_splits_by_dialogue() -> None:
    source = {"id": "a", "dialogue": "Doctor: Any nausea?\nPatient: No. My left knee hurts.", "note": NOTE_MORE}
    rows = planted_rows([source])
    kinds = {row["error"]["kind"] for row in rows if row["error"] is not None}
    assert {"negation", "certainty", "temporality", "experiencer", "laterality", "x10", "drug", "speaker"} <= kinds
    for row in rows[1:]:
        assert row["note"] == NOTE_MORE.replace(row["error"]["clean"], row["error"]["planted"], 1) != NOTE_MORE
    assert {part_of({"id": name}) for name in "abcdefgh"} == set(PARTS)


def test_the_made_korean_pairs_are_of_every_kind_and_differ() -> None:
    pairs = list(made_pairs())
    counts = Counter(kind for kind, *_ in pairs)
    assert len(pairs) >= 130
    assert len(set(pairs)) == len(pairs)
    assert {"negation", "certainty", "temporality", "experiencer", "laterality", "unit", "x10"} <= set(counts)
    assert all(clean != planted for _, _, clean, planted in pairs)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", TALK_PARTS)
def test_every_error_planted_in_talk_stands_in_its_note_and_differs(part: str, language: str) -> None:
    assert all(lines for each in consultations(part) for lines in each.parts.values()), "a part is missing"
    rows = list(talk_pairs(part, language))
    clean = {row["source"]: row["note"].splitlines() for row in rows if row["error"] is None}
    kinds = {"negation", "laterality", "certainty", "temporality", "experiencer", "number", "x10", "unit", "drug"}
    kinds |= {"dose", "frequency", "duration"}
    for row in rows:
        if (error := row["error"]) is None:
            continue
        assert error["kind"] in kinds, row["id"]
        lines = row["note"].splitlines()
        differing = [pair for pair in zip(clean[row["source"]], lines, strict=True) if pair[0] != pair[1]]
        assert differing == [(error["clean"], error["planted"])], row["id"]
