"""What a person fills in on screen: text fields, tick boxes, one of several, lists to choose from (PDF's AcroForm).

Each widget belongs to an element of the structure tree and says aloud what goes in. None is required, none runs a
script, none sends anything.
"""

import re
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from wellness_desktop.paper.form_font import form_font
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.words import Words

FONT = "FormText"
MANY_LINES = 1 << 12
RADIO = 1 << 15
COMBO_TO_TYPE_IN = 1 << 17 | 1 << 18
Rect = tuple[float, float, float, float]
"""Left, foot, right and top, where the flowable stands."""


def text_widget(
    canvas: TaggedCanvas,
    rect: Rect,
    name: str,
    says: str,
    element: Element,
    *,
    size: float,
    many_lines: bool = False,
    value: Words | None = None,
) -> None:
    """A field to type in; `value` is what stands there already."""
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    entries = {
        "FT": PDFName("Tx"),
        "V": PDFString(value.getPlainText() if value else ""),
        "Ff": MANY_LINES if many_lines else 0,
        "DA": PDFString(_appearance(size)),
        "AP": PDFDictionary({"N": _drawing(canvas, wide, high, _filled_in(canvas, wide, high, value))}),
    }
    _add_field(canvas, name, rect, entries, says, element)


def tick_widget(
    canvas: TaggedCanvas, place: tuple[float, float, float], name: str, says: str, element: Element
) -> None:
    """A box to tick; `place` is its left, its foot and its side."""
    left, foot, side = place
    entries = {"FT": PDFName("Btn"), "V": PDFName("Off"), **_ticked_and_not(canvas, side, "Yes")}
    _add_field(canvas, name, (left, foot, left + side, foot + side), entries, says, element)


def choice_widget(
    canvas: TaggedCanvas, rect: Rect, name: str, says: str, element: Element, *, size: float, options: Sequence[str]
) -> None:
    """A list to choose from, in which other words can be typed as well."""
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    entries = {
        "FT": PDFName("Ch"),
        "V": PDFString(""),
        "Ff": COMBO_TO_TYPE_IN,
        "Opt": PDFArray([PDFString(option) for option in options]),
        "DA": PDFString(_appearance(size)),
        "AP": PDFDictionary({"N": _drawing(canvas, wide, high, _filled_in(canvas, wide, high, None))}),
    }
    _add_field(canvas, name, rect, entries, says, element)


class OneOf:
    """Several boxes of which one is ticked: a field with a widget for each."""

    def __init__(self, canvas: TaggedCanvas, name: str, says: str) -> None:
        self._canvas, self._says, self._kids = canvas, says, PDFArray([])
        entries = {"FT": PDFName("Btn"), "Ff": RADIO, "T": PDFString(name), "TU": PDFString(says), "V": PDFName("Off")}
        self._parent = canvas._doc.Reference(PDFDictionary({**entries, "Kids": self._kids}))
        canvas.fields.append(self._parent)

    def add(self, place: tuple[float, float, float], option: str, element: Element) -> None:
        """The box of one answer; `place` is its left, its foot and its side."""
        left, foot, side = place
        entries = {
            "Parent": self._parent,
            "TU": PDFString(f"{self._says}: {option}"),
            **_ticked_and_not(self._canvas, side, state_name(option)),
        }
        kid = self._canvas.annotate("Widget", (left, foot, left + side, foot + side), entries, element)
        self._kids.sequence.append(kid)


def state_name(option: str) -> str:
    """What a ticked answer is called in the file: its words, as far as a PDF name bears them."""
    return re.sub(r"[^A-Za-z0-9]+", "_", option).strip("_") or "Yes"


def _appearance(size: float) -> str:
    return f"/{FONT} {size:g} Tf 0 g"


def _add_field(
    canvas: TaggedCanvas, name: str, rect: Rect, entries: dict[str, Any], says: str, element: Element
) -> None:
    named = {"T": PDFString(name), "TU": PDFString(says), **entries}
    canvas.fields.append(canvas.annotate("Widget", rect, named, element))


def _ticked_and_not(canvas: TaggedCanvas, side: float, state: str) -> dict[str, Any]:
    """Both looks of a box, which is not ticked yet."""
    tick = f"q 0 G {side * 0.12:.2f} w 1 J {side * 0.2:.2f} {side * 0.5:.2f} m "
    tick += f"{side * 0.42:.2f} {side * 0.25:.2f} l {side * 0.82:.2f} {side * 0.78:.2f} l S Q"
    shown = {state: _drawing(canvas, side, side, tick), "Off": _drawing(canvas, side, side, "q Q")}
    return {"AS": PDFName("Off"), "AP": PDFDictionary({"N": PDFDictionary(shown)})}


def _filled_in(canvas: TaggedCanvas, wide: float, high: float, value: Words | None) -> str:
    """What a viewer shows until somebody types: the value in the print's own fonts, which know every script."""
    if value is None:
        return "/Tx BMC EMC"
    page, canvas._code = canvas._code, []
    tall = value.wrapOn(canvas, wide - 4, high)[1]
    value.drawOn(canvas, 2, max(high - tall - 2, (high - tall) / 2))
    drawn, canvas._code = "\n".join(canvas._code), page
    return f"/Tx BMC q 0 0 {wide:.2f} {high:.2f} re W n\n{drawn}\nQ EMC"


def _drawing(canvas: TaggedCanvas, width: float, height: float, operators: str) -> PDFObjectReference:
    """A small drawing that a viewer shows for a state of the field."""
    box = PDFArray([0, 0, round(width, 2), round(height, 2)])
    used = {"Font": PDFObjectReference("BasicFonts")} if " Tf" in operators else {}
    head = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": box, "Resources": PDFDictionary(used)}
    stream = PDFStream(PDFDictionary(head), operators)
    stream.filters = []
    reference: PDFObjectReference = canvas._doc.Reference(stream)
    return reference


def form_entry(document: Any, fields: PDFArray) -> PDFDictionary:
    """The document's form: its fields and the embedded font that typed text is shown in."""
    fonts = PDFDictionary({FONT: document.Reference(form_font(document))})
    return PDFDictionary({"Fields": fields, "DR": PDFDictionary({"Font": fonts}), "DA": PDFString(_appearance(11))})
