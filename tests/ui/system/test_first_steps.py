"""The first steps: each can be skipped, each says where it is found again."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.paths import models_dir
from app.ui.sound.microphone_test import MicrophoneTest
from app.ui.system.first_steps import FirstStepsDialog
from tests.ui.loudspeaker import Loudspeaker
from tests.ui.mouth import Mouth
from tests.ui.sound.test_microphone_test import QUIET, VOICE, TestBench, say, sound


@pytest.fixture
def steps(window, qtbot):
    dialog = FirstStepsDialog(models_dir(), TestBench(), window.actions_, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def words(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(dialog, name: str) -> None:
    next(each for each in dialog.findChildren(QPushButton) if each.text() == name and each.isVisible()).click()


def test_what_this_machine_can_run_is_told(steps, qtbot):
    qtbot.waitUntil(lambda: "cores" in words(steps))
    assert "Step 1 of 3" in words(steps)
    assert "Models" in words(steps)


def test_each_step_can_be_skipped_gone_back_to_and_found_again(steps, qtbot):
    press(steps, "&Next")
    assert steps.findChild(MicrophoneTest).isVisible()
    assert "“Test microphone”" in words(steps)
    press(steps, "&Back")
    assert "What this machine can run" in words(steps)
    press(steps, "&Next")
    press(steps, "&Next")
    assert "“Practice consultation”" in words(steps)
    with qtbot.assertNotEmitted(steps.practice_requested), qtbot.waitSignal(steps.accepted):
        press(steps, "Not &now")


def filled(dialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible() and each.property("primary")]


def test_only_what_is_to_be_done_next_is_filled(window, qtbot):
    mouth = Mouth()
    dialog = FirstStepsDialog(models_dir(), TestBench(mouth), window.actions_, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert filled(dialog) == ["&Next"]
    press(dialog, "&Next")
    assert filled(dialog) == ["&Speak five seconds"]
    test = dialog.findChild(MicrophoneTest)
    test._player._open_output = Loudspeaker
    say(test, mouth, sound(1.0, QUIET), sound(4.0, VOICE))
    qtbot.waitUntil(lambda: filled(dialog) == ["&Next"])
    press(dialog, "&Next")
    assert filled(dialog) == ["Begin the &practice"]


def test_without_a_microphone_the_next_step_is_to_go_on(steps):
    press(steps, "&Next")
    assert filled(steps) == ["&Next"]


def test_the_practice_begins_from_the_last_step(steps, qtbot):
    press(steps, "&Next")
    press(steps, "&Next")
    with qtbot.waitSignal(steps.practice_requested):
        press(steps, "Begin the &practice")
    assert not steps.isVisible()
