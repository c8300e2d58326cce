"""Documents as people bring them on a stick, and as somebody would make them to do harm."""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(*pages: str, outline: Sequence[str] = (), link: str = "") -> bytes:
    """A PDF with these words, one string a page; `outline` names its pages in the contents."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(612, 792), invariant=1)
    for number, words in enumerate(pages):
        if number < len(outline):
            canvas.bookmarkPage(f"p{number}", fit="XYZ", left=0, top=792)
            canvas.addOutlineEntry(outline[number], f"p{number}", 0)
        for line, part in enumerate(words.splitlines()):
            canvas.drawString(72, 700 - 16 * line, part)
        if link and number == 0:
            canvas.linkURL(link, (72, 690, 400, 715))
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def locked_pdf(words: str, *, asks: bool) -> bytes:
    """A PDF with a password: asked for at opening, or only forbidding changes."""
    writer = PdfWriter(PdfReader(BytesIO(pdf(words))))
    writer.encrypt("secret" if asks else "", "owner secret", algorithm="AES-256")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def docx(body: str, *, notes: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this XML inside its body."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", CONTENT_TYPES)
        parts.writestr("word/document.xml", _word("document", f"<w:body>{body}</w:body>"))
        if notes:
            parts.writestr("word/footnotes.xml", _word("footnotes", notes))
        for name, data in (more or {}).items():
            parts.writestr(name, data)
    return written.getvalue()


def raw_docx(document: bytes) -> bytes:
    """A Word document whose words are exactly these bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", CONTENT_TYPES)
        parts.writestr("word/document.xml", document)
    return written.getvalue()


def paragraph(words: str, style: str = "", *, listed: bool = False) -> str:
    """A paragraph of a Word document."""
    how = f'<w:pStyle w:val="{style}"/>' if style else ""
    how += "<w:numPr/>" if listed else ""
    return f'<w:p><w:pPr>{how}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def _word(root: str, inside: str) -> str:
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}">{inside}</w:{root}>'


def png(width: int, height: int, *, whole: bool = True) -> bytes:
    """A picture of one color; with `whole` off, only a head that promises this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\x20\x60\x90" * width for _ in range(height)) if whole else b""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def jpeg(width: int, height: int) -> bytes:
    """A photo of one color."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QColor, QImage

    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#206090"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return bytes(buffer.data().data())


def jpeg_head(width: int, height: int) -> bytes:
    """The beginning of a photo that promises this size."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes(9)
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
