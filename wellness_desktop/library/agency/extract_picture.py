"""How large a picture is, from its first bytes: what would not fit into memory is refused before anybody unpacks it."""

import struct

from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.limits import MOST_PIXELS, MOST_SIDE
from wellness_desktop.library.agency.values import Extracted, Searched, Step

_PNG_HEAD = 8 + 8 + 13 + 4
"""Mark, head of the first piece, its 13 bytes, its checksum."""
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers of a JPEG without a length."""
_NO_SIZE = frozenset((0xC4, 0xC8, 0xCC))
"""Among 0xC0 to 0xCF, which begin a picture, those that do not."""


def read_png(data: bytes, step: Step) -> Extracted:
    """Looks at the picture's size; a picture has no words. Raises Problem for a damaged or huge one."""
    step(0, 1)
    if len(data) < _PNG_HEAD or data[12:16] != b"IHDR" or b"IEND" not in data[-64:]:
        raise refusals.damaged()
    width, height = struct.unpack(">II", data[16:24])
    return _picture(width, height)


def read_jpeg(data: bytes, step: Step) -> Extracted:
    """Looks at the picture's size; a picture has no words. Raises Problem for a damaged or huge one."""
    step(0, 1)
    width, height = _jpeg_size(data)
    return _picture(width, height)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if marker in _STANDALONE:
            place += 2
            continue
        if marker in (0xD9, 0xDA):  # the end, or the picture itself before any size
            break
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            if place + 9 > len(data):
                break
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + max(2, length)
    raise refusals.damaged()


def _picture(width: int, height: int) -> Extracted:
    if width == 0 or height == 0:
        raise refusals.damaged()
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise refusals.picture_too_large()
    return Extracted("", searched=Searched.TITLE)
