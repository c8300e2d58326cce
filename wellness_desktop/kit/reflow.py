"""Cards in as many columns as there is room to read them; one at 200 % text on a small screen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.kit.columns import Columns

GAP = 16


class Reflow(QWidget):
    """Lays its cards out in 1 to `most` columns, each at least `column_chars` characters wide.

    Cards keep their own height and are dealt out row by row, so reading and Tab order stay the same; with
    `even` the cards of a line start at the same height.
    """

    def __init__(
        self,
        cards: Sequence[QWidget] = (),
        parent: QWidget | None = None,
        *,
        most: int = 3,
        column_chars: int = 52,
        even: bool = False,
    ) -> None:
        super().__init__(parent)
        self._columns = Columns(self, most=most, chars=column_chars, gap=(GAP, GAP), stacks=not even)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for card in cards:
            self.add(card)

    @property
    def columns(self) -> int:
        """How many columns stand side by side now."""
        return self._columns.columns_for(self.width())

    @property
    def cards(self) -> list[QWidget]:
        """The cards, in their order."""
        return self._columns.widgets()

    def add(self, card: QWidget, *, wide: bool = False) -> QWidget:
        """Adds a card at the end, and returns it; a `wide` one takes a line of its own."""
        self._columns.add(card, wide=wide)
        return card

    def clear(self) -> None:
        """Removes all cards."""
        self._columns.clear()

    def theme_changed(self) -> None:
        self._columns.invalidate()
