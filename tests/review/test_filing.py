import pytest

from app.domain.transcript import Speaker
from app.review.filing import section_for


@pytest.mark.parametrize(
    ("section", "line", "speaker", "expected"),
    [
        ("review_of_systems", "왼쪽 고막이 빨갛고 부어 있음.", Speaker.CLINICIAN, "examination"),
        ("review_of_systems", "체온 38.6도입니다.", Speaker.CLINICIAN, "vitals"),
        ("review_of_systems", "Lungs are clear.", Speaker.CLINICIAN, "examination"),
        ("vitals", "No fractures or dislocations.", Speaker.CLINICIAN, "results"),
        ("vitals", "Hemoglobin A1c 8%.", None, "results"),
        ("vitals", "No tenderness where pressing.", Speaker.PATIENT, "examination"),
        ("vitals", "Jugular venous distention 8 cm.", Speaker.CLINICIAN, "examination"),
    ],
)
def test_a_finding_goes_where_findings_are_looked_for(
    section: str, line: str, speaker: Speaker | None, expected: str
) -> None:
    assert section_for(section, line, speaker) == expected


@pytest.mark.parametrize(
    ("section", "line", "speaker"),
    [
        ("review_of_systems", "집에서 체온 39도였음.", Speaker.GUARDIAN),
        ("review_of_systems", "Tenderness of the knee.", Speaker.PATIENT),
        ("review_of_systems", "Fever, chills, cough.", Speaker.CLINICIAN),
        ("vitals", "Blood pressure 120/80, lungs clear.", Speaker.CLINICIAN),
        ("vitals", "혈압 130/80, 산소포화도 95%.", Speaker.CLINICIAN),
        ("vitals", "Feels well.", Speaker.PATIENT),
        ("plan", "Repeat the x-ray in two weeks.", Speaker.CLINICIAN),
        ("examination", "Hemoglobin 10.", Speaker.CLINICIAN),
        ("situation", "고막 발적.", Speaker.NURSE),
    ],
)
def test_what_is_in_its_place_or_whose_place_is_unsure_stays(section: str, line: str, speaker: Speaker) -> None:
    assert section_for(section, line, speaker) == section
