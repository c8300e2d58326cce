"""What a person can read in a widget now."""

from typing import Any


def words_of(widget: Any) -> str:
    """The words of all labels and buttons that are visible, one a line."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    shown = [
        each.text() for kind in (QLabel, QAbstractButton) for each in widget.findChildren(kind) if each.isVisible()
    ]
    return "\n".join(shown)
