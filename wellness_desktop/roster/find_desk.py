"""Find someone, for whoever is signed in. Reads only, and leaves no line in any log (DESIGN 1.1)."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.chain_of_command import same_chain, superiors
from wellness_desktop.roster.finding import Findable, Match, Wish, find, from_person
from wellness_desktop.roster.kinds import HELPERS, PersonRole, Standing
from wellness_desktop.roster.on_call import on_now
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.people_desk import PeopleDesk
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import duties_between, everybody

LISTENERS = HELPERS | {PersonRole.EAP, PersonRole.TREATMENT_CENTER, PersonRole.FAMILY_LIAISON}
"""Whose work it is to be talked to."""


class FindDesk(PeopleDesk):
    """Who could be talked to."""

    def find(self, wish: Wish) -> list[Match]:
        """Everybody this actor may see who fits, whoever can be reached best first, with the reasons."""
        return find(self.findable(), wish, self.now, self._zone)

    def findable(self) -> list[Findable]:
        """Active people this actor may see whose work it is to be talked to, without the actor."""
        self._actor.require(Can.SEE_ROSTER)
        now = self.now
        with self._store.read() as session:
            everyone = everybody(session)
            duties = duties_between(session, now, now + timedelta(seconds=1))
        until = {duty.person_id: duty.ends for duty in reversed(on_now(duties, now))}
        chain = {person.id: person.reports_to for person in everyone}
        me = next((person for person in everyone if person.account_id == self._actor.account_id), None)
        seen = self._visible(everyone)
        below = _below({person.id for person in seen}, chain)
        every_word = self._actor.may(Can.EDIT_ROSTER)
        said = {person.id: person for person in everyone if every_word or may_be_shown(person)}
        found = []
        for person in seen:
            if person.standing is not Standing.ACTIVE or not _listens(person) or (me and person.id == me.id):
                continue
            whole = said.get(person.id)
            found.append(
                from_person(
                    person if whole is None else _with_words(person, whole),
                    self.today,
                    own_words=whole is not None,
                    on_call_until=until.get(person.id),
                    in_my_chain=me is not None and same_chain(me.id, person.id, chain),
                    commands=below.get(person.id, frozenset()),
                )
            )
        return found

    def superiors(self) -> list[tuple[str, str]]:
        """Whom somebody without an entry of their own may answer to: key and name, by name.

        Whoever may not see the whole roster chooses among everybody shown, since who of them leads anybody would tell
        of people who did not agree to be shown.
        """
        people = [person for person in self.people() if person.own_agency]
        if self._actor.may(Can.SEE_WHOLE_ROSTER):
            leading = {person.reports_to for person in people}
            people = [person for person in people if person.id in leading]
        return [(str(person.id), person.name) for person in people]

    @property
    def knows_my_chain(self) -> bool:
        """Whether the person signed in has an entry, so that their chain of command is known."""
        return self.me() is not None


def _below(seen: Set[UUID], chain: Mapping[UUID, UUID | None]) -> dict[UUID, frozenset[str]]:
    """Who of those seen stands below whom."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for person in seen:
        for superior in superiors(person, chain):
            found[superior].add(str(person))
    return {superior: frozenset(keys) for superior, keys in found.items()}


def _with_words(shown: Person, whole: Person) -> Person:
    """What may be seen of a person, with the own words that may be looked at."""
    return replace(shown, attributes=whole.attributes, attributes_on=whole.attributes_on, telehealth=whole.telehealth)


def _listens(person: Person) -> bool:
    return not person.roles.isdisjoint(LISTENERS)
