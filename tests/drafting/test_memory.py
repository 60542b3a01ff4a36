from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker, TranscriptSegment
from app.drafting.memory import StretchMemory
from app.drafting.stretches import Stretch

LINES = (("plan", "Start amoxicillin."),)


def stretch(text: str) -> Stretch:
    return Stretch((TranscriptSegment("s1", 0.0, 1.0, Speaker.PATIENT, text),), text, len(text.split()))


def test_lines_are_recalled_for_the_same_prompt_and_stretch_only() -> None:
    memory = StretchMemory()
    memory.remember("prompt", stretch("talk"), LINES)
    assert memory.recall("prompt", stretch("talk")) == LINES
    assert memory.recall("another prompt", stretch("talk")) is None
    assert memory.recall("prompt", stretch("other talk")) is None


def test_a_stretch_that_added_nothing_is_remembered_too() -> None:
    memory = StretchMemory()
    memory.remember("prompt", stretch("talk"), [])
    assert memory.recall("prompt", stretch("talk")) == ()


class CountingGuard:
    def __init__(self) -> None:
        self.judged: list[str] = []

    def flags(self, line: str) -> tuple[Flag, ...]:
        self.judged.append(line)
        return (Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, line, ""),)

    def leak_flags(self, line: str, marks: tuple[str, ...]) -> tuple[Flag, ...]:
        return ()

    def sentence_behind(self, line: str) -> str:
        return f"behind {line}"

    def is_spoken_of(self, section_id: str) -> bool:
        return True

    def section_for(self, section_id: str, line: str) -> str:
        return section_id

    def own_complaint(self) -> str:
        return ""

    def told_whole(self, lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return ()

    def section_of_dictated(self, line: str, section_ids: tuple[str, ...], otherwise: str) -> str:
        return otherwise


def test_what_is_no_longer_said_is_forgotten_for_every_prompt() -> None:
    memory = StretchMemory()
    for prompt in ("note", "summary"):
        memory.remember(prompt, stretch("kept"), LINES)
        memory.remember(prompt, stretch("changed"), LINES)
    memory.keep_only([stretch("kept"), stretch("new")])
    assert memory.recall("note", stretch("kept")) == memory.recall("summary", stretch("kept")) == LINES
    assert memory.recall("note", stretch("changed")) is memory.recall("summary", stretch("changed")) is None


def test_a_line_of_a_stretch_is_judged_once_as_long_as_the_stretch_is_said() -> None:
    memory, guard = StretchMemory(), CountingGuard()

    def make() -> CountingGuard:
        return guard

    for _ in range(3):
        assert memory.guard_of(stretch("talk"), make).flags("a line") == CountingGuard().flags("a line")
        assert memory.guard_of(stretch("talk"), make).sentence_behind("a line") == "behind a line"
        memory.keep_only([stretch("talk")])
    assert guard.judged == ["a line"]
    memory.guard_of(stretch("other talk"), make).flags("a line")
    memory.keep_only([])
    memory.guard_of(stretch("talk"), make).flags("a line")
    assert guard.judged == ["a line"] * 3
