from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.transcript import Word
from app.speech.segmenter import (
    LONGEST_CHUNK_S,
    MARGIN_S,
    Chunk,
    Stretch,
    VoiceSpan,
    chunks_of,
    missed_parts,
    sentences_of,
)

TOTAL_S = 10_000.0


@st.composite
def voices(draw: st.DrawFn) -> list[VoiceSpan]:
    """Voice spans in order, as a detector gives them: pauses of at least 0.16 s, none too long for a chunk."""
    spans, at_s = [], draw(st.floats(0.0, 3.0))
    for _ in range(draw(st.integers(0, 40))):
        length_s = draw(st.floats(0.1, LONGEST_CHUNK_S - 2 * MARGIN_S))
        spans.append(VoiceSpan(at_s, at_s + length_s))
        at_s += length_s + draw(st.floats(0.16, 20.0))
    return spans


def spoken(*timed: tuple[float, float, str]) -> tuple[Word, ...]:
    return tuple(Word(start_s, end_s, text, 0.9) for start_s, end_s, text in timed)


def texts(groups: list[tuple[Word, ...]]) -> list[str]:
    return [" ".join(word.text for word in group) for group in groups]


class TestChunks:
    @given(voices())
    def test_hold_every_voice_once_in_order_and_fit_the_recogniser(self, voice: list[VoiceSpan]) -> None:
        chunks = list(chunks_of(voice, TOTAL_S))
        assert [span for chunk in chunks for span in chunk.voice] == voice
        assert all(chunk.duration_s <= LONGEST_CHUNK_S + 1e-6 for chunk in chunks)

    @given(voices())
    def test_never_hear_the_same_moment_twice(self, voice: list[VoiceSpan]) -> None:
        stretches = [stretch for chunk in chunks_of(voice, TOTAL_S) for stretch in chunk.stretches]
        for stretch in stretches:
            assert 0.0 <= stretch.start_s <= stretch.voice.start_s
            assert stretch.voice.end_s <= stretch.end_s <= TOTAL_S
        for stretch, following in pairwise(stretches):
            assert stretch.end_s <= following.start_s + 1e-6

    def test_are_cut_at_the_longest_pause_near_their_end(self) -> None:
        voice = [VoiceSpan(0, 10), VoiceSpan(10.2, 24.5), VoiceSpan(25.5, 27), VoiceSpan(27.2, 29)]
        first, second, *_ = chunks_of(voice + [VoiceSpan(29.3 + n, 30.1 + n) for n in range(40)], 90.0)
        assert first.voice[-1] == VoiceSpan(10.2, 24.5)
        assert second.voice[0] == VoiceSpan(25.5, 27)

    def test_come_before_the_whole_recording_was_looked_at(self) -> None:
        looked_at: list[int] = []

        def detector() -> list[VoiceSpan]:
            for number in range(100):
                looked_at.append(number)
                yield VoiceSpan(number * 10.0, number * 10.0 + 9.0)

        next(chunks_of(detector(), TOTAL_S))
        assert len(looked_at) < 10

    def test_share_what_is_left_at_the_end(self) -> None:
        voice = [VoiceSpan(n * 5.0, n * 5.0 + 4.0) for n in range(7)]
        assert [len(chunk.voice) for chunk in chunks_of(voice, 40.0)] in ([3, 4], [4, 3])


class TestTimesInTheRecording:
    CHUNK = Chunk((Stretch(VoiceSpan(10.4, 12.6), 10.0, 13.0), Stretch(VoiceSpan(20.4, 22.6), 20.0, 23.0)))

    @pytest.mark.parametrize(
        ("heard", "said"),
        [
            ((0.0, 1.0), (10.0, 11.0)),
            ((3.5, 4.5), (20.5, 21.5)),
            ((2.5, 3.2), (12.5, 13.0)),
            ((2.8, 3.6), (20.0, 20.6)),
            ((5.5, 9.0), (22.5, 23.0)),
        ],
    )
    def test_skip_the_silence_that_was_left_out(self, heard: tuple[float, float], said: tuple[float, float]) -> None:
        assert self.CHUNK.in_recording(*heard) == pytest.approx(said)

    @given(voices(), st.floats(0.0, 30.0), st.floats(0.0, 5.0))
    def test_lie_where_something_was_heard(self, voice: list[VoiceSpan], start_s: float, length_s: float) -> None:
        for chunk in chunks_of(voice, TOTAL_S):
            said_start_s, said_end_s = chunk.in_recording(start_s, start_s + length_s)
            assert said_start_s <= said_end_s
            assert any(s.start_s <= said_start_s and said_end_s <= s.end_s for s in chunk.stretches)


class TestHalves:
    @given(voices())
    def test_are_the_same_voice(self, voice: list[VoiceSpan]) -> None:
        for chunk in chunks_of(voice, TOTAL_S):
            assert tuple(span for half in chunk.halves() for span in half.voice) == chunk.voice

    def test_one_breath_cannot_be_halved(self) -> None:
        chunk = Chunk((Stretch(VoiceSpan(0.4, 20.0), 0.0, 20.4),))
        assert chunk.halves() == (chunk,)


class TestMissedParts:
    VOICE = (VoiceSpan(0.5, 3.0), VoiceSpan(4.0, 6.0), VoiceSpan(7.0, 7.4), VoiceSpan(9.0, 12.0))
    CHUNK = next(chunks_of(VOICE, 15.0))

    def test_are_voices_without_a_word(self) -> None:
        words = spoken((0.6, 1.0, "How"), (4.2, 4.6, "are"), (7.0, 7.3, "you?"))
        assert [part.voice for part in missed_parts(self.CHUNK, words)] == [(VoiceSpan(9.0, 12.0),)]

    def test_are_not_made_of_a_cough(self) -> None:
        words = spoken((0.6, 1.0, "How"), (4.2, 4.6, "are"), (9.5, 10.0, "you?"))
        assert missed_parts(self.CHUNK, words) == []

    def test_all_of_it_when_nothing_was_written(self) -> None:
        assert [part.voice for part in missed_parts(self.CHUNK, ())] == [self.VOICE]


class TestSentences:
    def test_two_turns_are_two_segments(self) -> None:
        words = spoken(
            (0.5, 0.9, "Any"), (0.9, 1.6, "fever?"), (1.6, 2.4, "No."), (2.4, 2.8, "Not"), (2.8, 3.0, "now.")
        )
        voice = [VoiceSpan(0.5, 1.5), VoiceSpan(2.0, 3.0)]
        assert texts(sentences_of(words, voice)) == ["Any fever?", "No. Not now."]

    def test_a_pause_within_a_sentence_does_not_cut_it(self) -> None:
        words = spoken((0.5, 1.0, "It"), (1.0, 1.5, "hurts"), (2.3, 2.8, "here."))
        assert len(sentences_of(words, [VoiceSpan(0.5, 1.5), VoiceSpan(2.3, 2.8)])) == 1

    def test_a_long_pause_cuts_without_punctuation(self) -> None:
        words = spoken((0.5, 1.0, "네"), (3.0, 3.5, "기침이"), (3.5, 4.0, "나요"))
        assert texts(sentences_of(words, [VoiceSpan(0.5, 1.0), VoiceSpan(3.0, 4.0)])) == ["네", "기침이 나요"]

    def test_what_never_stops_is_cut_at_its_commas(self) -> None:
        words = spoken(*((n * 0.5, n * 0.5 + 0.5, "and," if n % 10 == 9 else "word") for n in range(80)))
        groups = sentences_of(words, [VoiceSpan(0.0, 40.0)])
        assert all(group[-1].end_s - group[0].start_s <= 15.0 for group in groups)
        assert all(group[-1].text == "and," for group in groups)

    @given(st.lists(st.tuples(st.floats(0.0, 2.0), st.sampled_from(["a.", "b", "c,", "네?"])), max_size=60), voices())
    def test_lose_and_reorder_nothing(self, steps: list[tuple[float, str]], voice: list[VoiceSpan]) -> None:
        words, at_s = [], 0.0
        for step_s, text in steps:
            words.append(Word(at_s, at_s + step_s, text, 0.9))
            at_s += step_s
        assert [word for group in sentences_of(words, voice) for word in group] == words
