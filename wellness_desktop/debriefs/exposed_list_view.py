"""Everybody listed for an incident: how they met it, and for the coordinator what they were offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.exposed_view import ExposedView
from wellness_desktop.debriefs.exposed_words import known_of
from wellness_desktop.debriefs.incident_values import Exposed, Incident, IncidentStatus, exposure_label
from wellness_desktop.debriefs.people_groups import PeopleGroup
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Covered, Offered
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.roster.conflicts import Exposure


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row."""

    exposed: Exposed
    offered: Mapping[Kind, Offered] | None
    """None for whoever may not see it."""

    @property
    def id(self) -> UUID:
        """Of the exposure, so that a chosen row stays chosen."""
        return self.exposed.id


class ExposedListView(Card):
    """The list, single keys to say what was offered, and a line to add people."""

    add_wanted = Signal(object)
    """New exposures to list."""
    offer_wanted = Signal(object, object)
    """An exposure's id, and where the person stands with a one-on-one contact."""
    change_wanted = Signal(object)
    """A person to be changed."""
    remove_wanted = Signal(object)
    times_wanted = Signal(object)
    """An exposure's id, to see that person's own care windows."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("People"), "users", parent=parent)
        self._debriefs = debriefs
        self._sealed = debriefs.opens_sealed
        self._shown: UUID | None = None
        self._ended_at: datetime | None = None
        self._build_list()

    def show_people(self, incident: Incident, coverage: Sequence[Covered] | None) -> None:
        """Shows the people of an incident. `coverage` is None for whoever may not see it."""
        if incident.id != self._shown:
            self._shown, self._ended_at = incident.id, incident.ended_at
            self.adding.refresh_groups()
            self.adding.clear()  # names typed for another incident
        offered = {line.exposure_id: line.offered for line in coverage or ()}
        rows = [PersonLine(one, offered.get(one.id, {}) if self._sealed else None) for one in incident.exposed]
        self.table.set_rows(rows)
        self._say_offered(incident)
        is_open = incident.status is IncidentStatus.OPEN
        self.adding.setVisible(is_open)
        self._add.setVisible(is_open)

    def _build_list(self) -> None:
        self.offered = Chip("", "plain", self)
        self.add(self.offered)
        self.table = Table[PersonLine](
            self._columns(),
            tr("People who met it"),
            self,
            enter=tr("change"),
            empty=lambda: EmptyState(
                "users", tr("Nobody is listed yet."), detail=tr("Type names below. Nobody is forgotten.")
            ),
            lines=5,
        )
        self.add(self.table)
        if self._sealed:
            self.table.act("O", tr("one-on-one offered"), lambda line: self._offer(line, Offered.OFFERED))
            self.table.act("D", tr("declined for now"), lambda line: self._offer(line, Offered.DECLINED))
            self.table.act("N", tr("not offered yet"), lambda line: self._offer(line, Offered.TO_OFFER))
            self.table.act("T", tr("own times"), lambda line: self.times_wanted.emit(line.exposed.id))
        self.table.opened.connect(lambda line: self.change_wanted.emit(line.exposed))
        self.table.act("Del", tr("take off"), lambda line: self.remove_wanted.emit(line.exposed))
        known = [known_of(person) for person in self._debriefs.roster_people().values()]
        self.adding = ExposedView(known, self, self._groups)
        self.add(self.adding)
        self._add = button(tr("List these people"), "user-plus", press=self._add_people, parent=self)
        self.body.addLayout(button_row(self._add))
        self.adding.changed.connect(self._offer_to_add)
        self.adding.line.textChanged.connect(lambda _text: self._offer_to_add())
        self._offer_to_add()

    def _columns(self) -> list[Column[PersonLine]]:
        columns: list[Column[PersonLine]] = [
            Column(tr("Name"), _name, width=32),
            Column(tr("How"), lambda line: exposure_label(line.exposed.exposure), width=16),
            Column(tr("Where"), lambda line: line.exposed.circle.label, width=14, optional=True),
        ]
        if self._sealed:
            columns.append(Column(tr("Support"), self._support, width=0))
        return columns

    def _support(self, line: PersonLine) -> str:
        """What the coordinator sees at a glance: the furthest of each kind, in words."""
        if line.exposed.exposure is Exposure.NOT_EXPOSED:
            return tr("Not exposed")
        if not line.offered:
            return Offered.TO_OFFER.label
        interventions = self._debriefs.protocols.interventions
        return "; ".join(
            tr("{kind}: {status}", kind=tr(interventions[kind].short), status=status.label.lower())
            for kind, status in line.offered.items()
        )

    def _say_offered(self, incident: Incident) -> None:
        if incident.offered_to_all:
            self.offered.say(tr("Support offered to all: yes"), "ok")
        else:
            self.offered.say(tr("Support offered to all: not yet"), "info")

    def _groups(self) -> list[PeopleGroup]:
        """Whole groups as they were when the incident ended."""
        return self._debriefs.groups_at(self._ended_at) if self._ended_at is not None else []

    def _offer(self, line: PersonLine, status: Offered) -> None:
        if line.exposed.exposure is not Exposure.NOT_EXPOSED:
            self.offer_wanted.emit(line.exposed.id, status)

    def _add_people(self) -> None:
        people = self.adding.people()
        if people:
            self.adding.clear()
            self.add_wanted.emit(people)

    def _offer_to_add(self) -> None:
        self._add.setEnabled(bool(self.adding.people()))


def _name(line: PersonLine) -> str:
    if line.exposed.agency:
        name, agency = line.exposed.name, line.exposed.agency
        if line.exposed.is_guest:
            return tr("{name} (guest, {agency})", name=name, agency=agency)
        return tr("{name}, {agency}", name=name, agency=agency)
    return tr("{name} (guest)", name=line.exposed.name) if line.exposed.is_guest else line.exposed.name
