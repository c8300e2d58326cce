"""QR codes for the screen: small texts to scan with one's own phone (ISO/IEC 18004, byte mode, level M).

ReportLab, which draws the codes on paper, takes half a second to load; Get help now cannot wait for it. The
tests hold every module of this encoder against ReportLab's.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

Modules = list[list[bool]]
QUIET = 4
"""Empty modules around a code, without which phones do not find it."""

# Per version, from 1: error-correction bytes per block, then (blocks, data bytes) of each group. ISO 18004 table 9.
_BLOCKS: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = (
    (10, ((1, 16),)),
    (16, ((1, 28),)),
    (26, ((1, 44),)),
    (18, ((2, 32),)),
    (24, ((2, 43),)),
    (16, ((4, 27),)),
    (18, ((4, 31),)),
    (22, ((2, 38), (2, 39))),
    (22, ((3, 36), (2, 37))),
    (26, ((4, 43), (1, 44))),
)
# Centers of the small squares per version, from 2. ISO 18004 annex E.
_CENTERS = ((6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46), (6, 28, 50))
_FINDERS = ("00001011101", "10111010000")
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _: row % 2 == 0,
    lambda _, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)


def qr_modules(text: str, mask: int | None = None) -> Modules:
    """The dark modules of the code, row by row, without the quiet zone.

    `mask` is chosen by the standard's penalty rules when left out. Raises ValueError beyond 213 bytes.
    """
    data = text.encode()
    version = _version(len(data))
    bits = list(_bits(_interleaved(version, _filled(version, data))))
    if mask is not None:
        return _drawn(version, bits, mask)
    return min((_drawn(version, bits, each) for each in range(8)), key=_penalty)


def _version(length: int) -> int:
    for version in range(1, len(_BLOCKS) + 1):
        if length + (2 if version < 10 else 3) <= _room(version):
            return version
    raise ValueError("too long for a code that phones read well")


def _room(version: int) -> int:
    return sum(blocks * size for blocks, size in _BLOCKS[version - 1][1])


def _filled(version: int, data: bytes) -> bytes:
    """Mode, length, data, end mark and padding."""
    count_bits = 8 if version < 10 else 16
    whole = (0b0100 << count_bits | len(data)) << 8 * len(data) | int.from_bytes(data)
    size = 4 + count_bits + 8 * len(data)
    room = _room(version)
    end = min(4, room * 8 - size)
    whole, size = whole << end, size + end
    whole, size = whole << -size % 8, size + -size % 8
    filled = whole.to_bytes(size // 8)
    return (filled + bytes((0xEC, 0x11)) * room)[:room]


def _interleaved(version: int, data: bytes) -> bytes:
    """Splits the data into blocks, adds each block's correction bytes, and deals both out in turn."""
    spare, groups = _BLOCKS[version - 1]
    blocks: list[bytes] = []
    for count, size in groups:
        for _ in range(count):
            blocks.append(data[:size])
            data = data[size:]
    corrections = [_correction(block, spare) for block in blocks]
    longest = max(map(len, blocks))
    dealt = [block[place] for place in range(longest) for block in blocks if place < len(block)]
    return bytes(dealt + [block[place] for place in range(spare) for block in corrections])


@cache
def _logs() -> tuple[list[int], list[int]]:
    """Powers of two in the field of 256 elements (polynomial 0x11D), and their logarithms."""
    powers, logs, value = [0] * 255, [0] * 256, 1
    for power in range(255):
        powers[power], logs[value] = value, power
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return powers, logs


def _times(left: int, right: int) -> int:
    powers, logs = _logs()
    return powers[(logs[left] + logs[right]) % 255] if left and right else 0


def _correction(block: bytes, spare: int) -> bytes:
    """The Reed-Solomon bytes of a block."""
    powers, _ = _logs()
    divisor = [1]
    for power in range(spare):
        shifted = [*divisor, 0]
        for place, value in enumerate(divisor):
            shifted[place + 1] ^= _times(value, powers[power])
        divisor = shifted
    rest = [0] * spare
    for byte in block:
        factor = byte ^ rest.pop(0)
        rest.append(0)
        for place in range(spare):
            rest[place] ^= _times(divisor[place + 1], factor)
    return bytes(rest)


def _bits(data: bytes) -> Iterator[bool]:
    for byte in data:
        for place in range(7, -1, -1):
            yield bool(byte >> place & 1)


def _drawn(version: int, bits: list[bool], mask: int) -> Modules:
    side = 17 + 4 * version
    fixed: dict[tuple[int, int], bool] = {}
    _draw_marks(fixed, side, version)
    _draw_format(fixed, side, mask)
    if version >= 7:
        _draw_version(fixed, side, version)
    modules = [[False] * side for _ in range(side)]
    for (row, column), dark in fixed.items():
        modules[row][column] = dark
    stream = iter(bits)
    for row, column in _snake(side):
        if (row, column) not in fixed:
            modules[row][column] = next(stream, False) ^ _MASKS[mask](row, column)
    return modules


def _draw_marks(fixed: dict[tuple[int, int], bool], side: int, version: int) -> None:
    for place in range(side):
        fixed[6, place] = fixed[place, 6] = place % 2 == 0
    if version > 1:
        centers = _CENTERS[version - 2]
        corners = {(6, 6), (6, centers[-1]), (centers[-1], 6)}
        for middle in ((row, column) for row in centers for column in centers if (row, column) not in corners):
            _draw_square(fixed, side, middle, 2)
    for middle in ((3, 3), (3, side - 4), (side - 4, 3)):
        _draw_square(fixed, side, middle, 4)
    fixed[side - 8, 8] = True


def _draw_square(fixed: dict[tuple[int, int], bool], side: int, middle: tuple[int, int], reach: int) -> None:
    """A square of rings around its middle: a finder (reach 4, with its white edge) or a small one (2)."""
    light = (2, 4) if reach == 4 else (1,)
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            row, column = middle[0] + down, middle[1] + right
            if 0 <= row < side and 0 <= column < side:
                fixed[row, column] = max(abs(down), abs(right)) not in light


def _draw_format(fixed: dict[tuple[int, int], bool], side: int, mask: int) -> None:
    rest = mask << 10  # level M is 00
    for power in range(4, -1, -1):
        if rest >> (power + 10) & 1:
            rest ^= 0x537 << power
    code = (mask << 10 | rest) ^ 0x5412
    first = [(place, 8) for place in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, place) for place in (7, 5, 4, 3, 2, 1, 0)]
    second = [(8, side - 1 - place) for place in range(8)] + [(side - 7 + place, 8) for place in range(7)]
    for place in range(15):
        fixed[first[place]] = fixed[second[place]] = bool(code >> place & 1)


def _draw_version(fixed: dict[tuple[int, int], bool], side: int, version: int) -> None:
    rest = version << 12
    for power in range(5, -1, -1):
        if rest >> (power + 12) & 1:
            rest ^= 0x1F25 << power
    code = version << 12 | rest
    for place in range(18):
        row, column = place // 3, side - 11 + place % 3
        fixed[row, column] = fixed[column, row] = bool(code >> place & 1)


def _snake(side: int) -> Iterator[tuple[int, int]]:
    """The order in which data fills the square: pairs of columns from the right, up and down in turn."""
    upward = True
    for right in (*range(side - 1, 6, -2), *range(5, 0, -2)):
        for step in range(side):
            row = side - 1 - step if upward else step
            yield row, right
            yield row, right - 1
        upward = not upward


def _penalty(modules: Modules) -> int:
    """How hard a mask makes the code to read, by the four rules of ISO 18004, 7.8.3."""
    side = len(modules)
    columns = [list(column) for column in zip(*modules, strict=True)]
    total = sum(_runs(line) + _finders(line) for line in (*modules, *columns))
    for above, below in pairwise(modules):
        total += 3 * sum(
            above[place] == above[place + 1] == below[place] == below[place + 1] for place in range(side - 1)
        )
    dark = sum(map(sum, modules))
    return total + 10 * int(abs(dark * 20 - side * side * 10) / (side * side))


def _runs(line: list[bool]) -> int:
    total, length = 0, 1
    for before, here in pairwise(line):
        if before == here:
            length += 1
            continue
        total += length - 2 if length >= 5 else 0
        length = 1
    return total + (length - 2 if length >= 5 else 0)


def _finders(line: list[bool]) -> int:
    """Patterns that look like a finder with four light modules on one side."""
    text = "".join("1" if dark else "0" for dark in line)
    count = sum(
        text.startswith(pattern, place) for place in range(len(text)) for pattern in ("00001011101", "10111010000")
    )
    return 40 * count
