"""Keeps the worked examples of the prompt from leaking into a note.

A small model repeats an example when the talk in front of it resembles it: the wrong patient's shoulder, the wrong
drug. So the words that belong to one example alone are made unlikely, unless they are said in the talk itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from app.drafting.prompts import Prompt

PENALTY = 6.0
"""In logits: enough to outweigh the pull of an example, not enough to force nonsense."""


class ExampleWords:
    """The tokens that stand in one example only: what it tells, as against how a note is written."""

    def __init__(self, prompt: Prompt, tokenize: Callable[[str], Sequence[int]], text_of: Callable[[int], str]) -> None:
        texts: dict[int, str] = {}
        examples_with = Counter[str]()
        for example in prompt.examples:
            tokens = {token for form in (example, example.lower(), example.title()) for token in tokenize(form)}
            texts.update((token, text_of(token).strip().casefold()) for token in tokens)
            examples_with.update({texts[token] for token in tokens})
        self._texts = {
            token: text
            for token, text in texts.items()
            if examples_with[text] == 1 and any(character.isalpha() for character in text)
        }

    def unsaid_in(self, talk: str) -> Iterable[int]:
        """The tokens of those words that the talk does not hold."""
        said = talk.casefold()
        return [token for token, text in self._texts.items() if text not in said]
