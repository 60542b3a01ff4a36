"""How words are meant, in notes and in talk."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.reading.stances import MeantWord, Polarity, sentences_in

AFFIRMED, NEGATED, OPEN = Polarity.AFFIRMED, Polarity.NEGATED, Polarity.OPEN


def word(text: str, wanted: str, *, is_spoken: bool = False) -> MeantWord:
    words = (word for sentence in sentences_in(text, is_spoken=is_spoken) for word in sentence.words)
    return next(word for word in words if word.token.word == wanted)


@pytest.mark.parametrize(
    ("text", "wanted", "polarity"),
    [
        ("Denies nausea, vomiting and chest pain but reports fever.", "vomiting", NEGATED),
        ("Denies nausea, vomiting and chest pain but reports fever.", "fever", AFFIRMED),
        ("No axillary, cervical, or supraclavicular lymphadenopathy.", "lymphadenopathy", NEGATED),
        ("No JVD, lungs clear.", "jvd", NEGATED),
        ("No JVD, lungs clear.", "lungs", OPEN),
        ("No change in the cough.", "cough", AFFIRMED),
        ("No problems with balance.", "balance", NEGATED),
        ("No fever with chills.", "chills", OPEN),
        ("Denies any bleeding, as well as any discharge.", "discharge", NEGATED),
        ("Return if fever develops.", "fever", OPEN),
        ("Non-healing ulcer of the foot.", "ulcer", AFFIRMED),
        ("The joint is painless.", "pain", NEGATED),
        ("Swelling, not painless.", "pain", AFFIRMED),
        ("Afebrile, abdomen soft and nontender.", "fever", NEGATED),
        ("Afebrile, abdomen soft and nontender.", "soft", AFFIRMED),
        ("Afebrile, abdomen soft and nontender.", "tender", NEGATED),
        ("Abdomen soft and non-tender.", "tender", NEGATED),
        ("If he stays afebrile, stop it.", "fever", OPEN),
        ("She has been pain-free since.", "pain", NEGATED),
        ("기침은 있고 가래는 없음.", "기침은", AFFIRMED),
        ("기침은 있고 가래는 없음.", "가래는", NEGATED),
        ("발열, 오한 없음.", "발열", NEGATED),
        ("기침(+), 발열(-)", "기침", AFFIRMED),
        ("기침(+), 발열(-)", "발열", NEGATED),
        ("열이 나면 바로 오세요.", "열이", OPEN),
        ("알레르기는 아님.", "알레르기는", NEGATED),
        ("당뇨는 아니래요.", "당뇨는", NEGATED),
        ("두통은 아니고 어지럼만 있음.", "두통은", NEGATED),
        ("두통은 아니고 어지럼만 있음.", "어지럼만", AFFIRMED),
        ("천식은 없다고 하심.", "천식은", NEGATED),
        ("복통은 못느낌.", "복통은", NEGATED),
        ("알레르기는 모르겠다고 하심.", "알레르기는", OPEN),
        ("고혈압 여부 모름.", "고혈압", OPEN),
        ("알레르기가 있는지 모르겠어요.", "알레르기가", OPEN),
        ("왜 배가 아픈지 모르겠어요.", "배가", AFFIRMED),
        ("폐렴이 아닌지 걱정함.", "폐렴이", OPEN),
    ],
)
def test_a_denial_reaches_to_the_end_of_its_clause(text: str, wanted: str, polarity: Polarity) -> None:
    assert word(text, wanted).polarity is polarity


@pytest.mark.parametrize(
    ("text", "wanted", "polarity"),
    [
        ("no i have a cough", "cough", AFFIRMED),
        ("i do n't remember any injury", "injury", NEGATED),
        ("stress can really affect your sleep", "stress", OPEN),
        ("i do n't have a cough", "cough", NEGATED),
        ("i don't hear a murmur your lungs sound clear", "lungs", AFFIRMED),
        ("숨은 안 차는데 가슴이 아파요", "숨은", NEGATED),
        ("숨은 안 차는데 가슴이 아파요", "가슴이", AFFIRMED),
    ],
)
def test_speech_has_its_own_clauses(text: str, wanted: str, polarity: Polarity) -> None:
    assert word(text, wanted, is_spoken=True).polarity is polarity


def test_doubt_past_and_family_are_told_apart() -> None:
    assert word("Suspected pneumonia.", "pneumonia").is_hedged
    assert not word("Overuse and potential damage.", "overuse").is_hedged
    assert not word("No suspicious moles.", "moles").is_hedged
    assert word("We may have to obtain a culture and look at therapy.", "therapy").is_doubted
    assert word("History of asthma.", "asthma").is_past
    assert word("FH: mother and sister - migraines", "migraines").is_of_family
    assert not word("FH: patient - migraines", "migraines").is_of_family
    assert word("폐렴 의심.", "폐렴").is_hedged
    assert word("어렸을 때 천식 병력.", "천식").is_past
    assert word("어머니 당뇨.", "당뇨").is_of_family


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("Any chest pain?", True),
        ("anyone in your family that you know have asthma", True),
        ("have you had any fever", True),
        ("You have no fever, okay?", False),
        ("가래도 나오나요?", True),
        ("네, 땀이 많이 나요.", False),
    ],
)
def test_questions_are_known_by_their_sign_or_their_opening(text: str, is_question: bool) -> None:
    assert sentences_in(text, is_spoken=True)[-1].is_question is is_question


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_words_stand_where_they_say(text: str) -> None:
    for is_spoken in (True, False):
        for sentence in sentences_in(text, is_spoken=is_spoken):
            for meant in sentence.words:
                assert 0 <= meant.start < meant.end <= len(text.lower())


def test_a_text_of_ten_times_the_length_takes_about_ten_times_as_long() -> None:
    def seconds(times: int) -> float:
        text = "no cough or fever and 기침은 없고 열이 나요 " * times
        started = time.process_time()
        sentences_in(text, is_spoken=True)
        return time.process_time() - started

    seconds(20)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)


@pytest.mark.parametrize(
    ("text", "wanted", "polarity"),
    [
        ("No 2/6 systolic murmur.", "murmur", NEGATED),
        ("Antibiotics are not needed.", "antibiotics", NEGATED),
        ("Antibiotics are not needed.", "needed", NEGATED),
        ("Not diagnosed with diabetes.", "diabetes", NEGATED),
        ("Unable to lift the arm.", "arm", NEGATED),
        ("Unlikely cancer.", "cancer", OPEN),
        ("두통 말고는 다른 증상은 없음.", "두통", AFFIRMED),
        ("두통 말고는 다른 증상은 없음.", "증상은", NEGATED),
        ("숨이 차서 계단을 못 올라감.", "숨이", AFFIRMED),
    ],
)
def test_denials_of_more_forms(text: str, wanted: str, polarity: Polarity) -> None:
    assert word(text, wanted).polarity is polarity


def test_a_query_before_a_word_is_a_doubt() -> None:
    assert word("Imp: ?UTI", "uti").is_hedged
    assert word("Knee pain likely due to arthritis.", "arthritis").is_doubted


def test_what_was_diagnosed_in_the_past_may_be_there_now() -> None:
    assert not word("I was diagnosed with diabetes last year.", "diabetes", is_spoken=True).is_past
    assert word("I had pneumonia last year.", "pneumonia", is_spoken=True).is_past
