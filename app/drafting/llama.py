"""The language model: reads tokens into its key-value cache and writes greedily from there.

The only module that imports llama_cpp. It talks to the C interface, because the high-level class neither lets the
caller say which part of a prompt stays in the cache nor reports how far reading has come.
"""

import codecs
import ctypes
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import llama_cpp
import numpy as np

from app.cores import FreeCores, core_count
from app.domain.errors import ModelError
from app.drafting.prompts import Message

READ_BATCH_TOKENS = 32
"""Between two batches the reading can be cancelled, and a core left to speech or taken back: after a second on a slow
machine. Four times as many at once are read 7 % faster."""

ALIKE_TOKENS = 8
"""The native library rounds alike in batches of any whole number of so many tokens, and otherwise in smaller ones."""

CONTEXT_TOKENS = 4096
"""Rules, examples and one stretch of talk, several times over: the length of a visit does not matter."""

PIECE_BYTES = 256
"""Longer than any token of any vocabulary we know; a longer one would be left out, not cut."""

MAX_THREADS = 8
"""Beyond this, memory bandwidth and not arithmetic is the limit."""


class LlamaModel:
    """A loaded GGUF model with one key-value cache. Greedy: the same tokens give the same text.

    Raises ModelError("model_unloadable") when the file cannot be loaded.
    """

    def __init__(self, path: Path, *, model_id: str, model_sha256: str, context_tokens: int = CONTEXT_TOKENS) -> None:
        self.model_id = model_id
        self.model_sha256 = model_sha256
        self.context_tokens = context_tokens
        self._cached: list[int] = []
        self._read_count = 0
        self._free_cores = FreeCores()
        silence_native_log()
        model_params = llama_cpp.llama_model_default_params()
        self._model = llama_cpp.llama_model_load_from_file(str(path).encode(), model_params)
        if not self._model:
            raise ModelError("model_unloadable", file=path.name)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = context_tokens
        params.n_batch = READ_BATCH_TOKENS
        params.n_ubatch = READ_BATCH_TOKENS
        params.n_threads = params.n_threads_batch = self._threads = min(core_count(), MAX_THREADS)
        # Flash attention rounds otherwise for each number of threads.
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        self._context = llama_cpp.llama_init_from_model(self._model, params)
        if not self._context:
            llama_cpp.llama_model_free(self._model)
            raise ModelError("model_unloadable", file=path.name)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
        self._vocabulary_size = llama_cpp.llama_vocab_n_tokens(self._vocabulary)
        self._batch = llama_cpp.llama_batch_init(READ_BATCH_TOKENS, 0, 1)
        self._end_token = llama_cpp.llama_vocab_eot(self._vocabulary)
        self._piece = ctypes.create_string_buffer(PIECE_BYTES)

    def tokenize_chat(self, messages: Sequence[Message], *, to_be_answered: bool) -> list[int]:
        """The tokens of a conversation in the model's own chat format, up to where its next answer begins."""
        chat = (llama_cpp.llama_chat_message * len(messages))(
            *(llama_cpp.llama_chat_message(role.encode(), without_marks(text).encode()) for role, text in messages)
        )
        template = llama_cpp.llama_model_chat_template(self._model, None) or b"chatml"
        capacity = 2 * sum(len(text.encode()) + 64 for _, text in messages)
        rendered = ctypes.create_string_buffer(capacity)
        length = llama_cpp.llama_chat_apply_template(template, chat, len(messages), to_be_answered, rendered, capacity)
        return self._tokens_of(rendered.raw[: max(length, 0)], with_marks=True)

    def tokenize(self, text: str) -> list[int]:
        """The tokens of plain text; nothing in it counts as a mark of the chat format."""
        return self._tokens_of(text.encode("utf-8"), with_marks=False)

    def _tokens_of(self, encoded: bytes, *, with_marks: bool) -> list[int]:
        capacity = len(encoded) + 8
        tokens = (llama_cpp.llama_token * capacity)()
        count = llama_cpp.llama_tokenize(self._vocabulary, encoded, len(encoded), tokens, capacity, False, with_marks)
        return list(tokens[:count])

    def read(
        self,
        tokens: Sequence[int],
        progressed: Callable[[int], None] = lambda _: None,
        *,
        batches_from: int | None = None,
    ) -> int:
        """Make the cache hold exactly these tokens, keeping what it shares with them from the start.

        With `batches_from`, what is kept of the tokens after that one was read, not written, and is a whole number of
        ALIKE_TOKENS: so each token gives the same numbers, whatever the cache held before.
        Calls `progressed` with the number of tokens in the cache before and after each batch; an exception from it
        stops the reading and leaves the cache valid. Returns how many tokens were evaluated. Raises
        ModelError("context_full").
        """
        if len(tokens) >= self.context_tokens:
            raise ModelError("context_full", tokens=len(tokens), limit=self.context_tokens)
        # The last token is always evaluated anew: writing needs its logits.
        kept = min(_shared_prefix(self._cached, tokens), len(tokens) - 1)
        if batches_from is not None and kept > batches_from:
            kept = max(batches_from, min(kept, self._read_count))
            kept -= (kept - batches_from) % ALIKE_TOKENS
        self._forget_after(kept)
        while len(self._cached) < len(tokens):
            progressed(len(self._cached))
            self._evaluate(_next_batch(tokens[len(self._cached) :]))
            self._read_count = len(self._cached)
        progressed(len(self._cached))
        return len(tokens) - kept

    def read_ahead(
        self, tokens: Sequence[int], progressed: Callable[[int], None] = lambda _: None, *, batches_from: int
    ) -> int:
        """Read, of tokens that more will follow, those that `read` will keep.

        Returns how many tokens were evaluated; none that were before.
        """
        whole = len(tokens) - (len(tokens) - batches_from) % ALIKE_TOKENS
        if self.holds(tokens[:whole]):
            return 0
        return self.read(tokens[:whole], progressed, batches_from=batches_from)

    @property
    def build(self) -> str:
        """Names everything that a state depends on."""
        return f"{self.model_sha256} {llama_cpp.__version__} {self.context_tokens} {READ_BATCH_TOKENS}"

    def holds(self, tokens: Sequence[int]) -> bool:
        """Whether the cache begins with these tokens."""
        return self._cached[: len(tokens)] == list(tokens)

    def state(self) -> bytes:
        """What the cache holds, for `restore`: some 30 kB a token."""
        size = llama_cpp.llama_state_seq_get_size(self._context, 0)
        state = (ctypes.c_uint8 * size)()
        return ctypes.string_at(state, llama_cpp.llama_state_seq_get_data(self._context, state, size, 0))

    def restore(self, tokens: Sequence[int], state: bytes) -> bool:
        """Make the cache hold the tokens whose `state` this is, without reading them; False, and empty, on failure."""
        self._forget_after(0)
        content = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if llama_cpp.llama_state_seq_set_data(self._context, content, len(state), 0) == 0:
            self._forget_after(0)
            return False
        self._cached = list(tokens)
        self._read_count = len(tokens)
        return True

    def text_of(self, token: int) -> str:
        return self._bytes_of(token).decode("utf-8", errors="ignore")

    @property
    def position(self) -> int:
        """How many tokens the cache holds."""
        return len(self._cached)

    def rewind(self, position: int) -> None:
        """Forget what was read or written after an earlier position, as if it had never been."""
        last = self._cached[position - 1]
        self._forget_after(position - 1)
        self._evaluate([last])

    def append(self, tokens: Sequence[int]) -> None:
        """Go on from these tokens as if the model had written them."""
        self._evaluate(tokens)

    def write(self, max_tokens: int, unlikely: Sequence[int] = (), penalty: float = 0.0) -> Iterator[str]:
        """Write until the model ends or the limit is reached; yields a piece for each token.

        The logits of the `unlikely` tokens are lowered by the penalty. A piece is empty while a character is
        incomplete. What was written stays in the cache until the next `read`.
        """
        decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        lowered = np.zeros(self._vocabulary_size, dtype=np.float32)
        lowered[list(unlikely)] = penalty
        for _ in range(min(max_tokens, self._room())):
            token = int((self._logits() - lowered).argmax())
            if llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
                return
            self._evaluate([token])
            yield decoder.decode(self._bytes_of(token))

    def write_one_of(self, options: Sequence[Sequence[int]], end_bias: float = 0.0) -> int | None:
        """Write the option that the model would rather write next; None when it would rather end here.

        Options are told apart token by token; `end_bias` is added to the logit of ending.
        """
        open_options = dict(enumerate(options))
        position = 0
        while True:
            logits = self._logits()
            likeliest = max(
                {option[position] for option in open_options.values()}, key=lambda token: float(logits[token])
            )
            if position == 0 and float(logits[self._end_token]) + end_bias > float(logits[likeliest]):
                return None
            open_options = {i: option for i, option in open_options.items() if option[position] == likeliest}
            if len(open_options) == 1:
                [(index, option)] = open_options.items()
                self._evaluate(option[position:])
                return index
            self._evaluate([likeliest])
            position += 1

    def close(self) -> None:
        llama_cpp.llama_batch_free(self._batch)
        llama_cpp.llama_free(self._context)
        llama_cpp.llama_model_free(self._model)

    def _room(self) -> int:
        return self.context_tokens - len(self._cached) - 1

    def _forget_after(self, kept: int) -> None:
        llama_cpp.llama_memory_seq_rm(self._memory, 0, kept, -1)
        del self._cached[kept:]
        self._read_count = min(self._read_count, kept)

    def _evaluate(self, tokens: Sequence[int]) -> None:
        for start in range(0, len(tokens), READ_BATCH_TOKENS):
            self._evaluate_batch(tokens[start : start + READ_BATCH_TOKENS])

    def _evaluate_batch(self, tokens: Sequence[int]) -> None:
        self._leave_busy_cores()
        batch = self._batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = len(self._cached) + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = index == len(tokens) - 1
        if llama_cpp.llama_decode(self._context, batch) != 0:
            raise ModelError("context_full", tokens=len(self._cached) + len(tokens), limit=self.context_tokens)
        self._cached.extend(tokens)

    def _leave_busy_cores(self) -> None:
        """While speech is being heard, too. The number of threads changes no result."""
        threads = min(self._free_cores.count(), MAX_THREADS)
        if threads != self._threads:
            llama_cpp.llama_set_n_threads(self._context, threads, threads)
            self._threads = threads

    def _logits(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        logits = llama_cpp.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(logits, shape=(self._vocabulary_size,))

    def _bytes_of(self, token: int) -> bytes:
        length = llama_cpp.llama_token_to_piece(self._vocabulary, token, self._piece, PIECE_BYTES, 0, False)
        return self._piece.raw[: max(length, 0)]


def _next_batch(tokens: Sequence[int]) -> Sequence[int]:
    """What is left over of a whole number of ALIKE_TOKENS comes last, and alone."""
    alike = len(tokens) - len(tokens) % ALIKE_TOKENS
    return tokens[: min(alike or len(tokens), READ_BATCH_TOKENS)]


def without_marks(text: str) -> str:
    """The text with anything that looks like a mark of a chat format broken up: talk is never an instruction."""
    for mark in ("<|", "<start_of_turn>", "<end_of_turn>"):
        text = text.replace(mark, f"< {mark[1:]}")
    return text


def silence_native_log() -> None:
    """The native library logs model metadata to stderr; failures reach us as return values."""
    llama_cpp.llama_log_set(_discard, None)


# Kept for the life of the process: the native side holds on to it.
_discard = llama_cpp.llama_log_callback(lambda level, text, user_data: None)


def _shared_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    for index, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return index
    return min(len(left), len(right))
