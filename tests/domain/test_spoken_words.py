"""When each word was said: in order, within its segment, whatever was corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spoken_words import neighbouring_word_s, spoken_words
from app.domain.transcript import Speaker, TranscriptSegment, Word

HEARD = TranscriptSegment(
    "s0001", 1.0, 3.0, Speaker.PATIENT, "기침이 나요.",
    words=(Word(1.2, 1.9, " 기침이", 0.9), Word(2.0, 2.8, " 나요.", 0.9)),
)  # fmt: skip


def test_words_keep_the_times_at_which_they_were_heard():
    assert [(word.start, word.length, word.start_s, word.end_s) for word in spoken_words(HEARD)] == [
        (0, 3, 1.2, 1.9),
        (4, 3, 2.0, 2.8),
    ]


def test_corrected_words_are_spread_over_the_segment():
    corrected = HEARD.corrected("기침이 심하게 나요.", Speaker.PATIENT)
    first, *_, last = spoken_words(corrected)
    assert first.start_s == 1.0
    assert last.end_s == pytest.approx(3.0)


@given(st.text(max_size=60), st.floats(0, 100), st.floats(0, 30))
def test_words_come_in_order_within_their_segment(text, start_s, duration_s):
    segment = TranscriptSegment("s0001", start_s, start_s + duration_s, Speaker.UNKNOWN, text)
    words = spoken_words(segment)
    assert [text[word.start : word.start + word.length] for word in words] == text.split()
    times = [time for word in words for time in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert all(segment.start_s <= time <= segment.end_s + 1e-6 for time in times)


def test_steps_lead_from_word_to_word_and_stay_at_the_ends():
    places = [0.0]
    for _ in range(3):
        places.append(neighbouring_word_s([HEARD], places[-1], 1))
    assert places == [0.0, 1.2, 2.0, 2.0]
    assert neighbouring_word_s([HEARD], 2.0, -1) == 1.2
    assert neighbouring_word_s([HEARD], 1.2, -1) == 1.2
