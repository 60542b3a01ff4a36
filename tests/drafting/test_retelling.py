import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafting.retelling import without_retelling

HISTORY, SYSTEMS, PLAN, RETURN = "history_of_present_illness", "review_of_systems", "plan", "safety_net"


def left_of(section: str, line: str, told_in: str, *told: str) -> bool:
    """Whether the line stays, behind another one of its section."""
    before = ["Sleeps badly."]
    lines = {told_in: list(told), section: before} if told_in != section else {section: [*told, *before]}
    lines[section] = [*lines[section], line]
    return line in without_retelling(lines)[section]


@pytest.mark.parametrize(
    ("section", "line", "told_in", "told"),
    [
        (SYSTEMS, "Weak and shaky.", HISTORY, ("The patient feels weak.", "He was shaky at night.")),
        (HISTORY, "The patient mentioned vomiting and fevers.", HISTORY, ("Vomited twice.", "Fever, vomiting.")),
        (RETURN, "The patient was advised to drink fluids.", PLAN, ("Drink plenty of fluids.",)),
        (SYSTEMS, "환자는 어지럽고 기침 있음.", HISTORY, ("어지럽고 열이 남.", "기침, 가래.")),
    ],
)
def test_a_line_of_which_all_was_told_is_left_out(section: str, line: str, told_in: str, told: tuple[str, ...]) -> None:
    assert not left_of(section, line, told_in, *told)


@pytest.mark.parametrize(
    ("section", "line", "told_in", "told"),
    [
        (SYSTEMS, "Weak, shaky and dizzy.", HISTORY, ("The patient feels weak.", "He was shaky at night.")),
        (SYSTEMS, "No cough.", HISTORY, ("Cough, and no fever.",)),
        (SYSTEMS, "기침 없음.", HISTORY, ("기침.", "열 없음.")),
        (HISTORY, "Vomited for 3 days.", HISTORY, ("Vomited.", "Cough for 3 days.")),
        (PLAN, "Paracetamol for the cramps.", HISTORY, ("Took paracetamol for the cramps.",)),
        ("medications", "Amlodipine.", HISTORY, ("Takes amlodipine.",)),
    ],
)
def test_what_is_new_denies_counts_or_belongs_there_stays(
    section: str, line: str, told_in: str, told: tuple[str, ...]
) -> None:
    assert left_of(section, line, told_in, *told)


def test_a_section_keeps_its_only_line() -> None:
    lines = {PLAN: ["Come back when it gets worse."], RETURN: ["Come back when worse.", "Come back if it gets worse."]}
    assert without_retelling(lines)[RETURN] == ["Come back when worse."]


LINES = st.lists(st.text(alphabet="ab 통증없no1.", max_size=12), max_size=5)


@given(st.fixed_dictionaries(dict.fromkeys((HISTORY, SYSTEMS, PLAN, RETURN), LINES)))
def test_nothing_is_added_moved_or_emptied(lines: dict[str, list[str]]) -> None:
    kept = without_retelling(lines)
    for section, before in lines.items():
        rest = iter(before)
        assert all(line in rest for line in kept[section])
        assert bool(kept[section]) == bool(before)


@pytest.mark.parametrize(
    ("quote", "told", "stays"),
    [
        ("“So I just have gout and asthma.”", "The patient has asthma and gout.", False),
        ("“I take gliclazide 80 mg.”", "Gliclazide 80 mg.", False),
        ("“I take gliclazide 80 mg.”", "Gliclazide.", True),
        ("“No gout, just asthma.”", "Asthma and gout.", True),
        ("“I have gout.”", "“I have gout and asthma.”", True),
    ],
)
def test_a_quotation_of_which_lines_tell_each_word_is_left_out(quote: str, told: str, stays: bool) -> None:
    kept = without_retelling({HISTORY: [quote], "medications": [told]})
    assert kept[HISTORY] == ([quote] if stays else [])


def test_a_plan_tells_a_thing_once_but_two_lines_together_tell_no_third() -> None:
    splint, motrin, both = "A splint for the wrist.", "Motrin for a week.", "Motrin and a splint for a week."
    assert without_retelling({PLAN: [splint, motrin, both]})[PLAN] == [splint, motrin, both]
    assert without_retelling({PLAN: [both, motrin]})[PLAN] == [both]
    assert without_retelling({PLAN: [both, "Stop motrin."]})[PLAN] == [both, "Stop motrin."]


def test_endings_make_no_other_word() -> None:
    assert without_retelling({HISTORY: ["Itching and soreness.", "Sore and itchy."]})[HISTORY] == [
        "Itching and soreness."
    ]
