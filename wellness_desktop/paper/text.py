"""Headings, paragraphs, boxes, and what keeps them together or apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from wellness_desktop.paper.block import Block, Look, flow_all
from wellness_desktop.paper.stack import Boxed, SideBySide, Stamp, grouped
from wellness_desktop.paper.styles import styles
from wellness_desktop.paper.words import HeadingWords, Run, Text, to_markup, unbroken, words

Kind = Literal["body", "lead", "strong", "small"]


def heading(text: Text, level: int = 1, *, lines_below: int = 3) -> Block:
    """A heading of level 1 to 3. It is a bookmark, stands in the contents, and never ends a page.

    It goes to the next page unless `lines_below` lines of body text fit below it; before a table, give what
    the table's head and first row take.
    """

    def flow(look: Look) -> list[Flowable]:
        style = look.styles.heading(level)
        paragraph = HeadingWords(to_markup(text), style)
        paragraph.level = level
        paragraph.element = look.element("P")  # becomes H1 to H3 when its place is known
        return [CondPageBreak(style.leading + lines_below * look.styles.body.leading), paragraph]

    return Block(flow)


def text(content: Text, kind: Kind = "body") -> Block:
    """A paragraph of plain text; line breaks in it are kept. `lead` is larger, `strong` bold, `small` smaller."""

    def flow(look: Look) -> list[Flowable]:
        return [words(content, getattr(look.styles, kind), look.element("P"))]

    return Block(flow)


def bold(content: str) -> Run:
    """A piece of text in bold."""
    return Run(content, bold=True)


def italic(content: str) -> Run:
    """A piece of text in italics."""
    return Run(content, italic=True)


def contact_line(name: Text, *numbers: str, detail: str = "") -> Block:
    """One person or line to call: the name, what to know, and the numbers in bold."""
    pieces: list[str | Run] = [name] if isinstance(name, str | Run) else list(name)
    if detail:
        pieces.append(f", {detail}")
    for position, number in enumerate(numbers):
        pieces += [": " if position == 0 else "  ·  ", unbroken(number)]
    return text(pieces)


def note(*content: Text | Block, title: str = "", kind: Literal["note", "warning"] = "note") -> Block:
    """Content in a frame; a warning has a heavy frame and its title in capitals' weight."""

    def flow(look: Look) -> list[Flowable]:
        padding = look.styles.body.fontSize * 0.9
        inner = look.narrower(2 * padding).under(look.element("Sect"))
        parts = [text(title, "strong")] if title else []
        parts += [part if isinstance(part, Block) else text(part) for part in content]
        rule = 2.6 if kind == "warning" else 0.9
        return [Boxed(_trimmed(flow_all(parts, inner)), padding=padding, rule=rule, gap=look.styles.gap * 1.4)]

    return Block(flow)


def quotation(*content: Text | Block, indent: float = 0) -> Block:
    """Content set off by a bar at its left; `indent` moves it right, in sizes of body text."""

    def flow(look: Look) -> list[Flowable]:
        padding = look.styles.body.fontSize
        left = indent * padding
        inner = look.narrower(padding + left).under(look.element("BlockQuote"))
        parts = [part if isinstance(part, Block) else text(part) for part in content]
        return [
            Boxed(
                _trimmed(flow_all(parts, inner)),
                padding=padding,
                rule=2.2,
                bar=True,
                gap=look.styles.gap,
                left=left,
            )
        ]

    return Block(flow)


def _trimmed(content: list[Flowable]) -> list[Flowable]:
    """The content without space below its last part, so that a box is as full below as above."""
    if content:
        content[-1].spaceAfter = 0
    return content


def keep_together(*blocks: Block) -> Block:
    """Blocks that stand on one page, if a page is high enough."""

    def flow(look: Look) -> list[Flowable]:
        # A group in a group is asked for its height as if it began a page, and moves to the next one though it fits.
        parts = [
            each
            for part in flow_all(blocks, look)
            for each in (grouped(part) if isinstance(part, KeepTogether) else (part,))
        ]
        # A heading begins with a condition for a new page. Inside the group it would hide the room that the heading
        # wants above itself, and a group that just does not fit would be cut below the heading.
        first = list(takewhile(lambda part: isinstance(part, CondPageBreak), parts))
        return [*first, KeepTogether(parts[len(first) :])]

    return Block(flow)


def two_columns(left: Sequence[Block], right: Sequence[Block], *, share: float = 0.5) -> Block:
    """Blocks beside each other, read left then right; `share` is the left part of the width."""

    def flow(look: Look) -> list[Flowable]:
        gutter = look.styles.body.fontSize * 1.8
        room = look.width - gutter
        return [
            SideBySide(
                flow_all(left, look.narrower(gutter + room * (1 - share))),
                flow_all(right, look.narrower(gutter + room * share)),
                share=share,
                gutter=gutter,
                gap=look.styles.gap * 1.6,
            )
        ]

    return Block(flow)


def space(lines: float = 1.0) -> Block:
    """Empty room, in lines of body text; none at the top of a page."""
    return Block(lambda look: [Spacer(1, lines * look.styles.body.leading)])


def page_break() -> Block:
    """What follows begins on a new page; two in a row leave no empty page."""
    return Block(lambda _: [PageBreak()])


def leaf(code: str) -> Block:
    """Begins a page on which, and after which, pages count in the section `code`; its content brings its own title."""
    return Block(lambda _: [PageBreak(), Stamp(lambda canvas: canvas.note_section(code))])


def scaled(scale: float, *blocks: Block) -> Block:
    """The blocks at another text size than the rest of the print, for a card that must fit its page."""

    def flow(look: Look) -> list[Flowable]:
        return flow_all(blocks, replace(look, styles=styles(look.styles.large, scale)))

    return Block(flow)


def spoken(content: Text) -> Block:
    """A paragraph to be read aloud standing up: sixteen points, in large print more (crisis_plans.md M)."""

    def flow(look: Look) -> list[Flowable]:
        body = look.styles.body
        size = 24.0 if look.styles.large else 16.0
        style = ParagraphStyle("spoken", parent=body, fontSize=size, leading=size * 1.5, spaceAfter=size * 0.7)
        return [words(content, style, look.element("P"))]

    return Block(flow)


def section(code: str, title: Text) -> Block:
    """A section of a loose-leaf binder: a new page, its own page numbers (S09-1, S09-2 …), and a heading."""

    def flow(look: Look) -> list[Flowable]:
        return [PageBreak(), Stamp(lambda canvas: canvas.note_section(code)), *heading(title, 1).flow(look)]

    return Block(flow)
