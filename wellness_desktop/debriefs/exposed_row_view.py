"""One line of the list of who was there: the name, how they met it, where they belong, and a way off the list."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.circles import Circle, circle_of_guest
from wellness_desktop.debriefs.incident_values import NewExposure, exposure_label
from wellness_desktop.debriefs.people_groups import PeopleGroup
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.conflicts import Exposure


class ExposedRow(QWidget):
    """One person."""

    removed = Signal()
    edited = Signal()

    def __init__(self, one: NewExposure, parent: QWidget, *, guest: bool) -> None:
        super().__init__(parent)
        self._one = one
        self._name = Text(shown_name(one, guest=guest), "strong", self)
        self._how = ChoiceField([(kind, exposure_label(kind)) for kind in Exposure], self)
        self._where = ChoiceField([(circle, circle.label) for circle in Circle], self)
        self._how.set_value(one.exposure)
        self._where.set_value(one.circle or circle_of_guest(one.agency))
        self._how.setAccessibleName(tr("{name}: how they met it", name=one.name))
        self._where.setAccessibleName(tr("{name}: where they belong", name=one.name))
        remove = button(
            "", "x", "quiet", spoken=tr("Take {name} off the list", name=one.name), press=self.removed.emit, parent=self
        )
        for field in (self._how, self._where):
            field.edited.connect(self.edited)
        self._where.edited.connect(self._chosen)
        self._circle_chosen = one.circle is not None
        self.setLayout(button_row(self._name, self._how, self._where, remove))
        self.theme_changed()

    def theme_changed(self) -> None:
        self._name.setMinimumWidth(theme.chars(20))

    def value(self) -> NewExposure:
        """The person as they stand in the list."""
        circle = self._where.value() if self._circle_chosen else self._one.circle
        return replace(self._one, exposure=self._how.value(), circle=circle)

    def _chosen(self) -> None:
        self._circle_chosen = True


class GroupRow(QWidget):
    """A whole group named before signing in."""

    removed = Signal()

    def __init__(self, group: PeopleGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = group
        name = Text(group.label, "strong", self)
        later = Text(tr("Looked up after you sign in"), "muted", self, wrap=False)
        spoken = tr("Take {name} off the list", name=group.label)
        remove = button("", "x", "quiet", spoken=spoken, press=self.removed.emit, parent=self)
        self.setLayout(button_row(name, later, remove))


def shown_name(one: NewExposure, *, guest: bool) -> str:
    """The name as it stands in the list; a guest's with the agency."""
    if one.agency and one.person_id is not None:
        return tr("{name}, {agency}", name=one.name, agency=one.agency)
    if one.agency:
        return tr("{name} (guest, {agency})", name=one.name, agency=one.agency)
    return tr("{name} (guest)", name=one.name) if guest else one.name
