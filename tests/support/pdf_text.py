"""The words of a print, read by Qt's PDF reader, which did not write them. Needs the `qapp` fixture."""


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with plain spaces."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)  # type: ignore[call-overload]
    document.load(buffer)
    found = [" ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())]
    document.close()
    return found


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))
