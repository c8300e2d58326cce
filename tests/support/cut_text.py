"""Finds words that are cut off and parts that run out of the page."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.support.looks import PAGE_SIZES, look, show_at

SLACK = 1
"""Pixels of rounding that nobody sees."""


def cut_texts(root: QWidget) -> list[str]:
    """What is cut off on the page as it stands now. Empty when every word can be read."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not _inside_list(widget):
            found += [f"{type(widget).__name__} “{_words(widget)[:60]}”: {fault}" for fault in _faults(widget, root)]
    return found


def cut_in_any_look(app: QApplication, page: QWidget) -> list[str]:
    """Shows the page in each size and text size that must work, and collects what is cut off."""
    found = []
    for percent, sizes in groupby(PAGE_SIZES, lambda size: size[0]):
        with look(app, "light", percent):
            for _, width, height in sizes:
                show_at(app, page, width, height)
                where = f"{percent} % text, {width}x{height}"
                if page.width() > width:
                    found.append(f"{where}: the page needs {page.width()} pixels")
                found += [f"{where}: {fault}" for fault in cut_texts(page)]
    return found


def _faults(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        room = widget.width() - 2 * widget.fontMetrics().height()
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > room:
            yield f"its text needs more than {room} pixels"
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QTableView):
        yield from _header(widget)
    if isinstance(widget, QScrollArea):
        yield from _scroll(widget)
    yield from _outside(widget, root)


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or not label.pixmap().isNull():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"needs {needed} pixels of height, has {label.height()}"
        drawn = QLabel.text(label).replace("\u200b", " ")  # where a long word may go on in the next line
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in drawn.split())
        if longest > label.width() + SLACK:
            yield f"a word needs {longest} pixels, has {label.width()}"
    elif label.sizeHint().width() > label.width() + SLACK:
        yield f"needs {label.sizeHint().width()} pixels, has {label.width()}"
    elif label.sizeHint().height() > label.height() + SLACK:
        yield f"needs {label.sizeHint().height()} pixels of height, has {label.height()}"


def _button(button: QPushButton | QCheckBox | QRadioButton) -> Iterator[str]:
    needed, tall = button.sizeHint().width(), button.sizeHint().height()
    if button.hasHeightForWidth():  # its words may go on to a second line
        needed, tall = min(needed, button.minimumSizeHint().width()), button.heightForWidth(button.width())
    if needed > button.width() + SLACK:
        yield f"needs {needed} pixels, has {button.width()}"
    if tall > button.height() + SLACK:
        yield f"needs {tall} pixels of height, has {button.height()}"


def _line(line: QLineEdit) -> Iterator[str]:
    if line.sizeHint().height() > line.height() + SLACK:
        yield f"needs {line.sizeHint().height()} pixels of height, has {line.height()}"
    margins = line.textMargins().left() + line.fontMetrics().height()
    needed = line.fontMetrics().horizontalAdvance(line.placeholderText()) + margins
    if not line.text() and needed > line.width():
        yield f"its hint needs {needed} pixels, has {line.width()}"


def _header(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    if model is None or header.isHidden():
        return
    for place in range(model.columnCount()):
        if table.isColumnHidden(place):
            continue
        words = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        needed = header.fontMetrics().horizontalAdvance(words) + header.fontMetrics().height()
        if needed > header.sectionSize(place) + SLACK:
            yield f"the header “{words}” needs {needed} pixels, has {header.sectionSize(place)}"


def _scroll(area: QScrollArea) -> Iterator[str]:
    content = area.widget()
    if content is not None and content.width() > area.viewport().width() + SLACK:
        yield f"runs sideways: {content.width()} pixels in {area.viewport().width()}"


def _outside(widget: QWidget, root: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    right = widget.mapTo(root, QPoint(widget.width(), 0)).x()
    if right > root.width() + SLACK:
        yield f"runs {right - root.width()} pixels out of the page"
    scrolls = isinstance(parent.parent(), QAbstractScrollArea)
    if not scrolls and widget.y() + widget.height() > parent.height() + SLACK and _words(widget):
        yield f"is cut at the bottom by {widget.y() + widget.height() - parent.height()} pixels"


def _inside_list(widget: QWidget) -> bool:
    """Rows of a list are elided with a tip that shows all; editors inside are the list's own."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return False


def _words(widget: QWidget) -> str:
    for name in ("text", "currentText"):
        if hasattr(widget, name):
            return str(getattr(widget, name)())
    return ""
