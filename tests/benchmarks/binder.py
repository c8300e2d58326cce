"""The binder of all plans, beside bare ReportLab drawing the same words on as many pages; called by inside.py."""

import gc
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from tests.benchmarks.inside import at_rest, running, sign_in
from tests.benchmarks.machine import memory_kib
from tests.benchmarks.work import timed
from wellness_desktop.paper.page_marks import mark_of

LINE = 11.0
"""Points from line to line of the bare pages."""
COPIES = 500
ACROSS = 95
"""Letters to a line of the bare pages."""


def together(rounds: int, folder: Path) -> dict[str, Any]:
    """All plans of the demo agency as one binder, from the records to the PDF.

    Milliseconds a page for ours and for the floor, the pages, and what the prints added to the memory, KiB.
    """
    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        plans = program.own_rooms.services.plans
        before = _rss()
        pdf = plans.whole_binder()  # the first also loads code and fonts
        added = _rss() - before
        words = _words(pdf)
        bare(words)
        ours, floor = [], []
        for _ in range(rounds):
            gc.collect()
            floor.append(timed(lambda: bare(words)) / len(words))
            ours.append(timed(plans.whole_binder) / len(words))
        return {"ours": ours, "floor": floor, "pages": len(words), "memory": added, "kib": len(pdf) / 1024}


def first_page(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds until the first page of one plan's binder is a picture to look at; and of its quick card."""
    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        plans = program.own_rooms.services.plans
        asked = {"binder": lambda: plans.binder("CP-01"), "card": lambda: plans.quick_card("CP-01")}
        found: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, make in asked.items():
                gc.collect()
                found[name].append(timed(lambda make=make: _picture(make())))  # type: ignore[misc]
        return found


def codes(rounds: int, folder: Path) -> dict[str, Any]:
    """500 copies of a binder in the register: milliseconds to answer a typed page, to list them, and the floor.

    The floor reads the same rows bare; the answer is that of a page in force and of one that was replaced.
    """
    from sqlalchemy import select

    from wellness_desktop.plans.copies.kinds import BINDER
    from wellness_desktop.plans.copies.records import CopyRecord
    from wellness_desktop.plans.copies.values import NewCopy

    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        plans = program.own_rooms.services.plans
        copies = plans.copies
        batch = copies.prepare(BINDER, "CP-04", [NewCopy(place="Car 1")])
        for _ in range(COPIES):
            copies.enter(replace(batch, copies=copies.number(BINDER, "CP-04", [NewCopy(place="Car 1")])))
        code, own = batch.edition.pages[-1]
        typed = f"{code} {mark_of(own)}"

        def read() -> None:
            with plans._store.read() as work:
                list(work.scalars(select(CopyRecord)))

        asked = {"answer": lambda: copies.page_answer(typed), "list": copies.register, "floor": read}
        found: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, do in asked.items():
                gc.collect()
                found[name].append(timed(do))
        return found


def bare(pages: list[list[str]]) -> bytes:
    """These lines on these pages, in the same font, without styles, tables, tags or contents."""
    from reportlab.pdfgen.canvas import Canvas

    from wellness_desktop.paper import fonts

    fonts.load_family()
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for lines in pages:
        canvas.setFont(fonts.BODY, 9)
        for number, line in enumerate(lines):
            canvas.drawString(60, 750 - LINE * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _words(pdf: bytes) -> list[list[str]]:
    """The words of each page, in lines."""
    document, _keep = _opened(pdf)
    pages = [" ".join(document.getAllText(number).text().split()) for number in range(document.pageCount())]
    return [[page[start : start + ACROSS] for start in range(0, len(page), ACROSS)] for page in pages]


def _picture(pdf: bytes) -> None:
    document, _keep = _opened(pdf)
    if document.render(0, QSize(850, 1100)).isNull():
        raise RuntimeError("no page to look at")


def _opened(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """The document, and the buffer that must live as long."""
    document, buffer = QPdfDocument(None), QBuffer()  # type: ignore[call-overload]
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document, buffer


def _rss() -> int:
    gc.collect()
    return (memory_kib() or {}).get("Rss", 0)
