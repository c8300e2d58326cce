"""A workbook (XLSX) as rows of text, through openpyxl, which only reads: nothing in the file is run.

A workbook is a ZIP of XML, and a small one can unpack to gigabytes: what it says of its size is looked at first,
and `zipfile` never gives more than a part said.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import zip_longest
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_columns import match_columns, names_people
from wellness_desktop.roster.csv_table import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, CsvTable, too_big

LARGEST_UNPACKED = 160 * 1024 * 1024
"""Bytes of XML. A real list of 20,000 people unpacks to about a tenth of it."""
MOST_PARTS = 2_000
LAST_ROW = 1_048_576
"""A sheet cannot be longer; a file that says otherwise is not one."""
LONGEST_CELL = 32_767
_LOOK_FOR_HEADER = 10
"""Rows among which the names of the columns stand: a title often stands above them."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet of a workbook, and the names of all that can be seen."""

    sheets: tuple[str, ...]
    sheet: str
    table: CsvTable


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a ZIP or as an old or locked Office file does."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes, sheet: str = "") -> Workbook:
    """The sheet of this name; without one, the first that has a column of names, else the first with anything in it.

    Formulas give the result that was saved with them; one without a result comes as it stands and keeps its row
    out. A cell merged over several rows counts for each of them. Raises Problem for anything that is no such file.
    """
    if len(data) > LARGEST_FILE:
        raise too_big()
    with _archive(data) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and dates that mean nothing for a list
        try:
            return _read(archive, data, sheet)
        except Problem:
            raise
        except Exception as error:  # a spoiled workbook makes openpyxl raise nearly anything
            raise _spoiled() from error


def _read(archive: zipfile.ZipFile, data: bytes, wanted: str) -> Workbook:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = None
    if any(_FORMULA.search(archive.read(name)) for name in archive.namelist() if "worksheets/" in name):
        formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    sheets = [one for one in values.worksheets if one.sheet_state == "visible" and hasattr(one, "reset_dimensions")]
    if not sheets:
        raise _empty()
    names = tuple(str(one.title) for one in sheets)

    def table_of(place: int) -> CsvTable | None:
        one = sheets[place]
        raw = archive.read(one._worksheet_path)  # openpyxl says nothing of merged cells when it only reads
        rows = _texts(one, formulas[one.title] if formulas else None)
        return _table(_filled_down(rows, raw))

    if wanted in names:
        return Workbook(names, wanted, table_of(names.index(wanted)) or _nothing())
    first: Workbook | None = None
    for place, name in enumerate(names):
        table = table_of(place)
        if table is None:
            continue
        if names_people(match_columns(table.header)):
            return Workbook(names, name, table)
        first = first or Workbook(names, name, table)
    if first is None:
        raise _empty()
    return first


def _archive(data: bytes) -> zipfile.ZipFile:
    """The ZIP, once it is plain that unpacking it costs little."""
    if not data.startswith(b"PK"):
        raise Problem(
            tr("This workbook is locked with a password, or in the old XLS format."),
            tr("Open it in your spreadsheet program, take the password off, and save it as XLSX or CSV."),
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Problem(
                tr("This workbook unpacks to far more than a list of people."),
                tr("Nothing was imported. Copy the list into a new workbook, and save that as XLSX or CSV."),
            )
        names = set(archive.namelist())
        if "[Content_Types].xml" not in names or not any("worksheets/" in name for name in names):
            raise Problem(
                tr("This is not an Excel workbook."),
                tr("Open it in your spreadsheet program, and save it as XLSX or CSV."),
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _DECLARES.search(archive.read(part)[:4000]):
                raise _spoiled()
    except Problem:
        raise
    except Exception as error:  # zipfile raises half a dozen kinds for a torn or locked archive
        raise _spoiled() from error
    return archive


def _texts(values: Any, formulas: Any) -> Iterator[tuple[str, ...]]:
    """Every row of the sheet as texts; blank rows too, so that rows keep their numbers."""
    values.reset_dimensions()  # what a file says of its size is often wrong
    rows = values.iter_rows(values_only=True)
    if formulas is None:
        others: Iterable[Sequence[object]] = ()
    else:
        formulas.reset_dimensions()
        others = formulas.iter_rows(values_only=True)
    for number, (row, other) in enumerate(zip_longest(rows, others, fillvalue=()), 1):
        if number > LAST_ROW or len(row) > MOST_COLUMNS:
            raise too_big()
        texts = tuple(map(_text, row))
        if other:
            texts = tuple(
                text or (meant if isinstance(meant, str) and meant.startswith("=") else "")
                for text, meant in zip_longest(texts, other, fillvalue="")
            )
        yield texts


def _text(value: object) -> str:
    """A cell as a person reads it. Numbers lose the ".0" that they never had; dates are written plainly."""
    if value is None:
        text = ""
    elif isinstance(value, bool):
        text = tr("yes") if value else tr("no")
    elif isinstance(value, float):
        text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    elif isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    elif isinstance(value, time):
        text = value.strftime("%H:%M")
    else:  # a date writes itself as 2026-03-10
        text = str(value)
    if len(text) > LONGEST_CELL:
        raise too_big()
    return text.replace("\x00", "")


def _filled_down(rows: Iterable[tuple[str, ...]], raw: bytes) -> Iterator[tuple[str, ...]]:
    """Gives every row under a cell that is merged downwards what stands in it."""
    from openpyxl.utils import column_index_from_string

    below: dict[int, list[tuple[int, int]]] = {}
    for found in _MERGED.finditer(raw):
        left, top, _right, bottom = found.groups()
        first, last = int(top), int(bottom)
        if first < last:
            below.setdefault(first, []).append((column_index_from_string(left.decode()) - 1, last))
    if not below:
        yield from rows
        return
    held: list[tuple[int, int, str]] = []
    for number, row in enumerate(rows, 1):
        held = [one for one in held if one[1] >= number]
        filled = list(row)
        for place, _last, text in held:
            if any(filled):
                filled += [""] * (place + 1 - len(filled))
                filled[place] = filled[place] or text
        held += [(place, last, row[place]) for place, last in below.get(number, ()) if place < len(row)]
        yield tuple(filled)


def _table(rows: Iterable[tuple[str, ...]]) -> CsvTable | None:
    """Header and rows; None for a sheet with nothing in it."""
    found: list[tuple[str, ...]] = []
    lines: list[int] = []
    for number, row in enumerate(rows, 1):
        if not any(cell.strip() for cell in row):
            continue
        if len(found) > MOST_ROWS:
            raise too_big()
        found.append(row)
        lines.append(number)
    if not found:
        return None
    head = next(
        (place for place, row in enumerate(found[:_LOOK_FOR_HEADER]) if names_people(match_columns(row))),
        0,
    )
    return CsvTable(found[head], tuple(found[head + 1 :]), tuple(lines[head + 1 :]))


def _nothing() -> CsvTable:
    raise _empty()


def _empty() -> Problem:
    return Problem(tr("This sheet is empty."), tr("Choose the sheet with your list of people, or another file."))


def _spoiled() -> Problem:
    return Problem(
        tr("This workbook cannot be read."),
        tr("Nothing was imported. Open it in your spreadsheet program, and save it as XLSX or CSV again."),
    )
