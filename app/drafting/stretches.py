"""Cuts a transcript into stretches of talk that a small model can hold in view at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")

SPEAKER_NAMES = {
    Speaker.CLINICIAN: "Doctor",
    Speaker.PATIENT: "Patient",
    Speaker.GUARDIAN: "Guardian",
    Speaker.NURSE: "Nurse",
}
"""In English for both languages: the examples in resources/prompts use the same words."""

FULL_AT_TOKENS = {Language.EN: 100, Language.KO: 140}
"""A stretch ends at the next question once it is this long. Korean takes more tokens to say as much."""

LIMIT_TOKENS = {Language.EN: 190, Language.KO: 260}
"""A stretch ends here in any case: a monologue without questions is cut between two segments."""

REMAINDER_TOKENS = 80
"""A shorter end of a visit is written with what came before it in view: with little to go on, a model repeats its
examples."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`former` is what was said right before it, if that is in view when its lines are written."""

    segments: tuple[TranscriptSegment, ...]
    text: str
    tokens: int
    former: "Stretch | None" = None

    @property
    def segments_in_view(self) -> tuple[TranscriptSegment, ...]:
        return (*self.former.segments, *self.segments) if self.former else self.segments

    @property
    def texts_in_view(self) -> tuple[str, ...]:
        return (self.former.text, self.text) if self.former else (self.text,)

    @property
    def talk_in_view(self) -> str:
        return "\n".join(self.texts_in_view)


def cut_into_stretches(transcript: Transcript, count_tokens: Callable[[str], int]) -> tuple[Stretch, ...]:
    """Every segment with words is in exactly one stretch, in order.

    A cut falls before a clinician's turn where it can, so that an answer stays with its question. When the visit goes
    on, all stretches but the last stay as they are.
    """
    full_at, limit = FULL_AT_TOKENS[transcript.language], LIMIT_TOKENS[transcript.language]
    stretches: list[Stretch] = []
    held: list[TranscriptSegment] = []
    held_tokens = 0
    for segment in _none_longer_than(limit, transcript.segments, count_tokens):
        tokens = count_tokens(_line(segment))
        opens_a_turn = segment.speaker in (Speaker.CLINICIAN, Speaker.UNKNOWN, Speaker.NURSE)
        if held and (held_tokens + tokens > limit or (held_tokens >= full_at and opens_a_turn)):
            stretches.append(_stretch(held, held_tokens))
            held, held_tokens = [], 0
        held.append(segment)
        held_tokens += tokens
    if held:
        end = _stretch(held, held_tokens)
        is_short = stretches and held_tokens < REMAINDER_TOKENS
        stretches.append(replace(end, former=stretches[-1]) if is_short else end)
    return tuple(stretches)


def is_full(stretch: Stretch, language: Language) -> bool:
    """Whether the next question begins a new stretch."""
    return stretch.tokens >= FULL_AT_TOKENS[language]


def _none_longer_than(
    limit_tokens: int, segments: Iterable[TranscriptSegment], count_tokens: Callable[[str], int]
) -> Iterator[TranscriptSegment]:
    """The segments that hold words; one that is too long in parts of the same id, cut between two sentences where it
    has any."""
    for segment in segments:
        if not segment.text.strip():
            continue
        tokens = count_tokens(_line(segment))
        parts = -(-tokens // limit_tokens)
        if parts == 1:
            yield segment
            continue
        pieces = _sentences_no_longer_than(limit_tokens, segment.text, count_tokens)
        for text in _joined(pieces, tokens / parts, limit_tokens):
            yield replace(segment, text=text, words=())


def _sentences_no_longer_than(
    limit_tokens: int, text: str, count_tokens: Callable[[str], int]
) -> Iterator[tuple[str, int]]:
    """Each with its tokens; one that is too long in parts, cut between two words."""
    for sentence in _SENTENCE_END.split(text.strip()):
        words = sentence.split()
        size = -(-len(words) // -(-count_tokens(sentence) // limit_tokens))
        for start in range(0, len(words), size):
            part = " ".join(words[start : start + size])
            yield part, count_tokens(part)


def _joined(pieces: Iterable[tuple[str, int]], enough_tokens: float, limit_tokens: int) -> Iterator[str]:
    """Texts of about so many tokens."""
    held: list[str] = []
    held_tokens = 0
    for text, tokens in pieces:
        if held and (held_tokens >= enough_tokens or held_tokens + tokens > limit_tokens):
            yield " ".join(held)
            held, held_tokens = [], 0
        held.append(text)
        held_tokens += tokens
    if held:
        yield " ".join(held)


def _stretch(segments: list[TranscriptSegment], tokens: int) -> Stretch:
    return Stretch(tuple(segments), _text(segments), tokens)


def spoken_text(transcript: Transcript) -> str:
    """A line for each segment, after the speaker's name where it is known."""
    return _text(transcript.segments)


def _text(segments: Iterable[TranscriptSegment]) -> str:
    return "\n".join(_line(segment) for segment in segments)


def _line(segment: TranscriptSegment) -> str:
    name = SPEAKER_NAMES.get(segment.speaker)
    return f"{name}: {segment.text.strip()}" if name else segment.text.strip()
