"""Tools: letters, sheets and cards that go with the guides, one Markdown file each with its facts in TOML on top.

A chaplain can change one in any editor. Beside ordinary Markdown, its text knows:

    Name: ____ | Phone: ____        places to write, side by side
    What was agreed: ____ 3 lines   a place for several lines
    [ ] The clinician was called    a box to tick
    Signed: peer supporter          lines for signature, name and date; several people with | between
    | What | Who |                  a table; an empty cell is a place to write
    {agency}                        what the agency already knows (PLACES), typed in or written by hand
    {{lines}}                       alone on a line: the support lines that may stand on paper
    {{team}}                        alone on a line: our own people who agreed to be shown
    {{page}}                        alone on a line: what follows begins a new sheet of paper
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Vocabulary
from wellness_desktop.library.fields import (
    Fields,
    Shelf,
    Spoiled,
    files_in,
    read_each,
    read_file,
    read_toml,
    without_doubles,
)
from wellness_desktop.library.guides import REVIEWS, split_front

KINDS = ("policy", "letter", "sheet", "script", "card")
PLACES = (
    "agency", "head", "coordinator", "peers", "chaplain", "clinician", "eap", "neighbor", "today",
)  # fmt: skip
"""What a text may ask for in {braces}."""
LINES, TEAM, PAGE = "lines", "team", "page"
INSERTS = (LINES, TEAM, PAGE)
MOST_LINES = 12
_ROLES = {"peers": "peer", "chaplain": "chaplain", "clinician": "clinician", "eap": "eap"}
"""Places that the station board can fill, and whom it shows there (values of the roster's PersonRole).

Not the chief or sheriff: the roster knows who commands, and several may.
"""
MOST_TEAM = 4
"""Of our own people on one tool; more are no help to somebody who looks for one."""

_PLACE = re.compile(r"\{([a-z]+)\}")
_INSERT = re.compile(r"\{\{([a-z]+)\}\}$")
_FIELD = re.compile(r"(?P<label>[^|_]*[^|_\s])\s*_{3,}(?:\s*(?P<lines>\d{1,2}) lines)?\s*$")
_TICK = re.compile(r"\[ \]\s+(?P<words>.+)$")
_SIGNED = re.compile(r"Signed:\s*(?P<roles>.+)$")
_RULE = re.compile(r"\|\s*:?-+")


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of ordinary Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Places to write, side by side."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A place for several lines."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; empty cells are places to write."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """Something that the program puts in: one of INSERTS."""

    name: str


Piece = Prose | Ticks | Blanks | Area | Grid | Signed | Insert


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `purpose` says when to take it, `afterward` what becomes of the paper."""

    id: str
    title: str
    kind: str
    purpose: str
    afterward: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    guides: tuple[str, ...]
    """Ids of the guides it belongs to, the closest first."""
    needs_review: str
    checked_on: date
    review_by: date
    body: str
    pieces: tuple[Piece, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """What the text asks the agency for, in the order of PLACES."""
        asked = set(_PLACE.findall(self.body))
        return tuple(place for place in PLACES if place in asked)

    @property
    def kind_words(self) -> str:
        """What it is, in a word."""
        return {
            "policy": tr("Policy to adapt"),
            "letter": tr("Letter"),
            "sheet": tr("Sheet to fill in"),
            "script": tr("Words to read out"),
            "card": tr("Card to hand over"),
        }[self.kind]

    @property
    def warning(self) -> str:
        """What stands on its face when a lawyer or clinician still has to read it; blank when nobody must."""
        if self.needs_review == "counsel":
            return tr("Draft. No lawyer has read it. Have your counsel read and change it before anyone relies on it.")
        if self.needs_review == "clinician":
            return tr("No clinician has read this yet. Have one read it before you use it.")
        return ""

    def stale(self, today: date) -> bool:
        """Whether it waits to be read again by its writers."""
        return today > self.review_by


@dataclass(frozen=True, slots=True)
class Contact:
    """One of our own people who agreed to be shown; `roles` are values of the roster's PersonRole."""

    name: str
    roles: tuple[str, ...]
    role: str
    """The roles in words."""
    phone: str = ""
    """Blank when the roster wants the number checked before it is used."""


def place_label(place: str) -> str:
    """What a place is called beside its field, and where it was left open."""
    return {
        "agency": tr("Agency"),
        "head": tr("Chief or sheriff"),
        "coordinator": tr("Who runs the support team"),
        "peers": tr("Peer supporters"),
        "chaplain": tr("Chaplain"),
        "clinician": tr("Clinician"),
        "eap": tr("Employee assistance program"),
        "neighbor": tr("Neighbor agency"),
        "today": tr("Date"),
    }[place]


def known_places(agency: str, contacts: Iterable[Contact], today: str) -> dict[str, str]:
    """What the agency's own data says for each place; blank where it says nothing."""
    people = list(contacts)
    found = dict.fromkeys(PLACES, "") | {"agency": agency, "today": today}
    for place, role in _ROLES.items():
        found[place] = ", ".join(contact.name for contact in people if role in contact.roles)
    return found


def team_on_paper(contacts: Iterable[Contact]) -> list[Contact]:
    """Whom a tool names with a number: one of each kind of helper first, then others of them."""
    helpers = [contact for contact in contacts if contact.phone and set(contact.roles) & set(_ROLES.values())]
    first = [next((one for one in helpers if role in one.roles), None) for role in _ROLES.values()]
    ordered = dict.fromkeys([*(one for one in first if one is not None), *helpers])
    return list(ordered)[:MOST_TEAM]


def filled(text: str, values: Mapping[str, str], blank: Callable[[str], str]) -> str:
    """The text with each place replaced by its value, or by what `blank` makes of a place that has none."""
    return _PLACE.sub(lambda found: values.get(found[1], "") or blank(found[1]), text)


def load_tools(folder: Path, words: Vocabulary) -> Shelf[Tool]:
    """Every tool of the folder, by file name. Spoiled files are left out and noted."""
    shelf = read_each(files_in(folder, ".md"), lambda path, doubts: read_tool(path, words, doubts))
    return without_doubles(shelf, lambda tool: tool.id)


def read_tool(path: Path, words: Vocabulary, doubts: list[str] | None = None) -> Tool:
    """The tool in the file. Raises Spoiled when it cannot be used; what is odd and no obstacle goes to `doubts`."""
    front, body = split_front(read_file(path))
    fields = read_toml(front)
    tool = Tool(
        id=fields.text("id"),
        title=fields.text("title"),
        kind=fields.one_of("kind", KINDS),
        purpose=fields.text("purpose"),
        afterward=fields.text("afterward"),
        audience=fields.words("audience", (word.slug for word in words.readers)),
        topics=fields.words("topics", (word.slug for word in words.topics)),
        guides=fields.texts("guides"),
        needs_review=_review(fields),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        body=body,
        pieces=read_pieces(body),
    )
    if doubts is not None:
        doubts += fields.doubts
    return tool


def read_pieces(body: str) -> tuple[Piece, ...]:
    """The text of a tool, piece by piece. Raises Spoiled for an empty text and for what it does not know."""
    pieces: list[Piece] = []
    prose: list[str] = []
    table: list[str] = []
    for line in [*body.splitlines(), ""]:
        in_table = line.lstrip().startswith("|")
        if table and not in_table:
            pieces.append(_grid(table))
            table = []
        piece = None if in_table else _piece(line.strip())
        if (in_table or piece is not None) and _has_words(prose):
            pieces.append(Prose("\n".join(prose).strip("\n")))
        if in_table:
            prose, table = [], [*table, line.strip()]
        elif isinstance(piece, Ticks) and pieces and not _has_words(prose) and isinstance(pieces[-1], Ticks):
            pieces[-1] = Ticks((*pieces[-1].items, *piece.items))
            prose = []
        elif piece is not None:
            prose = []
            pieces.append(piece)
        else:
            prose.append(line)
    if _has_words(prose):
        pieces.append(Prose("\n".join(prose).strip("\n")))
    if not pieces:
        raise Spoiled(tr("the text is missing"))
    _require_known_places(body)
    return tuple(pieces)


def _has_words(lines: Iterable[str]) -> bool:
    return any(line.strip() for line in lines)


def _piece(line: str) -> Piece | None:
    """What a line is when it is no ordinary Markdown."""
    if found := _INSERT.match(line):
        if found[1] not in INSERTS:
            raise Spoiled(tr("“{value}” is not a known word for “{name}”", value=found[1], name="{{ }}"))
        return Insert(found[1])
    if found := _TICK.match(line):
        return Ticks((found["words"],))
    if found := _SIGNED.match(line):
        return Signed(_split(found["roles"]))
    return _blanks(line)


def _blanks(line: str) -> Piece | None:
    if "___" not in line:
        return None
    fields = [_FIELD.match(part.strip()) for part in line.split("|")]
    if not all(fields):
        raise Spoiled(tr("a place to write needs words and four strokes: {line}", line=line[:60]))
    known = [field for field in fields if field]
    if len(known) == 1 and known[0]["lines"]:
        lines = int(known[0]["lines"])
        if not 1 <= lines <= MOST_LINES:
            raise Spoiled(tr("the field “{name}” must be a number from 1 to {most}", name="lines", most=MOST_LINES))
        return Area(known[0]["label"].rstrip(":"), lines)
    return Blanks(tuple(field["label"].rstrip(":") for field in known))


def _grid(lines: Sequence[str]) -> Grid:
    if len(lines) < 3 or not _RULE.match(lines[1]):
        raise Spoiled(tr("a table needs a head, a line of strokes and rows: {line}", line=lines[0][:60]))
    head = _cells(lines[0])
    rows = tuple(_cells(line) for line in lines[2:])
    if any(len(row) != len(head) for row in rows):
        raise Spoiled(tr("every row of a table needs as many cells as its head: {line}", line=lines[0][:60]))
    return Grid(head, rows)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _require_known_places(body: str) -> None:
    for place in _PLACE.findall(re.sub(r"\{\{[a-z]+\}\}", "", body)):
        if place not in PLACES:
            raise Spoiled(tr("“{value}” is not a known word for “{name}”", value=place, name="{ }"))


def _review(fields: Fields) -> str:
    value = fields.text_or_blank("needs_review")
    if value not in REVIEWS:
        raise Spoiled(tr("“{value}” is not a known word for “{name}”", value=value, name="needs_review"))
    return value
