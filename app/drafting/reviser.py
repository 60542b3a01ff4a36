"""Writes one section of a note anew as the clinician wishes: shorter, in other words, with what was left out."""

from collections.abc import Callable, Sequence

from app.domain.language import Language
from app.domain.note import Withheld
from app.domain.revision import RevisedSection, SectionWish
from app.domain.transcript import Transcript
from app.drafting.guard import GuardFor
from app.drafting.likeness import goes_round, is_repetition, says_nothing
from app.drafting.listener import ShouldStop, stop_if_asked
from app.drafting.llama import LlamaModel
from app.drafting.openings import OpeningStore, hold_opening
from app.drafting.prompts import Message
from app.drafting.stretches import spoken_text
from app.resources import load_json

SECTION_TOKENS = 600
"""A section of a screen and a half: what goes on longer goes on in a circle."""


class Reviser:
    """`in_digits` rewrites numbers that were said in words."""

    def __init__(
        self,
        model: LlamaModel,
        guard_for: GuardFor,
        in_digits: Callable[[str], str],
        openings: OpeningStore | None = None,
    ) -> None:
        self._model = model
        self._guard_for = guard_for
        self._in_digits = in_digits
        self._openings = openings

    def revise(
        self, excerpt: Transcript, wish: SectionWish, language: Language, should_stop: ShouldStop
    ) -> RevisedSection:
        """`excerpt` is the talk on which the section rests. Lines that state what nobody said there are withheld, but
        not those that stood in the section before; the talk copied word for word is no line of a note.

        Raises JobCancelled, and ModelError("context_full") when excerpt and section are too long.
        """

        def read(tokens: Sequence[int], *, batches_from: int) -> None:
            self._model.read(tokens, lambda _: stop_if_asked(should_stop), batches_from=batches_from)

        excerpt = excerpt.with_texts(self._in_digits)
        opening, request = _messages(spoken_text(excerpt), wish, language)
        opening_tokens = self._model.tokenize_chat(opening, to_be_answered=False)
        hold_opening(self._model, opening_tokens, self._openings, lambda: read(opening_tokens, batches_from=0))
        tokens = self._model.tokenize_chat((*opening, request), to_be_answered=True)
        read(tokens, batches_from=len(opening_tokens))
        written = ""
        for piece in self._model.write(SECTION_TOKENS):
            stop_if_asked(should_stop)
            written += piece
        return self._guarded(written.splitlines(), excerpt, wish)

    def _guarded(self, lines: Sequence[str], excerpt: Transcript, wish: SectionWish) -> RevisedSection:
        guard, talk = self._guard_for(excerpt), spoken_text(excerpt)
        spoken = {segment.text.strip() for segment in excerpt.segments}
        kept: list[str] = []
        withheld: list[Withheld] = []
        for line in (line.strip() for line in lines):
            if line in wish.lines and line not in kept:
                kept.append(line)
            elif line not in spoken and not (says_nothing(line, talk) or goes_round(line) or is_repetition(line, kept)):
                flags = guard.flags(line)
                if flags:
                    withheld.append(Withheld(wish.section_id, line, flags[0]))
                else:
                    kept.append(line)
        return RevisedSection(tuple(kept), tuple(withheld))


def _messages(talk: str, wish: SectionWish, language: Language) -> tuple[tuple[Message, ...], Message]:
    """Rules and examples, and the request; the talk comes first in it, so that a second wish finds it read."""
    wording = load_json(f"prompts/revise.{language.value}.json")
    opening: list[Message] = [("system", wording["rules"])]
    for example in wording["examples"]:
        shown = "\n".join(example["talk"]), example["section"], "\n".join(example["lines"]), example["wish"]
        opening += [("user", _request(wording["request"], *shown)), ("assistant", "\n".join(example["revised"]))]
    request = _request(wording["request"], talk, wish.title, "\n".join(wish.lines), wish.words)
    return tuple(opening), ("user", request)


def _request(template: str, talk: str, section: str, lines: str, wish: str) -> str:
    return template.format(talk=talk, section=section, lines=lines, wish=wish)
