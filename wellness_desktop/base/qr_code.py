"""QR codes from text, in plain Python: byte mode, error level M, versions 1 to 21 (up to 711 bytes).

ISO/IEC 18004. Window and paper use this one: importing ReportLab's encoder takes longer than the front door may, and a
card for each of 500 helpers would take it half a minute. A whole code stands in one long number here, a bit for each
module, so that choosing the best of eight masks takes a few operations instead of a look at every module; a test
compares the codes module by module with ReportLab's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

MOST_BYTES = 711
MOST_ON_SCREEN = 213
"""More needs a picture larger than a card on screen has room for."""

# Per version: error correction bytes per block, then (number of blocks, data bytes each), level M.
_BLOCKS: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {
    1: (10, ((1, 16),)),
    2: (16, ((1, 28),)),
    3: (26, ((1, 44),)),
    4: (18, ((2, 32),)),
    5: (24, ((2, 43),)),
    6: (16, ((4, 27),)),
    7: (18, ((4, 31),)),
    8: (22, ((2, 38), (2, 39))),
    9: (22, ((3, 36), (2, 37))),
    10: (26, ((4, 43), (1, 44))),
    11: (30, ((1, 50), (4, 51))),
    12: (22, ((6, 36), (2, 37))),
    13: (22, ((8, 37), (1, 38))),
    14: (24, ((4, 40), (5, 41))),
    15: (24, ((5, 41), (5, 42))),
    16: (28, ((7, 45), (3, 46))),
    17: (28, ((10, 46), (1, 47))),
    18: (26, ((9, 43), (4, 44))),
    19: (26, ((3, 44), (11, 45))),
    20: (26, ((3, 41), (13, 42))),
    21: (26, ((17, 42),)),
}
_ALIGNMENT: dict[int, tuple[int, ...]] = {
    1: (),
    2: (6, 18),
    3: (6, 22),
    4: (6, 26),
    5: (6, 30),
    6: (6, 34),
    7: (6, 22, 38),
    8: (6, 24, 42),
    9: (6, 26, 46),
    10: (6, 28, 50),
    11: (6, 30, 54),
    12: (6, 32, 58),
    13: (6, 34, 62),
    14: (6, 26, 46, 66),
    15: (6, 26, 48, 70),
    16: (6, 26, 50, 74),
    17: (6, 30, 54, 78),
    18: (6, 30, 56, 82),
    19: (6, 30, 58, 86),
    20: (6, 34, 62, 90),
    21: (6, 28, 50, 72, 94),
}
_FALSE_FINDERS = ("10111010000", "00001011101")
_DARK, _LIGHT = b"10"
_MASKS = 8
_REPEAT = 12
"""Rows and columns after which every mask begins anew."""

Grid = list[list[bool]]


@dataclass(frozen=True, slots=True)
class _Lines:
    """A code read along its rows, or along its columns: one bit a module, the first module is the highest bit."""

    fixed: tuple[int, ...]
    """What is not data, for each mask."""
    masks: tuple[int, ...]
    """The data modules that each mask turns."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Everything of a version that does not depend on the text."""

    size: int
    path: tuple[int, ...]
    """Where the bits of the data go, in their order."""
    rows: _Lines
    columns: _Lines


@lru_cache(maxsize=64)
def qr_modules(text: str) -> Grid:
    """The code as rows of modules, True for dark, without the quiet zone. Raises ValueError for long text.

    Kept, since pages show the same few codes again and again: do not change it.
    """
    size, codes = _masked_codes(text)
    best = min(codes, key=lambda code: _penalty(code[0], code[1], size))[0]
    bits = f"{best:0{size * size}b}"
    return [[bit == "1" for bit in bits[start : start + size]] for start in range(0, size * size, size)]


def _masked_codes(text: str) -> tuple[int, list[tuple[int, int]]]:
    """Modules on a side, and the finished code under each of the eight masks, along its rows and along its columns."""
    data = text.encode("utf-8")
    version = _version_for(len(data))
    frame = _frame(version)
    cells = bytearray(b"0" * frame.size**2)
    for place, bit in zip(frame.path, _interleave(_data_bytes(data, version), version), strict=False):
        cells[place] = bit
    rows, columns = _number(cells), _number(_turned(cells, frame.size))
    return frame.size, [
        (
            frame.rows.fixed[mask] | (rows ^ frame.rows.masks[mask]),
            frame.columns.fixed[mask] | (columns ^ frame.columns.masks[mask]),
        )
        for mask in range(_MASKS)
    ]


def _version_for(length: int) -> int:
    for version, (_, blocks) in _BLOCKS.items():
        header = 2 if version < 10 else 3  # mode and count take 12 or 20 bits, rounded up with the end
        if length + header <= sum(count * size for count, size in blocks):
            return version
    raise ValueError(f"a QR code here holds at most {MOST_BYTES} bytes")


def _data_bytes(data: bytes, version: int) -> bytes:
    """Mode, length, data, end mark and padding."""
    room = sum(count * size for count, size in _BLOCKS[version][1])
    bits = f"0100{len(data):0{8 if version < 10 else 16}b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    made = int(bits, 2).to_bytes(len(bits) // 8)
    return made + bytes((0xEC, 0x11)[at % 2] for at in range(room - len(made)))


def _interleave(data: bytes, version: int) -> bytes:
    """Cuts the data into blocks, adds their error correction, and shuffles all together into the letters 0 and 1."""
    correction, shapes = _BLOCKS[version]
    blocks, at = [], 0
    for count, size in shapes:
        for _ in range(count):
            blocks.append(data[at : at + size])
            at += size
    checks = [_remainder(block, correction) for block in blocks]
    made = [block[at] for at in range(max(map(len, blocks))) for block in blocks if at < len(block)]
    made += [check[at] for at in range(correction) for check in checks]
    return "".join(f"{byte:08b}" for byte in made).encode()


def _tables() -> tuple[list[int], list[int]]:
    """Powers and logarithms in the field of 256 elements that Reed and Solomon's code works in."""
    powers, logs, value = [0] * 512, [0] * 256, 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logs[value] = exponent
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return powers, logs


_POWERS, _LOGS = _tables()


def _times(one: int, other: int) -> int:
    return _POWERS[_LOGS[one] + _LOGS[other]] if one and other else 0


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The divisor of `count` error correction bytes, without its leading 1, times each byte; as one number each."""
    divisor = [1]
    for exponent in range(count):
        shifted = [*divisor, 0]
        for at, value in enumerate(divisor):
            shifted[at + 1] ^= _times(value, _POWERS[exponent])
        divisor = shifted
    return tuple(int.from_bytes(bytes(_times(value, factor) for value in divisor[1:])) for factor in range(256))


def _remainder(block: bytes, count: int) -> bytes:
    """The error correction bytes of one block."""
    multiples, top, rest = _multiples(count), 8 * (count - 1), 0
    for byte in block:
        factor = byte ^ rest >> top
        rest = (rest & (1 << top) - 1) << 8 ^ multiples[factor]
    return rest.to_bytes(count)


@cache
def _frame(version: int) -> _Frame:
    size = 17 + 4 * version
    drawn, free = bytearray(b"0" * size**2), bytearray(b"1" * size**2)
    for row, column, dark in (*_patterns(version, size), *_format(size, 0)):
        drawn[row * size + column] = _DARK if dark else _LIGHT
        free[row * size + column] = _LIGHT
    path = tuple(place for row, column in _path(size) if free[place := row * size + column] == _DARK)
    fixed = [_with_format(drawn, size, mask) for mask in range(_MASKS)]
    masks = [_mask(mask, size) for mask in range(_MASKS)]
    columns = _lines(
        [_turned(cells, size) for cells in fixed], [_turned(mask, size) for mask in masks], _turned(free, size)
    )
    return _Frame(size, path, _lines(fixed, masks, free), columns)


def _with_format(drawn: bytearray, size: int, mask: int) -> bytearray:
    cells = bytearray(drawn)
    for row, column, dark in _format(size, mask):
        cells[row * size + column] = _DARK if dark else _LIGHT
    return cells


def _lines(fixed: list[bytearray], masks: list[bytearray], free: bytearray) -> _Lines:
    data = _number(free)
    return _Lines(tuple(map(_number, fixed)), tuple(_number(mask) & data for mask in masks))


@cache
def _inner(size: int, before: int) -> int:
    """Every module that has so many before it in its line."""
    return int(("0" * before + "1" * (size - before)) * size, 2)


def _mask(mask: int, size: int) -> bytearray:
    """Where a mask turns a module, data or not."""
    rows = [bytes(_DARK if _masked(mask, row, at) else _LIGHT for at in range(_REPEAT)) for row in range(_REPEAT)]
    wide = [(row * (size // _REPEAT + 1))[:size] for row in rows]
    return bytearray(b"".join(wide[row % _REPEAT] for row in range(size)))


def _number(cells: bytearray) -> int:
    return int(bytes(cells), 2)


def _turned(cells: bytearray, size: int) -> bytearray:
    """Columns for rows."""
    return bytearray(b"".join(bytes(cells[column::size]) for column in range(size)))


def _patterns(version: int, size: int) -> Iterator[tuple[int, int, bool]]:
    """What is neither data nor format: finders, timing, alignment and version."""
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(top - 1, top + 8):
            for column in range(left - 1, left + 8):
                if 0 <= row < size and 0 <= column < size:
                    ring = max(abs(row - top - 3), abs(column - left - 3))
                    yield row, column, ring in (0, 1, 3)
    for at in range(8, size - 8):
        yield 6, at, at % 2 == 0
        yield at, 6, at % 2 == 0
    centers = _ALIGNMENT[version]
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for center_row in centers:
        for center in centers:
            if (center_row, center) not in corners:
                for row in range(center_row - 2, center_row + 3):
                    for column in range(center - 2, center + 3):
                        yield row, column, max(abs(row - center_row), abs(column - center)) != 1
    if version >= 7:
        yield from _version(version, size)


def _format(size: int, mask: int) -> Iterator[tuple[int, int, bool]]:
    """Error level M (00) and the mask, twice, with their own error correction."""
    value = mask
    rest = value << 10
    for bit in range(14, 9, -1):
        if rest >> bit & 1:
            rest ^= 0x537 << (bit - 10)
    code = (value << 10 | rest) ^ 0x5412
    for at in range(15):
        dark = bool(code >> at & 1)
        yield (at if at < 6 else at + 1 if at < 8 else size - 15 + at), 8, dark
        yield 8, (size - 1 - at if at < 8 else 15 - at if at < 9 else 14 - at), dark
    yield size - 8, 8, True


def _version(version: int, size: int) -> Iterator[tuple[int, int, bool]]:
    """The version number, twice, with its own error correction."""
    rest = version << 12
    for bit in range(17, 11, -1):
        if rest >> bit & 1:
            rest ^= 0x1F25 << (bit - 12)
    code = version << 12 | rest
    for at in range(18):
        dark = bool(code >> at & 1)
        yield at // 3, size - 11 + at % 3, dark
        yield size - 11 + at % 3, at // 3, dark


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The way of the data: up and down in columns of two, from the right, around the timing column."""
    upward = True
    for right in range(size - 1, 0, -2):
        column = right - 1 if right <= 6 else right
        for step in range(size):
            row = size - 1 - step if upward else step
            yield row, column
            yield row, column - 1
        upward = not upward


def _masked(mask: int, row: int, column: int) -> bool:
    return (
        (row + column) % 2 == 0,
        row % 2 == 0,
        column % 3 == 0,
        (row + column) % 3 == 0,
        (row // 2 + column // 3) % 2 == 0,
        row * column % 2 + row * column % 3 == 0,
        (row * column % 2 + row * column % 3) % 2 == 0,
        ((row + column) % 2 + row * column % 3) % 2 == 0,
    )[mask]


def _penalty(rows: int, columns: int, size: int) -> int:
    """How hard the code is to read: long runs, blocks, false finders, uneven darkness."""
    total = _in_lines(rows, size) + _in_lines(columns, size)
    beside = ~(rows ^ rows >> 1) & _inner(size, 1)
    below = ~(rows ^ rows >> size) & (1 << size * (size - 1)) - 1
    total += 3 * (beside & beside >> size & below).bit_count()
    return total + 10 * int(abs(20 * rows.bit_count() / size**2 - 10))


def _in_lines(code: int, size: int) -> int:
    """What runs of five or more and false finders along the lines count for."""
    same = ~(code ^ code >> 1) & _inner(size, 1)  # as the module before it
    runs = same & same >> 1
    runs &= runs >> 2  # the ends of runs of five: a run of n modules has n - 4 of them, and counts n - 2
    total = runs.bit_count() + 2 * (runs & ~(runs >> 1)).bit_count()
    shifted = [code >> step for step in range(len(_FALSE_FINDERS[0]))]
    for pattern in _FALSE_FINDERS:
        found = _inner(size, 10)
        for bit, module in zip(reversed(pattern), shifted, strict=True):
            found &= module if bit == "1" else ~module
        total += 40 * found.bit_count()
    return total
