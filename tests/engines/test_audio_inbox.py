import threading
import time

from app.engines.audio_inbox import AudioInbox


def test_everything_that_waits_is_taken_at_once_and_in_order() -> None:
    inbox = AudioInbox()
    inbox.put(b"ab")
    inbox.put(b"cd")

    assert inbox.take(0.0) == b"abcd"
    assert inbox.take(0.0) == b""


def test_the_end_comes_after_the_last_sound() -> None:
    inbox = AudioInbox()
    inbox.put(b"ab")
    inbox.put(None)

    assert inbox.take(0.0) == b"ab"
    assert inbox.take(0.0) is None


def test_who_waits_is_woken() -> None:
    inbox = AudioInbox()
    threading.Timer(0.05, inbox.put, (b"ab",)).start()
    started = time.monotonic()

    assert inbox.take(30.0) == b"ab"
    assert time.monotonic() - started < 10.0


def test_a_new_job_finds_nothing_of_the_one_before() -> None:
    inbox = AudioInbox()
    inbox.put(b"ab")
    inbox.put(None)
    inbox.clear()

    assert inbox.take(0.0) == b""
