"""The words of a Word document, read as a stream: in order, with headings, lists, tables and notes.

Our own reader rather than a library for writing such files: that one passes over content controls, tracked
insertions and text boxes, unpacks every picture, and builds the whole tree in memory. Deleted words, field codes and
doubled text boxes are left out. A document type, which entities need, is refused: Word never writes one.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat

from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.flow import Block, Writer, plain
from wellness_desktop.library.agency.limits import (
    MOST_DEPTH,
    MOST_EXPANDED,
    MOST_PARTS,
    MOST_SHOWN,
    MOST_WORDS_EXPANDED,
)
from wellness_desktop.library.agency.values import Extracted, Step

BODY = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_BEGINNINGS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_AT_ONCE = 256 * 1024
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, OSError, EOFError, NotImplementedError,
    KeyError, ValueError, RuntimeError, MemoryError,
)  # fmt: skip
"""What the archive and its parts raise when their bytes contradict each other."""


def read_docx(data: bytes, step: Step) -> Extracted:
    """The document's words. Raises Problem for one that is protected, damaged, unpacks too large or has none."""
    blocks = docx_blocks(data, step)
    if not blocks:
        raise refusals.no_words()
    return Extracted(plain(blocks))


def docx_blocks(data: bytes, step: Step) -> list[Block]:
    """The document as headings, paragraphs, items and rows, its notes at the end."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            names = _checked(parts)
            words = _Words()
            for name in (BODY, *(note for note in NOTES if note in names)):
                _read(parts.open(name), names[name], words, step)
            return words.writer.blocks
    except _BROKEN as error:
        raise refusals.damaged() from error


def _checked(parts: zipfile.ZipFile) -> dict[str, int]:
    """Names and unpacked sizes of the parts, judged by the archive's own list before anything is unpacked.

    Nothing is unpacked beyond the size that is listed, so a list that lies is a damaged file.
    """
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_EXPANDED:
        raise refusals.unpacks_too_large()
    if any(part.flag_bits & _ENCRYPTED for part in listed):
        raise refusals.protected()
    names = {part.filename: part.file_size for part in listed}
    if BODY not in names or "[Content_Types].xml" not in names:
        raise refusals.damaged()
    if any(names.get(name, 0) > MOST_WORDS_EXPANDED for name in (BODY, *NOTES)):
        raise refusals.unpacks_too_large()
    return names


def _read(part: IO[bytes], size: int, words: "_Words", step: Step) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = words.begin
    parser.EndElementHandler = words.end
    parser.CharacterDataHandler = words.characters
    parser.StartDoctypeDeclHandler = _refuse
    with part:
        for done, piece in _pieces(part):
            step(done, size)
            parser.Parse(piece, False)
            if words.writer.full:
                raise refusals.too_many_words()
    parser.Parse(b"", True)


def _pieces(part: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    done = 0
    while piece := part.read(_AT_ONCE):
        yield done, piece
        done += len(piece)


def _refuse(*_of: Any) -> None:
    raise refusals.unsafe_inside()


class _Words:
    """What the parser tells, turned into blocks."""

    def __init__(self) -> None:
        self.writer = Writer(MOST_SHOWN)
        self._depth = 0
        self._hidden_at = 0
        """The depth of an element whose words are left out; 0 outside of one."""
        self._in_text = False
        self._rows = 0
        self._style, self._level, self._listed = "", 0, False
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._paragraph_begins, "t": self._text_begins, "tab": self._space, "br": self._space,
            "cr": self._space, "noBreakHyphen": lambda _: self._write("-"), "pStyle": self._styled,
            "outlineLvl": self._outlined, "numPr": self._is_listed, "tr": self._row_begins,
        }  # fmt: skip

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise refusals.unsafe_inside()
        if self._hidden_at:
            return
        local = _local(name)
        if local in ("del", "moveFrom") or name == _FALLBACK:
            self._hidden_at = self._depth
        elif local in self._begins:
            self._begins[local](attributes)

    def end(self, name: str) -> None:
        if self._hidden_at:
            if self._depth == self._hidden_at:
                self._hidden_at = 0
        else:
            self._end(_local(name))
        self._depth -= 1

    def characters(self, text: str) -> None:
        if self._in_text and not self._hidden_at:
            self.writer.write(text)

    def _end(self, local: str) -> None:
        if local == "t":
            self._in_text = False
        elif local == "p":
            self._paragraph_ends()
        elif local == "tc":
            self._write(" | ")
        elif local == "tr":
            self._row_ends()

    def _paragraph_begins(self, _attributes: dict[str, str]) -> None:
        if not self._rows:
            self.writer.end()  # a text box stands inside a paragraph
        self._style, self._level, self._listed = "", 0, False

    def _paragraph_ends(self) -> None:
        if self._rows:
            self._write(" ")
        elif self._level:
            self.writer.end("heading", self._level)
        else:
            self.writer.end("item" if self._listed else "paragraph")
        self._style, self._level, self._listed = "", 0, False

    def _row_begins(self, _attributes: dict[str, str]) -> None:
        if not self._rows:
            self.writer.end()
        self._rows += 1

    def _row_ends(self) -> None:
        self._rows = max(0, self._rows - 1)
        if self._rows:
            return
        self.writer.end("row")
        if self.writer.blocks and self.writer.blocks[-1].kind == "row":
            cells = [cell.strip() for cell in self.writer.blocks.pop().text.split(" |")]
            if words := " | ".join(cell for cell in cells if cell):
                self.writer.blocks.append(Block("row", words))

    def _styled(self, attributes: dict[str, str]) -> None:
        """Word names its built-in styles in English, whatever language it speaks; "Title" stands above them all."""
        style = _value(attributes).casefold().replace(" ", "")
        if style == "title":
            self._level = 1
        elif style.startswith("heading") and style[7:8].isdigit():
            self._level = max(1, int(style[7]))
        elif style.startswith("list"):
            self._listed = True

    def _outlined(self, attributes: dict[str, str]) -> None:
        level = _value(attributes)
        if level.isdigit() and int(level) < 9:
            self._level = int(level) + 1

    def _is_listed(self, _attributes: dict[str, str]) -> None:
        self._listed = True

    def _text_begins(self, _attributes: dict[str, str]) -> None:
        self._in_text = True

    def _space(self, _attributes: dict[str, str]) -> None:
        self._write(" ")

    def _write(self, text: str) -> None:
        self.writer.write(text)


def _local(name: str) -> str:
    """The element's own name when it is one of Word's; other languages inside a document are not read."""
    for beginning in _BEGINNINGS:
        if name.startswith(beginning):
            return name[len(beginning) :]
    return ""


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if _local(name) == "val"), "")
