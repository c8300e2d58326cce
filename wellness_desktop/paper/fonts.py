"""The fonts every print embeds, and what to do with a character that the main font lacks.

Noto Sans carries Latin, Greek and Cyrillic. Other scripts have a font each, loaded only when a text needs it.
Scripts that must be shaped or run from right to left (Arabic, Hebrew, Devanagari …) have none: printing them
letter by letter would be worse than saying so, and `unprintable` lets a page say so before printing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource

BODY = "Paper"
BOLD = "Paper-Bold"
ITALIC = "Paper-Italic"
BOLD_ITALIC = "Paper-BoldItalic"

_FILES = {
    BODY: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    BOLD_ITALIC: "NotoSans-BoldItalic.ttf",
    "Paper-Armenian": "NotoSansArmenian-Regular.ttf",
    "Paper-CanadianSyllabics": "NotoSansCanadianAboriginal-Regular.ttf",
    "Paper-Cherokee": "NotoSansCherokee-Regular.ttf",
    "Paper-Ethiopic": "NotoSansEthiopic-Regular.ttf",
    "Paper-Georgian": "NotoSansGeorgian-Regular.ttf",
    "Paper-Hangul": "NanumSquareR.ttf",
    "Paper-Han": "DroidSansFallback.ttf",
    "Paper-Lao": "NotoSansLao-Regular.ttf",
    "Paper-Math": "NotoSansMath-Regular.ttf",
    "Paper-Osage": "NotoSansOsage-Regular.ttf",
    "Paper-Symbols": "NotoSansSymbols2-Regular.ttf",
    "Paper-Thai": "NotoSansThai-Regular.ttf",
}

_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "Paper-Armenian"),
    (0x0E00, 0x0E7F, "Paper-Thai"),
    (0x0E80, 0x0EFF, "Paper-Lao"),
    (0x10A0, 0x10FF, "Paper-Georgian"),
    (0x1100, 0x11FF, "Paper-Hangul"),
    (0x1200, 0x139F, "Paper-Ethiopic"),
    (0x13A0, 0x13FF, "Paper-Cherokee"),
    (0x1400, 0x167F, "Paper-CanadianSyllabics"),
    (0x18B0, 0x18FF, "Paper-CanadianSyllabics"),
    (0x1C90, 0x1CBF, "Paper-Georgian"),
    (0x2190, 0x22FF, "Paper-Math"),
    (0x2300, 0x27BF, "Paper-Symbols"),
    (0x27C0, 0x27FF, "Paper-Math"),
    (0x2B00, 0x2BFF, "Paper-Symbols"),
    (0x2D00, 0x2D2F, "Paper-Georgian"),
    (0x2D80, 0x2DDF, "Paper-Ethiopic"),
    (0x2E80, 0x312F, "Paper-Han"),
    (0x3130, 0x318F, "Paper-Hangul"),
    (0x3190, 0x9FFF, "Paper-Han"),
    (0xAB00, 0xAB2F, "Paper-Ethiopic"),
    (0xAB70, 0xABBF, "Paper-Cherokee"),
    (0xAC00, 0xD7A3, "Paper-Hangul"),
    (0xF900, 0xFAFF, "Paper-Han"),
    (0xFF00, 0xFFEF, "Paper-Han"),
    (0x104B0, 0x104FF, "Paper-Osage"),
    (0x1F300, 0x1FAFF, "Paper-Symbols"),
)

_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
"""Marks that steer a screen's text engine and have no shape of their own."""

_STACKED = re.compile("[\u0e31\u0e34-\u0e37\u0e47\u0e4d\u0eb1\u0eb4-\u0eb7\u0ebb\u0ecd]([\u0e48-\u0e4c\u0ec8-\u0ecb])")
"""A Thai or Lao tone above a vowel: set without shaping, the two run into each other."""

_LONG_CODE = re.compile(r"<([0-9A-F]{5,6})>")
_FIXED_SPACE = "> <00A0>"
"""A space that holds a number on one line; copied out, it should be an ordinary one, or no phone dials it."""


class _ShippedFont(TTFont):
    """A TrueType font whose text can be copied out again, also beyond the first 65,536 characters."""

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab calls it
        known = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - known:
            if name.startswith("toUnicodeCMap:"):
                stream: Any = doc.idToObject[name]
                content = _LONG_CODE.sub(_as_utf16, stream.content)
                stream.content = content.replace(_FIXED_SPACE, "> <0020>")


def _as_utf16(match: re.Match[str]) -> str:
    """ReportLab writes such characters as five digits; PDF wants the pair of UTF-16."""
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def load(name: str) -> TTFont:
    """Registers one of our fonts with ReportLab. Raises Problem when its file is missing."""
    font = _ShippedFont(name, str(resource("fonts", _FILES[name])))
    pdfmetrics.registerFont(font)
    return font


@cache
def load_family() -> None:
    """Registers the four faces of the main font; call before any text is measured."""
    for name in (BODY, BOLD, ITALIC, BOLD_ITALIC):
        load(name)
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def clean(text: str) -> str:
    """Typed text as it can be set: composed, without control characters and steering marks."""
    text = _SILENT.sub("", unicodedata.normalize("NFC", text))
    return "".join(
        letter if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn") else " "
        for letter in text
    )


def unprintable(text: str) -> str:
    """The characters of `text` that cannot be printed well, each once, in their order; empty is good.

    Where no shipped font has them, letters become "[?]" in print and signs their name in words. Thai and Lao
    tones above a vowel are printed, but run into it. A page should ask for the name in Latin letters as well.
    """
    text = clean(text)
    missing = [letter for letter in text if not letter.isspace() and _font_for(letter) is None]
    return "".join(dict.fromkeys([*missing, *_STACKED.findall(text)]))


def markup(text: str) -> str:
    """ReportLab markup that prints `text` exactly: escaped, other scripts in their own font."""
    if text.isascii() and text.isprintable():
        return escape(text)
    pieces: list[str] = []
    for font, run in _runs(clean(text)):
        piece = escape(run).replace("\n", "<br/>")
        pieces.append(piece if font == BODY else f'<font name="{font}">{piece}</font>')
    return "".join(pieces)


def printed(text: str) -> str:
    """The characters that `markup` will put on paper, without fonts (bookmarks, headers, alternative text)."""
    return "".join(run for _, run in _runs(clean(text)))


def main_font_only(text: str) -> str:
    """`text` with what the main font lacks replaced, for lines that are drawn in one font."""
    load_family()
    glyphs = load(BODY).face.charToGlyph
    return "".join(letter if ord(letter) in glyphs else "?" for letter in printed(text))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The text cut where its font changes; what no font has is replaced by words."""
    load_family()
    font, run, unknown = BODY, "", False
    for letter in text:
        own = BODY if letter.isspace() else _font_for(letter)
        if own is None:
            piece = "" if unknown and letter.isalpha() else _in_words(letter)
            unknown = letter.isalpha() or (unknown and not piece)
            own, letter = BODY, piece  # noqa: PLW2901 - what is printed in its place
        else:
            unknown = False
        if own != font and run:
            yield font, run
            run = ""
        font, run = own, run + letter
    if run:
        yield font, run


def _in_words(letter: str) -> str:
    """What stands for a character without a font: the name of a sign, or a plain mark for a letter."""
    category = unicodedata.category(letter)
    if category.startswith("M"):
        return ""
    if category.startswith("S"):
        return f"[{unicodedata.name(letter, tr('sign')).lower()}]"
    return "[?]"


@cache
def _font_for(letter: str) -> str | None:
    """The name of the font that has the character, or None."""
    code = ord(letter)
    if code in load(BODY).face.charToGlyph:
        return BODY
    for first, last, name in _SCRIPTS:
        if first <= code <= last:
            return name if code in load(name).face.charToGlyph else None
    return None
