"""A spreadsheet's CSV as rows of text, whatever the spreadsheet program made of it.

Encoding and delimiter are found out, never asked. Anything that is not such a file is refused in one sentence.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count

LARGEST_FILE = 32 * 1024 * 1024
LONGEST_LINE = 256 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
DELIMITERS = ",;\t|"
_LOOK_AT = 20
"""Lines that decide which delimiter it is."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A header and the rows below it; `lines` gives for each row the line of the file it began on."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_list_file(path: Path) -> bytes:
    """The file's bytes. Raises Problem when it is not there, not readable, or far too big for a list."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_big()
        return path.read_bytes()
    except OSError as error:
        raise Problem(
            tr("This file cannot be read."), tr("Check that it is still there and not open in another program.")
        ) from error


def read_table(data: bytes) -> CsvTable:
    """The table in a CSV file.

    Blank rows are left out; cells come as they stand, without zero bytes. Raises Problem for anything else
    than a spreadsheet's text, an empty file, and one beyond the limits above.
    """
    if len(data) > LARGEST_FILE:
        raise too_big()
    text = _decoded(data).replace("\x00", "")
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise Problem(
            tr("A line of this file is too long for a list of people."),
            tr("Nothing was imported. Open it in a spreadsheet program, check it, and save it as CSV again."),
        )
    declared, text = _declared_delimiter(text)
    rows, lines = _rows(text, declared or _delimiter(text))
    if not rows:
        raise Problem(tr("This file is empty."), tr("Choose the file with your list of people, saved as CSV."))
    return CsvTable(rows[0], tuple(rows[1:]), tuple(lines[1:]))


def _decoded(data: bytes) -> str:
    """The file's text. UTF-8 and UTF-16 with their marks, UTF-16 without, UTF-8, then Windows' own."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _tried(data, encoding) or _windows(data)
    return _utf16_without_mark(data) or _tried(data, "utf-8") or _windows(data)


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte."""
    sample = data[:4000]
    if len(sample) < 4 or sample.count(0) < len(sample) // 3:
        return None
    return _tried(data, "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be")


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _windows(data: bytes) -> str:
    """Windows-1252 reads nearly any bytes, so what is mostly not text is refused here."""
    odd = sum(byte < 9 or 13 < byte < 32 for byte in data[:4000])
    if odd * 20 > min(len(data), 4000):
        raise Problem(
            tr("This is not a text file."),
            tr("Nothing was imported. Save your list as CSV in your spreadsheet program, then choose that file."),
        )
    return data.decode("cp1252", errors="replace")


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Spreadsheets may say `sep=;` in a first line of its own."""
    first, _, rest = text.partition("\n")
    first = first.strip().lower()
    if first.startswith("sep=") and len(first) == 5 and first[4] in DELIMITERS:
        return first[4], rest
    if first == "sep=":  # a tab, stripped with the line's end
        return "\t", rest
    return "", text


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most equal, the most many cells."""
    sample = "\n".join(text.splitlines()[:_LOOK_AT])

    def fitness(delimiter: str) -> tuple[int, int, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
        except csv.Error:
            return 0, 0, 0
        if not widths or widths[0] < 2:
            return 0, 0, 0
        alike = sum(width == widths[0] for width in widths)
        return alike * widths[0], alike, -DELIMITERS.index(delimiter)

    return max(DELIMITERS, key=fitness)


def _rows(text: str, delimiter: str) -> tuple[list[tuple[str, ...]], list[int]]:
    """All rows with the line each began on.

    Loose quotation marks inside a cell are read as they stand; one that is never closed would swallow the rest
    of the list, so it is refused.
    """
    try:
        return _read_rows(text, delimiter, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise _unreadable(text.count("\n") + 1) from error
    try:
        return _read_rows(text, delimiter, strict=False)
    except csv.Error as error:
        raise _unreadable(text.count("\n") + 1) from error


def _read_rows(text: str, delimiter: str, *, strict: bool) -> tuple[list[tuple[str, ...]], list[int]]:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    before = 0
    for row in reader:
        first_line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > MOST_COLUMNS or len(rows) > MOST_ROWS:
            raise too_big()
        rows.append(tuple(row))
        lines.append(first_line)
    return rows, lines


def _unreadable(lines: int) -> Problem:
    return Problem(
        tr_count(
            "This file cannot be read as a table.", "This file of {count} lines cannot be read as a table.", lines
        ),
        tr("Nothing was imported. Look for a quotation mark that is never closed."),
    )


def too_big() -> Problem:
    """A file beyond the limits above."""
    return Problem(
        tr("This file is too big for a list of people."),
        tr("Nothing was imported. Split it into files of at most {rows} rows.", rows=MOST_ROWS),
    )
