"""What the reader can do with any document, whatever it is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class ContentView(QWidget):
    """One document, shown. Places are pages of a PDF or parts of a long text, counted from 1."""

    moved = Signal()
    """Another place came into view."""
    link_wanted = Signal(str)
    """The person chose an address in the document; it is shown, never opened."""

    can_find = True
    can_fit = False

    @property
    def places(self) -> int:
        """How many pages or parts there are."""
        return 1

    @property
    def place(self) -> int:
        """The page or part in view."""
        return 1

    def go(self, place: int) -> None:
        """Brings a page or part into view; beyond the ends it stays at the first or last."""

    def headings(self) -> list[str]:
        """The document's own contents."""
        return []

    def go_to_heading(self, number: int) -> None:
        """Brings an entry of the contents into view."""

    def zoom(self, step: int) -> None:
        """Larger for 1, smaller for -1."""

    def fit(self) -> None:
        """As large as the window allows."""

    def open_find(self, phrase: str = "") -> None:
        """Opens the search in this document; with a phrase, looks for it at once and leaves the focus where it is."""

    def close_find(self) -> bool:
        """Closes the search; False when it was not open."""
        return False

    def take_focus(self) -> None:
        """Puts the focus where keys scroll."""

    def let_go(self) -> None:
        """Forgets the document (going back, lock)."""
