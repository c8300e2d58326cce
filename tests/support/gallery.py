"""Every widget of the kit on one wall, in all themes and text sizes, to be looked at by a person.

Run it with `python -m tests.support.gallery FOLDER`; it leaves one PNG a view.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tests.support.looks import settle
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.cover import Cover
from wellness_desktop.kit.dialogs import Answer, Question
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import (
    ChecksField,
    ChoiceField,
    NotesField,
    NumberField,
    RadioField,
    TextField,
    TickField,
)
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.helpbutton import HelpButton
from wellness_desktop.kit.hits import Group, Hit
from wellness_desktop.kit.moment import DateField, MomentField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.rail import Destination, NavigationRail
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.searchbox import SearchBox
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.theme import apply_theme
from wellness_desktop.kit.timeline import Span, Timeline

ZONE = ZoneInfo("America/Chicago")
ENDED = datetime(2026, 11, 21, 3, 10, tzinfo=UTC)
NOW = ENDED + timedelta(hours=30)
CLOCK = FixedClock(NOW)

PLACES = (
    Destination("today", "Today", "sun"),
    Destination("library", "Library", "library"),
    Destination("roster", "People & lines", "users"),
    Destination("incidents", "Incidents & support", "calendar-clock"),
    Destination("plans", "Crisis plans", "file-text"),
)
FOOT = (Destination("settings", "Settings", "settings"), Destination("lock", "Lock", "lock"))
NAMES = [
    "Dana Whitfield",
    "Thomas Oduya",
    "Luz Hernández",
    "Kimberly Park",
    "Øyvind Sørensen",
    "Nguyễn Minh",
    "Zoë Müller",
]


def after(hours: float) -> datetime:
    return ENDED + timedelta(hours=hours)


SPANS = (
    Span("a", "Demobilization", after(0), after(8), None, "Program default", done=True),
    Span("b", "Defusing", after(0), after(12), after(8), "ICISF: the same day, before sleep"),
    Span("c", "Group debriefing (CISD)", after(24), after(72), after(48), "ICISF: 24 to 72 hours", booked=(after(52),)),
    Span("d", "One-on-one contact", after(0), None, after(24), "Program default"),
    Span("e", "Follow-up, one week", after(168), after(240), after(168), "Program default"),
    Span("f", "Follow-up, three months", after(2000), after(2400), None, "Program default"),
)


class Window(QWidget):
    """The frame around the pages, as app/ builds it."""

    def __init__(self, page: QWidget, here: str) -> None:
        super().__init__()
        self.setWindowTitle("Wellness Desktop")
        self.rail = NavigationRail(self, PLACES, FOOT, title="Millbrook PD")
        self.rail.set_status("Dana Whitfield")
        self.rail.show_place(here)
        self.search = SearchBox(self, find)
        self.help = HelpButton(self)
        top = QFrame(self)
        top.setObjectName("topbar")
        line = QHBoxLayout(top)
        line.setContentsMargins(28, 10, 28, 10)
        line.addWidget(self.search, 1)
        line.addStretch(1)
        line.addWidget(self.help)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(top)
        right.addWidget(page, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        self.cover = Cover(self, CLOCK, ZONE)


def find(text: str) -> list[Group]:
    return [
        Group(
            "Guides",
            (
                Hit(
                    "sleep", "Sleep after a critical incident", "What helps tonight, and when to get help", "book-open"
                ),
                Hit("nights", "Working nights without falling apart", "Twelve small things that add up", "book-open"),
            ),
        ),
        Group("People", (Hit("dana", "Dana Whitfield", "Peer supporter, on call until Mon 06:00", "user"),)),
    ]


def today() -> Page:
    page = Page("Today", "Sunday, November 22. What needs a person now.")
    page.add_action(button("Something happened", "siren", "primary"))
    windows = Card("Support windows open now", "calendar-clock", "All incidents")
    for name, line, words, kind in (
        ("Blue Heron", "Group debriefing (CISD) closes in 42 hours", "Not booked yet", "warn"),
        ("Copper Lantern", "One-on-one contact, offered to all", "Offered to all", "ok"),
    ):
        windows.body.addLayout(entry(name, line, Chip(words, kind)))
    call = Card("On call now", "phone-call", "Rota")
    for name, line, phone in (
        ("Dana Whitfield", "Peer supporter until Mon 06:00", "(555) 555-0142"),
        ("Thomas Oduya", "Chaplain, second to call", "(555) 555-0187"),
    ):
        call.body.addLayout(entry(name, line, button(phone, "phone", spoken=f"Copy the number of {name}")))
    due = Card("Follow-ups due", "clipboard-check", "See all")
    for name, words, kind in (("Check-in, 1 week", "Due today", "info"), ("Check-in, 30 days", "Overdue", "late")):
        due.body.addLayout(entry(name, "Owner: Kimberly Park", Chip(words, kind)))
    paper = Card("Print in a hurry", "printer")
    for words in ("Line-of-duty death binder", "Officer-involved shooting quick card", "Call tree"):
        paper.add(button(words, "file-text", "row"))
    page.body.addWidget(Reflow([windows, call, due, paper], most=2))
    page.body.addStretch(1)
    return page


def entry(title: str, line: str, right: QWidget) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Text(title, "strong"))
    words.addWidget(Text(line, "muted"))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addLayout(words, 1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def people() -> Page:
    page = Page("People & lines", "Who can help, with the date each number was last checked.")
    page.add_action(button("Import", "import"))
    page.add_action(button("Add person", "user-plus", "primary"))
    table: Table[tuple[str, str, str, str]] = Table(
        [
            Column("Name", lambda row: row[0], width=0),
            Column("Role", lambda row: row[1], width=16),
            Column("Phone", lambda row: row[2], width=16),
            Column(
                "Checked",
                lambda row: row[3],
                icon=lambda row: "triangle-alert" if row[3] == "Due" else "badge-check",
                tint=lambda row: "on_warn_soft" if row[3] == "Due" else "on_ok_soft",
                faded=lambda row: row[3] == "Due",
                width=14,
                optional=True,
            ),
        ],
        "People",
        filter_hint="Name, role or phone",
        empty=EmptyState("users", "No one is on the roster yet.", "Add the first person"),
    )
    table.act("P", "print wallet card", print)
    table.act("V", "still right", print)
    roles = ("Peer supporter", "Chaplain", "Clinician", "Crisis line")
    table.set_rows(
        (
            NAMES[at % 7],
            roles[at % 4],
            f"(555) 555-0{100 + at % 99}",
            "Due" if at % 5 == 3 else f"2026-03-{at % 27 + 1:02}",
        )
        for at in range(180)
    )
    table.sort_by(2)
    table.view.selectRow(1)
    detail = Card("Dana Whitfield", "user")
    chips = Flow()
    for words, kind in (("Peer supporter", "info"), ("Checked 2026-03-02", "ok"), ("On call now", "ok")):
        chips.addWidget(Chip(words, kind))
    detail.body.addLayout(chips)
    detail.add(
        Facts(
            (
                ("Mobile", "(555) 555-0142"),
                ("Best time", "After 18:00, any day"),
                ("Languages", "English, Español"),
                ("Agency", "Millbrook PD"),
            )
        )
    )
    detail.add(QrLabel("tel:+15555550142", "(555) 555-0142"))
    detail.body.addStretch(1)
    detail.body.addLayout(button_row(button("Print wallet card", "printer"), button("Edit", "pencil")))
    page.body.addWidget(Beside(table, detail), 1)
    return page


def care() -> Page:
    page = Page("Blue Heron", "What support is open for each person, and until when.")
    page.banner.warn("Two people are on nights.", "Their protected rest ends at 18:00.", action="Show them")
    card = Card("Care windows", "calendar-clock")
    timeline = Timeline("Care windows", ZONE)
    timeline.show_spans(SPANS, NOW, ENDED)
    card.add(timeline)
    page.body.addWidget(card)
    page.body.addStretch(1)
    return page


def forms() -> Page:
    page = Page("Something happened", "Under a minute. Nothing here names what was said to anyone.")
    page.banner.problem(
        Problem("There is not enough free space on this disk.", "Nothing was changed. Free some space, then try again.")
    )
    card = Card("The incident", "siren")
    form = Form(columns=2)
    card.add(form)
    form.add("&Kind", ChoiceField([(1, "Officer-involved shooting"), (2, "Death of a child")]), name="kind")
    form.add("&Code name", TextField("Blue Heron"), "No address and no case number.", name="code")
    ended = form.add("It &ended", MomentField(CLOCK, ZONE), name="ended", wide=True)
    ended.set_value(datetime(2026, 11, 1, 7, 30, tzinfo=UTC))
    circles = [
        (at, words) for at, words in enumerate(("Patrol", "Dispatch", "Jail", "Records", "Family", "Mutual aid"))
    ]
    form.add("Who was &exposed", ChecksField(circles), "Tick all that fit.", name="who", wide=True).set_value((0, 1))
    form.add("Rest after &nights", RadioField([(8, "8 hours"), (10, "10 hours")]), name="rest").set_value(10)
    form.add("&People", NumberField(0, 400), name="people", required="Type how many people were there.")
    form.add("Review &by", DateField(CLOCK, ZONE), name="by").setText("13/45")
    form.add("&Passphrase", PassphraseField(), name="pass").set_value("correct horse battery")
    form.add("&Notes for the plan", NotesField("Court on Tuesday; two are on leave."), name="notes", wide=True)
    form.add("", TickField("Offer support to the families as well"), name="family", wide=True)
    form.confirm()
    form.add_buttons(button("Make the care plan", "check", "primary"), button("Discard", "trash-2", "danger"))
    page.body.addWidget(card)
    page.body.addStretch(1)
    return page


def pieces() -> Page:
    page = Page("Pieces", "Each part alone.")
    page.banner.say("Luz Hernández was removed.", undo=lambda: None)
    kinds = Card("Buttons", "square-pen")
    off = button("Not now", "printer")
    off.setEnabled(False)
    kinds.body.addLayout(
        button_row(
            button("Plain"),
            button("With icon", "printer"),
            button("Primary", "check", "primary"),
            button("Remove", "trash-2", "danger"),
            off,
        )
    )
    kinds.body.addLayout(
        button_row(
            button("A link", kind="link"), button("", "x", "quiet", spoken="Close"), button("A row", "file-text", "row")
        )
    )
    chips = Card("Chips", "pin")
    row = Flow()
    for words, kind in (
        ("Done", "ok"),
        ("Due today", "warn"),
        ("Overdue", "late"),
        ("Tuesday", "info"),
        ("Closed", "plain"),
    ):
        row.addWidget(Chip(words, kind))
    chips.body.addLayout(row)
    words = Card("Words", "book-open")
    for style in ("big", "heading", "strong", "body", "muted", "small", "error"):
        words.add(Text(f"This is {style} text", style))
    words.add(Text("A line never runs on so long that the eye loses its way back to the start of the next one. " * 3))
    work = Card("Long work", "hourglass")
    tasks = Tasks(page)
    progress = ProgressRow()
    task = Task(tasks, "Printing the binder")
    progress.follow(task)
    task.progress.emit(7, 20)
    work.add(progress)
    nothing = Card()
    nothing.add(
        EmptyState(
            "calendar-days",
            "No one is on call this week.",
            "Fill the week",
            detail="Start with the person who answers most often.",
        )
    )
    code = Card("Scan with an own phone", "qr-code")
    code.add(QrLabel("tel:988", "988"))
    code.add(Text("988 Suicide & Crisis Lifeline. Call or text 988.", "strong"))
    page.body.addWidget(Reflow([kinds, chips, words, work, nothing, code], most=2))
    page.body.addStretch(1)
    return page


PAGES: dict[str, tuple[Callable[[], Page], str]] = {
    "today": (today, "today"),
    "people": (people, "roster"),
    "care": (care, "incidents"),
    "forms": (forms, "incidents"),
    "pieces": (pieces, "plans"),
}
LOOKS = (
    ("light", 100, 1366, 768),
    ("dark", 100, 1366, 768),
    ("contrast", 100, 1366, 768),
    ("light", 200, 1366, 768),
    ("light", 200, 1024, 700),
    ("dark", 150, 1024, 700),
)


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication(["gallery"])
    folder.mkdir(parents=True, exist_ok=True)
    apply_theme(app, "light", 100)
    for name, (make, here) in PAGES.items():
        window = Window(make(), here)
        window.show()
        for theme, percent, width, height in LOOKS:
            apply_theme(app, theme, percent)
            window.resize(width, height)
            settle(app)
            window.grab().save(str(folder / f"{name}_{theme}_{percent}_{width}.png"))
            if name in {"forms", "pieces"}:
                scroll = window.findChild(Page).scroll
                window.resize(width, height + scroll.verticalScrollBar().maximum())
                settle(app)
                window.grab().save(str(folder / f"{name}_{theme}_{percent}_{width}_whole.png"))
        if name == "people":
            apply_theme(app, "light", 100)
            window.resize(1366, 768)
            window.search.begin()
            window.search.setText("sle")
            window.search.textEdited.emit("sle")
            settle(app)
            window.grab().save(str(folder / "search.png"))
            window.search.wipe()
            window.cover.cover()
            settle(app)
            window.grab().save(str(folder / "cover.png"))
            window.cover.lift()
        window.close()
    apply_theme(app, "light", 100)
    question = Question(
        None,
        "Remove this plan for good?",
        "Its printed copies stay in the register. This cannot be taken back.",
        (Answer("keep", "Keep as it is"), Answer("do", "Remove the plan", "danger")),
        "keep",
    )
    question.show()
    settle(app)
    question.grab().save(str(folder / "question.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
