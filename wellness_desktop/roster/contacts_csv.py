"""People from a spreadsheet: what would be imported, and in words why a row would not be.

Nothing here saves. The preview is shown first, and the service takes it whole or not at all.
"""

from collections.abc import Iterable, Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_columns import PHONE_COLUMNS, Column, match_columns, names_people
from wellness_desktop.roster.csv_safety import is_formula, unwrapped
from wellness_desktop.roster.csv_table import CsvTable
from wellness_desktop.roster.import_preview import Found, ImportPreview, Known, PreviewRow, judged, known_people
from wellness_desktop.roster.people import Person

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What spreadsheet programs write where a formula failed."""


def preview_of(
    table: CsvTable,
    there: Iterable[Person],
    own_agency: str = "",
    columns: Sequence[Column] | None = None,
) -> ImportPreview:
    """What importing `table` would do to a roster that holds `there`.

    `columns` overrides what the header's names say. `own_agency` is the name under which people count as
    one's own; a row without an agency is one's own.
    """
    chosen = list(columns) if columns is not None else match_columns(table.header)
    trouble = (
        ""
        if names_people(chosen)
        else tr("No column holds names. Choose above which column holds the name, or the first and last name.")
    )
    known = known_people(there)
    rows = [_row(line, cells, chosen, own_agency, known) for line, cells in zip(table.lines, table.rows, strict=True)]
    return ImportPreview(table.header, tuple(chosen), tuple(rows), trouble)


def _row(line: int, cells: tuple[str, ...], columns: Sequence[Column], own_agency: str, known: Known) -> PreviewRow:
    found = Found()
    if any(cell.strip() for cell in cells[len(columns) :]):
        found.problems.append(tr("This row has more cells than the first row names."))
    for column, cell in zip(columns, cells, strict=False):
        if column is not Column.SKIP:
            _take(found, column, unwrapped(cell))
    return judged(line, cells, found, own_agency, known)


def _take(found: Found, column: Column, text: str) -> None:
    """Adds one cell to what the row says."""
    if not text:
        return
    if is_formula(text):
        found.problems.append(tr("The cell under {column} holds a formula.", column=column.label))
    elif text in _ERRORS:
        found.problems.append(tr("The cell under {column} holds the error {text}.", column=column.label, text=text))
    elif column in PHONE_COLUMNS:
        found.take_phones("" if column is Column.OTHER_PHONE else column.label, text)
    elif column is Column.ROLE:
        found.take_roles(text)
    elif column is Column.LANGUAGES:
        found.take_languages(text)
    elif column not in found.values:
        found.values[column] = text
