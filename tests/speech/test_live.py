import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from spoken_numbers import NumberRecogniser, loudness, pcm_of

from app.domain.errors import JobCancelled
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, segment_id
from app.speech import live
from app.speech.context import HEARD_TOGETHER_S
from app.speech.live import LiveTranscriber, Samples
from app.speech.segmenter import Chunk
from app.speech.voice_activity import VoiceDetector
from app.speech.voice_book import VoiceBook

PHRASES = st.lists(
    st.tuples(st.floats(0.25, 3.0), st.sampled_from([0.0, 0.05, 0.2, 0.35, 0.5, 1.0, 4.0])), min_size=1, max_size=8
)
# Nobody speaks for half a minute without any pause: there a cut could not spare the words.
WORDS = st.lists(PHRASES, min_size=1, max_size=4).map(
    lambda phrases: [word for phrase in phrases for word in (*phrase, (0.5, 0.5))]
)


class Listener:
    def __init__(self) -> None:
        self.pieces: list[Transcript] = []
        self.languages: list[Language] = []
        self.progress: list[tuple[float, float]] = []
        self.impressions: list[str] = []

    def language_found(self, language: Language, confidence: float) -> None:
        self.languages.append(language)

    def piece_heard(self, piece: Transcript) -> None:
        self.pieces.append(piece)

    def being_said(self, text: str) -> None:
        self.impressions.append(text)

    def progressed(self, done_s: float, total_s: float) -> None:
        self.progress.append((done_s, total_s))

    def segments(self):
        return [segment for piece in self.pieces for segment in piece.segments]

    def numbers(self) -> list[int]:
        return [int(word.text) for segment in self.segments() for word in segment.words]


def listen(
    pcm: bytes,
    listener: Listener,
    *,
    block_bytes: int = 16_000,
    language: Language | None = Language.EN,
    recogniser: NumberRecogniser | None = None,
    start_s: float = 0.0,
    segments_before: int = 0,
) -> float:
    live = LiveTranscriber(
        recogniser or NumberRecogniser(),
        VoiceDetector(loudness),
        language,
        listener,
        start_s=start_s,
        segments_before=segments_before,
    )
    blocks = iter([pcm[start : start + block_bytes] for start in range(0, len(pcm), block_bytes)])
    return live.run(lambda timeout_s: next(blocks, None), lambda: False)


@settings(max_examples=60)
@given(WORDS, st.sampled_from([1600, 16_000, 320_000]))
def test_every_word_is_heard_once_and_in_its_time(words: list[tuple[float, float]], block_bytes: int) -> None:
    pcm, listener = pcm_of(words), Listener()
    end_s = listen(pcm, listener, block_bytes=block_bytes)

    assert listener.numbers() == list(range(len(words)))
    assert end_s == pytest.approx(len(pcm) / 32_000)
    said_at_s = 0.0
    heard = [word for segment in listener.segments() for word in segment.words]
    for word, (word_s, silence_s) in zip(heard, words, strict=True):
        assert word.start_s == pytest.approx(said_at_s, abs=0.05)
        assert word.end_s == pytest.approx(said_at_s + word_s, abs=0.05)
        said_at_s += word_s + silence_s
    assert [segment.id for segment in listener.segments()] == [segment_id(n) for n in range(len(listener.segments()))]


@settings(max_examples=30)
@given(WORDS, st.sampled_from([500, 16_000, 32_000, 100_000]))
def test_the_pieces_are_the_same_however_much_sound_comes_at_once(
    words: list[tuple[float, float]], block_bytes: int
) -> None:
    pcm, one, other = pcm_of(words), Listener(), Listener()
    listen(pcm, one, block_bytes=3200)
    listen(pcm, other, block_bytes=block_bytes)
    assert other.pieces == one.pieces


def test_what_is_still_being_said_is_not_final_also_from_the_first_moment_on() -> None:
    listener = Listener()
    listen(pcm_of([(3.0, 1.0)]), listener)
    done = [done_s for done_s, total_s in listener.progress if total_s < 3.0]
    assert done
    assert set(done) == {0.0}


@settings(max_examples=60)
@given(WORDS, st.data())
def test_after_a_crash_the_rest_follows_without_a_gap_and_without_a_repetition(
    words: list[tuple[float, float]], data: st.DataObject
) -> None:
    pcm, before = pcm_of(words), Listener()
    listen(pcm, before)
    kept = before.pieces[: data.draw(st.integers(0, len(before.pieces)))]
    start_s = kept[-1].duration_s if kept else 0.0
    segments_before = sum(len(piece.segments) for piece in kept)

    after = Listener()
    listen(pcm[2 * round(start_s * 16_000) :], after, start_s=start_s, segments_before=segments_before)
    after.pieces[:0] = kept

    assert after.numbers() == list(range(len(words)))
    ids = [segment.id for segment in after.segments()]
    assert ids == [segment_id(n) for n in range(len(ids))]
    assert [piece.duration_s for piece in after.pieces] == sorted(piece.duration_s for piece in after.pieces)


def test_what_was_said_is_final_when_a_pause_follows() -> None:
    pieces = []

    class Watching(Listener):
        def piece_heard(self, piece: Transcript) -> None:
            super().piece_heard(piece)
            pieces.append((piece.segments[-1].end_s, self.progress[-1][1]))

    listen(pcm_of([(1.0, 2.0)] * 5), Watching(), block_bytes=3200)

    assert len(pieces) == 5
    assert all(listened_s - end_s < 1.0 for end_s, listened_s in pieces)


def test_fluent_speech_is_cut_at_its_longest_pauses() -> None:
    listener = Listener()
    listen(pcm_of([(1.0, 0.2), (1.0, 0.2), (1.0, 0.2), (1.0, 0.5)] * 8), listener)

    assert [[int(word.text) % 4 for word in piece.segments[-1].words][-1] for piece in listener.pieces] == [3] * 8


def test_a_machine_that_is_behind_hears_longer_pieces() -> None:
    pcm = pcm_of([(1.0, 0.5)] * 40)
    in_time, behind = Listener(), Listener()
    listen(pcm, in_time, block_bytes=16_000)
    listen(pcm, behind, block_bytes=32_000 * 20)

    assert behind.numbers() == in_time.numbers()
    assert len(behind.pieces) < len(in_time.pieces)


def test_memory_does_not_grow_with_the_recording() -> None:
    recogniser, listener = NumberRecogniser(), Listener()
    listen(pcm_of([(1.0, 0.5)] * 200 + [(1.0, 600.0), (1.0, 0.5)]), listener, recogniser=recogniser)

    assert listener.numbers() == list(range(202))
    assert recogniser.longest_sound_s < 35.0
    assert 15.0 < recogniser.longest_window_s <= HEARD_TOGETHER_S


def test_each_piece_goes_on_from_those_just_before_it() -> None:
    recogniser, listener = NumberRecogniser(), Listener()
    listen(pcm_of([(1.0, 1.0)] * 6), listener, recogniser=recogniser)

    assert recogniser.before == [list(range(count)) for count in range(6)]


def test_the_language_is_found_once() -> None:
    listener = Listener()
    listen(pcm_of([(1.0, 1.5)] * 6), listener, language=None)

    assert listener.languages == [Language.EN]
    assert listener.numbers() == list(range(6))
    assert {piece.language for piece in listener.pieces} == {Language.EN}
    assert listener.pieces[0].language_confidence == 0.9


def test_the_language_is_not_asked_for_again_before_more_is_said() -> None:
    class Uncertain(NumberRecogniser):
        asked = 0

        def language_of(self, samples: Samples, chunks: Sequence[Chunk]) -> tuple[Language, float]:
            self.asked += 1
            return Language.EN, 0.1

    recogniser, listener = Uncertain(), Listener()
    listen(pcm_of([(0.5, 4.0), (0.5, 4.0)]), listener, language=None, recogniser=recogniser)
    assert recogniser.asked == 3
    assert listener.numbers() == [0, 1]


def test_a_few_words_are_enough_for_the_language_when_no_more_come() -> None:
    listener = Listener()
    listen(pcm_of([(0.5, 1.5)]), listener, language=None)

    assert listener.numbers() == [0]


def test_silence_is_nothing_and_is_final() -> None:
    listener = Listener()
    assert listen(bytes(32_000 * 30), listener) == 30.0

    assert listener.pieces == []
    assert listener.progress[-1] == pytest.approx((30.0, 30.0), abs=0.1)


def test_cancel_is_heard_between_two_blocks() -> None:
    live = LiveTranscriber(NumberRecogniser(), VoiceDetector(loudness), Language.EN, Listener())
    with pytest.raises(JobCancelled):
        live.run(lambda timeout_s: b"", lambda: True)


def test_speakers_are_told_with_each_piece_and_settled_at_the_end() -> None:
    pcm, listener = pcm_of([(1.0, 0.3), (4.0, 0.3), (8.0, 0.3)]), Listener()
    live = LiveTranscriber(NumberRecogniser(), VoiceDetector(loudness), Language.EN, listener, book=VoiceBook(None))
    blocks = iter([pcm[start : start + 16_000] for start in range(0, len(pcm), 16_000)])
    live.run(lambda timeout_s: next(blocks, None), lambda: False)
    *pieces, settled = listener.pieces
    told = [segment for piece in pieces for segment in piece.segments]
    assert [segment.id for segment in settled.segments] == [segment.id for segment in told]
    assert [segment.words for segment in settled.segments] == [segment.words for segment in told]
    assert all(segment.speaker is not Speaker.UNKNOWN for segment in (*told, *settled.segments))


def test_a_sentence_is_told_as_it_grows_and_no_more_when_it_is_heard() -> None:
    listener = Listener()
    listen(pcm_of([(1.0, 0.1), (1.0, 0.1), (1.5, 1.0)]), listener)

    assert listener.impressions == ["0 1", "0 1 2", ""]
    assert listener.numbers() == [0, 1, 2]


def test_a_machine_that_is_behind_has_no_time_for_impressions() -> None:
    listener = Listener()
    listen(pcm_of([(1.0, 0.1), (1.0, 0.1), (1.5, 1.0)]), listener, block_bytes=64_000)

    assert set(listener.impressions) == {""}


def test_a_slow_machine_has_no_time_for_impressions_after_its_first_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_QUICK_S", 0.0)
    listener = Listener()
    listen(pcm_of([(1.0, 1.0), (1.0, 0.1), (1.5, 1.0)]), listener)

    assert set(listener.impressions) == {""}
