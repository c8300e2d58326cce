"""The call chain in the store: read, changed as a whole, and in words for screen and paper."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.call_chain import ChainStep, Link, sound, steps
from wellness_desktop.roster.chain_reading import stored_chain
from wellness_desktop.roster.desk import changed_elsewhere
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.on_call_desk import ON_CALL_CHANGED, OnCallDesk
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.people_desk import as_published
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import some_people
from wellness_desktop.roster.saving import saved_person
from wellness_desktop.roster.team_records import ChainRecord

Words = tuple[str, tuple[str, ...]]


class ChainDesk(OnCallDesk):
    """Who is tried in which order when somebody needs help and nobody answers."""

    def chain_links(self, always: Collection[str] = ()) -> tuple[Link, ...]:
        """The chain as it stands; its last link always answers. `always` are lines that do, besides 988."""
        self._actor.require(Can.SEE_ON_CALL)
        with self._store.read() as session:
            return stored_chain(session, always)

    def set_chain(
        self, links: Sequence[Link], always: Collection[str] = (), *, seen: Sequence[Link] | None = None
    ) -> Done[tuple[Link, ...]]:
        """Saves the chain, made sound (call_chain.sound), with undo.

        `seen` is the chain that was shown while it was changed: ChangedElsewhere when somebody saved another since.
        """
        self._actor.require(Can.EDIT_ON_CALL)
        chain = sound(links, always)
        with self._work(ON_CALL_CHANGED, None) as session:
            before = stored_chain(session, always)
            if seen is not None and tuple(seen) != before:
                raise changed_elsewhere(before)
            for person in {link.person_id for link in chain if link.person_id} - {
                link.person_id for link in before if link.person_id
            }:
                saved_person(session, person)
            _store(session, chain)
        return Done(chain, lambda: self._chain_back(before, chain, always))

    def call_chain(self, lines: Sequence[PrintedLine] = (), *, on_paper: bool = False) -> tuple[ChainStep, ...]:
        """The chain in words, with the numbers that this actor may see; `lines` are the support lines as they may be
        shown. On paper, who is on call is left to the rota, since paper does not know what day it is read on, and
        only those stand there who agreed to be shown.
        """
        self._actor.require(Can.SEE_ON_CALL)
        known = {line.id: line for line in lines if line.id}
        links = self.chain_links([line.id for line in known.values() if line.always])
        now = {} if on_paper else self._now_by_layer()
        with self._store.read() as session:
            people = some_people(session, [link.person_id for link in links if link.person_id])

        def of_layer(layer: Layer) -> Words | None:
            if on_paper:
                return layer.label, ()
            person = now.get(layer)
            return None if person is None else self._person_words(person, layer.label)

        def of_person(person_id: UUID) -> Words | None:
            person = people.get(person_id)
            if person is None or person.standing is not Standing.ACTIVE or (on_paper and not may_be_shown(person)):
                return None
            return self._person_words(as_published(person) if on_paper else person)

        def of_line(line_id: str) -> Words | None:
            line = known.get(line_id)
            return (line.name, line.numbers) if line else None

        return steps(links, of_layer, of_person, of_line)

    def _now_by_layer(self) -> dict[Layer, Person]:
        found: dict[Layer, Person] = {}
        for entry in self.on_call_now():
            found.setdefault(entry.duty.layer, entry.person)
        return found

    def _person_words(self, person: Person, role: str = "") -> Words:
        """Name and best number; a number that was not published only for whoever sees the whole roster."""
        shown = person if self._actor.may(Can.SEE_WHOLE_ROSTER) else as_published(person)
        phone = shown.best_phone(self.today)
        title = f"{role}: {person.name}" if role else person.name
        return title, (phone.shown,) if phone else ()

    def _chain_back(self, before: Sequence[Link], after: Sequence[Link], always: Collection[str]) -> None:
        self.set_chain(before, always, seen=after)


def _store(session: Session, chain: Sequence[Link]) -> None:
    """Row by row, so that a link that only moved stays the same record."""
    rows = list(session.scalars(select(ChainRecord)))
    kept = {(row.layer, row.person_id, row.line): row for row in rows}
    wanted = {link.target for link in chain}
    for target, row in kept.items():
        if target not in wanted:
            session.delete(row)
    for row in rows:
        if kept[(row.layer, row.person_id, row.line)] is not row:
            session.delete(row)
    for position, link in enumerate(chain):
        record = kept.get(link.target)
        if record is None:
            record = ChainRecord(layer=link.layer, person_id=link.person_id, line=link.line)
            session.add(record)
        record.position, record.give_up_minutes = position, link.give_up_minutes
