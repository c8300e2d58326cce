"""Who was there, typed name by name: Enter adds a person, how and where stand beside each name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import GUEST_LENGTH, NewExposure, exposure_label
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.conflicts import Exposure

SHORTEST = 2
"""Letters from which on a beginning finds somebody of the roster."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the roster who can be found by typing."""

    person_id: UUID
    name: str
    call_name: str
    circle: Circle


def find_known(text: str, known: Sequence[Known]) -> list[Known]:
    """Everybody with a name that the text is, or else with words that begin as its words do."""
    wanted = name_key(text)
    exact = [one for one in known if wanted and wanted in (name_key(one.name), name_key(one.call_name))]
    if exact or len(wanted) < SHORTEST:
        return exact
    return [one for one in known if _begins(wanted, one)]


class ExposedView(QWidget):
    """A line to type names into, and the people typed so far. `changed` comes when somebody is added or removed."""

    changed = Signal()

    def __init__(self, known: Sequence[Known] | None, parent: QWidget | None = None) -> None:
        """`known` is the roster, or None while nobody is signed in."""
        super().__init__(parent)
        self._known = known
        self._rows: list[_Row] = []
        self._build()

    def people(self) -> tuple[NewExposure, ...]:
        """Everybody in the list, and whoever still stands in the line without Enter."""
        typed = [row.value() for row in self._rows]
        left = self._reading()
        return tuple([*typed, left] if left is not None else typed)

    def set_people(self, people: Sequence[NewExposure]) -> None:
        """Shows these people, such as those typed before signing in."""
        for row in list(self._rows):
            self._drop(row)
        for one in people:
            self._add(one)

    def clear(self) -> None:
        """Starts anew."""
        self.set_people(())
        self.line.clear()

    def typed(self) -> dict[str, Any] | None:
        """The people listed here and what stands in the line, for a draft; None when there is nothing."""
        line, listed = self.line.text(), [_plain(row.value()) for row in self._rows]
        return {"line": line, "people": listed} if line.strip() or listed else None

    def set_typed(self, kept: Mapping[str, Any]) -> None:
        """Shows what `typed` gave."""
        people = [_person(one) for one in kept["people"]]
        self.set_people(people)
        self.line.setText(str(kept["line"]))

    @property
    def words(self) -> str:
        """What Enter would do now."""
        return self._hint.text()

    def _build(self) -> None:
        self.line = TextField(most=80, placeholder=tr("Type a name, then Enter"))
        self.line.setAccessibleName(tr("Who was there?"))
        self.line.returnPressed.connect(self._enter)
        self.line.textChanged.connect(lambda _text: self._say())
        self._hint = Text("", "small", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        column.addLayout(self._list)
        self.setFocusProxy(self.line)
        self._say()

    def _enter(self) -> None:
        one = self._reading()
        if one is None:
            return
        if any(_same(row.value(), one) for row in self._rows):
            self.line.clear()
            self._hint.setText(tr("{name} is in the list already.", name=one.name))
            return
        self._add(one)
        self.line.clear()
        announce(self.line, tr_count("{count} person listed.", "{count} people listed.", len(self._rows)))
        self.changed.emit()

    def _add(self, one: NewExposure) -> None:
        row = _Row(one, self, guest=self._known is not None and one.person_id is None)
        row.removed.connect(lambda: self._remove(row))
        row.edited.connect(self.changed)
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()

    def _remove(self, row: "_Row") -> None:
        self._drop(row)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: "_Row") -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _reading(self) -> NewExposure | None:
        """Whom the typed text means."""
        text = " ".join(self.line.value().split())
        if not text:
            return None
        found = find_known(text, self._known or ())
        if len(found) == 1:
            return NewExposure(found[0].name, found[0].person_id, circle=found[0].circle)
        if self._known is None:
            return NewExposure(text)
        return NewExposure(text.split()[0][:GUEST_LENGTH])

    def _say(self) -> None:
        """Says what Enter will do, so that nobody is added by surprise."""
        one = self._reading()
        found = find_known(self.line.value(), self._known or ())
        if one is None:
            words = tr("Sworn or not: dispatch, jail, office, family, helpers. First names are enough for guests.")
        elif len(found) > 1:
            names = ", ".join(each.name for each in found[:4])
            words = tr(
                "Several fit: {names}. Type more, or Enter adds “{name}” as a guest.", names=names, name=one.name
            )
        elif one.person_id is not None or self._known is None:
            words = tr("Enter adds {name}.", name=one.name)
        else:
            words = tr("Enter adds “{name}” as a guest, by first name only.", name=one.name)
        self._hint.setText(words)


class _Row(QWidget):
    """One person: name, how they met the event, where they stand, and a button to take them off."""

    removed = Signal()
    edited = Signal()

    def __init__(self, one: NewExposure, parent: QWidget, *, guest: bool) -> None:
        super().__init__(parent)
        self._one = one
        name = tr("{name} (guest)", name=one.name) if guest else one.name
        self._name = Text(name, "strong", self)
        self._how = ChoiceField([(kind, exposure_label(kind)) for kind in Exposure], self)
        self._where = ChoiceField([(circle, circle.label) for circle in Circle], self)
        self._how.set_value(one.exposure)
        self._where.set_value(one.circle or Circle.PATROL)
        self._how.setAccessibleName(tr("{name}: how they met it", name=one.name))
        self._where.setAccessibleName(tr("{name}: where they belong", name=one.name))
        remove = button(
            "", "x", "quiet", spoken=tr("Take {name} off the list", name=one.name), press=self.removed.emit, parent=self
        )
        for field in (self._how, self._where):
            field.edited.connect(self.edited)
        self._where.edited.connect(self._chosen)
        self._circle_chosen = one.circle is not None
        row = button_row(self._name, self._how, self._where, remove)
        self.setLayout(row)
        self.theme_changed()

    def theme_changed(self) -> None:
        self._name.setMinimumWidth(theme.chars(20))

    def value(self) -> NewExposure:
        """The person as they stand in the list."""
        circle = self._where.value() if self._circle_chosen else self._one.circle
        return replace(self._one, exposure=self._how.value(), circle=circle)

    def _chosen(self) -> None:
        self._circle_chosen = True


def _plain(one: NewExposure) -> dict[str, Any]:
    """Somebody of the list as JSON."""
    return {
        "name": one.name,
        "person": str(one.person_id) if one.person_id else None,
        "exposure": one.exposure.value,
        "circle": one.circle.value if one.circle else None,
    }


def _person(kept: Mapping[str, Any]) -> NewExposure:
    """Somebody of a draft."""
    return NewExposure(
        name=kept["name"],
        person_id=UUID(kept["person"]) if kept["person"] else None,
        exposure=Exposure(kept["exposure"]),
        circle=Circle(kept["circle"]) if kept["circle"] else None,
    )


def _same(one: NewExposure, other: NewExposure) -> bool:
    if one.person_id or other.person_id:
        return one.person_id == other.person_id
    return name_key(one.name) == name_key(other.name)


def _begins(wanted: str, one: Known) -> bool:
    """Whether each typed word begins a word of the name."""
    words = name_key(f"{one.name} {one.call_name}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
