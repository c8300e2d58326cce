"""Address cards (vCard 2.1, 3.0 and 4.0) as properties, whatever the address book made of them.

Our own small reader: the libraries at hand stop at the first odd line, and old phones write many. It bears folded
lines, quoted-printable with its soft breaks, groups (`item1.TEL`), bare 2.1 types (`TEL;CELL`), other character
sets, pictures in the middle, cards within cards and lines that belong to nothing. Lines are worked on as bytes in
Latin-1, because only the property itself says how its bytes are to be read.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.csv_table import LARGEST_FILE, MOST_ROWS, too_big

MOST_LINES = 2_000
"""Properties of one card. Pictures are long lines, not many."""
LONGEST_VALUE = 4_000
"""Letters of a value that is looked at; a picture is longer and left out."""
_MARK = re.compile(rb"\s*(?:[A-Za-z0-9-]{1,60}\.)?BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its name in capitals, its parameters, and its value still escaped."""

    name: str
    value: str
    group: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """What kind it is, in small letters: cell, work, pref ..."""
        return frozenset(value.casefold() for name, value in self.params if name == "TYPE")

    def param(self, name: str) -> str:
        """The first value of a parameter; empty when there is none."""
        return next((value for each, value in self.params if each == name), "")

    @property
    def text(self) -> str:
        """The whole value as one text."""
        return _unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The parts between semicolons: of a name, an address, an organization."""
        return [_unescaped(part) for part in _apart(self.value, ";")]

    @property
    def words(self) -> list[str]:
        """The parts between commas: nicknames, categories."""
        return [word for part in _apart(self.value, ",") if (word := _unescaped(part))]


@dataclass(frozen=True, slots=True)
class Card:
    """One card, and the line of the file it begins on."""

    line: int
    properties: tuple[Property, ...]

    def all(self, name: str) -> list[Property]:
        """Every property of this name, the preferred ones first."""
        return sorted((each for each in self.properties if each.name == name), key=_preference)

    def text(self, name: str) -> str:
        """The text of the first property of this name that says anything."""
        return next((each.text for each in self.all(name) if each.text), "")


def is_vcard(data: bytes) -> bool:
    """Whether the bytes begin as a file of address cards."""
    return bool(_MARK.match(_plain_bytes(data[:400]).removeprefix(b"\xef\xbb\xbf")))


def read_cards(data: bytes) -> tuple[Card, ...]:
    """The cards of a file, in order. A card without an end counts up to the next or the end of the file.

    Raises Problem for a file without cards and one beyond the limits.
    """
    if len(data) > LARGEST_FILE:
        raise too_big()
    raw = _plain_bytes(data).removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").decode("latin-1")
    cards: list[Card] = []
    properties: list[Property] = []
    depth, began = 0, 0

    def close() -> None:
        if depth and len(cards) >= MOST_ROWS:
            raise too_big()
        if depth:
            cards.append(Card(began, tuple(properties)))

    for number, line in _lines(raw):
        found = _property(line)
        if found is None:
            continue
        mark = found.value.strip().casefold() == "vcard"
        if found.name == "BEGIN" and mark:
            if depth and not (properties and properties[-1].name == "AGENT"):
                close()
                depth = 0
            if not depth:
                properties, began = [], number
            depth += 1
        elif found.name == "END" and mark and depth:
            depth -= 1
            if not depth:
                depth = 1
                close()
                depth = 0
        elif depth == 1 and len(properties) < MOST_LINES:
            properties.append(found)
    close()
    if not cards:
        raise Problem(
            tr("There is no address card in this file."),
            tr("Export the contacts again from your phone or address book, as vCard (.vcf)."),
        )
    return tuple(cards)


def _plain_bytes(data: bytes) -> bytes:
    """UTF-16, which some programs write, as UTF-8; anything else as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data


def _lines(raw: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number each begins on: folded ones joined, soft breaks of quoted-printable too."""
    held, began, soft = "", 0, False
    parts: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", raw), 1):
        if parts and (soft or line[:1] in (" ", "\t")):
            parts.append(line if soft else line[1:])
        else:
            if parts:
                yield began, "".join(parts)
            parts, began, held = [line], number, line[:300].upper()
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0]
        if soft:
            parts[-1] = parts[-1][:-1]
    if parts:
        yield began, "".join(parts)


def _property(line: str) -> Property | None:
    """A line taken apart; None for what is no property, such as the rest of a picture."""
    head, value = _cut(line)
    if value is None or len(head) > 1000:
        return None
    first, *rest = _apart(head, ";", quotes=True)
    group, _, name = first.strip().rpartition(".")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,60}", name):
        return None
    params = tuple(_params(rest))
    if len(value) > LONGEST_VALUE or any(
        key == "ENCODING" and each.casefold() in {"b", "base64"} for key, each in params
    ):
        value = ""
    return Property(name.upper(), _decoded(value, params), group.casefold(), params)


def _cut(line: str) -> tuple[str, str | None]:
    """What stands before and after the first colon that is not within quotation marks."""
    quoted = False
    for place, letter in enumerate(line[:1200]):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return line[:place], line[place + 1 :]
    head, colon, value = line.partition(":")  # a mark that is never closed
    return head, value if colon else None


def _params(parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals:  # vCard 2.1 names the value alone
            bare = name.strip()
            encoding = bare.upper() in {"QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"}
            yield "ENCODING" if encoding else "TYPE", bare
            continue
        text = _latin(value)
        for one in _apart(text, ",", quotes=True):
            for each in one.strip().strip('"').split(","):
                yield name.strip().upper(), re.sub(r"\^[n'^]", lambda found: _CARET[found.group()], each.strip())


def _decoded(value: str, params: tuple[tuple[str, str], ...]) -> str:
    """The value in the letters it was written in."""
    said = dict(reversed(params))
    raw = value.encode("latin-1")
    if said.get("ENCODING", "").casefold() == "quoted-printable":
        raw = quopri.decodestring(raw)
    charset = said.get("CHARSET", "").casefold()
    for encoding in (_CHARSETS.get(charset, charset), "utf-8"):
        if encoding:
            try:
                return raw.decode(encoding)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return raw.decode("cp1252", "replace")


def _latin(text: str) -> str:
    """A parameter in UTF-8 where it is that."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def _apart(text: str, mark: str, *, quotes: bool = False) -> list[str]:
    """The text cut at each `mark` that is not escaped (or, with `quotes`, not within quotation marks)."""
    parts, began, quoted, place = [], 0, False, 0
    while place < len(text):
        letter = text[place]
        if letter == "\\" and not quotes:
            place += 1
        elif letter == '"' and quotes:
            quoted = not quoted
        elif letter == mark and not quoted:
            parts.append(text[began:place])
            began = place + 1
        place += 1
    return [*parts, text[began:]]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) in "nN" else found.group(1), text, flags=re.S).strip()


def _preference(each: Property) -> int:
    """1 for the preferred one of vCard 4.0 (PREF=1) and of the older ones (TYPE=pref), 101 for the rest."""
    said = each.param("PREF")
    if said.isdecimal():
        return int(said[:3])
    return 1 if "pref" in each.types else 101
