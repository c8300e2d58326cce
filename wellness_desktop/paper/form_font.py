"""The font that typed text is shown in: Noto Sans, embedded whole, since a viewer adds whatever is typed.

Viewers type well into a font of one byte a letter, so 256 codes are all there is: Windows code page 1252, with signs
that nobody types into a form given up for the letters of Polish, Czech, Croatian, Hungarian and Turkish names, and
for the sign that Hawaiian writes before a vowel.
"""

from functools import cache
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFontFace

from wellness_desktop.base.resources import resource

FIRST, LAST = 32, 255
GIVEN_UP = (
    b"\x7f\x81\x8d\x8f\x90\x9d\xa4\xa6\xa8\xac\xaf\xb6\xb8\xb9\xb2\xb3\xa2\xa5\xaa\xab\xbb\x83\x88\x98\x86\x87\x89\xb5"
)
GIVEN_UP += b"\x8b\x9b\xd7\xf7\xb1\xbc\xbe"
"""Codes that stand for nothing in code page 1252, or for signs such as ¤, ¬, ƒ, † and ¼."""
ADDED = (
    ("Ł", "Lslash"),
    ("ł", "lslash"),
    ("Ą", "Aogonek"),
    ("ą", "aogonek"),
    ("Ć", "Cacute"),
    ("ć", "cacute"),
    ("Ę", "Eogonek"),
    ("ę", "eogonek"),
    ("Ń", "Nacute"),
    ("ń", "nacute"),
    ("Ś", "Sacute"),
    ("ś", "sacute"),
    ("Ź", "Zacute"),
    ("ź", "zacute"),
    ("Ż", "Zdotaccent"),
    ("ż", "zdotaccent"),
    ("Č", "Ccaron"),
    ("č", "ccaron"),
    ("Ř", "Rcaron"),
    ("ř", "rcaron"),
    ("Ě", "Ecaron"),
    ("ě", "ecaron"),
    ("Đ", "Dcroat"),
    ("đ", "dcroat"),
    ("Ő", "Ohungarumlaut"),
    ("ő", "ohungarumlaut"),
    ("Ű", "Uhungarumlaut"),
    ("ű", "uhungarumlaut"),
    ("Ş", "Scedilla"),
    ("ş", "scedilla"),
    ("Ğ", "Gbreve"),
    ("ğ", "gbreve"),
    ("İ", "Idotaccent"),
    ("ı", "dotlessi"),
    ("ʻ", "uni02BB"),
)
"""Letters that take their place, in the same order, with the names PDF knows them by."""


def letters() -> dict[int, str]:
    """What each code of the font stands for."""
    table = {code: bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)}
    return table | {code: letter for code, (letter, _) in zip(GIVEN_UP, ADDED, strict=True)}


def form_font(document: Any) -> PDFDictionary:
    """The font as a PDF object."""
    face = _form_face()
    widths = [round(face.charWidths.get(ord(letter), 0)) for letter in letters().values()]
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": PDFName("PAPERF+NotoSans"),
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": PDFArray(widths),
            "Encoding": document.Reference(_encoding()),
            "ToUnicode": document.Reference(_compressed(_to_unicode().encode("ascii"), {})),
            "FontDescriptor": document.Reference(_descriptor(document, face)),
        }
    )


@cache
def _form_face() -> TTFontFace:
    return TTFontFace(str(resource("fonts", "NotoSans-Form.ttf")))


def _encoding() -> PDFDictionary:
    differences: list[Any] = []
    for code, (_, name) in zip(GIVEN_UP, ADDED, strict=True):
        differences += [code, PDFName(name)]
    return PDFDictionary(
        {
            "Type": PDFName("Encoding"),
            "BaseEncoding": PDFName("WinAnsiEncoding"),
            "Differences": PDFArray(differences),
        }
    )


def _descriptor(document: Any, face: TTFontFace) -> PDFDictionary:
    data: bytes = vars(face)["_ttf_data"]
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName("PAPERF+NotoSans"),
            "Flags": 32,
            "FontBBox": PDFArray([round(edge) for edge in face.bbox]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent),
            "Descent": round(face.descent),
            "CapHeight": round(face.capHeight),
            "StemV": 80,
            "FontFile2": document.Reference(_compressed(data, {"Length1": len(data)})),
        }
    )


def _compressed(data: bytes, head: dict[str, int]) -> PDFStream:
    stream = PDFStream(PDFDictionary(head), data)
    stream.filters = [PDFZCompress]
    return stream


def _to_unicode() -> str:
    """Which letter each code is, for whoever copies or searches what was typed."""
    lines = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in letters().items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /FormText def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{said}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
