import pytest
from fake_children import SEGMENTS

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import NoteSection
from app.domain.transcript import Transcript

pytestmark = pytest.mark.end_to_end


class Written:
    def __init__(self) -> None:
        self.pieces: list[str] = []

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def section_started(self, section_id: str, title: str) -> None: ...

    def text_written(self, section_id: str, piece: str) -> None:
        self.pieces.append(piece)

    def section_finished(self, section: NoteSection) -> None: ...


def visit(count: int) -> Transcript:
    return Transcript(Language.EN, 3.0, SEGMENTS[:count])


def test_a_visit_that_outruns_the_model_is_gone_on_with_as_it_is_by_then(practice):
    written = Written()
    ahead = practice.drafting.ahead("soap", Language.EN, written)
    ahead.follow(visit(1))
    ahead.follow(visit(1))
    ahead.follow(visit(2))
    practice.run_until(lambda: len(written.pieces) == 2)
    assert written.pieces == ["s0001", "s0001 s0002"]


def test_before_the_first_word_nothing_is_asked_of_the_model(practice):
    written = Written()
    ahead = practice.drafting.ahead("soap", Language.EN, written)
    ahead.follow(visit(0))
    ahead.follow(visit(1))
    practice.run_until(lambda: bool(written.pieces))
    assert written.pieces == ["s0001"]


def test_an_unknown_template_is_refused_at_once(practice):
    with pytest.raises(InputError, match="template_unknown"):
        practice.drafting.ahead("poem", Language.EN, Written())
