"""The roster at 5,000 people, in a process of its own; called by inside.py as `people.NAME`."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import shiboken6
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.inside import wait
from tests.benchmarks.work import many_people, timed

COUNT, FEW = 5_000, 30
CARDS = 500
_READ = """
    SELECT p.name, p.roles, p.agency, f.number, f.checked_on FROM roster_person p
    LEFT JOIN roster_phone f ON f.person_id = p.id WHERE p.removed_at IS NULL ORDER BY p.name_key
"""


def opening(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds from nothing to the painted page: after Today has read the roster at sign-in ("ours"), with a small
    agency's 30 people ("small", the floor), and when nobody has read it yet ("first", beside a bare list of the rows).
    """
    from wellness_desktop.kit.tasks import Tasks
    from wellness_desktop.kit.theme import apply_theme
    from wellness_desktop.roster.roster_page import RosterPage

    apply_theme(QApplication.instance(), "light", 100)
    found: dict[str, list[float]] = {"bare": [], "first": [], "small": [], "ours": []}
    with many_people(folder / "many", COUNT) as many, many_people(folder / "few", FEW) as few:
        tasks = Tasks()

        def page_of(roster: Any) -> None:
            _opened(RosterPage(roster, tasks))

        def bare() -> None:
            with many._store.read() as session:
                rows = [tuple(row) for row in session.connection().exec_driver_sql(_READ)]
            view = QTableView()
            view.setModel(_Bare(rows, view))
            _opened(view)

        page_of(few)
        for _ in range(rounds):
            many._store._memory.clear()
            found["bare"].append(timed(bare))
            found["first"].append(timed(lambda: page_of(many)))
            found["small"].append(timed(lambda: page_of(few)))
            found["ours"].append(timed(lambda: page_of(many)))
    return found


def importing(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of looking at a list of 5,000 rows and taking it in; the floor is `csv` and plain inserts into
    the same encrypted store."""
    sheet = _sheet()
    found: dict[str, list[float]] = {"floor": [], "preview": [], "import": []}
    for place in range(max(2, rounds // 4)):
        with many_people(folder / str(place), 1) as roster:
            found["floor"].append(timed(lambda roster=roster: _plain_inserts(roster, sheet)))
            previews: list[Any] = []
            found["preview"].append(timed(lambda roster=roster, got=previews: got.append(roster.import_preview(sheet))))
            found["import"].append(
                timed(lambda roster=roster, got=previews: roster.import_people(got[0], doubles=True))
            )
    return found


def doubles(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of looking for entries that are one person; the floor is reading them from the store."""
    found: dict[str, list[float]] = {"floor": [], "ours": []}
    with many_people(folder, COUNT) as roster:
        for _ in range(max(3, rounds // 3)):
            roster._store._memory.clear()
            found["floor"].append(timed(roster.people))
            found["ours"].append(timed(roster.duplicates))
    return found


def cards(rounds: int, _folder: Path) -> dict[str, list[float]]:
    """Milliseconds of a card each for 500 people, with a code to scan; the floor draws the same words and codes with
    bare ReportLab."""
    from datetime import UTC, date, datetime
    from zoneinfo import ZoneInfo

    from tests.roster.station import a_phone, saved_person
    from wellness_desktop.roster.prints import PhoneListPaper
    from wellness_desktop.roster.team_cards import contact_cards

    now = datetime(2026, 3, 10, 17, tzinfo=UTC)
    people = [
        saved_person(
            id=uuid4(),
            name=f"Person {n} of the Team",
            agency="Millbrook Police Department",
            published_on=date(2026, 3, 1),
            phones=(a_phone(number=f"+1406555{n:04}", published=True, checked_on=date(2026, 3, 1)),),
        )
        for n in range(CARDS)
    ]
    paper = PhoneListPaper(now, ZoneInfo("America/Chicago"), "Millbrook PD", "letter", False)
    found: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(max(2, rounds // 4)):
        found["floor"].append(timed(lambda: _plain_cards(people)))
        found["ours"].append(timed(lambda: contact_cards(people, paper)))
    return found


class _Bare(QAbstractTableModel):
    """Rows as they come from the store."""

    def __init__(self, rows: list[tuple[Any, ...]], parent: QTableView) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, _parent: QModelIndex | None = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex | None = None) -> int:
        return 4

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return str(self._rows[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


def _opened(page: Any) -> None:
    """Shows and paints it, and takes it away at once, or its timers would count for the next one."""
    page.resize(1200, 700)
    page.show()
    wait(page.isVisible)
    QApplication.processEvents()
    page.close()
    shiboken6.delete(page)


def _sheet() -> bytes:
    rows = [f"Person{n} Name{n % 97},406-555-{n:04},p{n}@x.example,Officer" for n in range(COUNT)]
    return ("Name,Cell,E-mail,Role\n" + "\n".join(rows)).encode()


def _plain_inserts(roster: Any, sheet: bytes) -> None:
    """What the import cannot do without: reading the rows and writing a person and a number for each."""
    rows = list(csv.DictReader(io.StringIO(sheet.decode())))
    with roster._store.work() as session:
        raw = session.connection()
        names = [column[1] for column in raw.exec_driver_sql("PRAGMA table_info(roster_person)")]
        phone_names = [column[1] for column in raw.exec_driver_sql("PRAGMA table_info(roster_phone)")]
        first = dict(zip(names, raw.exec_driver_sql("SELECT * FROM roster_person LIMIT 1").one(), strict=True))
        phone = dict(zip(phone_names, raw.exec_driver_sql("SELECT * FROM roster_phone LIMIT 1").one(), strict=True))
        ids = [uuid4().hex for _ in rows]
        people = [
            tuple({**first, "id": one, "name": row["Name"], "name_key": row["Name"], "email": row["E-mail"]}.values())
            for one, row in zip(ids, rows, strict=True)
        ]
        phones = [
            tuple({**phone, "id": uuid4().hex, "person_id": one, "number": row["Cell"]}.values())
            for one, row in zip(ids, rows, strict=True)
        ]
        raw.exec_driver_sql(f"INSERT INTO roster_person VALUES ({','.join('?' * len(names))})", people)  # noqa: S608
        raw.exec_driver_sql(f"INSERT INTO roster_phone VALUES ({','.join('?' * len(phone_names))})", phones)  # noqa: S608
        session.rollback()


def _plain_cards(people: list[Any]) -> bytes:
    from datetime import date

    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.renderPDF import draw
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

    from wellness_desktop.roster.vcard_export import qr_card

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for place, person in enumerate(people):
        x, y = 40 + place % 2 * 260, 60 + place % 8 // 2 * 170
        canvas.rect(x, y, 243, 153)
        canvas.drawString(x + 8, y + 130, person.name)
        canvas.drawString(x + 8, y + 110, person.agency)
        canvas.drawString(x + 8, y + 90, person.phones[0].shown)
        code = Drawing(90, 90)
        code.add(QrCodeWidget(qr_card(person, date(2026, 3, 10)), barWidth=90, barHeight=90, barLevel="M"))
        draw(code, canvas, x + 140, y + 10)
        if place % 8 == 7:
            canvas.showPage()
    canvas.save()
    return out.getvalue()
