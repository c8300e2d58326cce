"""An office or person to call: somebody from the roster, or a name and numbers typed here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.columns import Columns
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.text import Text, caption
from wellness_desktop.kit.typed import type_in, typed_in
from wellness_desktop.plans.people import Holder


@dataclass(frozen=True, slots=True)
class Entry:
    """What the field holds."""

    person: UUID | None = None
    name: str = ""
    numbers: tuple[str, ...] = ()
    detail: str = ""


class PersonChoice(ChoiceField):
    """A list of people that takes the room there is; the longest name must not widen the page."""

    def __init__(self, choices: Iterable[tuple[UUID, str]] = (), parent: QWidget | None = None, *, empty: str) -> None:
        super().__init__(choices, parent, empty=empty)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class ContactField(QWidget):
    """Choose from the roster, or leave that at "typed here" and type. Numbers of the roster stay the roster's."""

    edited = Signal()
    left = Signal()

    def __init__(self, people: Sequence[Holder], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = {holder.id: holder for holder in people}
        choices = [(holder.id, holder.with_agency) for holder in people]
        self.chosen = PersonChoice(choices, self, empty=tr("Not on the roster: type below"))
        self.name = TextField(parent=self, most=120)
        self.first = TextField(parent=self, most=60)
        self.second = TextField(parent=self, most=60)
        self.detail = TextField(parent=self, most=200)
        self._numbers = Text("", "body", self, selectable=True)
        self._build()
        self.setFocusProxy(self.chosen)
        for part in self.parts():
            part.edited.connect(self._edited)
            part.left.connect(self.left)

    def parts(self) -> Sequence[ChoiceField | TextField]:
        """The fields it is made of."""
        return (self.chosen, self.name, self.first, self.second, self.detail)

    def speak_as(self, name: str, hint: str = "") -> None:
        """Names each part after the whole."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        said = (tr("from the roster"), tr("name"), tr("number"), tr("second number"), tr("what to know"))
        for part, words in zip(self.parts(), said, strict=True):
            part.setAccessibleName(tr("{field}: {part}", field=name, part=words))
            part.setAccessibleDescription(hint)

    def value(self) -> Entry:
        person = self.chosen.value()
        if person is not None:
            return Entry(person, detail=self.detail.value())
        numbers = tuple(one.value() for one in (self.first, self.second) if one.value())
        return Entry(None, self.name.value(), numbers, self.detail.value())

    def set_value(self, value: Entry | None) -> None:
        entry = value or Entry()
        self.chosen.set_value(entry.person)
        self.name.set_value(entry.name)
        first, second = (*entry.numbers, "", "")[:2]
        self.first.set_value(first)
        self.second.set_value(second)
        self.detail.set_value(entry.detail)
        self.name.setCursorPosition(0)  # the start of a long name says more than its end
        self._show_parts()

    def typed(self) -> list[Any]:
        """What stands in the parts, right or wrong, for a draft."""
        return [typed_in(part) for part in self.parts()]

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave."""
        if isinstance(kept, list):
            for part, one in zip(self.parts(), kept, strict=False):
                type_in(part, one)
            self._show_parts()

    def _edited(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        holder = self._people.get(self.chosen.value())
        for box in self._typed:
            box.setVisible(holder is None)
        self._numbers.setVisible(holder is not None)
        if holder is not None:
            self._numbers.setText("  ·  ".join(holder.numbers) or tr("No number on the roster yet."))

    def _build(self) -> None:
        self._rest = QWidget(self)
        self._places = Columns(self._rest, most=2, chars=20, gap=(14, 8), stacks=False)
        self._typed = [
            _labeled(words, part, self._rest)
            for words, part in (
                (tr("Name"), self.name),
                (tr("Number"), self.first),
                (tr("Second number"), self.second),
            )
        ]
        for box in self._typed:
            self._places.add(box)
        self._places.add(_labeled(tr("What to know"), self.detail, self._rest))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chosen)
        column.addWidget(self._numbers)
        column.addWidget(self._rest)
        self._show_parts()


def _labeled(words: str, field: QWidget, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(caption(words, field, box))
    column.addWidget(field)
    return box
