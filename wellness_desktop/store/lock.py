"""One process at a time may change a file. The lock goes with its process, even when that is killed."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wellness_desktop.base.files import cannot_write, take_lock
from wellness_desktop.store.problems import busy

WAIT_SECONDS = 10.0
PAUSE_SECONDS = 0.05


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Waits for its turn to change `target`. Raises Problem after ten seconds or when the folder refuses.

    The lock is an empty file beside the target, since the target itself is replaced with every change.
    """
    try:
        handle = os.open(target.with_name(target.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise cannot_write(error) from error
    try:
        last = time.monotonic() + WAIT_SECONDS
        while not take_lock(handle):
            if time.monotonic() > last:
                raise busy()
            time.sleep(PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)  # which also gives the lock back
