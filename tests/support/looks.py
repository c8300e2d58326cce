"""The themes, text sizes and window sizes in which every page must work."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QWidget

from wellness_desktop.kit import theme as kit_theme

PAGE_SIZES = ((100, 1150, 700), (100, 810, 630), (200, 1190, 660), (200, 850, 600))
"""Text percent, width and height left for a page in a window of 1366x768 and of 1024x700."""


@contextmanager
def look(app: QApplication, theme: str = "light", percent: int = 100) -> Iterator[None]:
    """Another theme or text size for a while; the one that all tests share comes back afterwards."""
    _wear(app, theme, percent)
    try:
        yield
    finally:
        _wear(app, "light", 100)


def _wear(app: QApplication, theme: str, percent: int) -> None:
    """Changes the look, unless it is worn already: a style sheet asks every living widget for its size again."""
    if (theme, percent) != (kit_theme._choice, kit_theme._text_percent):
        kit_theme.apply_theme(app, theme, percent)


def settle(app: QApplication, rounds: int = 8) -> None:
    """Lets layouts come to rest: heights follow from widths, which takes more than one turn."""
    for _ in range(rounds):
        app.processEvents()


def show_at(app: QApplication, widget: QWidget, width: int, height: int) -> None:
    """Shows the widget in this size and lets it come to rest."""
    widget.resize(width, height)
    widget.show()
    settle(app)
