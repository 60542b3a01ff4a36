"""An allergy where the talk denies all of them."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from tests.review.talk import index_of, kinds

TAKEN = ("Doctor: You're taking penicillin?", "Patient: Yes.")


@pytest.mark.parametrize("line", ["Allergic to penicillin.", "Penicillin allergy.", "Allergies: penicillin."])
def test_a_stated_allergy_is_flagged_where_allergies_were_denied(line: str) -> None:
    index = index_of(*TAKEN, "Doctor: Any allergies?", "Patient: No allergies.")
    assert FlagKind.NEGATION_MISMATCH in kinds(line, index)


@pytest.mark.parametrize(
    "told",
    [
        ("Doctor: Any allergies?", "Patient: Yes, to penicillin."),
        ("Doctor: Any allergies?", "Patient: Penicillin gives me hives."),
        ("Doctor: Any food allergies?", "Patient: No, but I am allergic to penicillin."),
    ],
)
def test_an_allergy_that_was_told_is_not(told: tuple[str, ...]) -> None:
    assert FlagKind.NEGATION_MISMATCH not in kinds("Allergic to penicillin.", index_of(*told))


def test_korean_allergies_too() -> None:
    denied = index_of("의사: 페니실린 맞으셨죠? 알레르기는요?", "환자: 알레르기는 없어요.")
    assert FlagKind.NEGATION_MISMATCH in kinds("페니실린 알레르기.", denied)
    told = index_of("의사: 음식 알레르기는요?", "환자: 없어요. 페니실린은 맞고 두드러기가 났어요.")
    assert not kinds("페니실린 알레르기 있음.", told)


HIVES = ("Patient: I reacted to trimethoprim, I came out in hives.", "Doctor: I'll start nitrofurantoin 100 mg.")


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Allergic to nitrofurantoin.", HIVES),
        ("Allergies: nitrofurantoin.", HIVES),
        ("Allergic to nitrofurantoin.", ("Doctor: Nitrofurantoin, because of your trimethoprim allergy.",)),
        (
            "Allergic to cefaclor.",
            ("Doctor: Any allergies?", "Patient: Sulfa gives me hives.", "Doctor: Take cefaclor."),
        ),
        ("암로디핀 알레르기 있음.", ("환자: 페니실린 맞고 두드러기가 났어요.", "의사: 암로디핀을 드릴게요.")),
    ],
)
def test_an_allergy_to_what_was_only_given_is_asked_about(line: str, talk: tuple[str, ...]) -> None:
    assert FlagKind.FINDING_UNSUPPORTED in kinds(line, index_of(*talk))


def test_a_relatives_allergy_is_not_the_patients() -> None:
    index = index_of("Doctor: Any allergies?", "Patient: My brother's allergic to penicillin.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("Allergic to penicillin.", index)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("Brother is allergic to penicillin.", index)


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Allergic to trimethoprim.", HIVES),
        ("Nitrofurantoin 100 mg because of trimethoprim allergy.", HIVES),
        ("Allergies: penicillin, codeine.", ("Patient: I can't take penicillin or codeine.",)),
        ("Allergic to codeine.", ("Doctor: Any allergies?", "Patient: Just codeine.")),
        ("Allergic to codeine.", ("Patient: They gave me codeine once.", "Doctor: And?", "Patient: I got sick on it.")),
        ("페니실린 알레르기.", ("의사: 약 알레르기 있으세요?", "환자: 페니실린이요.")),
    ],
)
def test_a_reaction_told_near_the_name_is_one_to_it(line: str, talk: tuple[str, ...]) -> None:
    assert FlagKind.FINDING_UNSUPPORTED not in kinds(line, index_of(*talk))


@pytest.mark.parametrize("line", ["No known drug allergies.", "NKDA", "Allergies: none", "약물 알레르기 없음."])
def test_no_allergies_against_a_reaction_that_was_told(line: str) -> None:
    assert FlagKind.NEGATION_MISMATCH in kinds(line, index_of(*HIVES))
    brother = index_of("Patient: My brother's allergic to penicillin.", "Doctor: And you?", "Patient: No allergies.")
    assert FlagKind.NEGATION_MISMATCH not in kinds(line, brother)


def test_what_is_given_instead_is_not_what_was_reacted_to() -> None:
    index = index_of("간호사: 페니실린 알레르기 있으셔서 세파졸린 말고 클린다마이신으로 들어갑니다.")
    assert FlagKind.FINDING_UNSUPPORTED in kinds("클린다마이신 알레르기.", index)
    assert FlagKind.FINDING_UNSUPPORTED not in kinds("페니실린 알레르기.", index)


EGGS = ("Doctor: Anything else?", "Guardian: She's allergic to eggs.")


@pytest.mark.parametrize(
    ("line", "kind"),
    [("Peanut allergy.", FlagKind.FINDING_UNSUPPORTED), ("No known allergies.", FlagKind.NEGATION_MISMATCH)],
)
def test_food_that_was_named_or_not(line: str, kind: FlagKind) -> None:
    assert kind in kinds(line, index_of(*EGGS))


@pytest.mark.parametrize("line", ["Egg allergy.", "Allergic to eggs.", "Food allergy.", "Seasonal allergies."])
def test_food_that_was_named_passes(line: str) -> None:
    assert kinds(line, index_of(*EGGS)).isdisjoint({FlagKind.NEGATION_MISMATCH})
    assert not any(flag.written.casefold().startswith(("egg", "allergic")) for flag in flags_of(line, index_of(*EGGS)))


def test_food_named_in_the_other_language_passes() -> None:
    assert not kinds("Egg allergy.", index_of("보호자: 계란 알레르기가 있어요."))
    assert FlagKind.FINDING_UNSUPPORTED in kinds("땅콩 알레르기 있음.", index_of("보호자: 계란 알레르기가 있어요."))
