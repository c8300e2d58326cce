"""The pieces every print is built of. Each call returns a block; `sheet.make` turns a list of them into a PDF.

What people typed goes in as plain text and is always escaped.
"""

from wellness_desktop.paper.block import Block
from wellness_desktop.paper.contents import contents
from wellness_desktop.paper.fields import form_field
from wellness_desktop.paper.lists import bullets, checklist, numbered
from wellness_desktop.paper.page_list import page_list
from wellness_desktop.paper.pictures import figure, qr
from wellness_desktop.paper.removal import Swap, removal_sheet
from wellness_desktop.paper.tables import CallRow, call_table, table, tick_box
from wellness_desktop.paper.text import (
    bold,
    contact_line,
    heading,
    italic,
    keep_together,
    leaf,
    note,
    page_break,
    quotation,
    scaled,
    section,
    space,
    spoken,
    text,
    two_columns,
)
from wellness_desktop.paper.words import Run, Text
from wellness_desktop.paper.writing import answer_space, fill_lines, signature, time_box, writing_lines

__all__ = [
    "Block",
    "CallRow",
    "Run",
    "Swap",
    "Text",
    "answer_space",
    "bold",
    "bullets",
    "call_table",
    "checklist",
    "contact_line",
    "contents",
    "figure",
    "fill_lines",
    "form_field",
    "heading",
    "italic",
    "keep_together",
    "leaf",
    "note",
    "numbered",
    "page_break",
    "page_list",
    "qr",
    "quotation",
    "removal_sheet",
    "scaled",
    "section",
    "signature",
    "space",
    "spoken",
    "table",
    "text",
    "tick_box",
    "time_box",
    "two_columns",
    "writing_lines",
]
