import pytest

from app.domain.language import Language
from app.domain.transcript import Correction, DropReason, Speaker, TranscriptSegment, Word
from app.speech.segmenter import VoiceSpan, chunks_of
from app.speech.transcript_builder import Heard, TranscriptBuilder


class Listener:
    def __init__(self) -> None:
        self.segments: list[TranscriptSegment] = []
        self.progress: list[tuple[float, float]] = []

    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None:
        self.segments.append(segment)

    def progressed(self, done_s: float, total_s: float) -> None:
        self.progress.append((done_s, total_s))


def heard(text: str, start_s: float = 1.0, *, no_speech: float = 0.05, log_probability: float = -0.3) -> Heard:
    words = tuple(Word(start_s + n * 0.5, start_s + n * 0.5 + 0.5, word, 0.9) for n, word in enumerate(text.split()))
    chunk = next(chunks_of([VoiceSpan(start_s, words[-1].end_s if words else start_s + 1.0)], 600.0))
    return Heard(chunk, words, log_probability, no_speech)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def builder(listener: Listener) -> TranscriptBuilder:
    return TranscriptBuilder(Language.EN, listener, total_s=600.0)


def test_segments_are_numbered_across_chunks(builder: TranscriptBuilder, listener: Listener) -> None:
    builder.add(heard("Any fever?"))
    builder.add(heard("No fever.", start_s=40.0))
    assert [(segment.id, segment.text) for segment in builder.segments] == [
        ("s0001", "Any fever?"),
        ("s0002", "No fever."),
    ]
    assert listener.segments == list(builder.segments)
    assert [done_s for done_s, _ in listener.progress] == pytest.approx([2.4, 41.4])


def test_a_segment_has_its_words_times_and_confidence(builder: TranscriptBuilder) -> None:
    builder.add(heard("Amlodipine five milligrams."))
    (segment,) = builder.segments
    assert (segment.start_s, segment.end_s) == (1.0, 2.5)
    assert [word.text for word in segment.words] == ["Amlodipine", "five", "milligrams."]
    assert segment.confidence == pytest.approx(0.9)
    assert segment.speaker is Speaker.UNKNOWN


def test_an_invention_is_left_out_and_kept_to_be_seen(builder: TranscriptBuilder, listener: Listener) -> None:
    builder.add(heard("시청해주셔서 감사합니다."))
    assert builder.segments == ()
    assert listener.segments == []
    (dropped,) = builder.dropped
    assert (dropped.text, dropped.reason) == ("시청해주셔서 감사합니다.", DropReason.STOCK_PHRASE)
    assert (dropped.start_s, dropped.end_s) == (1.0, 2.0)


def test_one_round_of_a_loop_stays(builder: TranscriptBuilder) -> None:
    builder.add(heard("the pain is " + "in my chest " * 6 + "since Monday."))
    assert " ".join(segment.text for segment in builder.segments) == "the pain is in my chest since Monday."
    assert [dropped.reason for dropped in builder.dropped] == [DropReason.LOOP]


def test_a_chunk_without_words_is_still_progress(builder: TranscriptBuilder, listener: Listener) -> None:
    builder.add(heard(""))
    assert builder.segments == ()
    assert len(listener.progress) == 1


def test_words_heard_again_take_their_place_in_time() -> None:
    first, second = heard("one two"), heard("zero", start_s=0.2)
    assert [word.text for word in first.with_words_of([second]).words] == ["zero", "one", "two"]


def test_a_misheard_medication_is_put_right_and_what_was_heard_stays_with_the_line(listener: Listener) -> None:
    korean = TranscriptBuilder(Language.KO, listener, total_s=600.0)
    korean.add(heard("암 로디피는 하루 한 번 먹어요."))
    [segment] = korean.segments
    assert segment.text == "암로디핀은 하루 한 번 먹어요."
    assert segment.corrections == (Correction("암 로디피는", "암로디핀은"),)
    assert " ".join(word.text for word in segment.words) == segment.text
    assert segment.as_heard().text == "암 로디피는 하루 한 번 먹어요."
    assert segment.as_heard().corrections == ()


def test_letters_that_the_recogniser_lost_are_shown_as_lost(listener: Listener) -> None:
    korean = TranscriptBuilder(Language.KO, listener, total_s=600.0)
    korean.add(heard("아\ufffd\ufffd가 불편해서 오셨어요."))
    [segment] = korean.segments
    assert segment.text == "아…가 불편해서 오셨어요."
    assert segment.confidence == pytest.approx(0.6)
