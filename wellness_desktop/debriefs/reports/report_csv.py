"""A report as a table file: the same words and numbers as on paper, one line each."""

import csv
import io

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.report_values import Report, hidden_note, rows_of

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def table_file(report: Report) -> bytes:
    """The report as CSV in UTF-8 with a mark, so that spreadsheets read its letters right."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write([_plain(report.agency), _plain(report.title)])
    write([tr("Section"), tr("What"), tr("Number")])
    for title, line in rows_of(report):
        write([_plain(title), _plain(line.label), _plain(line.text)])
    for section in report.sections:
        if section.sentence:
            write([_plain(section.title), _plain(section.sentence), ""])
    if report.needs:
        write([tr("What the program needs"), _plain(report.needs), ""])
    if report.hides:
        write([hidden_note(), "", ""])
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
