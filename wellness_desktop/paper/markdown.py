"""Our guides' Markdown, turned into blocks for handouts.

The subset that our texts use: headings, paragraphs, lists, tick lists, quotations, tables, bold, italics, links.
Anything else, HTML above all, is printed as the characters it is made of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wellness_desktop.paper.block import Block
from wellness_desktop.paper.lists import bullets, checklist, item_indent, item_text, numbered
from wellness_desktop.paper.tables import table
from wellness_desktop.paper.text import heading, quotation, space, text
from wellness_desktop.paper.words import Run, Text

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r" {0,3}([-*_])\s*(?:\1\s*){2,}$")
_ITEM = re.compile(r"(?P<indent> *)(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})[.)])\s+(?P<rest>.*)$")
_TICK = re.compile(r"\[[ xX]\]\s+")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM_QUOTE = re.compile(r" {2,}> ?")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`]+)`"
    r"|!?\[(?P<label>[^\]]*)\]\((?P<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<bare>(?:https?://|mailto:|tel:)[^>\s]+)>"
    r"|\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*(?!\*)"
    r"|\*(?=[^\s*])(?P<slanted>.+?)(?<=\S)\*(?!\*)"
    r"|(?<!\w)__(?=\S)(?P<strong2>.+?)(?<=\S)__(?!\w)"
    r"|(?<!\w)_(?=[^\s_])(?P<slanted2>.+?)(?<=\S)_(?!\w)",
    re.DOTALL,
)


_PLAIN = Run("")


@dataclass(slots=True)
class _Below:
    """What stands below the first words of an item: words to say, or a further paragraph."""

    quoted: bool
    depth: int
    """Of the item it belongs to; a paragraph may go back to an outer one."""
    lines: list[str]


@dataclass(slots=True)
class _Entry:
    """One list item while it is read."""

    depth: int
    number: int | None
    lines: list[str] = field(default_factory=list)
    below: list[_Below] = field(default_factory=list)
    """In the order of the source."""

    def quote(self, line: str, *, anew: bool) -> None:
        """Adds a line of words to say; `anew` begins another quotation."""
        if anew or not self.below or not self.below[-1].quoted:
            self.below.append(_Below(True, self.depth, []))
        self.below[-1].lines.append(line)

    def go_on(self, line: str, *, anew: bool) -> None:
        """Adds a line of text; `anew` begins another paragraph."""
        if anew or (self.below and self.below[-1].quoted):
            indent = (len(line) - len(line.lstrip())) // 2
            self.below.append(_Below(False, min(self.depth, max(0, indent - 1)), []))
        (self.below[-1].lines if self.below else self.lines).append(line.strip())


def markdown_blocks(source: str, *, top_level: int = 1) -> list[Block]:
    """The blocks of a Markdown text; its highest possible heading (#) becomes `top_level`."""
    return _Reader(source.replace("\r\n", "\n").expandtabs(4).split("\n"), top_level).blocks()


class _Reader:
    """Reads lines from top to bottom."""

    def __init__(self, lines: Sequence[str], top_level: int) -> None:
        self._lines, self._at, self._top = list(lines), 0, top_level
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif match := _HEADING.match(line):
                level = min(3, len(match[1]) + self._top - 1)
                self._blocks.append(heading(inline(match[2]), level))
                self._at += 1
            elif _RULE.match(line):
                self._blocks.append(space(0.6))
                self._at += 1
            elif _QUOTE.match(line):
                self._quotation()
            elif self._is_table():
                self._table()
            elif _ITEM.match(line):
                self._list()
            else:
                self._paragraph()
        return self._blocks

    def _paragraph(self) -> None:
        lines: list[str] = []
        while self._at < len(self._lines) and not (lines and self._starts_something()):
            lines.append(self._lines[self._at])
            self._at += 1
        self._blocks.append(text(inline(_joined(lines))))

    def _starts_something(self) -> bool:
        """Whether the line here ends a paragraph."""
        line = self._lines[self._at]
        starts = (_HEADING, _RULE, _QUOTE, _ITEM)
        return not line.strip() or any(pattern.match(line) for pattern in starts) or self._is_table()

    def _quotation(self) -> None:
        lines: list[str] = []
        while self._at < len(self._lines) and (match := _QUOTE.match(self._lines[self._at])):
            lines.append(self._lines[self._at][match.end() :])
            self._at += 1
        self._blocks.append(quotation(*_Reader(lines, self._top).blocks()))

    def _is_table(self) -> bool:
        following = self._lines[self._at + 1 : self._at + 2]
        return "|" in self._lines[self._at] and bool(following) and bool(_TABLE_RULE.match(following[0]))

    def _table(self) -> None:
        head = _cells(self._lines[self._at])
        self._at += 2
        rows: list[list[Text]] = []
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            cells = _cells(self._lines[self._at])[: len(head)]
            rows.append(cells + [""] * (len(head) - len(cells)))
            self._at += 1
        self._blocks.append(table(head, rows))

    def _list(self) -> None:
        entries: list[_Entry] = []
        after_gap = False
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if match := _ITEM.match(line):
                number = int(match["number"]) if match["number"] else None
                entries.append(_Entry(len(match["indent"]) // 2, number, [match["rest"]]))
            elif quote := _ITEM_QUOTE.match(line):
                entries[-1].quote(line[quote.end() :], anew=after_gap)
            elif line.strip() and (line.startswith(" ") or not self._starts_something()):
                entries[-1].go_on(line, anew=after_gap)
            elif line.strip() or not self._list_goes_on():
                break
            after_gap = not line.strip()
            self._at += 1
        self._blocks += _lists(entries)

    def _list_goes_on(self) -> bool:
        """Whether the first line after this empty one still belongs to the list."""
        rest = [line for line in self._lines[self._at + 1 :] if line.strip()]
        return bool(rest) and bool(_ITEM.match(rest[0]) or rest[0].startswith("  "))


def _lists(entries: Sequence[_Entry]) -> list[Block]:
    """Runs of items of one depth and kind, each as one list."""
    blocks: list[Block] = []
    shallowest = min(entry.depth for entry in entries)
    counted: dict[int, int] = {}
    marks: dict[int, int] = {}
    start = 0
    for end in range(1, len(entries) + 1):
        going_on = end < len(entries) and _kind(entries[end]) == _kind(entries[start])
        if going_on and not entries[end - 1].below:
            continue
        run = entries[start:end]
        inset = run[0].depth > shallowest
        items = [inline(_joined(entry.lines)) for entry in run]
        if run[0].number is not None:
            first = run[0].number if not counted.get(run[0].depth) else counted[run[0].depth] + 1
            counted[run[0].depth] = first + len(run) - 1
            blocks.append(numbered(items, first, inset=inset))
        elif all(_TICK.match(entry.lines[0]) for entry in run):
            blocks.append(checklist([inline(_TICK.sub("", _joined(entry.lines), count=1)) for entry in run]))
        else:
            blocks.append(bullets(items, inset=inset))
        marks[run[0].depth] = 1 if run[0].number is None else len(f"{counted[run[0].depth]}.")
        blocks += [_below(part, marks.get(part.depth, 1), inset=part.depth > shallowest) for part in run[-1].below]
        start = end
    return blocks


def _below(part: _Below, mark_chars: int, *, inset: bool) -> Block:
    if part.quoted:
        return quotation(*markdown_blocks("\n".join(part.lines)), indent=item_indent(mark_chars, inset=inset))
    return item_text(inline(_joined(part.lines)), mark_chars, inset=inset)


def _kind(entry: _Entry) -> tuple[int, bool]:
    return entry.depth, entry.number is not None


def _joined(lines: Sequence[str]) -> str:
    """Source lines as running text; two spaces or a backslash at a line's end keep the break."""
    pieces = []
    for line in lines:
        hard = line.endswith(("  ", "\\"))
        pieces.append(line.strip().removesuffix("\\").rstrip() + ("\n" if hard else " "))
    return "".join(pieces).strip()


def _cells(line: str) -> list[Text]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [inline(cell.strip()) for cell in _CELL_EDGE.split(inner)]


def inline(source: str, look: Run = _PLAIN) -> list[str | Run]:
    """The runs of a line of Markdown; links become their text and address."""
    runs: list[str | Run] = []
    end = 0
    for match in _INLINE.finditer(source):
        _add(runs, source[end : match.start()], look)
        end = match.end()
        strong, slanted = match["strong"] or match["strong2"], match["slanted"] or match["slanted2"]
        if strong:
            runs += inline(strong, replace(look, bold=True))
        elif slanted:
            runs += inline(slanted, replace(look, italic=True))
        elif match["bare"]:
            _add(runs, _shown(match["bare"]), look)
        elif match["address"] is not None:
            runs += _link(match["label"], match["address"], look)
        else:
            _add(runs, match["escaped"] or match["code"], look)
    _add(runs, source[end:], look)
    return runs


def _add(runs: list[str | Run], piece: str, look: Run) -> None:
    if piece:
        runs.append(replace(look, text=piece) if look.bold or look.italic else piece)


def _link(label: str, address: str, look: Run) -> list[str | Run]:
    """The link's text, then its address, unless they say the same or the address means nothing on paper."""
    runs = inline(label, look)
    shown = _shown(address)
    if not label:
        _add(runs, shown, look)
    elif shown and _bare(label) != _bare(shown):
        _add(runs, f" ({shown})", look)
    return runs


def _shown(address: str) -> str:
    """An address as one types it; empty for what only works on screen."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        if address.lower().startswith(scheme):
            return address[len(scheme) :].rstrip("/")
    return ""


def _bare(address: str) -> str:
    """Letters and digits only, to compare a link's text with its address."""
    return re.sub(r"[\W_]", "", _shown(address) or address).lower()
