"""Official lists in the layouts in which they are published; the rows are made up or well known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.official_list import ListKind, OfficialEntry
from app.review.safety.official_lists import age_limit_years, longest_days, most_mg_a_day, read_csv_list, read_rxnorm

DUR_COLUMNS = "DUR유형,단일/복합,DUR성분코드,DUR성분(영문),DUR성분,복합제,관계성분,약효분류"
DUR_PAIRS = (
    f"{DUR_COLUMNS},병용금기단일/복합,병용금기DUR성분코드,병용금기DUR성분(영문),병용금기DUR성분,병용금기복합제,"
    "병용금기관계성분,병용금기약효분류,고시일자,금기내용,비고,상태\r\n"
    "병용금기,단일,D000762,Itraconazole,이트라코나졸,,,[06290]항진균제,단일,D000027,Simvastatin,심바스타틴,,,"
    '[02180]동맥경화용제,20090303,"횡문근융해증, 근육병증",,정상\r\n'
    "병용금기,단일,D000001,Oldine,올딘,,,,단일,D000002,Agedol,에이지돌,,,,20040101,,,삭제\r\n"
)
DUR_AGE = (
    f"{DUR_COLUMNS},고시일자,연령기준,최대투여기간,최대1일용량,제형,금기내용,비고,상태\n"
    "특정연령대금기,단일,D000100,Codeine,코데인,,,,20140101,12세 미만,,,정제,호흡억제,,정상\n"
)
DUR_PREGNANCY = (
    f"{DUR_COLUMNS},고시일자,금기내용,제형,등급,비고,상태\n"
    "임부금기,단일,D000200,Isotretinoin,이소트레티노인,,,,20081211,태아 기형,,1등급,,정상\n"
)
PORTAL_COLUMNS = (
    "DUR일련번호,DUR유형,단일복합구분코드,DUR성분코드,DUR성분명영문,DUR성분명,복합제,관계성분,약효분류코드,효능군,고시일자,"
    "금기내용,제형,연령기준,최대투여기간,1일최대용량,등급,비고,상태,계열명,병용금기단일복합구분코드,병용금기DUR성분코드,"
    "병용금기DUR성분영문명,병용금기DUR성분명"
)


def portal(**cells: str) -> str:
    """A file of the open data portal with one row: what it leaves empty has a hyphen."""
    names = PORTAL_COLUMNS.split(",")
    row = ",".join(f'"{cells.get(name, "-")}"' for name in names)
    return f"{PORTAL_COLUMNS}\r\n{row}\r\n"


PRODUCTS = (
    "한글상품명,업체명,약품규격,제품총수량,제형구분,포장형태,품목기준코드,품목허가일자,전문일반구분,대표코드,표준코드,"
    "제품코드(개정후),일반명코드(성분명코드),비고,ATC코드\n"
    "새김정500밀리그램(아세트아미노펜),(주)가상제약,500밀리그램,100,정제,병,200000001,20200101,일반의약품,8800000000000,"
    "8800000000017,600000010,101430ATB,,N02BE01\n"
)
INGREDIENTS = (
    "일반명코드,제형구분코드,제형,일반명,분류번호,투여,함량,단위\n"
    "101430ATB,TB,정제,Acetaminophen 500mg,114,내복,500,mg\n"
)


def rxnconso(rxcui: str, tty: str, name: str, *, suppress: str = "N", sab: str = "RXNORM") -> str:
    return f"{rxcui}|ENG||||||{rxcui}9|{rxcui}9|{rxcui}||{sab}|{tty}|{rxcui}|{name}||{suppress}|4096|\n"


def rxnrel(one: str, rela: str, other: str) -> str:
    return f"{one}||CUI|RO|{other}||CUI|{rela}|1||RXNORM||||N|4096|\n"


def test_dur_pairs_without_those_that_were_struck_out() -> None:
    kind, entries = read_csv_list(DUR_PAIRS)
    assert kind is ListKind.DUR_PAIRS
    assert entries == (OfficialEntry("itraconazole", "simvastatin", "횡문근융해증, 근육병증"),)


def test_dur_ages_and_pregnancies() -> None:
    assert read_csv_list(DUR_AGE) == (ListKind.DUR_AGE, (OfficialEntry("codeine", "", "12세 미만 호흡억제"),))
    assert read_csv_list("\ufeff" + DUR_PREGNANCY) == (
        ListKind.DUR_PREGNANCY,
        (OfficialEntry("isotretinoin", "", "1등급 태아 기형"),),
    )


@pytest.mark.parametrize(
    ("cells", "kind", "entry"),
    [
        (
            {"DUR유형": "병용금기", "DUR성분명영문": "Itraconazole", "병용금기DUR성분영문명": "Simvastatin"},
            ListKind.DUR_PAIRS,
            OfficialEntry("itraconazole", "simvastatin"),
        ),
        (
            {"DUR유형": "용량주의", "DUR성분명영문": "Acetaminophen", "1일최대용량": "4,000밀리그램"},
            ListKind.DUR_DOSE,
            OfficialEntry("acetaminophen", "", "4,000밀리그램"),
        ),
        (
            {"DUR유형": "투여기간주의", "DUR성분명영문": "Zolpidem", "최대투여기간": "28일"},
            ListKind.DUR_DURATION,
            OfficialEntry("zolpidem", "", "28일"),
        ),
        (
            {"DUR유형": "효능군중복", "DUR성분명영문": "Loratadine", "효능군": "항히스타민제"},
            ListKind.DUR_GROUP,
            OfficialEntry("loratadine", "항히스타민제"),
        ),
    ],
)
def test_files_of_the_open_data_portal(cells: dict[str, str], kind: ListKind, entry: OfficialEntry) -> None:
    assert read_csv_list(portal(**cells, 상태="정상")) == (kind, (entry,))


def test_the_drug_master_s_two_files() -> None:
    assert read_csv_list(PRODUCTS) == (
        ListKind.HIRA_PRODUCTS,
        (OfficialEntry("새김정500밀리그램(아세트아미노펜)", "101430ATB"),),
    )
    assert read_csv_list(INGREDIENTS) == (
        ListKind.HIRA_INGREDIENTS,
        (OfficialEntry("101430ATB", "acetaminophen 500mg"),),
    )


def test_rxnorm_brands_with_their_ingredients() -> None:
    concepts = (
        rxnconso("161", "IN", "Acetaminophen")
        + rxnconso("202433", "BN", "Tylenol")
        + rxnconso("999", "BN", "Gone", suppress="O")
        + rxnconso("998", "BN", "Foreign", sab="MMSL")
        + rxnconso("5489", "IN", "hydrocodone")
        + rxnconso("214182", "MIN", "acetaminophen / hydrocodone")
        + rxnconso("216903", "BN", "Norco")
    )
    relations = (
        rxnrel("161", "tradename_of", "202433")
        + rxnrel("202433", "has_tradename", "161")
        + rxnrel("161", "tradename_of", "216903")
        + rxnrel("214182", "tradename_of", "216903")
        + rxnrel("161", "part_of", "214182")
    )
    entries = read_rxnorm(concepts, relations)
    assert OfficialEntry("Tylenol", "acetaminophen") in entries
    assert OfficialEntry("Norco", "acetaminophen/hydrocodone") in entries
    assert {entry.name for entry in entries}.isdisjoint({"Gone", "Foreign"})


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "DUR유형,DUR성분(영문)\n모름,X\n", "{}", "\x00"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="official_list_unknown"):
        read_csv_list(text)


def test_an_rrf_file_with_another_number_of_fields_is_refused() -> None:
    with pytest.raises(InputError, match="official_list_unknown"):
        read_rxnorm("1|2|3|\n")
    with pytest.raises(InputError, match="official_list_empty"):
        read_rxnorm(rxnconso("161", "SCD", "acetaminophen 500 MG Oral Tablet"))


@pytest.mark.parametrize(
    ("detail", "years"),
    [
        ("12세 미만", 12),
        ("18세 이하", 19),
        ("6개월 미만", 0.5),
        ("28일 미만", 28 / 365.25),
        ("만 12 세 미만의 소아", 12),
        ("소아", None),
        ("65세 이상", None),
    ],
)
def test_age_limits(detail: str, years: float | None) -> None:
    assert age_limit_years(detail) == (None if years is None else pytest.approx(years))


@pytest.mark.parametrize(
    ("detail", "mg"),
    [
        ("240밀리그램", 240),
        ("4,000밀리그램", 4000),
        ("4g", 4000),
        ("0.5 g (500 mg)", 500),
        ("60 mg/kg", None),
        ("체중 1kg당 10밀리그램", None),
        ("2정", None),
        ("", None),
    ],
)
def test_limits_of_a_day(detail: str, mg: float | None) -> None:
    assert most_mg_a_day(detail) == mg


@pytest.mark.parametrize(("detail", "days"), [("28일", 28), ("4주", 28), ("최대 21일", 21), ("단기간", None)])
def test_limits_of_time(detail: str, days: float | None) -> None:
    assert longest_days(detail) == days


@given(st.text(max_size=200))
def test_any_other_text_is_refused(text: str) -> None:
    for read in (read_csv_list, read_rxnorm):
        with pytest.raises(InputError, match="official_list_"):
            read(text)
