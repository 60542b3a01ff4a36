"""Two medications at once: repeated ingredients, repeated classes, the clinic's interactions."""

import pytest

from app.domain.clinic_settings import ClinicSettings
from app.domain.note import FlagKind
from app.domain.patient_record import PatientRecord
from app.resources import load_json
from app.review.reading.medications import medication
from tests.review.safety.notes import EVERYTHING, flags, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PLAN:\nTylenol 500 mg.\nUltracet twice daily.", ("medication_repeated", "Ultracet", "Tylenol")),
        ("복용약:\n타이레놀.\n계획:\n울트라셋 처방.", ("medication_repeated", "울트라셋", "타이레놀")),
        ("복용약:\n판콜에스.\n계획:\n타이레놀 500 mg 처방.", ("medication_repeated", "타이레놀", "판콜에스")),
        ("MEDICATIONS:\nNyQuil at night.\nPLAN:\nTylenol.", ("medication_repeated", "Tylenol", "NyQuil")),
        ("MEDICATIONS:\nTylenol 500 mg.\nAcetaminophen 650 mg.", ("medication_repeated", "Acetaminophen", "Tylenol")),
        ("MEDICATIONS:\nIbuprofen.\nPLAN:\nStart meloxicam 15 mg.", ("class_repeated", "meloxicam", "Ibuprofen")),
        ("복용약:\n에소메프라졸.\n계획:\n란소프라졸 추가.", ("class_repeated", "란소프라졸", "에소메프라졸")),
        ("PLAN:\nContinue lisinopril. Add losartan 50 mg.", ("class_repeated", "losartan", "lisinopril")),
        ("PLAN:\nAlprazolam and lorazepam.", ("class_repeated", "lorazepam", "Alprazolam")),
    ],
)
def test_repeats(text: str, expected: tuple[str, str, str]) -> None:
    found = flags(text)
    assert [(flag.kind.value, flag.written, flag.said) for flag in found] == [expected]
    assert {flag.severity.value for flag in found} == {"warn"}


@pytest.mark.parametrize(
    "text",
    [
        "MEDICATIONS:\nAmlodipine 5 mg.\nPLAN:\nContinue amlodipine 5 mg.",
        "MEDICATIONS:\nTylenol (acetaminophen) 500 mg.",
        "MEDICATIONS:\nTylenol 500 mg.\nPLAN:\nContinue acetaminophen.",
        "PLAN:\nSwitch from omeprazole to pantoprazole.",
        "계획:\n오메프라졸을 란소프라졸로 변경.",
        "PLAN:\nStop naproxen, start meloxicam 7.5 mg.",
        "PLAN:\nIbuprofen or naproxen as needed.",
        "계획:\n이부프로펜 또는 나프록센 복용.",
        "MEDICATIONS:\nIbuprofen 400 mg.\nPLAN:\nDiclofenac gel.",
        "HISTORY:\nTook naproxen in the past.\nPLAN:\nIbuprofen 400 mg.",
        "MEDICATIONS:\nInsulin glargine 20 units at night.\nInsulin lispro 6 units with meals.",
        "HISTORY:\nShe was taking naproxen until last year.\nPLAN:\nIbuprofen 400 mg.",
        "현병력:\n나프록센은 작년까지 복용.\n계획:\n이부프로펜 400 mg.",
        "PLAN:\nAspirin 81 mg and ibuprofen 400 mg.",
        "FAMILY HISTORY:\nMother takes simvastatin.\nPLAN:\nAtorvastatin 20 mg.",
    ],
)
def test_what_is_one_medication_or_one_at_a_time_is_no_repeat(text: str) -> None:
    assert flags(text) == []


def test_alternatives_in_one_place_excuse_nothing_elsewhere() -> None:
    found = flags("PLAN:\nIbuprofen or naproxen as needed.\nNaproxen 250 mg daily.\nIbuprofen 400 mg daily.")
    assert [flag.kind for flag in found] == [FlagKind.CLASS_REPEATED]


def test_the_record_s_list_counts() -> None:
    record = PatientRecord(medications=("Ibuprofen 400 mg bid", "와파린 5 mg"))
    assert told(flags("PLAN:\nMeloxicam 15 mg.", record)) == [("class_repeated", "warn", "Meloxicam", "Ibuprofen")]
    found = flags("PLAN:\nMeloxicam 15 mg.", record, ClinicSettings(checks_interactions=True))
    assert ("interaction", "warn", "Meloxicam", "와파린") in told(found)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("MEDICATIONS:\nWarfarin 5 mg.\nPLAN:\nIbuprofen 400 mg.", ("ibuprofen", "warfarin")),
        ("복용약:\n와파린.\n계획:\n클래리스로마이신 처방.", ("클래리스로마이신", "와파린")),
        ("MEDICATIONS:\nSimvastatin.\nPLAN:\nClarithromycin 500 mg.", ("clarithromycin", "simvastatin")),
        ("MEDICATIONS:\nLisinopril.\nPLAN:\nSpironolactone 25 mg.", ("spironolactone", "lisinopril")),
        ("MEDICATIONS:\nIsosorbide mononitrate.\nPLAN:\nViagra 50 mg.", ("viagra", "isosorbide mononitrate")),
        ("MEDICATIONS:\nSertraline.\nPLAN:\nTramadol 50 mg.", ("tramadol", "sertraline")),
        ("MEDICATIONS:\nMethotrexate weekly.\nPLAN:\nBactrim.", ("bactrim", "methotrexate")),
        ("MEDICATIONS:\nLithium.\nPLAN:\nHydrochlorothiazide 25 mg.", ("hydrochlorothiazide", "lithium")),
        ("MEDICATIONS:\nOxycodone.\nPLAN:\nLorazepam 1 mg.", ("lorazepam", "oxycodone")),
        ("MEDICATIONS:\nAmiodarone.\nPLAN:\nLevofloxacin 750 mg.", ("levofloxacin", "amiodarone")),
    ],
)
def test_interactions_are_asked_about_only_where_the_clinic_has_turned_them_on(
    text: str, pair: tuple[str, str]
) -> None:
    assert not [flag for flag in flags(text) if flag.kind is FlagKind.INTERACTION]
    (flag,) = [flag for flag in flags(text, settings=EVERYTHING) if flag.kind is FlagKind.INTERACTION]
    assert (flag.written.lower(), flag.said.lower()) == pair
    assert flag.source


def test_the_tables_say_that_they_need_a_review_and_name_known_medications() -> None:
    interactions = load_json("safety/interactions.json")
    assert interactions["needs_review"]
    assert "pharmacist" in interactions["about"]
    assert len(interactions["pairs"]) >= 30
    for row in interactions["pairs"]:
        assert row["source"]
        for side in (row["one"], row["other"]):
            for ingredient in side.get("ingredients", ()):
                is_part = ingredient in {"trimethoprim", "sulfamethoxazole", "sacubitril"}
                assert is_part or medication(ingredient) is not None, ingredient


def test_a_long_list_is_checked_at_once() -> None:
    names = ["Warfarin", "Ibuprofen", "Simvastatin", "Lisinopril", "Sertraline", "Tramadol", "Amiodarone", "Lithium"]
    text = "PLAN:\n" + "\n".join(f"{name} {number} mg." for number in range(40) for name in names)
    found = flags(text, settings=EVERYTHING)
    assert 0 < len(found) < 100
