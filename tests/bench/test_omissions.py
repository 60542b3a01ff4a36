"""The measurement of omissions: what is dropped, and when it counts as found."""

import json

from omissions import main

ROW = {
    "id": "a",
    "dialogue": "Doctor: Your blood pressure is 150 over 90.\nPatient: I take metformin 500 milligrams.",
    "note": "BP 150/90.\nMetformin 500 mg.\nDoes not like fish.",
}


def test_what_is_dropped_is_found_by_kind(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    figures = main(["--set", str(path)])
    assert figures["dropped_by_kind"] == {"medication": 1, "vital": 1}
    assert (figures["recall"], figures["alarms_per_note"]) == (100.0, 0.0)


def test_facts_beside_a_recording_are_a_note(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "recording.json"
    turns = [{"speaker": "Doctor", "text": "Take aspirin 75 milligrams."}]
    path.write_text(json.dumps({"turns": turns, "facts": [{"fact": "aspirin 75 mg"}]}), encoding="utf-8")
    assert main(["--set", str(path)])["recall"] == 100.0
