"""Where the tour goes: every page of the program, by clicks and keys, in the order of a day at the station."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QWidget

from tests.tour_asking import ask_for_a_call, who_to_call
from tests.tour_documents import documents
from tests.tour_family import family_papers
from tests.tour_feedback import leave_a_note, read_the_notes
from tests.tour_helper import own_day
from tests.tour_own_words import own_words
from tests.tour_prints import Paper
from tests.tour_reports import reports, reports_of_the_chief
from tests.tour_reviews import look_back
from tests.tour_rota import help_me_choose, rota
from tests.tour_shifts import shifts
from tests.tour_support import support_board, support_calendar, support_calls, what_is_kept
from tests.tour_team import helpers, my_part
from tests.tour_upkeep import keeping_right
from tests.tour_window import Fault, Window
from wellness_desktop.debriefs.moving.picture_view import DaysPicture

SERGEANT, CHIEF, CHAPLAIN, CLERK = "Dana Whitfield", "Alana Reyes", "Thomas Oduya", "Maria Delgado"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

PLAN_PAPERS = ("quick", "tree", "roles", "messages", "leader", "handover", "wallet", "binder")
"""The papers of a plan in the order of their list."""
CARD = """\
BEGIN:VCARD
VERSION:3.0
N:Oduya;T.;;Rev.;
FN:Rev. T. Oduya
ORG:Millbrook Police Department
TITLE:Chaplain
TEL;type=CELL;type=VOICE;type=pref:507-555-0129
item1.TEL:507-555-0126
item1.X-ABLabel:Parish house
EMAIL;type=INTERNET:oduya@parish.example
NOTE:Not taken in.
END:VCARD
"""
SPREADSHEET = """Full name;Position;Cell;Home;Notes
Rosa Quist;Peer supporter;(507) 555-0180;;Speaks Spanish
Ole Berg;Chaplain;507.555.0181;507 555 0182;
Ida Moss;Peer supporter;507-555-0131;;
"=HYPERLINK(""http://x.example"",""Bo"")";Officer;507-555-0183;;
Nobody at all;Officer;12345;;
"""


@dataclass(frozen=True)
class Tour:
    """What a part of the walk works with."""

    window: Window
    paper: Paper
    scratch: Path
    """A folder for files that a person would bring along."""


Part = Callable[[Tour], None]


# ---------------------------------------------------------------------------------------- open to everyone


def front_door(tour: Tour) -> None:
    """The first page, help, who answers, search."""
    w = tour.window
    w.place("start")
    w.shot("front-door", main=True)
    w.press("Get help now", w.frame.page)
    w.shot("help", main=True)
    _print(tour, "help-sheet", lambda: w.press("Print for the wall"))
    _print(tour, "wallet-cards", lambda: w.press("Print wallet cards"))
    w.place("people")
    w.shot("who-answers", main=True)
    w.row(_list(w, "People who agreed"), 4)
    w.shot("who-answers-one")
    w.key(Qt.Key.Key_K, w.frame, CONTROL)
    w.type("drinkng after a bad call")
    w.quiet()
    w.shot("search", main=True, whole=False)
    w.key(Qt.Key.Key_Return, w.frame.search)
    w.shot("search-opened")
    w.press("Back to the library")
    w.place("people")
    help_me_choose(tour)


def doors(tour: Tour) -> None:
    """The page for each kind of reader, a guide read from there and the way back, what it prints."""
    w = tour.window
    for words, name in (
        ("an officer", "officer"),
        ("family", "family"),
        ("retired", "retiree"),
        ("a dispatcher", "dispatcher"),
        ("a supervisor", "supervisor"),
        ("a chaplain", "chaplain"),
    ):
        w.place("start")
        w.press(words, w.frame.page)
        w.shot(f"door-{name}", main=name == "family")
    w.place("start")
    w.press("family", w.frame.page)
    _print(tour, "door-card", lambda: _press_spoken(w, "Print the card"))
    _print(tour, "door-wallet-cards", lambda: w.press("Wallet cards", w.frame.page))
    _print(tour, "door-sheet", lambda: w.press("Sheet for the wall", w.frame.page))
    w.press("1. For the family", w.frame.page)
    w.shot("door-guide")
    w.press("Back to my page", w.frame.page)
    if w.frame.page_key != "door":
        raise Fault("a guide read behind a door does not lead back to it")


def library(tour: Tour) -> None:
    """Guides, the reader, catalogue, support lines."""
    w = tour.window
    w.place("library")
    w.press("Guides")
    w.shot("library", main=True)
    w.row(_list(w, "Entries"), 0)
    w.quiet()
    w.shot("reader", main=True)
    _print(tour, "handout", lambda: w.press("Print handout"))
    _print(tour, "guide-quick-card", lambda: w.press("Quick card"))
    w.press("Large print")
    _print(tour, "handout-large", lambda: w.press("Print handout"))
    w.press("Large print")
    w.press("Back to the library")
    w.press("Made by others")
    w.row(_list(w, "Entries"), 2)
    w.shot("library-resource")
    w.press("Support lines")
    w.row(_list(w, "Entries"), 1)
    w.shot("library-lines")


def tools(tour: Tour) -> None:
    """The tools that go with the guides, and the path for an agency of five, without signing in."""
    w = tour.window
    w.place("library")
    w.press("Tools")
    w.shot("tools", main=True)
    entries = _list(w, "Entries")
    wanted = (("letter", "Letter to a neighbor"), ("card", "A card to leave"), ("policy", "Peer support policy"))
    for name, title in wanted:
        w.row(entries, _row_of(entries, title))
        QTest.qWait(1500)  # the tool is built when the list has come to rest
        w.quiet()
        w.shot(f"tool-{name}", main=name == "letter")
        _print(tour, f"tool-{name}", lambda: w.press("Print"))
    _print(tour, "tool-policy-blank", lambda: w.press("Print blank"))
    _print(tour, "tool-policy-form", lambda: w.press("PDF to fill in"))
    w.row(entries, 0)
    w.quiet()
    w.shot("path", main=True)
    _print(tour, "path-blank", lambda: w.press("Print the plan"))


def cover(tour: Tour) -> None:
    """F9: what someone looking over a shoulder sees."""
    w = tour.window
    w.key(Qt.Key.Key_F9, w.frame)
    w.shot("cover", whole=False)
    w.key(Qt.Key.Key_F9, w.program.cover)
    if w.program.cover.covered:
        raise Fault("the cover does not lift")


def reported_before_signing_in(tour: Tour) -> None:
    """Something happened, typed without an account, taken up after the sign-in."""
    w = tour.window
    w.place("start")
    w.press("Start", w.frame.page)
    w.shot("happened-signed-out")
    _choose(w, "Other hard")
    box = _field(w, "Type a name")
    for name in ("Marcus Bell", "Jo Carmichael", "Hailey"):
        box.setFocus()
        w.type(name)
        w.key(Qt.Key.Key_Return)
    w.shot("happened-typed", main=True)
    w.press("Sign in to start the plan")
    w.shot("sign-in", main=True)
    w.press("Use the recovery sheet")
    w.shot("sign-in-sheet")
    w.press("Back to name and passphrase")
    w.type(SERGEANT)
    w.key(Qt.Key.Key_Return)
    w.type("not the passphrase")
    w.key(Qt.Key.Key_Return)
    w.quiet()
    w.shot("sign-in-refused")
    _sign_in(w, SERGEANT)
    w.shot("happened-after-sign-in")
    w.press("Start the plan")
    w.quiet()
    w.shot("happened-started")


# ---------------------------------------------------------------------------------------- the sergeant


def today(tour: Tour) -> None:
    """What needs the sergeant now."""
    w = tour.window
    w.place("today")
    w.shot("today-sergeant", main=True)


def roster(tour: Tour) -> None:
    """The list, a person, editing, on call, an import, the printed list."""
    w = tour.window
    w.place("roster")
    w.shot("roster", main=True)
    people = _list(w, "People")
    w.row(people, 10)
    w.shot("roster-person", main=True)
    w.press("Edit", w.frame.page)
    w.shot("roster-edit", main=True)
    w.key(Qt.Key.Key_Escape)
    rota(tour)
    for words, name in (("Everybody", "phone-list"), ("Only", "phone-list-published")):
        w.press("Print list")
        _print(tour, name, partial(w.answer, words, name))
    keeping_right(tour)
    w.press("Import people")
    w.shot("import")
    file = tour.scratch / "people.csv"
    file.write_text(SPREADSHEET, encoding="cp1252")
    _field(w, "File").setFocus()
    w.type(str(file))
    w.press("Show what is in it")
    w.quiet()
    w.shot("import-preview", main=True)
    w.press("Leave without importing")
    doubles(tour)


def doubles(tour: Tour) -> None:
    """A card from a phone brings somebody a second time; the two are made one, and one goes to a phone as a code."""
    w = tour.window
    w.press("Import people")
    file = tour.scratch / "phone.vcf"
    file.write_text(CARD, encoding="utf-8")
    _field(w, "File").setFocus()
    w.type(str(file))
    w.press("Show what is in it")
    w.quiet()
    w.shot("import-cards")
    w.press("Import 1 person")
    w.quiet()
    w.press("Find doubles", w.frame.page)
    w.quiet()
    w.shot("doubles", main=True)
    w.press("Make them one")
    w.quiet()
    w.key(Qt.Key.Key_Escape)
    people = _list(w, "People")
    names = [people.model().index(number, 0).data() for number in range(people.model().rowCount())]
    w.row(people, names.index("Thomas Oduya"))
    w.key(Qt.Key.Key_Q, people)
    w.quiet()
    w.shot("contact-code", main=True)
    w.key(Qt.Key.Key_Escape)


def incidents(tour: Tour) -> None:
    """The list and one incident: care windows, coverage, proposals, sessions, follow-ups, and its papers."""
    w = tour.window
    w.place("incidents")
    found = _list(w, "Incidents")
    for number, name in enumerate(("incident-new", "incident-fresh", "incident-old")):
        w.row(found, number)
        w.quiet()
        w.shot(name, main=number == 1)
    w.row(found, 0)
    w.quiet()
    w.press("Book", w.frame.page)
    w.quiet()
    w.shot("incident-booked")
    w.press("Time, place, team")
    w.shot("session-form")
    w.key(Qt.Key.Key_Escape)
    w.row(found, 1)
    w.quiet()
    w.press("Times and answers")
    w.shot("incident-times")
    w.key(Qt.Key.Key_Escape)
    w.press("Our own rules")
    w.shot("incident-rules")
    w.key(Qt.Key.Key_Escape)
    view = w.frame.page.view.care
    _press_spoken(w, "Go to: When useful")
    view.timeline.view.setFocus()
    w.key(Qt.Key.Key_Down, view.timeline.view)
    w.shot("care-range-source")
    view.show_person(view.whose.itemData(1).value)
    w.quiet()
    w.shot("care-one-person")
    _print(tour, "care-one-person", lambda: _press_spoken(w, "When support is useful: Print"))
    view.whose.set_value(None)
    view.whose.edited.emit()
    _print(tour, "care-timeline", lambda: _press_spoken(w, "When support is useful: Print"))
    for name, words in (
        ("invitations", "An invitation for each person"),
        ("session-sheet", "Sheet for helpers, no names"),
        ("session-sheet-names", "Sheet with names"),
        ("ground-rules-pocket", "Ground rules for the pocket"),
        ("before-we-talk", "Before we talk, to hand over"),
    ):
        w.press("Papers", w.frame.page)
        w.press(words, w.frame.page)
        _print(tour, name, lambda: w.press("Print this", w.frame.page))
    _print(tour, "ground-rules", lambda: w.press("Ground rules card", w.frame.page))


def moving(tour: Tour) -> None:
    """A session on the picture of the days, moved by keys, and the roads to the helpers."""
    w = tour.window
    w.place("incidents")
    w.row(_list(w, "Incidents"), 0)
    w.quiet()
    picture = w.frame.page.findChild(DaysPicture)
    w.frame.page.show_widget(picture)
    picture.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        w.key(key, picture)
    w.quiet()
    w.shot("session-moved")
    w.press("Roads to the helpers")
    w.quiet()
    w.shot("roads")
    w.key(Qt.Key.Key_Escape)


def lock(tour: Tour) -> None:
    """Ctrl+L, from wherever one is."""
    w = tour.window
    w.key(Qt.Key.Key_L, w.frame, CONTROL)
    w.wait(lambda: not w.program.signed_in, "the lock")
    w.shot("locked")


# ---------------------------------------------------------------------------------------- the chief


def chief(tour: Tour) -> None:
    """Plans: the cards, one plan, what is missing, facts, roles, reading, and their papers."""
    w = tour.window
    _go_and_sign_in(w, CHIEF)
    w.shot("today-chief")
    reports_of_the_chief(tour)
    w.place("library")
    w.press("Tools")
    w.row(_list(w, "Entries"), 0)
    w.quiet()
    w.press("The proof is there")
    w.shot("path-signed-in")
    _print(tour, "path-plan", lambda: w.press("Print the plan"))
    w.place("plans")
    w.shot("plans", main=True)
    w.press("Fill in facts")
    w.shot("plan-facts", main=True)
    w.press("Next step")
    w.shot("plan-facts-next")
    w.press("Back")
    w.press("Who does what")
    w.shot("plan-roles", main=True)
    w.row(_list(w, "Roles"), 18)
    w.shot("plan-role")
    w.press("Back")
    w.press("Paper copies")
    w.shot("plan-copies", main=True)
    _print(tour, "replaced-pages", lambda: w.press("Print what has to be replaced"))
    w.press("Give out copies")
    w.shot("plan-give-out")
    w.press("Back")
    w.press("Back")
    w.press("Forms")
    w.row(_list(w, "Forms"), 8)
    w.shot("plan-forms", main=True)
    _print(tour, "form-benefits", lambda: w.press("Print to write on"))
    w.press("Back")
    w.press("Community")
    w.shot("community", main=True)
    _print(tour, "partners", lambda: w.press("Print"))
    w.press("Where we showed up")
    w.shot("community-log", main=True)
    _print(tour, "community-year", lambda: w.press("Print the year"))
    w.press("Back")
    w.press("Whom each plan calls first")
    w.shot("community-first-calls")
    w.press("Back")
    w.press("Back")
    for plan, name in (("Open Line-of-duty death", "cp01"), ("Open Officer-involved shooting", "cp03")):
        _press_spoken(w, plan)
        w.shot(f"plan-{name}", main=name == "cp03")
        tour.paper.keep(f"quick-card-{name}", w.printed(f"quick-card-{name}", lambda: w.press("Quick card")))
        w.press("Print")
        w.shot(f"plan-{name}-papers", main=name == "cp01")
        for row, paper in enumerate(PLAN_PAPERS):
            w.row(_list(w, "What can be printed"), row)
            _print(tour, f"{paper}-{name}", lambda: w.press("Print"))
        w.press("Back")
        if name == "cp01":
            own_words(w)
        w.press("Read here")
        w.shot(f"plan-{name}-reading")
        w.press("Back")
        w.press("Back")
    for plan, name in (
        ("Open Suicide or attempt of a member", "cp04"),
        ("Open Disaster that reaches our own families", "cp08"),
    ):
        _press_spoken(w, plan)
        tour.paper.keep(f"quick-card-{name}", w.printed(f"quick-card-{name}", lambda: w.press("Quick card")))
        w.press("Read here")
        w.shot(f"plan-{name}-reading")
        w.press("Back")
        w.press("Back")


# ---------------------------------------------------------------------------------------- chaplain and clerk


def chaplain(tour: Tour) -> None:
    """What a helper sees."""
    w = tour.window
    _go_and_sign_in(w, CHAPLAIN)
    own_day(tour)
    w.place("today")
    w.shot("today-chaplain")
    w.place("roster")
    w.shot("roster-chaplain")
    w.place("today")
    w.press("This week", w.frame.page)
    w.shot("calendar-chaplain")
    w.place("log")
    w.shot("log-chaplain", main=True)
    _print(tour, "month-sheet", partial(w.press, "Print this month"))
    my_part(tour)


def clerk(tour: Tour) -> None:
    """Settings and everything behind them; the administrator's view."""
    w = tour.window
    _go_and_sign_in(w, CLERK)
    w.shot("today-clerk")
    w.place("settings")
    w.shot("settings", main=True)
    for title, name in (
        ("Your passphrase", "passphrase"),
        ("This station", "station"),
        ("Accounts", "accounts"),
        ("Backups", "backups"),
        ("Audit log", "audit"),
        ("About this program", "about"),
    ):
        _press_spoken(w, title)
        w.quiet()
        w.shot(f"settings-{name}")
        if name == "accounts":
            _print(tour, "account-list", lambda: w.press("Print the list"))
        w.press("All settings")


PARTS: tuple[Part, ...] = (
    front_door,
    doors,
    library,
    tools,
    cover,
    ask_for_a_call,
    leave_a_note,
    reported_before_signing_in,
    today,
    roster,
    shifts,
    helpers,
    incidents,
    moving,
    support_board,
    support_calendar,
    support_calls,
    reports,
    what_is_kept,
    who_to_call,
    read_the_notes,
    look_back,
    family_papers,
    documents,
    lock,
    chief,
    lock,
    chaplain,
    lock,
    clerk,
    lock,
)


# ---------------------------------------------------------------------------------------- first run


def first_run(tour: Tour) -> None:
    """From an empty folder to Today, step by step."""
    w = tour.window
    w.shot("first-door")
    w.place("first-run")
    w.shot("first-run-agency", main=True)
    w.type("Quillfeather Police Department")
    w.press("Next")
    w.shot("first-run-you")
    w.type("Marguerite Dunlavey")
    w.press("Next")
    w.shot("first-run-passphrase")
    w.press("Suggest one")
    w.shot("first-run-suggested")
    _type_passphrases(w, "zephyr quartz bramble waffle")
    w.press("Make the station")
    w.wait(lambda: any(each.isVisible() for each in w.buttons() if "Print or save" in each.text()), "the sheet")
    w.shot("first-run-sheet")
    _print(tour, "recovery-sheet", lambda: w.press("Print or save the sheet"))
    w.press("The sheet is printed and put away")
    w.press("Go to Today")
    w.wait(lambda: w.program.signed_in, "Today")
    w.shot("today-empty", main=True)
    w.place("roster")
    w.shot("roster-empty")
    w.place("incidents")
    w.shot("incidents-empty")
    w.place("plans")
    w.shot("plans-empty")


# ---------------------------------------------------------------------------------------- hands


def _print(tour: Tour, name: str, press: Callable[[], object]) -> None:
    """Does what makes a print, and keeps it under this name."""
    tour.paper.keep(name, tour.window.printed(name, press))


def _list(w: Window, name: str) -> QAbstractItemView:
    """The list on the page whose spoken name begins so."""
    for view in w.frame.page.findChildren(QAbstractItemView):
        if view.isVisible() and view.accessibleName().startswith(name):
            return view
    raise Fault(f"no list called {name}")


def _row_of(view: QAbstractItemView, words: str) -> int:
    """The place of the entry that begins so."""
    model = view.model()
    for row in range(model.rowCount()):
        if str(model.index(row, 0).data()).startswith(words):
            return row
    raise Fault(f"no entry {words}")


def _field(w: Window, words: str) -> QWidget:
    """The field on the page with this spoken name or placeholder."""
    for each in w.frame.page.findChildren(QLineEdit):
        if each.isVisible() and (each.accessibleName().startswith(words) or each.placeholderText().startswith(words)):
            return each
    raise Fault(f"no field called {words}")


def _choose(w: Window, words: str) -> None:
    """Chooses in the page's first list of choices by typing its first letters."""
    for each in w.frame.page.findChildren(QComboBox):
        if each.isVisible():
            each.setFocus()
            w.type(words, each)
            if not each.currentText().startswith(words):
                raise Fault(f"typing does not choose {words}")
            return
    raise Fault(f"nothing to choose for {words}")


def _press_spoken(w: Window, words: str) -> None:
    """Presses the button with these words in its spoken name, such as the link at the right of a card's title."""
    for each in w.buttons(w.frame.page):
        if words in each.accessibleName():
            w.click(each)
            return
    raise Fault(f"no button spoken as {words}")


def _type_passphrases(w: Window, phrase: str) -> None:
    fields = [
        each
        for each in w.frame.page.findChildren(QLineEdit)
        if each.isVisible() and each.echoMode() != QLineEdit.EchoMode.Normal
    ]
    for each in fields:
        each.setFocus()
        w.type(phrase, each)


def _go_and_sign_in(w: Window, name: str) -> None:
    if w.frame.page_key != "sign-in":
        w.place("sign-in")
    _sign_in(w, name)


def _sign_in(w: Window, name: str) -> None:
    """With one press on the demo's own card."""
    w.press(name, w.frame.page)
    w.wait(lambda: w.program.signed_in, f"{name} signed in")
    w.quiet()
