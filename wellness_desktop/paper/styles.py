"""One set of text styles, in normal and in large print. Black on white; sizes and space carry the order."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from wellness_desktop.paper import fonts

HAIR = 0.35
"""Gray level of thin rules; still prints on a printer that is low on toner."""
TINT = 0.9
"""Gray level behind table heads; text on it stays readable when a copier turns it into dots."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What a print's texts look like; lengths in points."""

    large: bool
    h1: ParagraphStyle
    h2: ParagraphStyle
    h3: ParagraphStyle
    body: ParagraphStyle
    strong: ParagraphStyle
    small: ParagraphStyle
    lead: ParagraphStyle
    cell: ParagraphStyle
    head: ParagraphStyle
    item: ParagraphStyle
    figure: ParagraphStyle
    right: ParagraphStyle
    tick: float
    """Side of a tick box."""
    gap: float
    """The plain distance between two blocks."""
    line: float
    """Height of a line to write on by hand."""
    foot: float
    """Text size of header and foot."""

    def heading(self, level: int) -> ParagraphStyle:
        """The style of a heading, 1 to 3."""
        return (self.h1, self.h2, self.h3)[level - 1]


@cache
def gray(level: float) -> Color:
    """The gray of a level, 0 for black."""
    return Color(level, level, level)


@cache
def indented(style: ParagraphStyle, by: float) -> ParagraphStyle:
    """The style with its text moved right by `by` points, to leave room for a list mark."""
    return ParagraphStyle(f"{style.name}-{by:g}", parent=style, leftIndent=by)


@cache
def styles(large: bool = False, scale: float = 1.0) -> Styles:
    """The style set: 11-point text, or 18-point text in large print; `scale` fits cards to their page."""
    fonts.load_family()
    body = scale * (18.0 if large else 11.0)
    cell = scale * (15.0 if large else 9.5)
    gap = body * 0.55

    def style(name: str, size: float, leading: float, font: str = fonts.BODY, **more: Any) -> ParagraphStyle:
        facts: dict[str, Any] = {"fontName": font, "bulletFontName": font, "fontSize": size, "leading": size * leading}
        return ParagraphStyle(name, **facts, allowWidows=0, allowOrphans=0, **more)

    def title(name: str, size: float, before: float, after: float) -> ParagraphStyle:
        return style(name, size, 1.22, fonts.BOLD, spaceBefore=before, spaceAfter=after, keepWithNext=1)

    return Styles(
        large=large,
        h1=title("h1", scale * (27 if large else 20), gap, gap * 1.3),
        h2=title("h2", scale * (22 if large else 14), gap * 1.8, gap * 0.8),
        h3=title("h3", scale * (19 if large else 11.5), gap * 1.4, gap * 0.5),
        body=style("body", body, 1.4, spaceAfter=gap),
        strong=style("strong", body, 1.4, fonts.BOLD, spaceAfter=gap),
        small=style("small", body * 0.82, 1.4, spaceAfter=gap * 0.6),
        lead=style("lead", body * 1.18, 1.38, spaceAfter=gap * 1.2),
        cell=style("cell", cell, 1.3),
        head=style("head", cell, 1.25, fonts.BOLD),
        item=style("item", body, 1.38, spaceAfter=gap * 0.55),
        figure=style("figure", body * 0.82, 1.3, alignment=TA_CENTER),
        right=style("right", body, 1.4, alignment=TA_RIGHT),
        tick=scale * (15.0 if large else 11.0),
        gap=gap,
        line=scale * (34.0 if large else 25.0),
        foot=10.5 if large else 8.0,
    )
