import pytest

from app.domain.transcript import DropReason, Word
from app.speech.inventions import (
    Evidence,
    first_loop,
    invention_in,
    is_loop,
    is_told_again,
    is_too_fast,
    mean_confidence,
    stock_phrases,
)

CLEAR = Evidence(log_probability=-0.3, no_speech_probability=0.05, voice_share=0.9)
DOUBTFUL = Evidence(log_probability=-0.8, no_speech_probability=0.8, voice_share=0.9)
SILENT = Evidence(log_probability=-0.5, no_speech_probability=0.3, voice_share=0.02)
NOTHING_SAID = Evidence(log_probability=-1.3, no_speech_probability=0.8, voice_share=0.9)


def said(text: str, confidence: float = 0.9) -> tuple[Word, ...]:
    return tuple(Word(n * 0.4, n * 0.4 + 0.4, word, confidence) for n, word in enumerate(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "시청해주셔서 감사합니다.",
        "시청해 주셔서 감사합니다",
        "구독과 좋아요 부탁드립니다!",
        "한글자막 by 한효정",
        "Thanks for watching!",
        "Thank you for watching, and please subscribe.",
        "Subtitles by the Amara.org community",
    ],
)
def test_what_no_consultation_contains_is_dropped_even_when_it_sounds_certain(text: str) -> None:
    assert invention_in(said(text), CLEAR) is DropReason.STOCK_PHRASE


@pytest.mark.parametrize(
    "text", ["감사합니다.", "네, 감사합니다.", "Thank you.", "Thank you very much.", "Bye.", "네."]
)
class TestPolitePhrases:
    def test_are_speech_when_they_were_said(self, text: str) -> None:
        assert invention_in(said(text), CLEAR) is None

    def test_are_dropped_when_everything_doubts_them(self, text: str) -> None:
        assert invention_in(said(text, confidence=0.3), DOUBTFUL) is DropReason.STOCK_PHRASE

    def test_stay_when_only_the_decoder_thinks_that_nothing_was_said(self, text: str) -> None:
        assert invention_in(said(text, confidence=0.9), DOUBTFUL) is None


@pytest.mark.parametrize(
    "text",
    [
        "다음 영상에서 결절이 더 커졌는지 보겠습니다.",
        "다음 시간에 만나요.",
        "휴대폰 알림 설정해 두세요.",
        "봐주셔서 감사합니다, 선생님.",
        "I was watching television when it began.",
        "Thanks for listening to me.",
        "I subscribe to a newspaper.",
        "No, no, no, no.",
    ],
)
def test_what_patients_and_doctors_do_say_stays(text: str) -> None:
    assert invention_in(said(text), CLEAR) is None


@pytest.mark.parametrize("text", ["어디가 불편해서 오셨어요?", "검사 결과를 보고 처방해 드릴게요."])
def test_the_opening_talk_heard_again_is_speech_only_when_nothing_doubts_it(text: str) -> None:
    assert invention_in(said(text), CLEAR) is None
    assert invention_in(said(text, confidence=0.3), DOUBTFUL) is DropReason.STOCK_PHRASE


def test_words_where_nobody_speaks_are_dropped() -> None:
    assert invention_in(said("She takes aspirin every day."), SILENT) is DropReason.NON_SPEECH


def test_words_that_the_decoder_itself_gives_up_are_dropped() -> None:
    assert invention_in(said("She takes aspirin every day."), NOTHING_SAID) is DropReason.NON_SPEECH


def test_words_that_are_guesses_throughout_are_dropped() -> None:
    assert invention_in(said("bla ble bli", confidence=0.05), CLEAR) is DropReason.LOW_CONFIDENCE


def test_accented_speech_is_not_mistaken_for_guesses() -> None:
    accented = Evidence(log_probability=-0.98, no_speech_probability=0.15, voice_share=0.8)
    assert invention_in(said("전역 여사 시에 녹사팔인", confidence=0.35), accented) is None


def test_a_sentence_that_compresses_too_well_is_a_loop() -> None:
    assert is_loop("I'm going to go to the hospital. " * 8)
    assert invention_in(said("그래서 병원에 갔어요. " * 12), CLEAR) is DropReason.LOOP
    assert not is_loop(
        "Please repeat observations every thirty minutes, and call the outreach team if his systolic falls."
    )
    assert not is_loop("네 네 네 네")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes the pain is here the pain is here the pain is here the pain is here the pain is here now", (5, 21)),
        ("so " + "no " * 12, (2, 13)),
        ("no no no no", None),
        ("it hurts here and here and here", None),
        ("", None),
        ("3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 1.", (2, 10)),
    ],
)
def test_where_a_loop_begins_and_ends(text: str, expected: tuple[int, int] | None) -> None:
    assert first_loop(said(text)) == expected


def test_confidence_is_weighed_by_time() -> None:
    words = (Word(0.0, 0.1, "of", 0.1), Word(0.1, 1.0, "levofloxacin", 0.9))
    assert mean_confidence(words) == pytest.approx(0.82)


def test_no_phrase_is_so_short_that_it_is_found_in_other_words() -> None:
    assert all(len(phrase) >= 4 for phrase in stock_phrases().broadcast)
    assert not any(phrase in polite for phrase in stock_phrases().broadcast for polite in stock_phrases().polite)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Please check the potassium at four, and call", "We gave a litre. Please check the potassium at four."),
        ("네 시에 피검사 결과를 꼭 확인해 주세요.", "수액 드렸고요, 네 시에 피검사 결과를 꼭 확인해 주세요."),
        ("왼쪽 급성 중이염입니다. 약을", "중이염인가요? 왼쪽 급성 중이염입니다."),
        ("It still hurts.", "It still hurts. A lot."),
        ("Is it there all the time? Or does it come? Is it there all the time?", "Okay."),
    ],
)
def test_what_was_said_just_before_is_not_said_again_word_for_word(text: str, before: str) -> None:
    assert is_told_again(said(text), before)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Six or seven times a day?", "It happens six or seven times, I think."),
        ("네, 할게요.", "네, 할게요."),
        ("Nothing was said before that.", ""),
    ],
)
def test_what_is_taken_up_in_an_answer_was_said(text: str, before: str) -> None:
    assert not is_told_again(said(text), before)


@pytest.mark.parametrize(
    ("text", "voice_s"),
    [
        ("And nobody else in the family, so my wife and the two kids, and nobody else in the family.", 1.5),
        ("가슴이 아프고 숨이 차고 밤에 잠을 잘 못 자고 자꾸 깨고 식은땀이 나고 어지럽고", 1.5),
    ],
)
def test_more_words_than_anybody_says_in_the_time(text: str, voice_s: float) -> None:
    assert is_too_fast(said(text), voice_s)
    assert not is_too_fast(said(text), 4 * voice_s)


@pytest.mark.parametrize("text", ["Okay, thank you.", "네, 네, 알겠습니다."])
def test_a_short_answer_is_said_in_a_breath(text: str) -> None:
    assert not is_too_fast(said(text), 0.4)
