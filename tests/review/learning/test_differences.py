from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.review.learning.differences import (
    Change,
    LineChange,
    WordRun,
    line_changes,
    with_line_from_before,
    word_runs,
    words_kept,
)

WORDS = st.lists(st.sampled_from(["fever", "no", "cough", "20", "mg", "통증", "없음", "통증은"]), max_size=8).map(
    " ".join
)
LINES = st.lists(WORDS, max_size=6)


def test_a_changed_line_stands_beside_what_it_was() -> None:
    changes = line_changes(
        ["No fever.", "Start lisinopril 20 mg daily."], ["Start lisinopril 10 mg daily.", "No fever."]
    )
    assert changes == (
        LineChange("Start lisinopril 20 mg daily.", "Start lisinopril 10 mg daily."),
        LineChange("No fever.", "No fever."),
    )


def test_another_line_is_not_a_changed_one() -> None:
    (gone, new) = line_changes(["Return if worse."], ["Amlodipine 5 mg once a day."])
    assert {gone.change, new.change} == {Change.REMOVED, Change.ADDED}


def test_a_removed_line_stands_where_it_stood() -> None:
    changes = line_changes(["one cough", "two fevers", "three rashes"], ["one cough", "three rashes"])
    assert [change.change for change in changes] == [Change.KEPT, Change.REMOVED, Change.KEPT]


def test_korean_is_told_by_what_stands_between_spaces() -> None:
    assert word_runs("기침이 있고 열이 없습니다", "기침이 있고 열은 없습니다") == (
        WordRun(Change.KEPT, "기침이 있고"),
        WordRun(Change.REMOVED, "열이"),
        WordRun(Change.ADDED, "열은"),
        WordRun(Change.KEPT, "없습니다"),
    )


def test_a_korean_line_with_other_particles_is_a_changed_one() -> None:
    (change,) = line_changes(["어제부터 기침이 있습니다."], ["어제부터 기침은 있음."])
    assert change.change is Change.CHANGED


@given(LINES, LINES)
def test_every_line_of_both_is_told_once(before: list[str], after: list[str]) -> None:
    changes = line_changes(before, after)
    assert [change.after for change in changes if change.after is not None] == after
    assert Counter(change.before for change in changes if change.before is not None) == Counter(before)


@given(WORDS, WORDS)
def test_every_word_of_both_is_told_once(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.change is not Change.ADDED) == before
    assert " ".join(run.text for run in runs if run.change is not Change.REMOVED) == after
    assert words_kept(before, after) <= min(len(before.split()), len(after.split()))


def test_no_text_is_too_long() -> None:
    size = 3_000
    before, after = [f"line {n} before" for n in range(size)], [f"line {n} after" for n in range(size)]
    assert len(line_changes(before, after)) == 2 * size
    assert len(word_runs(" ".join(before), " ".join(after))) == 2


def test_a_line_is_put_back_in_the_place_of_what_it_was_changed_into_or_where_it_stood() -> None:
    changes = line_changes(["cough", "Start 20 mg daily.", "rest"], ["cough", "Start 10 mg daily."])
    assert with_line_from_before(changes, 1) == ("cough", "Start 20 mg daily.")
    assert with_line_from_before(changes, 2) == ("cough", "Start 10 mg daily.", "rest")
