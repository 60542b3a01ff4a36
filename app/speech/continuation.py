"""A piece of live speech, heard as the continuation of what was heard just before it."""

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import Word as WhisperWord
from faster_whisper.transcribe import merge_punctuations

from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.context import Ending, Spoken
from app.speech.inventions import has_lost_letters, is_told_again, is_too_fast
from app.speech.segmenter import Chunk
from app.speech.transcript_builder import Heard
from app.speech.whisper_parts import WINDOW_S, Samples, filled_up, sound_of, spaced_words, word_of

# A piece of live speech is short: there is time to weigh more, and less to weigh it by.
LIVE_BEAM_SIZE = 5
# Whisper's own windows are filled up to half a minute; so much silence at the end does as well, in less time.
LIVE_SILENCE_S = 1.0

_TIMESTAMP_S = 0.02
# So many tokens of what was said last are given to go on from.
_LAST_TOKENS = 5
# Where the model sets a mark and ends, more was said; as often it is asked to go on.
_MOST_PARTS = 4
_LEAST_PROBABILITY = 1e-6
_Aligned: TypeAlias = dict[str, Any]
"""A word as faster-whisper aligns it."""
# As faster-whisper itself has them.
_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


class Continuation:
    """The encoder hears all the sound anew, what was said before and the piece, in one window."""

    def __init__(
        self,
        model: WhisperModel,
        tokenizer: Tokenizer,
        suppressed: Sequence[int],
        opening: str,
        before: Sequence[Spoken],
        samples: Samples,
        chunk: Chunk,
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._suppressed = list(suppressed)
        self._chunk = chunk
        self._sound = sound_of(samples, chunk)
        self._encoded, self._frames = encoded_of(model, [*(spoken.sound for spoken in before), self._sound])
        self._opening = tokenizer.encode(opening)
        self._before = before
        self._said = [token for spoken in before for token in spoken.tokens]
        self._said_s = sum(spoken.duration_s for spoken in before)

    def heard(self) -> Iterator[tuple[Heard, Spoken]]:
        """The quick way, then the sure one; neither if it has clearly invented something, or lost letters."""
        ways = (self._after_the_last_words, self._after_all_words) if self._said else (self._after_all_words,)
        for way in ways:
            heard, spoken = self._timed(*way())
            if not (has_lost_letters(heard.words) or self._is_invented(heard)):
                yield heard, spoken

    def _is_invented(self, heard: Heard) -> bool:
        voice_s = sum(span.end_s - span.start_s for span in self._chunk.voice)
        before = self._tokenizer.decode(self._said)
        return is_told_again(heard.words, before) or is_too_fast(heard.words, voice_s)

    def _after_the_last_words(self) -> tuple[list[int], float]:
        """What follows on the last few words of what was said, given with their time; the rest is an earlier text.

        An earlier text is read at once. Words to go on from cost the decoder as much as words to be found; but after
        none at all the model begins a sentence, and hears «I'm» for «um».
        """
        last = self._before[-1]
        words = last.tokens[len(last.tokens) - last.ending.tokens :]
        earlier = self._said[: len(self._said) - len(words)]
        end = self._mark(self._said_s)
        given = [self._mark(self._said_s - last.duration_s + last.ending.start_s), *words]
        tokens: list[int] = []
        no_speech = 0.0
        for part in range(_MOST_PARTS):
            prompt = self._model.get_prompt(self._tokenizer, self._opening + earlier)
            following, no_speech_now = self._generated([*prompt, *given])
            no_speech = no_speech_now if not part else no_speech
            tokens += self._text_of(following[len(given) :])
            # Twice the same mark: here a sentence goes on.
            if len(following) < 2 or following[-1] != following[-2] or following[-1] <= end:
                break
            end = following[-1]
            earlier, given = self._said + tokens, [end]
        return tokens, no_speech

    def _mark(self, second: float) -> int:
        """The token for a second of the window."""
        return int(self._tokenizer.timestamp_begin + round(second / _TIMESTAMP_S))

    def _after_all_words(self) -> tuple[list[int], float]:
        prompt = self._model.get_prompt(self._tokenizer, self._opening, without_timestamps=True) + self._said
        following, no_speech = self._generated(prompt)
        return self._text_of(following[len(self._said) :]), no_speech

    def _generated(self, prompt: list[int]) -> tuple[list[int], float]:
        """The tokens that follow, and how likely nobody speaks."""
        [result] = self._model.model.generate(
            self._encoded,
            [prompt],
            beam_size=LIVE_BEAM_SIZE,
            max_length=self._model.max_length,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )
        return result.sequences_ids[0], float(result.no_speech_prob)

    def _text_of(self, tokens: Sequence[int]) -> list[int]:
        return [token for token in tokens if token < self._tokenizer.eot]

    def _timed(self, tokens: list[int], no_speech: float) -> tuple[Heard, Spoken]:
        words: list[WhisperWord] = []
        ending = Ending(0, len(self._sound) / SAMPLE_RATE_HZ)
        if tokens:
            [aligned] = self._model.find_alignment(self._tokenizer, [self._said + tokens], self._encoded, self._frames)
            following = _words_after(len(self._said), aligned)
            ending = _ending_of(following, len(tokens), self._said_s) or ending
            words = [_from_second(self._said_s, word) for word in following]
        probabilities = [max(word.probability, _LEAST_PROBABILITY) for word in words]
        heard = Heard(
            self._chunk,
            tuple(word_of(parts, self._chunk, 0.0) for parts in spaced_words(words)),
            log_probability=float(np.mean(np.log(probabilities))) if words else 0.0,
            no_speech_probability=no_speech,
        )
        return heard, Spoken(self._sound, tuple(tokens), ending)


def encoded_of(model: WhisperModel, sounds: Sequence[Samples]) -> tuple[Any, int]:
    """Sounds one after the other with a little silence, in a window no longer than they need, and its frames."""
    # In whole seconds: the native library keeps memory for every length that it ever saw.
    length_s = min(WINDOW_S, math.ceil(sum(len(sound) for sound in sounds) / SAMPLE_RATE_HZ + LIVE_SILENCE_S))
    window = filled_up(sounds, length_s)
    # The encoder halves their number.
    frames = 2 * (len(window) // (2 * model.feature_extractor.hop_length))
    return model.encode(model.feature_extractor(window)[..., :frames]), frames


def _words_after(tokens_before: int, aligned: Sequence[_Aligned]) -> list[_Aligned]:
    ends = np.cumsum([len(word["tokens"]) for word in aligned])
    following = [word for word, end in zip(aligned, ends, strict=True) if end > tokens_before]
    merge_punctuations(following, _PREPENDED, _APPENDED)
    return [word for word in following if word["word"]]


def _ending_of(words: Sequence[_Aligned], tokens_of_piece: int, piece_starts_s: float) -> Ending | None:
    """The last words that have few enough tokens, all of the piece; None where the very last has too many."""
    tokens = accumulate(len(word["tokens"]) for word in reversed(words))
    endings = [
        Ending(count, max(0.0, word["start"] - piece_starts_s))
        for count, word in zip(tokens, reversed(words), strict=True)
        if count <= min(_LAST_TOKENS, tokens_of_piece)
    ]
    return endings[-1] if endings else None


def _from_second(second: float, word: _Aligned) -> WhisperWord:
    """The word with its times counted from so late on."""
    start_s, end_s = max(0.0, word["start"] - second), max(0.0, word["end"] - second)
    return WhisperWord(start_s, end_s, word["word"], word["probability"])
