"""The small drafting model: what is read from a file, or written ahead, gives the note of a cold start."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from app.cores import FreeCores
from app.domain.dialogue import parse_dialogue
from app.domain.errors import ModelError
from app.domain.language import Language
from app.domain.note import NoteSection
from app.domain.transcript import Transcript
from app.drafting.drafter import Drafter
from app.drafting.llama import ALIKE_TOKENS, READ_BATCH_TOKENS, LlamaModel
from app.drafting.memory import StretchMemory
from app.drafting.openings import OpeningStore
from app.drafting.templates import load_template
from app.paths import models_dir
from app.review.line_guard import LineGuard
from app.review.reading.digits import with_digits
from app.services.models import find_model

pytestmark = pytest.mark.real_models

TEMPLATE = load_template("handover_sbar")
TALK = """Nurse: This is Mr Brown in bed four, seventy one, day two after a hip replacement. He slept badly and his pain
is five out of ten. His blood pressure is one ten over seventy and his temperature is thirty eight point two. He has
atrial fibrillation and he is allergic to penicillin, he gets a rash. The wound looks dry, the drain came out this
morning. He had paracetamol one gram at six.
Nurse: His urine output was low overnight, only two hundred millilitres. I called the doctor, who wants a full blood
count and a bladder scan before noon. Please check the haemoglobin when it comes back, and call her if it is under
eight. He must not get up alone, he nearly fell yesterday. His daughter comes at two and wants to talk to somebody.
Nurse: He is on enoxaparin forty milligrams at eight in the evening. Physiotherapy comes at three. Keep the oxygen at
two litres and try without it in the afternoon. If his saturation falls below ninety two, put it back on and tell us."""


class Watcher:
    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def line_begun(self, title: str) -> None: ...

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None: ...


@pytest.fixture(scope="module")
def model() -> Iterator[LlamaModel]:
    try:
        installed = find_model("drafting", models_dir(), "qwen2.5-coder-0.5b")
    except ModelError:
        pytest.skip("the starter models are not installed")
    model = LlamaModel(installed.path, model_id=installed.id, model_sha256=installed.sha256)
    yield model
    model.close()


def drafted(drafter: Drafter, transcript: Transcript) -> tuple[NoteSection, ...]:
    return drafter.draft(transcript, TEMPLATE, Language.EN, Watcher(), lambda: False).sections


def test_an_opening_from_a_file_and_stretches_written_ahead_give_the_note_of_a_cold_start(
    model: LlamaModel, tmp_path: Path
) -> None:
    transcript = parse_dialogue(TALK)
    store = OpeningStore(tmp_path / "openings")
    cold = Drafter(model, LineGuard, with_digits, openings=store)
    expected = drafted(cold, transcript)
    assert any(section.statements for section in expected)

    model.read(model.tokenize("Something else altogether."))
    ahead = Drafter(model, LineGuard, with_digits, openings=store, memory=StretchMemory())
    ahead.prepare(TEMPLATE, Language.EN, Language.EN, lambda: False)
    for count in range(1, len(transcript.segments)):
        growing = replace(transcript, segments=transcript.segments[:count])
        ahead.draft_ahead(growing, TEMPLATE, Language.EN, lambda: False)
    note = ahead.draft(transcript, TEMPLATE, Language.EN, Watcher(), lambda: False)

    assert note.sections == expected
    assert note.timings is not None
    # The opening came from its file; only the end of the talk was left to read.
    assert note.timings.prompt_tokens < 400


def test_a_text_is_computed_alike_however_it_came(model: LlamaModel) -> None:
    opening = model.tokenize("Somebody begins to talk.")
    text = (opening + model.tokenize("And talks on and on, of this and of that. " * 20))[: len(opening) + 130]

    def state_after(*lengths: int) -> bytes:
        model.read(model.tokenize("Something else altogether."))
        for length in (0, *lengths):
            model.read(text[: len(opening) + length], batches_from=len(opening))
        return model.state()

    at_once = state_after(130)
    assert state_after(3, 9, 40, 41, 55, 100, 129, 130) == at_once
    assert state_after(READ_BATCH_TOKENS, 2 * READ_BATCH_TOKENS, 130) == at_once
    assert state_after(8, 130) == at_once


def test_of_a_growing_text_only_what_stays_is_read_ahead_and_only_once(model: LlamaModel) -> None:
    opening = model.tokenize("Somebody begins to talk.")
    text = opening + model.tokenize("And talks on and on. " * 100)
    model.read(opening)

    def read_ahead(count: int) -> int:
        return model.read_ahead(text[: len(opening) + count], batches_from=len(opening))

    assert [read_ahead(ALIKE_TOKENS + more) for more in (-1, 1, ALIKE_TOKENS - 1)] == [0, ALIKE_TOKENS, 0]
    assert model.read(text[: len(opening) + 2 * ALIKE_TOKENS], batches_from=len(opening)) == ALIKE_TOKENS


def test_a_note_does_not_depend_on_how_many_cores_were_free(model: LlamaModel, monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = parse_dialogue(TALK)
    drafter = Drafter(model, LineGuard, with_digits)
    counts = cycle((1, 2, 3))
    monkeypatch.setattr(FreeCores, "count", lambda cores: next(counts))
    changing = drafted(drafter, transcript)
    model.read(model.tokenize("Something else altogether."))
    monkeypatch.setattr(FreeCores, "count", lambda cores: 1)
    assert drafted(Drafter(model, LineGuard, with_digits), transcript) == changing


def test_a_state_of_another_model_is_refused(model: LlamaModel) -> None:
    assert not model.restore([1, 2, 3], b"not a state at all")
    assert model.position == 0
