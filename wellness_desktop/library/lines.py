"""Support lines: numbers that a page states, what happens when you call, and until when we trust them.

A line is a plain value; nothing here needs a database, so the first number is on the screen at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.library.fields import (
    Fields,
    Shelf,
    Spoiled,
    files_in,
    read_entries,
    without_doubles,
)

HELP_FILE = "help_now.toml"
STATES_FILE = "states.toml"
KINDS = (
    "own", "local", "crisis", "responders", "family", "veterans", "violence", "tribal", "recovery", "health", "agency",
)  # fmt: skip
"""The needs, in the order in which they are listed. "own" is a person, "local" a line that the agency added."""
SHIPPED_KINDS = KINDS[2:]
LAST_RESORT = "988-lifeline"
CONFIDENCE = ("two sources", "one source")
ALL_HOURS = "Day and night"
"""How a line's file says that somebody answers at any hour."""
MOST_ON_HELP = 5
"""More than five numbers are no help at 2 a.m. (DESIGN 6.1)."""
FEWEST_ON_HELP = 3
MOST_OWN = 2
ALWAYS_THERE = "988-lifeline"
"""Never hidden, never taken off Get help now, its number never corrected: it is given by law (see line_freshness)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line to call or text. Numbers are written as people dial them; `press` follows the call."""

    id: str
    name: str
    kind: str
    for_whom: str
    call: str = ""
    letters: str = ""
    press: str = ""
    menu: str = ""
    call_note: str = ""
    text_to: str = ""
    text_word: str = ""
    text_note: str = ""
    state: str = ""
    """Two-letter code of the only state where the line works; blank means the whole country."""
    help_now: bool = False
    url: str = ""
    hours: str = ""
    answered_by: str = ""
    what_happens: str = ""
    privacy: str = ""
    languages: tuple[str, ...] = ()
    caution: str = ""
    confidence: str = CONFIDENCE[0]
    print_ok: bool = False
    checked_on: date | None = None
    review_by: date | None = None
    source_dates: str = ""
    sources: tuple[str, ...] = ()
    agency_note: str = ""
    """What the agency wants its people to know; shown with the agency's mark."""
    agency_on: date | None = None
    """The day on which the agency corrected, called or added the line; None for a line as it was shipped."""
    agency_by: str = ""
    """Value of the Role of whoever did."""
    mark: str = ""
    """Which content pack the line comes from, in a sentence; blank for a line that came with the program."""

    def stale(self, today: date) -> bool:
        """Whether the number waits for a person to dial it again; stale ones fade, sink and stay off cards."""
        return self.review_by is not None and today > self.review_by

    @property
    def day_and_night(self) -> bool:
        """Whether the line itself says that it answers at any hour; "listed as" is no promise."""
        return self.hours == ALL_HOURS

    @property
    def dial(self) -> str:
        """What a phone dials: digits, and a plus sign where one was written; blank for text-only lines."""
        return _digits(self.call)

    @property
    def call_code(self) -> str:
        """What a QR code of the call holds (RFC 3966); blank for text-only lines."""
        return f"tel:{self.dial}" if self.dial else ""

    @property
    def text_code(self) -> str:
        """What a QR code of the text message holds; blank where there is no text service."""
        return f"SMSTO:{_digits(self.text_to)}:{self.text_word}" if self.text_to else ""

    @property
    def how_to_call(self) -> str:
        """The number in one phrase, with what to press after it; blank for text-only lines."""
        if not self.press:
            return self.call
        return tr("{number}, then press {key}", number=self.call, key=self.press)

    @property
    def how_to_text(self) -> str:
        """How to text in one sentence; blank where there is no text service."""
        if not self.text_to:
            return ""
        if self.text_word:
            return tr("Text {word} to {number}", word=self.text_word, number=self.text_to)
        return tr("Text {number}", number=self.text_to)

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way to reach the line, each a phrase to show or print; the number itself first."""
        if self.call and self.call == self.text_to and not self.press and not self.text_word:
            return tuple(filter(None, (tr("Call or text {number}", number=self.call), self.letters)))
        return tuple(filter(None, (self.how_to_call, self.letters, self.how_to_text)))


@dataclass(frozen=True, slots=True)
class OwnHelper:
    """The agency's own helper on call, as published on the station board with that person's consent."""

    name: str
    role: str
    phone: str
    note: str = ""
    checked_on: date | None = None
    needs_check: bool = False
    """Whether the roster wants the number checked before use; such a number stays off paper."""


def last_resort() -> Line:
    """988, for when the file of the help page is spoiled: no fault of a disk may leave that page without it."""
    return Line(
        id=LAST_RESORT,
        name=tr("988 Suicide & Crisis Lifeline"),
        kind="crisis",
        for_whom=tr("Anyone in distress or thinking of suicide, and anyone worried about them."),
        call="988",
        menu=tr("Veterans press 1. Spanish, press 2."),
        text_to="988",
        hours=tr("Day and night"),
        answered_by=tr("A trained crisis counselor."),
        what_happens=tr("A short menu plays, then a counselor listens."),
        confidence=CONFIDENCE[0],
        print_ok=True,
        checked_on=date(2026, 11, 22),
        review_by=date(2027, 11, 22),
    )


def load_help_lines(folder: Path) -> Shelf[Line]:
    """Only the few lines of the help page: one small file, read in about a millisecond. 988 is never missing."""
    shelf = load_line_files([folder / HELP_FILE])
    if any(line.id == LAST_RESORT for line in shelf.entries):
        return shelf
    return Shelf((last_resort(), *shelf.entries), shelf.notes)


def load_lines(folder: Path) -> Shelf[Line]:
    """Every line of every file: those of the help page first, the others by kind."""
    first = folder / HELP_FILE
    shelf = load_line_files([first, *(path for path in files_in(folder, ".toml") if path != first)])
    helping = load_help_lines(folder).entries
    ids = {line.id for line in helping}
    rest = sorted((line for line in shelf.entries if line.id not in ids), key=lambda line: KINDS.index(line.kind))
    return Shelf((*helping, *rest), shelf.notes)


def load_state_lines(folder: Path) -> Shelf[Line]:
    """The lines that exist in one state only."""
    return load_line_files([folder / STATES_FILE])


def for_state(lines: Iterable[Line], state: str) -> list[Line]:
    """National lines and those of `state`; every other state's are hidden. `state` blank: national only."""
    return [line for line in lines if not line.state or line.state == state.upper()]


def reachable(own: Sequence[OwnHelper]) -> list[OwnHelper]:
    """Those who have a number; a name alone is no help."""
    return [helper for helper in own if helper.phone]


def own_line(helper: OwnHelper) -> Line:
    """A line made of the agency's own helper on call."""
    return Line(
        id="own",
        name=helper.name,
        kind="own",
        for_whom=helper.role,
        call=helper.phone,
        hours=tr("On call now"),
        answered_by=helper.name,
        what_happens=helper.note,
        print_ok=False,
        checked_on=helper.checked_on,
        # The roster's own rule decided already; one day past the check says the same to the page.
        review_by=helper.checked_on if helper.needs_check else None,
    )


def kind_label(kind: str) -> str:
    """The heading under which lines of a kind stand."""
    return {
        "own": tr("Your own helper"),
        "local": tr("Near you"),
        "crisis": tr("In crisis right now"),
        "responders": tr("People who know the job"),
        "family": tr("Families and grief"),
        "veterans": tr("Veterans and military"),
        "violence": tr("Violence, abuse, crime victims"),
        "tribal": tr("Native communities"),
        "recovery": tr("Alcohol, drugs, gambling"),
        "health": tr("Health and local help"),
        "agency": tr("For the agency"),
    }[kind]


def load_line_files(paths: Sequence[Path]) -> Shelf[Line]:
    """The lines of these files, in order. Spoiled ones are left out and noted."""
    return without_doubles(read_entries(paths, "line", _line), lambda line: line.id)


def _line(fields: Fields) -> Line:
    line = Line(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=fields.one_of("kind", SHIPPED_KINDS),
        for_whom=fields.text("for_whom"),
        call=fields.text_or_blank("call"),
        letters=fields.text_or_blank("letters"),
        press=fields.text_or_blank("press"),
        menu=fields.text_or_blank("menu"),
        call_note=fields.text_or_blank("call_note"),
        text_to=fields.text_or_blank("text_to"),
        text_word=fields.text_or_blank("text_word"),
        text_note=fields.text_or_blank("text_note"),
        state=fields.text_or_blank("state").upper(),
        help_now=fields.flag("help_now"),
        url=fields.text_or_blank("url"),
        hours=fields.text("hours"),
        answered_by=fields.text("answered_by"),
        what_happens=fields.text("what_happens"),
        privacy=fields.text_or_blank("privacy"),
        languages=fields.texts_or_none("languages"),
        caution=fields.text_or_blank("caution"),
        confidence=fields.one_of("confidence", CONFIDENCE),
        print_ok=fields.flag("print_ok"),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        source_dates=fields.text_or_blank("source_dates"),
        sources=fields.texts("sources"),
    )
    if not line.call and not line.text_to:
        raise Spoiled(tr("a line needs a number to call or to text"))
    return line


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
