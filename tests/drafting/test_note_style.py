import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafting.note_style import as_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("3일 전부터 기침이 나고 열이 났어요.", "3일 전부터 기침이 나고 열이 났음."),
        ("가래가 노란색으로 나와요. 피는 안 섞여 나와요.", "가래가 노란색으로 나옴. 피는 안 섞여 나옴."),
        ("숨을 들이쉬면 오른쪽 가슴이 아파요", "숨을 들이쉬면 오른쪽 가슴이 아픔"),
        ("14 kg이에요.", "14 kg임."),
        ("폐 소리도 깨끗해요.", "폐 소리도 깨끗함."),
        ("오른쪽 아래에서 수포음이 들리네요.", "오른쪽 아래에서 수포음이 들림."),
        ("목이 부었네요.", "목이 부었음."),
        ("오른쪽은 정상입니다.", "오른쪽은 정상임."),
        ("당뇨는 아닙니다.", "당뇨는 아님."),
        ("당뇨는 아니에요.", "당뇨는 아님."),
        ("열은 없습니다.", "열은 없음."),
        ("토하지는 않았습니다.", "토하지는 않았음."),
        ("기침은 괜찮아요.", "기침은 괜찮음."),
        ("걷기가 힘들어요.", "걷기가 힘듦."),
        ("다리가 가려워요.", "다리가 가려움."),
        ("물은 잘 마셔요.", "물은 잘 마심."),
        ("열이 나요.", "열이 남."),
        ("혼자 살아요.", "혼자 삶."),
        ("곧 나을 거예요.", "곧 나을 것임."),
        ("응급실로 오셔야 합니다.", "응급실로 오셔야 함."),
    ],
)
def test_what_was_said_gets_the_ending_of_a_note(said: str, written: str) -> None:
    assert as_written(said, "history_of_present_illness") == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("흉부 엑스레이와 피검사를 하겠습니다.", "흉부 엑스레이와 피검사를 할 예정."),
        ("항생제를 드릴게요.", "항생제를 드릴 예정."),
        ("주사를 놓겠습니다.", "주사를 놓을 예정."),
        (
            "2일 뒤에 다시 오세요. 숨이 차면 응급실로 가세요.",
            "2일 뒤에 다시 오도록 설명함. 숨이 차면 응급실로 가도록 설명함.",
        ),
        ("무리하지 마세요.", "무리하지 말도록 설명함."),
        ("의자에 앉으십시오.", "의자에 앉도록 설명함."),
    ],
)
def test_what_is_decided_and_asked_for_is_written_as_such(said: str, written: str) -> None:
    assert as_written(said, "plan") == written


@pytest.mark.parametrize(
    "line",
    [
        "“열이 났어요.”",
        "식사는 잘 하세요.",
        "열이 있나요?",
        "어디가 아프세요.",
        "네, 알겠습니다.",
        "그런가요.",
        "아프더라고요.",
        "열이 39도까지 났음.",
        "폐렴 의심.",
        "The patient has a cough.",
        "혈압 130/80, 맥박 96",
        "",
    ],
)
def test_a_quotation_a_question_and_what_is_unsure_stay_as_they_are(line: str) -> None:
    assert as_written(line, "history_of_present_illness") == line


@given(
    st.text(alphabet="가각간갈갊감갑났없있하합해오와습니다요어아네세겠 .!?0123ab", max_size=40),
    st.sampled_from(["plan", "vitals"]),
)
def test_what_is_written_once_is_written_and_all_but_words_at_an_end_stays(line: str, section_id: str) -> None:
    written = as_written(line, section_id)
    assert [c for c in written if c.isascii() and c != " "] == [c for c in line if c.isascii() and c != " "]
    assert as_written(written, section_id) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("혈당이 낮으면 당직의에게 알려 주세요.", "혈당이 낮으면 당직의에게 알려 줄 것."),
        ("아침까지 금식하세요.", "아침까지 금식할 것."),
        ("앉히지 마세요.", "앉히지 말 것."),
        ("손을 꼭 닦으세요.", "손을 꼭 닦을 것."),
    ],
)
def test_what_the_next_shift_is_asked_is_a_task_and_not_advice_to_the_patient(said: str, written: str) -> None:
    for section_id in ("recommendation", "action_list", "contingency"):
        assert as_written(said, section_id) == written
