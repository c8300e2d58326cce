"""What every part of the service stands on: the store, the actor, the roster, the rules, and one way to save."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Protocols
from wellness_desktop.debriefs.records import LocalRulesRecord
from wellness_desktop.roster.duty_roster.patterns import Patterns, load_patterns
from wellness_desktop.roster.people import Contact, Person
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store

SUPPORT_TEAM = "support_team"


class Desk(StationDesk):
    """The common ground of the service's parts; see service.py for the whole."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        keyring: Keyring,
        clock: Clock,
        audit: Audit,
        zone: ZoneInfo,
        roster: Roster,
        settings: Settings,
    ) -> None:
        super().__init__(store, actor, keyring, clock, audit, zone)
        self._roster = roster
        self._settings = settings

    @property
    def state(self) -> str:
        """The agency's state, or nothing when it is not set."""
        return self._settings.state

    @property
    def settings(self) -> Settings:
        """The station's settings."""
        return self._settings

    @property
    def protocols(self) -> Protocols:
        """The rules as data."""
        return load_protocols()

    @property
    def patterns(self) -> Patterns:
        """The shift patterns shipped with the program, for guests; our own people's shifts are the roster's."""
        return load_patterns()

    @property
    def opens_sealed(self) -> bool:
        """Whether this person may see who was offered what: the coordinator's role and the team's key."""
        return self._actor.may(Can.SEE_COVERAGE) and self._keyring.may_open(SUPPORT_TEAM)

    def roster_people(self) -> dict[UUID, Person]:
        """Everybody of the roster whom this actor may see."""
        return {person.id: person for person in self._roster.people()}

    def helpers(self) -> list[Person]:
        """Active peers, chaplains and clinicians, by name."""
        return self._roster.helpers()

    def _named(self, ids: Iterable[UUID | None]) -> dict[UUID, Contact]:
        """The names of these people, for whoever works with them.

        Whoever was taken off the roster is left out; whoever left the agency is not, since leaving ends no plan
        (section 10). Looks up these people only, so that a large roster does not slow an incident down.
        """
        found = self._roster.contacts({one for one in ids if one is not None})
        if not any(contact.removed for contact in found.values()) or not self._actor.may(Can.SEE_WHOLE_ROSTER):
            return found
        there = self.roster_people()
        return {person: contact for person, contact in found.items() if person in there}

    def local_rules(self) -> LocalRules:
        """The agency's own rules."""
        with self._store.read() as work:
            return self._rules_in(work)

    def _rules_in(self, work: Work) -> LocalRules:
        record = work.query(LocalRulesRecord).first()
        if record is None:
            return LocalRules()
        return LocalRules(
            policy=record.policy,
            citation=record.citation,
            rest_after_night_h=record.rest_after_night_h,
            during_shifts=record.during_shifts,
            limits=tuple(record.limits),
            limits_state=record.limits_state,
            limits_on=record.limits_on,
            version=record.version,
        )

    @contextmanager
    def _work(self, event: str, subject: UUID | None) -> Iterator[Work]:
        """A unit of work that leaves a line in the audit log: which kind of thing, which id, never more."""
        with self._store.work() as work:
            yield work
            work.flush()
            self._audit.record(work, self._actor, event, subject)

    def _require_sealed(self) -> None:
        """Raises NotAllowed or Problem for whoever may not see who was offered what."""
        self._actor.require(Can.SEE_COVERAGE)
        if not self._keyring.may_open(SUPPORT_TEAM):
            raise Problem(
                tr("Your sign-in does not hold the support team's key yet."),
                tr("Ask somebody of the support team to let you in, under Accounts."),
            )


def gone() -> Problem:
    """Somebody removed it meanwhile."""
    return Problem(
        tr("This is no longer there."),
        tr("Nothing was changed. Go back to the list; it shows what is there now."),
    )
