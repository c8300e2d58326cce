"""What a file is, by its bytes. Its name only tells apart the kinds of plain text, and is never believed further."""

import re
import unicodedata
from pathlib import PurePath, PureWindowsPath

from wellness_desktop.base.errors import Problem
from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.limits import LONGEST_TITLE
from wellness_desktop.library.agency.values import Format

ENDINGS: dict[str, Format] = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".png": Format.PNG,
}
"""Endings that the file dialog offers."""

_PDF_HEAD = 1024
"""Readers find the mark of a PDF anywhere in its first kilobyte, and so do we."""
_PDF = b"%PDF-"
_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SNIFFED = 64 * 1024
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\x1b")


def recognize(name: str, data: bytes) -> Format:
    """The format of these bytes. `name` is the file's name, without its folder.

    Raises Problem for an empty file, a kind that cannot be read here, and a name that says another kind.
    """
    if not data:
        raise refusals.empty()
    ending = PurePath(name).suffix.lower()
    named = ENDINGS.get(ending)
    found = _by_mark(data, named)
    if found is None:
        if data[: len(_OLE)] == _OLE:
            raise refusals.old_word()
        found = _text_kind(named, data)
    if found is None:
        raise refusals.not_what_it_says(ending) if named else refusals.unknown_kind()
    if _deceives(named, found):
        raise refusals.not_what_it_says(ending)
    return found


def decoded(data: bytes) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, or the Windows code page of older files.

    Raises Problem for bytes that are no text.
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.isdisjoint(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
        break
    raise refusals.damaged()


def title_of(name: str) -> str:
    """A title made of a file's name: no folder, no ending, no signs that hide what follows them."""
    bare = PureWindowsPath(name).name  # splits at both kinds of stroke
    known = PurePath(bare).suffix.lower() in ENDINGS
    return clean_line(PurePath(bare).stem if known else bare, LONGEST_TITLE) or "—"


def clean_line(text: str, longest: int) -> str:
    """One line: spaces joined, without control signs and those that turn the reading direction."""
    kept = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text.replace("_", " "))
    return " ".join(kept.split())[:longest].rstrip()


def _by_mark(data: bytes, named: Format | None) -> Format | None:
    if data.startswith(_PNG):
        return Format.PNG
    if data.startswith(_JPEG):
        return Format.JPEG
    if data.startswith(_ZIP):
        return Format.DOCX if b"word/" in data else None
    tells_of_pdf = named in (Format.TEXT, Format.MARKDOWN, Format.HTML)
    if data.startswith(_PDF) or (_PDF in data[:_PDF_HEAD] and not tells_of_pdf):
        return Format.PDF
    return None


def _text_kind(named: Format | None, data: bytes) -> Format | None:
    if named is None or not (named.is_text and named is not Format.DOCX) or data.startswith((_ZIP, _RTF)):
        return None
    try:
        text = decoded(data[: _SNIFFED // 2 * 2])
    except Problem:
        return None
    return Format.HTML if _HTML.match(text) else named


def _deceives(named: Format | None, found: Format) -> bool:
    """A photo named .png is a slip of a phone; a program's or a picture's bytes under the name of a text are not."""
    if named is None or named is found:
        return False
    if named.is_picture and found.is_picture:
        return False
    plain = (Format.TEXT, Format.MARKDOWN, Format.HTML)
    return not (named in plain and found in plain)
