"""How a passphrase becomes a key: Argon2id, slow enough to make guessing from a stolen disk hopeless.

One guess costs 0.5 to 1 s on the PC where the passphrase was set (DESIGN 5; measured in findings/store.md 3).
"""

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wellness_desktop.store.boxes import KEY_BYTES

MIB = 1024  # Argon2 counts memory in KiB
SALT_BYTES = 16
WANTED_SECONDS = 0.75
STEP = 16 * MIB


@dataclass(frozen=True, slots=True)
class Stretching:
    """Argon2id's settings: memory in KiB, passes over it, lanes worked in parallel."""

    memory: int = 64 * MIB
    passes: int = 3
    lanes: int = 4

    @property
    def within_policy(self) -> bool:
        """False for settings too weak to protect, or so heavy that they could only be meant to harm."""
        return (
            LOWEST.memory <= self.memory <= HIGHEST.memory
            and LOWEST.passes <= self.passes <= HIGHEST.passes
            and LOWEST.lanes <= self.lanes <= HIGHEST.lanes
        )


LOWEST = Stretching(memory=64 * MIB, passes=3, lanes=4)
"""RFC 9106's second recommended setting, our floor; also quick enough for tests."""
HIGHEST = Stretching(memory=256 * MIB, passes=8, lanes=8)


def stretch(secret: str, salt: bytes, settings: Stretching) -> bytes:
    """The key of a passphrase; NFKC first, so that every keyboard types the same one (NIST 800-63B).

    Raises ValueError for settings outside the policy.
    """
    if not settings.within_policy:
        raise ValueError("key stretching outside the policy")
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=settings.passes,
        lanes=settings.lanes,
        memory_cost=settings.memory,
    )
    return kdf.derive(unicodedata.normalize("NFKC", secret).encode())


@cache
def calibrated() -> Stretching:
    """The settings for this PC, measured once: about 0.75 s, 64 to 256 MiB, at most 1/16 of its memory."""
    return calibrate(_seconds_at_floor(), _memory_of_this_pc())


def calibrate(seconds_at_floor: float, pc_memory: int | None) -> Stretching:
    """The settings for a PC that needs so many seconds at the floor and has so many bytes of memory."""
    wanted = int(LOWEST.memory * WANTED_SECONDS / max(seconds_at_floor, 0.001))
    if pc_memory is not None:
        wanted = min(wanted, pc_memory // 1024 // 16)
    memory = max(LOWEST.memory, min(HIGHEST.memory, wanted // STEP * STEP))
    return Stretching(memory, LOWEST.passes, LOWEST.lanes)


def _seconds_at_floor(timer: Callable[[], float] = time.perf_counter) -> float:
    """The better of two tries, since another program may have been busy during one."""
    took = []
    for _ in range(2):
        start = timer()
        stretch("how quick is this PC?", bytes(SALT_BYTES), LOWEST)
        took.append(timer() - start)
    return min(took)


def _memory_of_this_pc() -> int | None:
    """Bytes of memory, or None where the system does not tell."""
    if os.name == "nt":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None


def _windows_memory() -> int | None:
    """The installed memory in bytes, asked of Windows itself."""
    import ctypes

    kilobytes = ctypes.c_ulonglong()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    if not kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        return None
    return kilobytes.value * 1024
