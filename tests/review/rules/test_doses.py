import pytest

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


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: Use the Ventolin, two puffs up to four times a day.", "Ventolin 4 puffs as needed."),
        ("Doctor: Keep the Seretide at two puffs. Only one inhaler a month.", "Seretide 3 puffs."),
        ("Doctor: I'd keep the Seretide at two puffs twice a day.", "Seretide one puff twice a day."),
        ("의사: 타이레놀 두 알씩 하루 세 번 드세요.", "타이레놀 3정씩 하루 3회."),
        ("의사: 타이레놀 두 알씩 하루 세 번 드세요.", "타이레놀 1정씩 하루 3회."),
    ],
)
def test_another_count_of_tablets_or_puffs_is_asked_about(said: str, written: str) -> None:
    index = TranscriptIndex(parse_dialogue(said))
    found = {flag.kind for flag in flags_of(written, index)}
    assert found & {FlagKind.DOSE_MISMATCH, FlagKind.NUMBER_UNSUPPORTED}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: Two metformin tablets in the morning and one at night.", "Metformin 1 tablet at night."),
        ("Doctor: Take metformin, two tablets in the morning and three at night.", "Metformin 3 tablets at night."),
        ("Doctor: Take a puff of Ventolin, or two puffs if it is bad.", "Ventolin 1 puff."),
        ("Doctor: Take metformin with food.", "Metformin 1 tablet."),
        ("의사: 타이레놀 두 알씩 하루 세 번 드세요.", "타이레놀 2정씩 하루 3회."),
    ],
)
def test_a_count_that_was_said_in_any_way_is_not(said: str, written: str) -> None:
    index = TranscriptIndex(parse_dialogue(said))
    assert FlagKind.DOSE_MISMATCH not in {flag.kind for flag in flags_of(written, index)}


def test_a_dose_without_a_unit_right_behind_the_name() -> None:
    index = TranscriptIndex(parse_dialogue("Patient: I take bisoprolol two point five.\nDoctor: And apixaban, 5 mg."))
    assert FlagKind.DOSE_MISMATCH in {flag.kind for flag in flags_of("Bisoprolol 5 mg.", index)}
    assert FlagKind.DOSE_MISMATCH not in {flag.kind for flag in flags_of("Bisoprolol 2.5 mg.", index)}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Doctor: Doxycycline, two hundred milligrams today and then a hundred a day.", "Doxycycline 100 mg daily."),
        ("Patient: Metformin one gram, gliclazide forty in the morning.", "Gliclazide 40 mg in the morning."),
        ("Doctor: Paracetamol, 120 milligrams in five mils, give her seven and a half mils.", "Paracetamol 7.5 mL."),
        ("의사: 디멘히드리네이트 오십 밀리그램 반 알씩 드세요.", "디멘히드리네이트 50 mg 반 알."),
    ],
)
def test_a_dose_that_was_told_on_without_its_unit_is_right(said: str, written: str) -> None:
    assert not flags_of(written, TranscriptIndex(parse_dialogue(said)))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("의사: 디멘히드리네이트 오십 밀리그램 반 알씩 드세요.", "디멘히드리네이트 50 mg 한 알."),
        ("환자: 담배는 하루에 반 갑이요.", "하루 한 갑 흡연."),
        ("Patient: Half a pack a day.", "Smokes 2 packs a day."),
    ],
)
def test_half_of_what_is_written_is_asked_about(said: str, written: str) -> None:
    assert flags_of(written, TranscriptIndex(parse_dialogue(said)))
