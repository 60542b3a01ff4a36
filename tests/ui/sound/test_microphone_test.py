"""The microphone test: hears, judges, plays back, keeps nothing."""

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton

from app.domain.errors import InputError
from app.speech.microphone_trial import TRIAL_S
from app.ui.parts import settings
from app.ui.parts.settings import MICROPHONE
from app.ui.sound.microphone import Microphones
from app.ui.sound.microphone_test import MicrophoneTest, MicrophoneTestDialog
from tests.ui.mouth import Mouth

RATE = 16_000
QUIET, VOICE = 20, 6_000


class TestBench(Microphones):
    """The test's own microphones in the place of this computer's."""

    __test__ = False

    def __init__(self, *mouths: Mouth) -> None:
        super().__init__()
        self.mouths = mouths

    def all(self):
        return list(self.mouths)

    def chosen(self, microphone_id: str):
        found = next((each for each in self.mouths if each.id == microphone_id), None)
        if found is None:
            raise InputError("microphone_missing")
        return found


class Deaf(Mouth):
    def start(self, listener) -> None:
        raise InputError("microphone_denied")


def named(mouth: Mouth, name: str) -> Mouth:
    mouth.id = mouth.name = name
    return mouth


def sound(seconds: float, loudness: int) -> bytes:
    time_s = np.arange(round(seconds * RATE)) / RATE
    return np.clip(loudness * np.sin(2 * np.pi * 200 * time_s), -32_768, 32_767).astype("<i2").tobytes()


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


@pytest.fixture
def test(mouth, qtbot):
    made = MicrophoneTest(TestBench(mouth))
    qtbot.addWidget(made)
    made.show()
    return made


def told(test) -> str:
    return " ".join(label.text() for label in test.findChildren(QLabel))


def button(test, text: str) -> QPushButton:
    return next(each for each in test.findChildren(QPushButton) if each.text() == text)


def say(test, mouth, *sounds: bytes) -> None:
    button(test, "&Speak five seconds").click()
    for pcm in sounds:
        for start in range(0, len(pcm), 1_600):
            mouth.say(pcm[start : start + 1_600])


def test_a_voice_is_heard_judged_and_played_back(test, mouth, qtbot, monkeypatch):
    played = []
    monkeypatch.setattr(test._player, "play", lambda audio, stretches: played.append((b"".join(audio(0.0)), stretches)))
    say(test, mouth, sound(1.0, QUIET), sound(2.0, VOICE))
    qtbot.waitUntil(lambda: "Please speak: 2 s" in told(test))
    assert test.findChild(QProgressBar).value() > -20
    assert not button(test, "&Speak five seconds").isEnabled()
    for _ in range(20):
        mouth.say(sound(0.1, VOICE))
    qtbot.waitUntil(lambda: "will do" in told(test))
    assert mouth.listener is None
    assert len(played[0][0]) == TRIAL_S * RATE * 2
    button(test, "&Hear it again").click()
    assert len(played) == 2
    test.stop()
    assert not button(test, "&Hear it again").isEnabled()


@pytest.mark.parametrize(
    ("loudness", "words"), [(0, "no sound at all"), (QUIET, "no voice was heard"), (40_000, "too loud")]
)
def test_what_would_not_do_is_told_with_what_helps(test, mouth, qtbot, monkeypatch, loudness, words):
    monkeypatch.setattr(test._player, "play", lambda *_: None)
    say(test, mouth, sound(TRIAL_S, loudness))
    qtbot.waitUntil(lambda: words in told(test))


def test_no_device_and_no_permission_are_told(qtbot):
    nobody, refused = MicrophoneTest(TestBench()), MicrophoneTest(TestBench(Deaf()))
    for test, words in ((nobody, "There is no microphone"), (refused, "may not use")):
        qtbot.addWidget(test)
        button(test, "&Speak five seconds").click()
        assert words in told(test)


def test_a_machine_that_cannot_play_says_so_beside_the_verdict(test, mouth, qtbot):
    from app.domain.errors import Problem

    test._on_playing_failed(Problem("audio_output_missing"))
    assert "\n" in test._told.text()


def test_the_chosen_microphone_is_the_one_that_recordings_begin_with(mouth, qtbot):
    test = MicrophoneTest(TestBench(mouth, named(Mouth(), "another")))
    qtbot.addWidget(test)
    choice = test.findChild(QComboBox)
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert settings.chosen()[MICROPHONE] == "another"


def test_closing_lets_go_of_the_microphone(window, mouth, qtbot):
    dialog = MicrophoneTestDialog(TestBench(mouth), window)
    qtbot.addWidget(dialog)
    dialog.show()
    button(dialog, "&Speak five seconds").click()
    assert mouth.listener is not None
    dialog.reject()
    assert mouth.listener is None
