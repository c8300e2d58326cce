"""A small X client that sees a window appear: the stopwatch stands outside the process that is timed.

Plain X11 over the server's local socket, so that the measurement needs no further package.
"""

import os
import select
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CREATE_NOTIFY, _MAP_NOTIFY = 16, 19
_ERROR, _REPLY = 0, 1
_CHANGE_ATTRIBUTES, _GET_GEOMETRY, _QUERY_EXTENSION = 2, 14, 98
_EVENT_MASK, _CHILDREN_CHANGE = 1 << 11, 1 << 19
_DAMAGE_VERSION, _DAMAGE_CREATE, _EVERY_RECTANGLE = 0, 1, 0
_CREATED_OVERRIDE_PLACE = 22

SMALLEST_WINDOW = (300, 200)
"""Smaller windows are helpers of the toolkit, not the program."""


@dataclass(frozen=True, slots=True)
class Seen:
    """When the first real window appeared and when it was painted whole, by time.perf_counter()."""

    mapped: float
    painted: float


class Watcher:
    """Watches one X server. The server must accept this login without a cookie, as `a_screen` starts it."""

    def __init__(self, display: str) -> None:
        number = display.rpartition(":")[2].partition(".")[0]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers have their sockets
        self._waiting = b""
        self._events: list[bytes] = []
        self._requests = 0
        self._watched: set[int] = set()
        self._root, self._next_id = self._greet()
        self._request(_CHANGE_ATTRIBUTES, 0, struct.pack("<III", self._root, _EVENT_MASK, _CHILDREN_CHANGE))
        found = self._ask(_QUERY_EXTENSION, 0, struct.pack("<HH", len(b"DAMAGE"), 0) + b"DAMAGE\0\0")
        self._damage, self._damage_event = found[9], found[10]
        self._ask(self._damage, _DAMAGE_VERSION, struct.pack("<II", 1, 1))

    def close(self) -> None:
        """Leaves the server."""
        self._socket.close()

    def forget(self) -> None:
        """Drops what happened before the next start."""
        self._size_of(self._root)  # the answer comes after every event before it
        self._events.clear()
        self._watched.clear()

    def wait_for_window(self, seconds: float) -> Seen:
        """Waits for a window of the program and for its first whole paint. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        mapped: float | None = None
        while (event := self._next_event(end)) is not None:
            now, kind = time.perf_counter(), event[0] & 0x7F
            if kind == _CREATE_NOTIFY and not event[_CREATED_OVERRIDE_PLACE]:
                self._watch_paint(event)
            elif kind == _MAP_NOTIFY and mapped is None and self._is_watched(event):
                mapped = now
            elif kind == self._damage_event and mapped is not None and _is_whole(event):
                return Seen(mapped, now)
        raise TimeoutError("no window was painted")

    def _watch_paint(self, created: bytes) -> None:
        """Asks for paint reports before the window is mapped, or the first one might be missed."""
        window, _, _, width, height = struct.unpack_from("<IHHHH", created, 8)
        if width < SMALLEST_WINDOW[0] or height < SMALLEST_WINDOW[1]:
            return
        self._watched.add(window)
        self._next_id += 1
        self._request(self._damage, _DAMAGE_CREATE, struct.pack("<IIBxxx", self._next_id, window, _EVERY_RECTANGLE))

    def _is_watched(self, mapped: bytes) -> bool:
        return struct.unpack_from("<I", mapped, 8)[0] in self._watched

    def _size_of(self, window: int) -> tuple[int, int]:
        reply = self._ask(_GET_GEOMETRY, 0, struct.pack("<I", window))
        return struct.unpack_from("<HH", reply, 16) if reply else (0, 0)

    # The protocol

    def _greet(self) -> tuple[int, int]:
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        head = self._read(8)
        if head[0] != 1:
            raise ConnectionError("the X server refused")
        body = self._read(struct.unpack_from("<H", head, 6)[0] * 4)
        first_id = struct.unpack_from("<I", body, 4)[0]
        vendor, formats = struct.unpack_from("<H", body, 16)[0], body[21]
        root_place = 32 + (vendor + 3) // 4 * 4 + formats * 8
        return struct.unpack_from("<I", body, root_place)[0], first_id

    def _request(self, code: int, detail: int, rest: bytes) -> None:
        self._requests += 1
        self._socket.sendall(struct.pack("<BBH", code, detail, 1 + len(rest) // 4) + rest)

    def _ask(self, code: int, detail: int, rest: bytes) -> bytes:
        """The reply, or nothing when the window is gone already; events that come first are kept."""
        self._request(code, detail, rest)
        wanted = self._requests & 0xFFFF
        while True:
            packet = self._packet()
            if packet[0] in (_ERROR, _REPLY) and struct.unpack_from("<H", packet, 2)[0] == wanted:
                return packet if packet[0] == _REPLY else b""
            if packet[0] not in (_ERROR, _REPLY):
                self._events.append(packet)

    def _next_event(self, end: float) -> bytes | None:
        while not self._events:
            if not self._waiting:
                left = end - time.perf_counter()
                if left <= 0 or not select.select([self._socket], [], [], left)[0]:
                    return None
            packet = self._packet()
            if packet[0] not in (_ERROR, _REPLY):
                self._events.append(packet)
        return self._events.pop(0)

    def _packet(self) -> bytes:
        packet = self._read(32)
        if packet[0] == _REPLY:
            packet += self._read(struct.unpack_from("<I", packet, 4)[0] * 4)
        return packet

    def _read(self, size: int) -> bytes:
        while len(self._waiting) < size:
            piece = self._socket.recv(65536)
            if not piece:
                raise ConnectionError("the X server went away")
            self._waiting += piece
        data, self._waiting = self._waiting[:size], self._waiting[size:]
        return data


def _is_whole(damage: bytes) -> bool:
    """Whether a paint report covers most of its window."""
    width, height = struct.unpack_from("<HH", damage, 20)
    of_width, of_height = struct.unpack_from("<HH", damage, 28)
    return bool(width * height * 2 > of_width * of_height)


def can_have_screen() -> bool:
    """Whether this machine has Xvfb."""
    return shutil.which("Xvfb") is not None


@contextmanager
def a_screen(size: str = "1366x768x24") -> Iterator[str]:
    """An X server of our own with nothing else on it; gives its DISPLAY."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-noreset", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
