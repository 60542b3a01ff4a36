from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex

TALK = TranscriptIndex(
    parse_dialogue("Guardian: She weighs fourteen kilograms. I gave her five milliliters of acetaminophen syrup.")
)


def kinds(line: str) -> set[FlagKind]:
    return {flag.kind for flag in flags_of(line, TALK)}


def test_somebodys_weight_is_no_dose_of_what_they_take() -> None:
    assert FlagKind.DOSE_MISMATCH not in kinds("Weight 14 kg, acetaminophen syrup 5 mL given.")
    assert FlagKind.DOSE_MISMATCH not in kinds("Acetaminophen 5 mL given, weighs 14 kg.")


def test_a_dose_of_something_else_is() -> None:
    other = TranscriptIndex(parse_dialogue("Doctor: Take lisinopril twenty milligrams and metformin 500 milligrams."))
    assert FlagKind.DOSE_MISMATCH in {flag.kind for flag in flags_of("Lisinopril 500 mg", other)}
