"""The text of a tool as it is read on the screen: piece by piece, in plain words."""

import re
from collections.abc import Iterator, Mapping

from wellness_desktop.base.language import tr
from wellness_desktop.library.guides import plain_text
from wellness_desktop.library.tools import (
    LINES,
    TEAM,
    Area,
    Blanks,
    Grid,
    Insert,
    Piece,
    Prose,
    Signed,
    Ticks,
    Tool,
    filled,
    place_label,
)


def said_pieces(tool: Tool, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Style and words of each paragraph; places that are open show their name in brackets."""
    for piece in tool.pieces:
        for style, words in _said(piece):
            yield style, filled(words, values, lambda place: f"[{place_label(place)}]")


def _said(piece: Piece) -> Iterator[tuple[str, str]]:
    match piece:
        case Prose():
            yield from _prose(piece.text)
        case Ticks():
            yield "body", "\n".join(f"•  {plain_text(item)}" for item in piece.items)
        case Blanks():
            yield "muted", " · ".join(tr("{label}: …", label=label) for label in piece.labels)
        case Area():
            yield "muted", tr("{label}: …", label=piece.label)
        case Grid():
            yield "strong", " · ".join(title for title in piece.head if title)
            named = [" · ".join(plain_text(cell) for cell in row if cell) for row in piece.rows]
            if any(named):
                yield "body", "\n".join(f"•  {words}" for words in named if words)
        case Signed():
            yield "muted", tr("Signed: {roles}", roles=", ".join(piece.roles))
        case Insert():
            said = {LINES: tr("Here stand the support lines."), TEAM: tr("Here stand our own people, if they agreed.")}
            if piece.name in said:
                yield "muted", said[piece.name]


def _prose(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        if not lines:
            continue
        if lines[0].startswith("#"):
            yield "strong", plain_text(lines[0])
            lines = lines[1:]
        listed = [line for line in lines if re.match(r"\s*(?:[-*]|\d+\.) ", line)]
        if lines and len(listed) == len(lines):
            yield "body", "\n".join(_item(line) for line in lines)
        elif lines:
            yield "body", plain_text("\n".join(lines))


def _item(line: str) -> str:
    number = re.match(r"\s*(\d+\.) ", line)
    return f"{number[1] if number else '•'}  {plain_text(line)}"
