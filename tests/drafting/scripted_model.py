"""A language model that writes what a test tells it to, for the drafter's own rules."""

from collections.abc import Callable, Iterator, Sequence

from app.drafting.prompts import Message

END = -1


class ScriptedModel:
    """`answers` holds, for each stretch, the lines that the model writes, each as «Label: text»."""

    model_id = "scripted"
    model_sha256 = "0" * 64

    def __init__(self, answers: Sequence[Sequence[str]]) -> None:
        self.conversations: list[tuple[Message, ...]] = []
        self.stretches_read: list[str] = []
        self.answers = [list(answer) for answer in answers]
        self._open: list[str] = []

    def tokenize(self, text: str) -> list[int]:
        return [ord(character) for character in text]

    def text_of(self, token: int) -> str:
        return chr(token)

    def tokenize_chat(self, messages: Sequence[Message], *, to_be_answered: bool) -> list[int]:
        self.conversations.append(tuple(messages))
        return self.tokenize(messages[-1][1])

    def holds(self, tokens: Sequence[int]) -> bool:
        return True

    def read(
        self,
        tokens: Sequence[int],
        progressed: Callable[[int], None] = lambda _: None,
        *,
        batches_from: int | None = None,
    ) -> int:
        progressed(len(tokens))
        talk = self.conversations[-1][-1][1]
        if self.stretches_read[-1:] != [talk]:
            self._open = list(self.answers.pop(0)) if self.answers else []
            self.stretches_read.append(talk)
        return len(tokens)

    def read_ahead(
        self, tokens: Sequence[int], progressed: Callable[[int], None] = lambda _: None, *, batches_from: int
    ) -> int:
        progressed(0)
        return 0

    @property
    def position(self) -> int:
        return len(self._open)

    def rewind(self, position: int) -> None:
        """What is forgotten here was never kept; the next answer is the next line."""

    def write_one_of(self, options: Sequence[Sequence[int]], end_bias: float = 0.0) -> int | None:
        assert options, "a model cannot choose from nothing"
        labels = ["".join(map(chr, option)) for option in options]
        while self._open and not self._open[0].startswith(tuple(labels)):
            self._open.pop(0)
        if not self._open:
            return None
        label = next(label for label in labels if self._open[0].startswith(label))
        self._open[0] = self._open[0].removeprefix(label)
        return labels.index(label)

    def append(self, tokens: Sequence[int]) -> None:
        """The next line of the answer is not what it would have written here."""
        self._open.pop(0)

    def write(self, max_tokens: int, unlikely: Sequence[int] = (), penalty: float = 0.0) -> Iterator[str]:
        yield from [*(f"{word} " for word in self._open.pop(0).split()), "\n"]
