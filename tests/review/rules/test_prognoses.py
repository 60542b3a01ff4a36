from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex


def kinds(note: str, *talk: str) -> set[FlagKind]:
    return {flag.kind for flag in flags_of(note, TranscriptIndex(parse_dialogue("\n".join(talk))))}


DOUBTED = ("Doctor: It's a mild sprain. It should start to get better in the next two weeks.", "Patient: Okay.")
CERTAIN = ("Doctor: It's a mild sprain. It will get better in the next two weeks.", "Patient: Okay.")


def test_what_was_foretold_with_doubt_is_not_certain() -> None:
    assert FlagKind.CERTAINTY_MISMATCH in kinds("The sprain will improve in the next 2 weeks.", *DOUBTED)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("The sprain should improve in the next 2 weeks.", *DOUBTED)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("The sprain will likely improve in the next 2 weeks.", *DOUBTED)


def test_what_was_foretold_for_certain_is() -> None:
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("The sprain will improve in the next 2 weeks.", *CERTAIN)


def test_a_condition_foretells_nothing() -> None:
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("We will see if the sprain will get better.", *DOUBTED)


def test_what_will_hopefully_be_controlled_or_settle_is_not_certain_to() -> None:
    cream = "Doctor: The cream should hopefully control your symptoms."
    assert FlagKind.CERTAINTY_MISMATCH in kinds("Symptoms will be controlled in a week.", cream)
    settles = "Doctor: I suspect it will just settle down."
    assert FlagKind.CERTAINTY_MISMATCH in kinds("It will settle.", settles)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("It will likely settle.", settles)
