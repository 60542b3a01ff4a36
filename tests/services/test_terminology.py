"""Official lists: imported, dated, and made into rules for the checks."""

from pathlib import Path

import pytest

from app.domain.clinic_settings import ClinicSettings
from app.domain.errors import InputError
from app.domain.note import Flag, FlagKind
from app.domain.official_list import ListKind
from app.domain.pasted_note import note_from_text
from app.domain.patient_record import PatientRecord
from app.review.safety.flags import Chart, safety_flags
from app.services.terminology import import_list, imported_lists, official_rules

DUR_COLUMNS = "DUR유형,단일/복합,DUR성분코드,DUR성분(영문),DUR성분"
PAIRS = (
    f"{DUR_COLUMNS},병용금기DUR성분코드,병용금기DUR성분(영문),병용금기DUR성분,금기내용,상태\n"
    "병용금기,단일,D1,Ketorolac,케토롤락,D2,Pentoxifylline,펜톡시필린,출혈,정상\n"
)
AGES = f"{DUR_COLUMNS},연령기준,상태\n특정연령대금기,단일,D3,Montelukast,몬테루카스트,12개월 미만,정상\n"
ELDERLY = f"{DUR_COLUMNS},금기내용,상태\n노인주의,단일,D4,Zolpidem,졸피뎀,,정상\n"
PREGNANCY = f"{DUR_COLUMNS},금기내용,등급,상태\n임부금기,단일,D5,Fluconazole,플루코나졸,,2등급,정상\n"
PRODUCTS = "한글상품명,업체명,일반명코드(성분명코드)\n새김돌정5밀리그램,(주)가상제약,999901ATB\n"
INGREDIENTS = "일반명코드,일반명\n999901ATB,warfarin sodium 5mg\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def write(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def flags(text: str, record: PatientRecord, folder: Path) -> list[Flag]:
    chart = Chart(record, ClinicSettings(checks_interactions=True), official=official_rules(folder))
    return [flag for found in safety_flags(note_from_text(text), chart).values() for flag in found]


def test_an_import_is_dated_and_a_later_one_takes_its_place(tmp_path: Path, folder: Path) -> None:
    first = import_list(write(tmp_path, "DUR_병용금기_20251031.csv", PAIRS, "cp949"), folder)
    assert (first.kind, first.edition, first.entries, first.replaced) == (ListKind.DUR_PAIRS, "2025-10-31", 1, "")
    second = import_list(write(tmp_path, "pairs.csv", PAIRS), folder, edition="2026-10-31")
    assert second.replaced == "2025-10-31"
    (table,) = imported_lists(folder)
    assert table.edition == "2026-10-31"
    assert len(table.sha256) == 64
    assert sorted(path.name for path in folder.iterdir()) == ["dur_pairs.json"]


def test_rxnorm_is_dated_by_the_folder_of_its_release(tmp_path: Path, folder: Path) -> None:
    rrf = tmp_path / "RxNorm_full_prescribe_11032025" / "rrf"
    rrf.mkdir(parents=True)
    (rrf / "RXNCONSO.RRF").write_text(
        "161|ENG||||||1|1|161||RXNORM|IN|161|acetaminophen||N|4096|\n"
        "202433|ENG||||||2|2|202433||RXNORM|BN|202433|Tylenol||N|4096|\n",
        encoding="utf-8",
    )
    (rrf / "RXNREL.RRF").write_text("161||CUI|RO|202433||CUI|tradename_of|1||RXNORM||||N|4096|\n", encoding="utf-8")
    imported = import_list(rrf, folder)
    assert (imported.kind, imported.edition, imported.entries) == (ListKind.RXNORM, "2025-11-03", 2)
    assert official_rules(folder).product_in("Tylenol 500 mg") == ("Tylenol", "acetaminophen")


def test_what_is_no_list_or_has_no_date_is_refused_and_nothing_is_kept(tmp_path: Path, folder: Path) -> None:
    for name, text, code in (
        ("pairs.csv", PAIRS, "official_list_edition_missing"),
        ("list_20251031.csv", "a,b\n1,2\n", "official_list_unknown"),
        ("list_20251331.csv", PAIRS, "official_list_edition_missing"),
    ):
        with pytest.raises(InputError, match=code):
            import_list(write(tmp_path, name, text), folder)
    with pytest.raises(InputError, match="file_missing"):
        import_list(tmp_path / "nowhere_20251031.csv", folder)
    with pytest.raises(InputError, match="file_unreadable"):
        import_list(write(tmp_path, "x_20251031.csv", "가" * 9, "utf-16"), folder)
    assert imported_lists(folder) == ()


def test_official_lists_join_the_checks_with_their_edition(tmp_path: Path, folder: Path) -> None:
    for name, text in (("a_20251031.csv", PAIRS), ("b_20251031.csv", AGES), ("c_20251031.csv", ELDERLY)):
        import_list(write(tmp_path, name, text), folder)
    import_list(write(tmp_path, "d_20251031.csv", PREGNANCY), folder)

    (pair,) = flags("PLAN:\nContinue pentoxifylline. Ketorolac 10 mg.", PatientRecord(), folder)
    assert (pair.kind, pair.source) == (FlagKind.INTERACTION, "MFDS DUR 병용금기, 2025-10-31")
    (old,) = flags("계획:\n졸피뎀 5 mg.", PatientRecord(age_years=70), folder)
    assert (old.kind, old.severity.value) == (FlagKind.AGE_CAUTION, "info")
    (pregnant,) = flags("계획:\n플루코나졸 150 mg.", PatientRecord(is_pregnant=True), folder)
    assert pregnant.kind is FlagKind.PREGNANCY_CAUTION
    ages = flags("계획:\n몬테루카스트 4 mg.", PatientRecord(age_years=0.8), folder)
    assert [flag.source for flag in ages] == ["MFDS DUR 연령금기, 2025-10-31"]
    assert flags("계획:\n몬테루카스트 4 mg.", PatientRecord(age_years=1.1), folder) == []


def test_a_product_of_the_drug_master_is_known_in_the_record(tmp_path: Path, folder: Path) -> None:
    record = PatientRecord(medications=("새김돌정 5밀리그램 하루 한 번",))
    assert flags("PLAN:\nIbuprofen 400 mg.", record, folder) == []
    import_list(write(tmp_path, "products_20251031.csv", PRODUCTS), folder)
    import_list(write(tmp_path, "ingredients_20251031.csv", INGREDIENTS), folder)
    (flag,) = flags("PLAN:\nIbuprofen 400 mg.", record, folder)
    assert (flag.kind, flag.said) == (FlagKind.INTERACTION, "새김돌정")


@pytest.mark.logs_warnings
def test_a_damaged_table_stops_no_check(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "dur_pairs.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="file_unreadable"):
        imported_lists(folder)
    assert flags("PLAN:\nMeloxicam and ibuprofen.", PatientRecord(), folder)


def test_an_import_takes_the_place_of_a_damaged_table_and_heeds_no_other(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    for damaged in ("dur_pairs.json", "dur_age.json"):
        (folder / damaged).write_text("{", encoding="utf-8")
    imported = import_list(write(tmp_path, "a_20251031.csv", PAIRS), folder)
    assert (imported.kind, imported.replaced) == (ListKind.DUR_PAIRS, "")
    assert import_list(write(tmp_path, "b_20251130.csv", PAIRS), folder).replaced == "2025-10-31"
    import_list(write(tmp_path, "c_20251031.csv", AGES), folder)
    assert [table.kind for table in imported_lists(folder)] == [ListKind.DUR_PAIRS, ListKind.DUR_AGE]
