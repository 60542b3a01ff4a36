"""The real program on a ward, worked by keys alone: `ward_round.py FOLDER PASSPHRASE SECONDS SECONDS`.

Sign in, begin a shift, add two patients, dictate both for so many seconds, tick a task, check both, read both back,
write the sheet, quit. Prints «recording» when somebody should speak, and at the end «done JSON».
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox

sys.path.insert(0, str(Path(__file__).parent))

from typist import (
    ALT,
    CTRL,
    Condition,
    Key,
    asks,
    focused,
    main_window,
    press,
    save_as,
    settle,
    sign_in,
    tab_to,
    tell,
    work_through,
    write,
)

from app.domain.handover import BoardRow, HandoverState
from app.ui.handover.board import HandoverBoard

PATIENTS = (("501-1", "Alex Morgan"), ("501-2", "Sofia Reyes"))


def board() -> HandoverBoard:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, HandoverBoard) and each.isVisible())


def rows() -> tuple[BoardRow, ...]:
    shown = board()._board
    return shown.rows if shown else ()


def ward(folder: Path, passphrase: str, seconds: tuple[float, ...], done: dict[str, object]) -> Iterator[Condition]:
    yield from sign_in(passphrase)
    press(Key.Key_H, CTRL)
    yield asks("HandoverBoard")
    yield from begin_shift()
    yield from dictate(seconds)
    done["written"] = [len(list(row.note.statements())) for row in rows()]
    done["tasks"] = [len(row.tasks) for row in rows()]
    yield from tick_a_task(done)
    for place, _ in enumerate(PATIENTS):
        yield from hand_over(place, done)
    board().grab().save(str(folder / "handed_over.png"))
    press(Key.Key_P, ALT)
    yield from save_as(folder / "sheet.pdf")
    done["states"] = [row.state.value for row in rows()]
    press(Key.Key_Escape)
    yield asks("MainWindow")
    window = main_window()
    press(Key.Key_Q, CTRL)
    yield lambda: not window.isVisible()


def begin_shift() -> Iterator[Condition]:
    press(Key.Key_S, ALT)
    yield asks("ShiftDialog")
    write("5 East")
    press(Key.Key_Return)
    yield lambda: asks("HandoverBoard")() and board()._head.shift is not None
    press(Key.Key_A, ALT)
    yield asks("AdmitDialog")
    for number, (bed, name) in enumerate(PATIENTS, start=1):
        write(bed)
        press(Key.Key_Tab)
        yield lambda bed=bed: QApplication.focusWidget().text() != bed
        write(name)
        press(Key.Key_Return)
        yield lambda number=number: len(board()._handovers.board(board()._head.shift.id).rows) == number
        # The fields are empty and the first has the focus.
        yield lambda: QApplication.focusWidget().text() == ""
    press(Key.Key_Escape)
    yield lambda: asks("HandoverBoard")() and len(rows()) == len(PATIENTS)
    for field, nurse in ((board()._head._giver, "Robin Ashby"), (board()._head._receiver, "Kim Osei")):
        yield from tab_to(lambda field=field: QApplication.focusWidget() in (field, field.line))
        write(nurse)
        press(Key.Key_Tab)
        yield lambda nurse=nurse: nurse in (board()._head.shift.giver, board()._head.shift.receiver)


def dictate(seconds: tuple[float, ...]) -> Iterator[Condition]:
    """One after the other; the first is written while the second is dictated."""
    desk = main_window().recording_desk
    board().choose(rows()[0].encounter.id)
    for place, length in enumerate(seconds):
        yield lambda place=place: board()._table.chosen_id == rows()[place].encounter.id
        press(Key.Key_F5)
        if place == 0:
            yield asks("ConsentDialog")
            press(Key.Key_Return)
        yield lambda: desk.recording is not None and desk.recording.recorded_s > 0
        tell("recording")
        yield lambda length=length: desk.recording.recorded_s >= length
        press(Key.Key_F5)
        yield lambda: desk.recording is None
    yield lambda: all(row.state is HandoverState.DRAFT and not board()._doing(row) for row in rows())


def tick_a_task(done: dict[str, object]) -> Iterator[Condition]:
    row = next(row for row in rows() if row.tasks)
    board().choose(row.encounter.id)
    yield lambda: board()._pane.findChildren(QCheckBox, "task")
    yield from tab_to(lambda: focused(QCheckBox))
    press(Key.Key_Space)

    def is_done() -> bool:
        now = next(each for each in rows() if each.encounter.id == row.encounter.id)
        return any(task.is_done for task in now.tasks)

    yield is_done
    done["ticked"] = next(task.text for each in rows() for task in each.tasks if task.is_done)


def hand_over(place: int, done: dict[str, object]) -> Iterator[Condition]:
    encounter_id = rows()[place].encounter.id
    board().choose(encounter_id)
    if rows()[place].flags:
        yield from settle_on_the_page(done)
        board().choose(encounter_id)
    yield lambda: board()._pane.may_check
    press(Key.Key_F9)
    yield lambda: board()._pane.may_read_back
    press(Key.Key_F10)
    yield lambda: rows()[place].state is HandoverState.HANDED_OVER


def settle_on_the_page(done: dict[str, object]) -> Iterator[Condition]:
    """What blocks is confirmed in the note, and the board opened again."""
    window = main_window()
    press(Key.Key_N, ALT)
    yield lambda: asks("MainWindow")() and window.page.open is not None and window.page.open.note is not None
    yield from settle(window, done)
    press(Key.Key_H, CTRL)
    yield lambda: asks("HandoverBoard")() and len(rows()) == len(PATIENTS)


def main(folder: Path, passphrase: str, *seconds: str) -> None:
    done: dict[str, object] = {}
    work_through(ward(folder, passphrase, tuple(map(float, seconds)), done), done)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
