from app.drafting.memory import StretchMemory

LINES = (("plan", "Start amoxicillin."),)


def test_lines_are_recalled_for_the_same_prompt_and_stretch_only() -> None:
    memory = StretchMemory()
    memory.remember("prompt", "talk", LINES)
    assert memory.recall("prompt", "talk") == LINES
    assert memory.recall("another prompt", "talk") is None
    assert memory.recall("prompt", "other talk") is None


def test_a_stretch_that_added_nothing_is_remembered_too() -> None:
    memory = StretchMemory()
    memory.remember("prompt", "talk", [])
    assert memory.recall("prompt", "talk") == ()


def test_what_is_no_longer_said_is_forgotten_for_every_prompt() -> None:
    memory = StretchMemory()
    for prompt in ("note", "summary"):
        memory.remember(prompt, "kept", LINES)
        memory.remember(prompt, "changed", LINES)
    memory.keep_only(["kept", "new"])
    assert memory.recall("note", "kept") == memory.recall("summary", "kept") == LINES
    assert memory.recall("note", "changed") is memory.recall("summary", "changed") is None
