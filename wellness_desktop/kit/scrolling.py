"""Bringing a part of a painted widget into view, as a list does with its row."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_view(widget: QWidget, point: QPoint, around: int) -> None:
    """Scrolls the page until `point` of the widget can be seen with `around` pixels above and below it.

    Only while the widget has the focus: a picture that is refreshed must not take the page away from somebody else.
    """
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    inside = parent.widget() if isinstance(parent, QScrollArea) else None
    if isinstance(parent, QScrollArea) and inside is not None and widget.hasFocus():
        at = widget.mapTo(inside, point)
        parent.ensureVisible(at.x(), at.y(), 40, around)
