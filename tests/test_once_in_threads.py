"""A value that is made once, while other threads ask for it."""

import threading
import time

from pilotzones.once import once


class Slow:
    """Something whose value takes a while to make, and that counts how often it is made."""

    def __init__(self):
        self.made = 0
        self.begun = threading.Event()

    @once
    def value(self):
        """Make the value, after those who ask meanwhile have begun to wait."""
        self.made += 1
        self.begun.set()
        time.sleep(0.2)
        return object()


def test_threads_that_ask_while_it_is_made_get_the_same_value():
    """They wait, and do not make it anew."""
    slow, found = Slow(), []
    first = threading.Thread(target=lambda: found.append(slow.value))
    first.start()
    assert slow.begun.wait(10)
    others = [threading.Thread(target=lambda: found.append(slow.value)) for _ in range(3)]
    for thread in others:
        thread.start()
    for thread in (first, *others):
        thread.join(10)
    assert slow.made == 1
    assert found == [slow.value] * 4
