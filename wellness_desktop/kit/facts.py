"""Names and values of one subject, to be taken in at a glance: phone, best time, languages."""

from collections.abc import Iterable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.kit.columns import Columns
from wellness_desktop.kit.text import Text


class Facts(QWidget):
    """Pairs of a quiet name and its value, in one or two columns. Values can be marked and copied."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), parent: QWidget | None = None, *, most: int = 2) -> None:
        super().__init__(parent)
        self._columns = Columns(self, most=most, chars=22, gap=(20, 12), stacks=False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_facts(pairs)

    def show_facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Shows these pairs; one without a value is left out."""
        self._columns.clear()
        for name, value in pairs:
            if value:
                self._columns.add(_pair(name, value, self))
        self.updateGeometry()

    def theme_changed(self) -> None:
        self._columns.invalidate()


def _pair(name: str, value: str, parent: QWidget) -> QWidget:
    pair = QWidget(parent)
    shown = Text(value, "body", pair, selectable=True)
    shown.setAccessibleName(f"{name}: {value}")
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Text(name, "small", pair))
    column.addWidget(shown)
    pair.show()
    return pair
