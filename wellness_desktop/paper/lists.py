"""Bullets, numbered steps and tick boxes. Boxes are drawn, since many fonts lack the sign."""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from wellness_desktop.base.language import tr
from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.styles import indented
from wellness_desktop.paper.tagging import Element, mark
from wellness_desktop.paper.words import Text, Words, words

DrawMark = Callable[[Canvas, Words], None]


def bullets(items: Sequence[Text], *, inset: bool = False) -> Block:
    """A list with dots; `inset` moves it right, below an item of another list."""
    return Block(lambda look: _listed(items, look, "Disc", ["•"] * len(items), inset))


def numbered(items: Sequence[Text], first: int = 1, *, inset: bool = False) -> Block:
    """Steps, counted from `first`; `inset` moves them right, below an item of another list."""
    labels = [f"{number}." for number in range(first, first + len(items))]
    return Block(lambda look: _listed(items, look, "Decimal", labels, inset))


def item_text(content: Text, mark_chars: int = 1, *, inset: bool = False) -> Block:
    """A further paragraph of a list item whose mark has so many characters; `inset` as its list."""

    def flow(look: Look) -> list[Flowable]:
        by = look.styles.body.fontSize * item_indent(mark_chars, inset=inset)
        return [words(content, indented(look.styles.item, by), look.element("P"))]

    return Block(flow)


def item_indent(mark_chars: int, *, inset: bool = False) -> float:
    """How far the words of an item stand right of the margin, in sizes of body text."""
    return 0.9 + 0.62 * mark_chars + 1.6 * inset


def _listed(items: Sequence[Text], look: Look, numbering: str, labels: Sequence[str], inset: bool) -> list[Flowable]:
    size = look.styles.body.fontSize
    wide = max(map(len, labels), default=1)
    style = indented(look.styles.item, size * item_indent(wide, inset=inset))
    branch = look.under(look.element("L", numbering=numbering))
    flowables: list[Flowable] = []
    for label, item in zip(labels, items, strict=True):
        entry = branch.under(branch.element("LI"))
        sign = entry.element("Lbl")
        paragraph = words(item, style, entry.element("LBody"))
        paragraph.drawn_mark = _written(label, sign)
        flowables.append(paragraph)
    return _spaced(flowables, look)


def _written(label: str, element: Element) -> DrawMark:
    """Draws a bullet or number right-aligned before the text."""

    def draw(canvas: Canvas, paragraph: Words) -> None:
        style = paragraph.style
        with mark(canvas, element):
            canvas.setFont(fonts.BODY, style.fontSize)
            canvas.drawRightString(style.leftIndent - style.fontSize * 0.5, paragraph.baseline(), label)

    return draw


def checklist(items: Sequence[Text], *, time: bool = False, initials: bool = False) -> Block:
    """Things to do with a box to tick; with `time` or `initials`, also a place to write them."""
    if time or initials:
        from wellness_desktop.paper.tables import timed_checklist

        return timed_checklist(items, time=time, initials=initials)
    return Block(lambda look: _boxes(items, look))


def _boxes(items: Sequence[Text], look: Look) -> list[Flowable]:
    side = look.styles.tick
    style = indented(look.styles.item, side * 1.75)
    branch = look.under(look.element("L", numbering="None"))
    flowables: list[Flowable] = []
    for item in items:
        entry = branch.under(branch.element("LI"))
        sign = entry.element("Lbl", alt=tr("Tick box"))
        paragraph = words(item, style, entry.element("LBody"))
        paragraph.drawn_mark = _box(side, sign)
        flowables.append(paragraph)
    return _spaced(flowables, look)


def _box(side: float, element: Element) -> DrawMark:
    def draw(canvas: Canvas, paragraph: Words) -> None:
        middle = paragraph.baseline() + paragraph.style.fontSize * 0.36
        with mark(canvas, element):
            draw_box(canvas, 0.5, middle - side / 2, side)

    return draw


def draw_box(canvas: Canvas, x: float, y: float, side: float) -> None:
    """An empty tick box with its lower left corner at x, y."""
    canvas.setLineWidth(max(0.9, side / 12))
    canvas.setStrokeGray(0)
    canvas.rect(x, y, side, side)


def _spaced(flowables: list[Flowable], look: Look) -> list[Flowable]:
    """A little more room after the last item than between items."""
    if flowables:
        flowables[-1].spaceAfter = look.styles.gap * 1.2
    return flowables
