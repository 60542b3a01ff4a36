"""Left and right, as said and as written."""

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind, Severity
from app.domain.pasted_note import note_from_text
from app.review.checks import flags_of, review_note
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Which knee hurts?",
    "Patient: My right knee, it is swollen. The left hip is fine.",
    "Doctor: All right, let me look at it right now. I left the form outside.",
)
KOREAN = index_of("환자: 오른쪽 무릎이 아파요.", "의사: 왼쪽 귀는 깨끗하고 오른쪽 고막이 빨갛네요.")


def test_the_other_side_of_the_same_part_blocks() -> None:
    flags = [f for f in flags_of("Left knee swelling.", TALK) if f.kind is FlagKind.LATERALITY_MISMATCH]
    assert [(flag.severity, flag.written) for flag in flags] == [(Severity.BLOCK, "Left")]
    assert "right knee" in flags[0].said


@pytest.mark.parametrize(
    "text", ["Right knee swelling.", "Knee swelling.", "Left hip fine.", "Bilateral knees examined."]
)
def test_the_side_that_was_said_passes(text: str) -> None:
    assert FlagKind.LATERALITY_MISMATCH not in kinds(text, TALK)


def test_korean_sides() -> None:
    assert FlagKind.LATERALITY_MISMATCH in kinds("왼쪽 무릎 통증 있음.", KOREAN)
    assert FlagKind.LATERALITY_MISMATCH in kinds("좌측 무릎 통증 있음.", KOREAN)
    assert FlagKind.LATERALITY_MISMATCH not in kinds("오른쪽 무릎 통증 있음.", KOREAN)


def test_words_that_are_no_sides_count_for_nothing() -> None:
    idle = index_of("Doctor: All right, right now I left the form here, that's right.", "Patient: My knee hurts.")
    assert [f.said for f in flags_of("Left knee pain.", idle) if f.kind is FlagKind.LATERALITY_MISMATCH] == [""]


@pytest.mark.parametrize(
    ("said", "written", "is_flagged"),
    [
        ("Doctor: Crackles at the bases bilaterally.", "Crackles at the left bases.", True),
        ("Doctor: It is beginning to be bilateral carpal tunnel syndrome.", "Left carpal tunnel syndrome.", True),
        ("Patient: My right knee hurts.", "Pain of the left leg.", True),
        ("Patient: My right knee hurts.", "Pain of the right leg.", False),
        ("Patient: My right knee hurts.", "She left the hospital with a brace.", False),
    ],
)
def test_both_sides_and_parts_of_a_limb(said: str, written: str, is_flagged: bool) -> None:
    assert (FlagKind.LATERALITY_MISMATCH in kinds(written, index_of(said))) is is_flagged


def test_a_side_that_was_corrected_counts_no_more() -> None:
    index = index_of("Doctor: So it is the right knee?", "Patient: It's not the right knee, it's the left knee.")
    assert FlagKind.LATERALITY_MISMATCH in kinds("Right knee pain.", index)
    assert FlagKind.LATERALITY_MISMATCH not in kinds("Left knee pain.", index)


def test_a_side_without_finding_is_a_side() -> None:
    index = index_of("의사: 왼쪽 다리가 저리시군요. 오른쪽 다리는 저리지 않으시고요.")
    assert FlagKind.LATERALITY_MISMATCH not in kinds("오른쪽 다리 저림 없음.", index)


def test_a_condition_stands_for_its_part() -> None:
    index = index_of("Patient: My right elbow hurts.", "Doctor: I bend your left wrist. The right elbow is tender.")
    assert FlagKind.LATERALITY_MISMATCH in kinds("Left medial epicondylitis.", index)


def test_a_side_that_nobody_said_is_asked_about_once() -> None:
    transcript = parse_dialogue("Patient: My big toe hurts and it is red.")
    note = note_from_text("Right great toe pain.\nRedness of the right great toe.\nTenderness of the left great toe.")
    written = [
        flag.written
        for statement in review_note(note, transcript).statements()
        for flag in statement.flags
        if flag.kind is FlagKind.LATERALITY_MISMATCH
    ]
    assert written == ["Right", "left"]


def test_a_side_is_not_compared_with_itself() -> None:
    grip = index_of("Doctor: Your grip is weaker in the left hand than in the right.", "의사: 왼쪽 손의 힘이 약해요.")
    itself = "Grip strength is less on the left in comparison to the left."
    assert FlagKind.LATERALITY_MISMATCH in kinds(itself, grip)
    assert FlagKind.LATERALITY_MISMATCH not in kinds("Grip strength is less on the left than on the right.", grip)
    assert FlagKind.LATERALITY_MISMATCH in kinds("왼쪽이 왼쪽보다 약함.", grip)


def test_both_sides_of_a_knee_are_not_both_knees() -> None:
    talk = index_of("Doctor: Is this right knee still bothering you?", "Doctor: It is lax on both sides of the knee.")
    assert FlagKind.LATERALITY_MISMATCH in kinds("Left knee pain.", talk)
    assert FlagKind.LATERALITY_MISMATCH not in kinds("Right knee pain.", talk)


WELL = index_of(
    "Doctor: The MRI of your left knee shows a tear.",
    "Patient: It locked twice. The right one's fine.",
)
DRUMS = index_of("Doctor: The left drum's red and bulging, the right looks fine.")


@pytest.mark.parametrize("text", ["MRI right knee: tear.", "Right knee: tear of the meniscus.", "Right knee tear."])
def test_a_side_that_was_called_well_speaks_for_the_other(text: str) -> None:
    assert FlagKind.LATERALITY_MISMATCH in kinds(text, WELL)


@pytest.mark.parametrize("text", ["MRI left knee: tear.", "Right knee normal.", "No pain in the right knee."])
def test_what_was_said_of_either_passes(text: str) -> None:
    assert FlagKind.LATERALITY_MISMATCH not in kinds(text, WELL)


def test_both_sides_where_one_is_well() -> None:
    assert FlagKind.LATERALITY_MISMATCH in kinds("Both tympanic membranes red and bulging.", DRUMS)
    assert FlagKind.LATERALITY_MISMATCH not in kinds("Left tympanic membrane red, right normal.", DRUMS)
    legs = index_of("환자: 오른쪽 다리가 아직 저려요. 왼쪽 다리는 괜찮고요.")
    assert FlagKind.LATERALITY_MISMATCH in kinds("양쪽 다리 저림.", legs)
    both = index_of("Patient: Both my knees hurt.", "Doctor: The left looks fine.")
    assert FlagKind.LATERALITY_MISMATCH not in kinds("Bilateral knee pain.", both)
