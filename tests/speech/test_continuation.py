"""A model whose token n is the word «wn», said in the n-th half of a second of the window."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.context import Ending, Spoken
from app.speech.continuation import Continuation
from app.speech.segmenter import Chunk, Stretch, VoiceSpan

SOT, EOT, FIRST_MARK = 900, 901, 1000
OPENING = 99
LOST = 98
WORD_S = 0.5
PIECE_S = 3.0


def mark(second: float) -> int:
    return FIRST_MARK + round(second / 0.02)


class Tokenizer:
    eot, timestamp_begin = EOT, FIRST_MARK

    def encode(self, text: str) -> list[int]:
        return [OPENING] if text else []

    def decode(self, tokens: Sequence[int]) -> str:
        return "".join(f" w{token}" for token in tokens)


class Extractor:
    hop_length = 160

    def __call__(self, window: np.ndarray) -> np.ndarray:
        return np.zeros((1, len(window) // self.hop_length))


class Model:
    """Answers each prompt with the next of `answers`; keeps what it was asked."""

    feature_extractor = Extractor()
    max_length = 448

    def __init__(self, *answers: list[int], word_tokens: int = 1) -> None:
        self.asked: list[list[int]] = []
        self.model = self
        self._answers = iter(answers)
        self._word_tokens = word_tokens

    def encode(self, features: np.ndarray) -> None: ...

    def get_prompt(self, _: Tokenizer, earlier: list[int], *, without_timestamps: bool = False) -> list[int]:
        return [*earlier, SOT]

    def generate(self, _: None, prompts: list[list[int]], **options: object) -> list[SimpleNamespace]:
        [prompt] = prompts
        self.asked.append(prompt)
        given = prompt[prompt.index(SOT) + 1 :]
        return [SimpleNamespace(sequences_ids=[[*given, *next(self._answers)]], no_speech_prob=0.1)]

    def find_alignment(self, _: Tokenizer, texts: list[list[int]], *args: object) -> list[list[dict[str, Any]]]:
        [tokens] = texts
        size = self._word_tokens
        words = [tokens[i : i + size] for i in range(0, len(tokens), size)]
        return [
            [
                {
                    "word": _word(word[0]),
                    "tokens": word,
                    "start": WORD_S * i,
                    "end": WORD_S * (i + 1),
                    "probability": 0.9,
                }
                for i, word in enumerate(words)
            ]
        ]


def _word(token: int) -> str:
    return " \ufffd" if token == LOST else f" w{token}"


def piece(before: Sequence[Spoken], model: Model, opening: str = "") -> tuple[list[tuple[str, float]], Spoken]:
    """The first way in which it is heard: its words with their starts, and the piece to go on from."""
    return heard_ways(before, model, opening)[0]


def heard_ways(
    before: Sequence[Spoken], model: Model, opening: str = ""
) -> list[tuple[list[tuple[str, float]], Spoken]]:
    chunk = Chunk((Stretch(VoiceSpan(0.0, PIECE_S), 0.0, PIECE_S),))
    samples = np.zeros(round(PIECE_S * SAMPLE_RATE_HZ), np.float32)
    continuation = Continuation(model, Tokenizer(), [-1], opening, before, samples, chunk)  # type: ignore[arg-type]
    return [([(word.text, word.start_s) for word in heard.words], spoken) for heard, spoken in continuation.heard()]


def said(tokens: Sequence[int], ending: Ending, duration_s: float = PIECE_S) -> Spoken:
    return Spoken(np.zeros(round(duration_s * SAMPLE_RATE_HZ), np.float32), tuple(tokens), ending)


def test_the_last_words_are_given_with_their_time_and_those_before_them_as_an_earlier_text() -> None:
    model = Model([7, 8, mark(6.0)], [7, 8])
    words, spoken = piece(
        [said([1, 2], Ending(2, 0.0), 1.0), said([3, 4, 5, 6], Ending(3, 0.5), 2.0)], model, "opening"
    )
    assert model.asked[0] == [OPENING, 1, 2, 3, SOT, mark(1.5), 4, 5, 6]
    assert words == [("w7", 0.0), ("w8", 0.5)]
    assert spoken.tokens == (7, 8)


def test_after_a_piece_without_a_word_its_end_is_given() -> None:
    model = Model([7, mark(5.0)], [7])
    piece([said([1], Ending(1, 0.0), 2.0), said([], Ending(0, 1.0), 1.0)], model)
    assert model.asked[0] == [1, SOT, mark(3.0)]


@pytest.mark.parametrize(
    ("tokens", "word_tokens", "ending"),
    [
        ([1, 2, 3], 1, Ending(3, 0.0)),
        ([1, 2, 3, 4, 5, 6, 7], 1, Ending(5, 1.0)),
        ([1, 2, 3, 4, 5, 6], 2, Ending(4, 0.5)),
        ([1, 2, 3, 4, 5, 6], 6, Ending(0, PIECE_S)),
        ([], 1, Ending(0, PIECE_S)),
    ],
)
def test_a_piece_ends_with_as_many_words_as_five_tokens_hold(
    tokens: list[int], word_tokens: int, ending: Ending
) -> None:
    assert piece([], Model(tokens, word_tokens=word_tokens))[1].ending == ending


def test_a_word_that_was_begun_in_the_piece_before_is_no_ending() -> None:
    words, spoken = piece([said([1], Ending(1, 0.0), 0.5)], Model([2, mark(1.0)], [2], word_tokens=2))
    assert [text for text, _ in words] == ["w1"]
    assert spoken.ending == Ending(0, PIECE_S)


def test_where_a_mark_stands_twice_the_model_goes_on() -> None:
    model = Model([7, mark(4.0), mark(4.0)], [8, mark(5.0)], [7, 8])
    words, _ = piece([said([1], Ending(1, 0.0))], model)
    assert [text for text, _ in words] == ["w7", "w8"]
    assert model.asked[1] == [1, 7, SOT, mark(4.0)]


def test_it_goes_on_only_so_often_and_only_forward() -> None:
    before = [said([1], Ending(1, 0.0))]
    marks = [mark(4.0 + part) for part in range(5)]
    model = Model(*([7, at, at] for at in marks), [7])
    piece(before, model)
    assert len(model.asked) == 4 + 1
    stuck = Model([7, mark(4.0), mark(4.0)], [8, mark(4.0), mark(4.0)], [7])
    piece(before, stuck)
    assert len(stuck.asked) == 2 + 1


def test_what_tells_again_what_was_said_is_heard_from_the_words_themselves() -> None:
    again = [1, 2, 3, 4, 5, 6]
    model = Model([*again, mark(6.0)], [7])
    [(words, _)] = heard_ways([said(again, Ending(2, 2.0))], model)
    assert model.asked[-1] == [SOT, *again]
    assert [text for text, _ in words] == ["w7"]


def test_what_tells_it_again_both_ways_is_not_to_be_gone_on_from() -> None:
    again = [1, 2, 3, 4, 5, 6]
    assert heard_ways([said(again, Ending(2, 2.0))], Model([*again, mark(6.0)], again)) == []


def test_what_lost_letters_is_heard_from_the_words_themselves() -> None:
    model = Model([LOST, mark(5.0)], [7])
    [(words, _)] = heard_ways([said([1], Ending(1, 0.0))], model)
    assert [text for text, _ in words] == ["w7"]


def test_the_first_piece_is_heard_by_itself() -> None:
    model = Model([1, 2])
    [(words, _)] = heard_ways([], model, "opening")
    assert model.asked == [[OPENING, SOT]]
    assert words == [("w1", 0.0), ("w2", 0.5)]
