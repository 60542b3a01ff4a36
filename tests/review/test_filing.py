import pytest

from app.domain.transcript import Speaker
from app.review.filing import is_spoken_of, section_for, section_of_dictated


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
        ("examination", "Hemoglobin 10.", Speaker.CLINICIAN, "results"),
        ("results", "Lungs are clear.", None, "examination"),
    ],
)
def test_a_finding_goes_where_findings_are_looked_for(
    section: str, line: str, speaker: Speaker | None, expected: str
) -> None:
    assert section_for(section, line, speaker) == expected


@pytest.mark.parametrize(
    ("section", "line", "speaker", "expected"),
    [
        ("vitals", "Urine is passing well.", Speaker.CLINICIAN, "review_of_systems"),
        ("results", "Bowel movements are normal.", None, "review_of_systems"),
        ("examination", "No signs of fever.", Speaker.PATIENT, "review_of_systems"),
        ("examination", "열감 없음.", Speaker.GUARDIAN, "review_of_systems"),
        ("examination", "No symptoms of nausea or vomiting.", None, "review_of_systems"),
        ("family_social_history", "산소포화도 95%, 체중 18 kg.", Speaker.CLINICIAN, "vitals"),
        ("past_history", "아버지가 천식을 앓음.", Speaker.GUARDIAN, "family_social_history"),
        ("results", "벤토린 2.5 mg 1일 4회.", Speaker.CLINICIAN, "plan"),
        ("vitals", "고혈압.", Speaker.PATIENT, "review_of_systems"),
        ("medications", "Sweet tooth.", Speaker.PATIENT, "history_of_present_illness"),
        ("past_history", "Lives with flatmates.", Speaker.PATIENT, "family_social_history"),
        ("past_history", "직업: 교사.", Speaker.PATIENT, "family_social_history"),
        ("past_history", "No allergies.", Speaker.PATIENT, "allergies"),
        ("assessment", "“하루에 반 갑 피웠어요.”", Speaker.PATIENT, "history_of_present_illness"),
        ("plan", "“I've been taking ibuprofen.”", Speaker.PATIENT, "history_of_present_illness"),
        ("vitals", "“I had 39 degrees at home.”", Speaker.GUARDIAN, "history_of_present_illness"),
    ],
)
def test_what_a_section_is_not_for_goes_where_it_is_looked_for(
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
        ("plan", "Repeat the x-ray in two weeks.", Speaker.CLINICIAN),
        ("examination", "Finger: No pain.", Speaker.CLINICIAN),
        ("examination", "Finger: No pain.", None),
        ("examination", "Knee is tender on the inside.", Speaker.PATIENT),
        ("medications", "Norvasc.", Speaker.CLINICIAN),
        ("medications", "Emollients for the skin.", Speaker.PATIENT),
        ("medications", "암로디핀 5 mg 1일 1회.", Speaker.PATIENT),
        ("medications", "Two puffs when needed, 100 micrograms.", Speaker.PATIENT),
        ("family_social_history", "아버지가 혈압 160까지 오른 적이 있음.", Speaker.PATIENT),
        ("allergies", "Penicillin, hives.", Speaker.PATIENT),
        ("past_history", "Constipation.", Speaker.PATIENT),
        ("past_history", "Stopped smoking after surgery on the lung.", Speaker.PATIENT),
        ("results", "8.2 on Monday.", Speaker.CLINICIAN),
        ("results", "INR 2.3 on warfarin.", Speaker.CLINICIAN),
        ("plan", "“I will start you on amoxicillin.”", Speaker.CLINICIAN),
        ("review_of_systems", "“I had 39 degrees at home.”", Speaker.PATIENT),
        ("situation", "고막 발적.", Speaker.NURSE),
    ],
)
def test_what_is_in_its_place_or_whose_place_is_unsure_stays(section: str, line: str, speaker: Speaker | None) -> None:
    assert section_for(section, line, speaker) == section


@pytest.mark.parametrize(
    ("section", "talk"),
    [
        ("vitals", "Doctor: Your blood pressure is a bit high today."),
        ("vitals", "Nurse: 체온은 삼십팔 도였습니다."),
        ("examination", "Doctor: Does it hurt when I press here?"),
        ("examination", "Doctor: 목이 많이 부었네요."),
        ("results", "Doctor: Your sugar came back at nine."),
        ("results", "Doctor: 피검사 결과는 괜찮습니다."),
        ("medications", "Patient: I had some Tylenol last night."),
        ("medications", "Patient: 암로디핀 5mg 먹고 있어요."),
        ("medications", "Doctor: 드시는 약은요?"),
        ("allergies", "Patient: Penicillin gives me hives."),
        ("family_social_history", "Patient: 담배는 끊었어요."),
        ("safety_net", "Doctor: Come back in two weeks."),
        ("safety_net", "Doctor: 숨이 차면 바로 응급실로 오세요."),
        ("history_of_present_illness", "Patient: Hello."),
        ("a_section_of_the_clinic", "Patient: Hello."),
    ],
)
def test_a_section_may_get_a_line_where_the_talk_has_a_word_of_its_matter(section: str, talk: str) -> None:
    assert is_spoken_of(section, talk)


@pytest.mark.parametrize(
    "section", ["vitals", "examination", "results", "medications", "allergies", "family_social_history", "safety_net"]
)
@pytest.mark.parametrize(
    "talk",
    [
        "Doctor: So what happened?\nPatient: I fell off a ladder and twisted my ankle.",
        "Doctor: 안녕하세요, 어디가 불편하세요?\nPatient: 어제부터 배가 아파요.",
    ],
)
def test_a_section_that_the_talk_has_no_word_of_gets_no_line(section: str, talk: str) -> None:
    assert not is_spoken_of(section, talk)


def test_a_disease_named_after_a_measure_tells_nothing_for_vital_signs() -> None:
    assert not is_spoken_of("vitals", "Patient: 고혈압이 있어요.")
    assert is_spoken_of("vitals", "Doctor: 혈압은 백삼십에 팔십입니다.")


SBAR = ("situation", "background", "assessment", "recommendation")
DISCHARGE = ("admission_discharge", "diagnoses", "investigations", "discharge_medications", "allergies", "follow_up")


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Bed 4, Mrs Lee, 80 years old.", "situation"),
        ("Allergic to latex.", "background"),
        ("Not for resuscitation.", "background"),
        ("DNACPR is in place.", "background"),
        ("In side room nine after a fall.", "situation"),
        ("BP one forty over eighty.", "assessment"),
        ("The catheter drained fifty.", "assessment"),
        ("Her line needs changing.", "recommendation"),
        ("Pulse 92 at 22:00.", "assessment"),
        ("I have called the surgeon.", "assessment"),
        ("The next dose is due at nine.", "recommendation"),
        ("Call the doctor if the pulse exceeds 130.", "recommendation"),
        ("체온 38도.", "assessment"),
        ("배액관에서 30 mL 나왔음.", "assessment"),
        ("라텍스 알레르기.", "background"),
        ("소변량을 확인해 주세요.", "recommendation"),
        ("저녁 9시에 헤파린 주사가 있음.", "recommendation"),
    ],
)
def test_a_line_of_a_handover_goes_where_its_words_say(line: str, section: str) -> None:
    for chosen in SBAR:
        assert section_of_dictated(line, SBAR, chosen) == section


def test_in_i_pass_what_may_happen_is_apart_from_what_is_to_be_done() -> None:
    ids = ("illness_severity", "patient_summary", "action_list", "contingency")
    assert section_of_dictated("Call the doctor if the pulse exceeds 130.", ids, ids[0]) == "contingency"
    assert section_of_dictated("맥박이 130을 넘으면 당직의에게 보고.", ids, ids[0]) == "contingency"
    assert section_of_dictated("Check the drain at 20:00.", ids, ids[0]) == "action_list"
    assert section_of_dictated("Pulse 92.", ids, ids[0]) == "patient_summary"


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Admitted on 3 June.", "admission_discharge"),
        ("Past history of gout.", "diagnoses"),
        ("Troponin was 14.", "investigations"),
        ("Furosemide stopped.", "discharge_medications"),
        ("Furosemide has been stopped.", "discharge_medications"),
        ("She goes home on furosemide.", "discharge_medications"),
        ("푸로세미드는 중단.", "discharge_medications"),
        ("The GP should weigh her weekly.", "follow_up"),
        ("No known drug allergies.", "allergies"),
        ("Check potassium in 2 weeks.", "follow_up"),
    ],
)
def test_a_line_of_a_discharge_document_goes_where_its_words_say(line: str, section: str) -> None:
    assert section_of_dictated(line, DISCHARGE, "diagnoses") == section


def test_what_no_word_decides_stays_in_a_dictation_too() -> None:
    assert section_of_dictated("He is from Ulsan.", SBAR, "background") == "background"


@pytest.mark.parametrize(
    ("section", "line", "said_by", "filed"),
    [
        ("safety_net", "The patient was told to use the cream.", Speaker.CLINICIAN, "plan"),
        ("safety_net", "The patient is sleeping well.", Speaker.PATIENT, "history_of_present_illness"),
        ("safety_net", "Return if the fever is back.", Speaker.CLINICIAN, "safety_net"),
        ("safety_net", "열이 나면 내원하도록 설명함.", Speaker.CLINICIAN, "safety_net"),
        ("assessment", "The ankle is swelling again.", Speaker.PATIENT, "history_of_present_illness"),
        ("assessment", "Ankle sprain.", Speaker.CLINICIAN, "assessment"),
        ("review_of_systems", "The patient is smoking at weekends.", Speaker.PATIENT, "family_social_history"),
        ("past_history", "“I work at a shipyard.”", Speaker.PATIENT, "family_social_history"),
        ("past_history", "Family history of gout.", Speaker.PATIENT, "family_social_history"),
        ("past_history", "History of gout.", Speaker.PATIENT, "past_history"),
        ("past_history", "Worked at a shipyard.", Speaker.PATIENT, "family_social_history"),
        ("past_history", "Roommate.", Speaker.PATIENT, "family_social_history"),
    ],
)
def test_who_said_it_and_what_it_tells_decide(section: str, line: str, said_by: Speaker, filed: str) -> None:
    assert section_for(section, line, said_by) == filed


@pytest.mark.parametrize(
    ("section", "line", "speaker", "said", "expected"),
    [
        ("results", "Routine blood work is ordered.", Speaker.CLINICIAN, "", "plan"),
        ("review_of_systems", "Urine sample ordered.", Speaker.CLINICIAN, "I'll order a urine sample.", "plan"),
        ("plan", "The patient had a negative pregnancy test.", Speaker.PATIENT, "", "results"),
        ("plan", "Start with a pregnancy test.", Speaker.CLINICIAN, "", "plan"),
        ("plan", "The patient is taking ibuprofen.", Speaker.PATIENT, "I take ibuprofen.", "medications"),
        ("plan", "Start ibuprofen.", Speaker.CLINICIAN, "Let's start ibuprofen.", "plan"),
        ("medications", "Paracetamol 2 tablets.", Speaker.CLINICIAN, "You can take two paracetamol tablets.", "plan"),
        ("medications", "아목시실린 1일 2회.", Speaker.CLINICIAN, "아목시실린을 하루 두 번 처방해 드릴게요.", "plan"),
        ("medications", "Norvasc.", Speaker.CLINICIAN, "I see that we have you on the norvasc.", "medications"),
        ("medications", "Currently taking aspirin.", Speaker.CLINICIAN, "You can take aspirin.", "medications"),
        ("history_of_present_illness", "Crackles at the bases.", Speaker.CLINICIAN, "I hear crackles.", "examination"),
        ("history_of_present_illness", "The patient has had a nose job.", Speaker.PATIENT, "", "past_history"),
        ("history_of_present_illness", "Her appendix was taken out at 18.", Speaker.PATIENT, "", "past_history"),
        (
            "history_of_present_illness",
            "A 62-year-old with a prior lobectomy, who presents for an exam.",
            Speaker.CLINICIAN,
            "",
            "history_of_present_illness",
        ),
        ("vitals", "Thyroid levels are not normal.", Speaker.CLINICIAN, "", "results"),
    ],
)
def test_what_is_worded_for_another_section_goes_there(
    section: str, line: str, speaker: Speaker, said: str, expected: str
) -> None:
    assert section_for(section, line, speaker, said) == expected
