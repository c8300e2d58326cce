"""Keeps a fault of PySide6 6.12 from ending the program on Python 3.11.

Its wheels return None, True and False from C without counting the reference, which is right from Python 3.12 on,
where these objects never die. On 3.11 each such call (`widget.update()`) takes one reference away, and after some
six thousand of them the interpreter stops with "none_dealloc: deallocating None". Can go when 3.11 goes, or when
a wheel for 3.11 counts again; tests/kit/test_kit_singletons.py tells.
"""

import sys

PLENTY = 1 << 40
"""More references than any run could lose."""


def keep_singletons_alive() -> None:
    """Gives None, True and False so many references that they never run out. Nothing to do from 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for single in (None, True, False, NotImplemented, ...):
        # The count is the first word of every object in CPython 3.11.
        count = ctypes.c_ssize_t.from_address(id(single))
        if count.value < PLENTY:
            count.value += PLENTY
