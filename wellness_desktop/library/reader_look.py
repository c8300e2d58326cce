"""How a text looks in the reader: room between lines and blocks, quotations set off, colors of the theme."""

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from wellness_desktop.kit import theme

_LINE_HEIGHT = 126
_HEADINGS = {1: 1.7, 2: 1.28, 3: 1.1}


def dress(document: QTextDocument, points: float) -> list[tuple[str, int]]:
    """Gives the document its look at a text size in points; returns the headings and where they stand."""
    font = QFont(document.defaultFont())
    font.setPointSizeF(points)
    document.setDefaultFont(font)
    headings: list[tuple[str, int]] = []
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        _dress_block(cursor, block, level, points)
        if level in (2, 3):
            headings.append((block.text(), block.position()))
        block = block.next()
    _dress_links(document, cursor)
    _dress_tables(document)
    cursor.endEditBlock()
    return headings


def _dress_block(cursor: QTextCursor, block: QTextBlock, level: int, points: float) -> None:
    cursor.setPosition(block.position())
    look = QTextBlockFormat(block.blockFormat())
    look.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    listed = block.textList() is not None
    look.setTopMargin(points * _room_above(block, level))
    look.setBottomMargin(points * (0.35 if level or listed else 0.75))
    if look.intProperty(QTextFormat.Property.BlockQuoteLevel):
        look.setBackground(QBrush(theme.color("info_soft")))
        look.setLeftMargin(points * 1.5)
        look.setRightMargin(points * 1.5)
        look.setTopMargin(points * 0.3)
        _color_words(cursor, block, "on_info_soft")
    cursor.setBlockFormat(look)
    if level:
        _dress_heading(cursor, level, points)


def _room_above(block: QTextBlock, level: int) -> float:
    if level > 1:
        return 1.5 if level == 2 else 1.0
    after_list = block.previous().isValid() and block.previous().textList() is not None
    return 0.5 if after_list and block.textList() is None else 0.0


def _dress_heading(cursor: QTextCursor, level: int, points: float) -> None:
    words = QTextCharFormat()
    words.setFontPointSize(points * _HEADINGS.get(level, 1.0))
    words.setFontWeight(QFont.Weight.DemiBold)
    words.setForeground(QBrush(theme.color("text")))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    # Set, not merged: Qt's own step in size would stay and win.
    cursor.setCharFormat(words)


def _color_words(cursor: QTextCursor, block: QTextBlock, color: str) -> None:
    words = QTextCharFormat()
    words.setForeground(QBrush(theme.color(color)))
    across = QTextCursor(block)
    across.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    across.mergeCharFormat(words)
    cursor.setPosition(block.position())


def _dress_links(document: QTextDocument, cursor: QTextCursor) -> None:
    """Qt colors links when it reads the text; a change of theme needs them colored again."""
    for start, end in _links(document):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        words = QTextCharFormat()
        words.setForeground(QBrush(theme.color("link")))
        words.setFontUnderline(True)
        cursor.mergeCharFormat(words)


def _links(document: QTextDocument) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            piece = place.fragment()
            if piece.charFormat().isAnchor():
                found.append((piece.position(), piece.position() + piece.length()))
            place += 1
        block = block.next()
    return found


def _dress_tables(document: QTextDocument) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format()
            look.setBorder(1)
            look.setBorderBrush(QBrush(theme.color("edge")))
            look.setBorderCollapse(True)
            look.setCellPadding(6)
            look.setCellSpacing(0)
            frame.setFormat(look)
