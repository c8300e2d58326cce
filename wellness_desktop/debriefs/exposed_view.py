"""Who was there, typed name by name: Enter adds a person or a whole group; how and where stand beside each name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.exposed_plain import from_plain, to_plain
from wellness_desktop.debriefs.exposed_row_view import ExposedRow, GroupRow
from wellness_desktop.debriefs.exposed_words import Known, Line, Meant, meaning
from wellness_desktop.debriefs.incident_values import NewExposure
from wellness_desktop.debriefs.people_groups import PeopleGroup
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text

NOTHING_SAID = Line("")
MOST_OFFERED = 8
"""Groups with a button of their own; every other is found by typing."""


def no_groups() -> list[PeopleGroup]:
    """Where whole groups are not offered."""
    return []


class ExposedView(QWidget):
    """A line to type names into, and the people typed so far. `changed` comes when somebody is added or removed."""

    changed = Signal()

    def __init__(
        self,
        known: Sequence[Known] | None,
        parent: QWidget | None = None,
        groups: Callable[[], Sequence[PeopleGroup]] = no_groups,
    ) -> None:
        """`known` is the roster, or None while nobody is signed in; then groups are kept by their keys."""
        super().__init__(parent)
        self._known = known
        self._by_id = {one.person_id: one for one in known or ()}
        self._find_groups = groups
        self._groups: Sequence[PeopleGroup] = ()
        self._rows: list[ExposedRow] = []
        self._waiting: list[GroupRow] = []
        self._added: list[ExposedRow] = []
        self._build()
        self.refresh_groups()

    def people(self) -> tuple[NewExposure, ...]:
        """Everybody in the list, and whoever still stands in the line without Enter."""
        typed = [row.value() for row in self._rows]
        meant = self._reading()
        if meant.group is not None and self._known is not None:
            typed += [one for one in self._of_group(meant) if not self._is_listed(one)]
        elif meant.one is not None and not self._is_listed(meant.one):
            typed.append(meant.one)
        return tuple(typed)

    def groups(self) -> tuple[str, ...]:
        """Keys of the groups that were named before signing in."""
        meant = self._reading()
        left = [meant.group.key] if meant.group is not None and self._known is None else []
        return tuple(dict.fromkeys([*(row.group.key for row in self._waiting), *left]))

    def set_people(self, people: Sequence[NewExposure], groups: Sequence[str] = ()) -> None:
        """Shows these people and groups, such as those typed before signing in."""
        for row in list(self._rows):
            self._drop(row)
        for waiting in list(self._waiting):
            self._drop_group(waiting)
        self._add_all([self._found(one) for one in people])
        for group in self._groups:
            if group.key in groups:
                self._add_group(Meant(NOTHING_SAID, group=group))

    def clear(self) -> None:
        """Starts anew."""
        self.set_people(())
        self.line.clear()
        self._offer_undo([])

    def typed(self) -> dict[str, Any] | None:
        """The people listed here and what stands in the line, for a draft; None when there is nothing."""
        line, listed = self.line.text(), [to_plain(row.value()) for row in self._rows]
        return {"line": line, "people": listed} if line.strip() or listed else None

    def set_typed(self, kept: Mapping[str, Any]) -> None:
        """Shows what `typed` gave."""
        people = [from_plain(one) for one in kept["people"]]
        self.set_people(people)
        self.line.setText(str(kept["line"]))

    def refresh_groups(self) -> None:
        """Looks again who belongs to which group, such as after the time was changed."""
        self._groups = self._find_groups()
        while (item := self._offered.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for group in self._groups[:MOST_OFFERED]:
            words = tr("{group} ({count})", group=group.label, count=len(group.people)) if group.people else group.label
            spoken, press = tr("List: {group}", group=words), partial(self._press_group, group.key)
            one = button(words, "users", "link", spoken=spoken, press=press, parent=self._offer)
            self._offered.addWidget(one)
            one.show()
        self._offer.setVisible(bool(self._groups))
        self._say()

    @property
    def words(self) -> str:
        """What Enter would do now."""
        return self._hint.text()

    # ------------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.line = TextField(most=120, placeholder=tr("Type a name, then Enter"))
        self.line.setAccessibleName(tr("Who was there?"))
        self.line.returnPressed.connect(self._enter)
        self.line.textChanged.connect(lambda _text: self._say())
        self._hint = Text("", "small", self)
        self._undo = button(tr("Take them off again"), "undo", "link", press=self._take_back, parent=self)
        self._undo.hide()
        self._offer = QWidget(self)
        self._offered = Flow(self._offer)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        column.addWidget(self._offer)
        column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)
        self.setFocusProxy(self.line)

    # ------------------------------------------------------------------------------------------------- doing

    def _enter(self) -> None:
        meant = self._reading()
        if meant.group is not None:
            self._add_group(meant)
        elif meant.one is None:
            return
        elif self._is_listed(meant.one):
            self.line.clear()
            self._hint.setText(tr("{name} is in the list already.", name=meant.one.name))
            return
        else:
            self._add(meant.one)
            self._offer_undo([])
        self.line.clear()
        self._tell()

    def _press_group(self, key: str) -> None:
        """The group as it is at this moment: the time may have been typed since."""
        self._groups = self._find_groups()
        group = next((one for one in self._groups if one.key == key), None)
        if group is not None:
            self._add_group(Meant(NOTHING_SAID, group=group))
            self._tell()

    def _add_group(self, meant: Meant) -> None:
        group = meant.group
        if group is None:
            return
        if self._known is None:
            if all(row.group.key != group.key for row in self._waiting):
                row = GroupRow(group, self)
                row.removed.connect(lambda: self._drop_group(row, tell=True))
                self._waiting.append(row)
                self._list.addWidget(row)
                row.show()
            return
        new = [one for one in self._of_group(meant) if not self._is_listed(one)]
        self._offer_undo(self._add_all(new))

    def _of_group(self, meant: Meant) -> list[NewExposure]:
        people = [self._by_id[one] for one in (meant.group.people if meant.group else ()) if one in self._by_id]
        people.sort(key=lambda one: one.name.casefold())
        return [one.listed(meant.line.exposure, meant.line.circle) for one in people]

    def _offer_undo(self, added: "list[ExposedRow]") -> None:
        self._added = added
        self._undo.setVisible(bool(added))
        if added:
            count = len(added)
            words = tr_count("Take that one off again", "Take these {count} off again", count)
            self._undo.setText(words)

    def _take_back(self) -> None:
        for row in self._added:
            if row in self._rows:
                self._drop(row)
        self._offer_undo([])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _tell(self) -> None:
        announce(self.line, tr_count("{count} person listed.", "{count} people listed.", len(self._rows)))
        self.changed.emit()

    def _add_all(self, people: Sequence[NewExposure]) -> list[ExposedRow]:
        """Many at once: the page is laid out anew when all of them stand, and not for each."""
        if not people:
            return []
        rest = QWidget(self)
        rest.hide()
        self._list.addWidget(rest)
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        added = [self._add(one, column) for one in people]
        rest.show()
        return added

    def _add(self, one: NewExposure, column: QVBoxLayout | None = None) -> ExposedRow:
        row = ExposedRow(one, self, guest=self._known is not None and one.person_id is None)
        row.removed.connect(lambda: self._remove(row))
        row.edited.connect(self.changed)
        self._rows.append(row)
        (self._list if column is None else column).addWidget(row)
        row.show()
        return row

    def _found(self, one: NewExposure) -> NewExposure:
        """Somebody typed before signing in, as the roster knows them; the service looks again."""
        if self._known is None or one.person_id is not None or one.agency:
            return one
        meant = meaning(one.name, self._known, ()).one
        if meant is None or meant.person_id is None:
            return one
        known = self._by_id[meant.person_id]
        exposure = one.exposure if one.circle or one.exposure is not NewExposure("").exposure else None
        return known.listed(exposure, one.circle)

    def _remove(self, row: ExposedRow) -> None:
        self._drop(row)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: ExposedRow) -> None:
        self._rows.remove(row)
        self._away(row)

    def _drop_group(self, row: GroupRow, *, tell: bool = False) -> None:
        self._waiting.remove(row)
        self._away(row)
        if tell:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _away(self, row: QWidget) -> None:
        around = row.parentWidget()
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if around is not None and around is not self and all(each.parentWidget() is not around for each in self._rows):
            self._list.removeWidget(around)
            around.hide()
            around.deleteLater()

    def _is_listed(self, one: NewExposure) -> bool:
        return any(_same(row.value(), one) for row in self._rows)

    def _reading(self) -> Meant:
        return meaning(self.line.value(), self._known, self._groups)

    def _say(self) -> None:
        """Says what Enter will do, so that nobody is added by surprise."""
        self._hint.setText(enter_words(self._reading(), signed_in=self._known is not None))


def enter_words(meant: Meant, *, signed_in: bool) -> str:
    """What Enter does with the typed line, in a sentence."""
    if meant.group is not None:
        return _group_words(meant.group, signed_in=signed_in)
    if meant.one is None:
        return tr(
            "Sworn or not: dispatch, jail, office, family, helpers. First names are enough for guests. "
            "After a comma: radio, after, or a guest's agency."
        )
    if meant.several:
        names = ", ".join(each.name for each in meant.several[:4])
        name = meant.one.name
        return tr("Several fit: {names}. Type more, or Enter adds “{name}” as a guest.", names=names, name=name)
    return _one_words(meant.one, signed_in=signed_in)


def _group_words(group: PeopleGroup, *, signed_in: bool) -> str:
    if not signed_in:
        return tr("Enter adds: {group}. Who that is, is looked up after signing in.", group=group.label)
    count, label = len(group.people), group.label
    return tr_count("Enter adds: {group}, one person.", "Enter adds: {group}, {count} people.", count, group=label)


def _one_words(one: NewExposure, *, signed_in: bool) -> str:
    if one.person_id is not None and one.agency:
        return tr("Enter adds {name} of {agency}.", name=one.name, agency=one.agency)
    if one.agency:
        return tr("Enter adds “{name}” of {agency} as a guest, by first name only.", name=one.name, agency=one.agency)
    if one.person_id is not None or not signed_in:
        return tr("Enter adds {name}.", name=one.name)
    return tr("Enter adds “{name}” as a guest, by first name only.", name=one.name)


def _same(one: NewExposure, other: NewExposure) -> bool:
    if one.person_id or other.person_id:
        return one.person_id == other.person_id
    return (name_key(one.name), name_key(one.agency)) == (name_key(other.name), name_key(other.agency))
