"""QR codes from text, in plain Python: byte mode, error level M, versions 1 to 10 (up to 213 bytes).

ISO/IEC 18004. ReportLab has an encoder too, and every print uses that one, but importing it takes longer than
the front door may; a test compares the two module by module.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

MOST_BYTES = 213

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
}

Grid = list[list[bool]]


@lru_cache(maxsize=64)
def qr_modules(text: str) -> Grid:
    """The code as rows of modules, True for dark, without the quiet zone. Raises ValueError for long text.

    Kept, since choosing the best of eight masks takes 10 ms and pages show the same few codes: do not change it.
    """
    data = text.encode("utf-8")
    version = _version_for(len(data))
    bits = _interleave(_data_bytes(data, version), version)
    return min((_drawn(bits, version, mask) for mask in range(8)), key=_penalty)


def _version_for(length: int) -> int:
    for version, (_, blocks) in _BLOCKS.items():
        header = 2 if version < 10 else 3  # mode and count take 12 or 20 bits, rounded up with the end
        if length + header <= sum(count * size for count, size in blocks):
            return version
    raise ValueError(f"a QR code here holds at most {MOST_BYTES} bytes")


def _data_bytes(data: bytes, version: int) -> list[int]:
    """Mode, length, data, end mark and padding."""
    room = sum(count * size for count, size in _BLOCKS[version][1])
    bits = f"0100{len(data):0{8 if version < 10 else 16}b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    made = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    return made + [(0xEC, 0x11)[at % 2] for at in range(room - len(made))]


def _interleave(data: list[int], version: int) -> list[int]:
    """Cuts the data into blocks, adds their error correction, and shuffles all together into bits."""
    correction, shapes = _BLOCKS[version]
    blocks, at = [], 0
    for count, size in shapes:
        for _ in range(count):
            blocks.append(data[at : at + size])
            at += size
    checks = [_remainder(block, correction) for block in blocks]
    made = [block[at] for at in range(max(map(len, blocks))) for block in blocks if at < len(block)]
    made += [check[at] for at in range(correction) for check in checks]
    return [byte >> bit & 1 for byte in made for bit in range(7, -1, -1)]


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


def _remainder(block: list[int], count: int) -> list[int]:
    """The error correction bytes of one block."""
    divisor = [1]
    for exponent in range(count):
        shifted = [*divisor, 0]
        for at, value in enumerate(divisor):
            shifted[at + 1] ^= _times(value, _POWERS[exponent])
        divisor = shifted
    rest = [*block, *[0] * count]
    for at in range(len(block)):
        factor = rest[at]
        for step, value in enumerate(divisor):
            rest[at + step] ^= _times(value, factor)
    return rest[len(block) :]


def _drawn(bits: list[int], version: int, mask: int) -> Grid:
    """The finished code under one mask."""
    size = 17 + 4 * version
    grid: Grid = [[False] * size for _ in range(size)]
    fixed: Grid = [[False] * size for _ in range(size)]
    for row, column, dark in _patterns(version, size, mask):
        grid[row][column] = dark
        fixed[row][column] = True
    stream = iter(bits)
    for row, column in _path(size):
        if not fixed[row][column]:
            grid[row][column] = bool(next(stream, 0)) != _masked(mask, row, column)
    return grid


def _patterns(version: int, size: int, mask: int) -> Iterator[tuple[int, int, bool]]:
    """Everything that is not data: finders, timing, alignment, format and version."""
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
    yield from _format(size, mask)
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


def _penalty(grid: Grid) -> int:
    """How hard the code is to read: long runs, blocks, false finders, uneven darkness."""
    turned = [list(column) for column in zip(*grid, strict=True)]
    lines = ["".join("1" if dark else "0" for dark in line) for line in (*grid, *turned)]
    total = sum(_runs(line) for line in lines)
    total += 40 * sum(line.count("10111010000") + line.count("00001011101") for line in lines)
    for above, below in pairwise(grid):
        for at in range(len(above) - 1):
            if above[at] == above[at + 1] == below[at] == below[at + 1]:
                total += 3
    dark = sum(map(sum, grid))
    return total + 10 * int(abs(20 * dark / len(grid) ** 2 - 10))


def _runs(line: str) -> int:
    total = 0
    for run in line.replace("01", "0 1").replace("10", "1 0").split():
        if len(run) >= 5:
            total += len(run) - 2
    return total
