"""Form fields for prints that are filled in on screen: text and tick boxes, with our own embedded font."""

from functools import cache
from typing import Any, Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import TTFontFace
from reportlab.platypus import Flowable

from wellness_desktop.base.resources import resource
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.lists import draw_box
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.words import Text, Words, words

FONT = "FormText"
FIRST, LAST = 32, 255


class TextField(Flowable):
    """A label and a field to type in below it. On paper it is a frame to write in.

    Without `shown` the label is only spoken: the head of a table's column says it to the eye.
    """

    def __init__(
        self, label: Words, name: str, lines: int, high: float, element: Element, *, shown: bool = True
    ) -> None:
        super().__init__()
        self.label, self.name, self.lines, self.high, self.element = label, name, lines, high, element
        self.shown = shown

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        self.box = self.high * self.lines * (1 if self.lines == 1 else 0.75)
        if not self.shown:
            self.height = self.box
            return self.width, self.height
        self.height = self.label.wrapOn(self.canv, availWidth, availHeight)[1] + self.box + self.high * 0.35
        return self.width, self.height

    def draw(self) -> None:
        canvas, foot = self.canv, self.high * 0.3 if self.shown else 0
        if self.shown:
            self.label.drawOn(canvas, 0, foot + self.box + 2)
        canvas.saveState()
        canvas.setLineWidth(0.7)
        canvas.rect(0, foot, self.width, self.box)
        canvas.restoreState()
        if isinstance(canvas, TaggedCanvas):
            entries: dict[str, Any] = {
                "FT": PDFName("Tx"),
                "V": PDFString(""),
                "Ff": 4096 if self.lines > 1 else 0,
                "DA": PDFString(_appearance(self.label.style.fontSize)),
                "AP": PDFDictionary({"N": _drawing(canvas, self.width - 2, self.box - 2, "/Tx BMC EMC")}),
            }
            rect = (1, foot + 1, self.width - 1, foot + self.box - 1)
            _add_field(canvas, self.name, rect, entries, self.label.getPlainText(), self.element)


class TickField(Flowable):
    """A box to tick, on screen or on paper, and what it means."""

    def __init__(self, label: Words, name: str, side: float, element: Element) -> None:
        super().__init__()
        self.label, self.name, self.side, self.element = label, name, side, element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        self.width = availWidth
        self.height = self.label.wrapOn(self.canv, availWidth, availHeight)[1] + self.side * 0.4
        return self.width, self.height

    def draw(self) -> None:
        canvas, side = self.canv, self.side
        self.label.drawOn(canvas, 0, self.side * 0.4)
        foot = self.side * 0.4 + self.label.baseline() + self.label.style.fontSize * 0.36 - side / 2
        draw_box(canvas, 0.5, foot, side)
        if isinstance(canvas, TaggedCanvas):
            tick = f"q 0 G {side * 0.12:.2f} w 1 J {side * 0.2:.2f} {side * 0.5:.2f} m "
            tick += f"{side * 0.42:.2f} {side * 0.25:.2f} l {side * 0.82:.2f} {side * 0.78:.2f} l S Q"
            shown = {"Yes": _drawing(canvas, side, side, tick), "Off": _drawing(canvas, side, side, "q Q")}
            entries: dict[str, Any] = {
                "FT": PDFName("Btn"),
                "V": PDFName("Off"),
                "AS": PDFName("Off"),
                "AP": PDFDictionary({"N": PDFDictionary(shown)}),
            }
            rect = (0.5, foot, side + 0.5, foot + side)
            _add_field(canvas, self.name, rect, entries, self.label.getPlainText(), self.element)


def form_field(label: Text, kind: Literal["text", "tick"] = "text", *, lines: int = 1, shown: bool = True) -> Block:
    """A field to fill in on screen or by hand: a frame for text, `lines` high, or a box to tick.

    A frame whose label is not `shown` stands in a table and is named for screen readers only.
    """

    def flow(look: Look) -> list[Flowable]:
        look.facts.fields += 1
        name = f"field{look.facts.fields}"
        branch = look.under(look.element("Div"))
        if kind == "tick":
            style = ParagraphStyle("tick", parent=look.styles.body, leftIndent=look.styles.tick * 1.75)
            element = branch.element("Form")
            return [TickField(words(label, style, branch.element("P")), name, look.styles.tick, element)]
        said = words(label, look.styles.body, branch.element("P"))
        return [TextField(said, name, lines, look.styles.line, branch.element("Form"), shown=shown)]

    return Block(flow)


def _appearance(size: float) -> str:
    return f"/{FONT} {size:g} Tf 0 g"


def _add_field(
    canvas: TaggedCanvas,
    name: str,
    rect: tuple[float, float, float, float],
    entries: dict[str, Any],
    says: str,
    element: Element,
) -> None:
    named = {"T": PDFString(name), "TU": PDFString(says), **entries}
    canvas.fields.append(canvas.annotate("Widget", rect, named, element))


def _drawing(canvas: TaggedCanvas, width: float, height: float, operators: str) -> Any:
    """A small drawing that a viewer shows for a state of the field."""
    box = PDFArray([0, 0, round(width, 2), round(height, 2)])
    head = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box}
    stream = PDFStream(PDFDictionary({**head, "Resources": PDFDictionary({})}), operators)
    stream.filters = []
    return canvas._doc.Reference(stream)


def form_entry(document: Any, fields: PDFArray) -> PDFDictionary:
    """The document's form: its fields and the embedded font that typed text is shown in."""
    fonts = PDFDictionary({FONT: document.Reference(_form_font(document))})
    return PDFDictionary({"Fields": fields, "DR": PDFDictionary({"Font": fonts}), "DA": PDFString(_appearance(11))})


@cache
def _form_face() -> TTFontFace:
    return TTFontFace(str(resource("fonts", "NotoSans-Form.ttf")))


def _form_font(document: Any) -> PDFDictionary:
    """Noto Sans cut down to the letters of Western languages, embedded whole: a viewer adds what is typed."""
    face = _form_face()
    letters = [bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)]
    widths = [round(face.charWidths.get(ord(letter), 0)) for letter in letters]
    data: bytes = vars(face)["_ttf_data"]
    stream = PDFStream(PDFDictionary({"Length1": len(data)}), data)
    stream.filters = [PDFZCompress]
    name = PDFName("PAPERF+NotoSans")
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 32,
            "FontBBox": PDFArray([round(edge) for edge in face.bbox]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent),
            "Descent": round(face.descent),
            "CapHeight": round(face.capHeight),
            "StemV": 80,
            "FontFile2": document.Reference(stream),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": name,
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": PDFArray(widths),
            "Encoding": PDFName("WinAnsiEncoding"),
            "FontDescriptor": document.Reference(descriptor),
        }
    )
