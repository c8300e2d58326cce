"""Handover: the pages for whoever takes over, made from the state of this moment.

Counts stand in for what is due. No record about support is read but the number of calls that wait, and that only for
whoever opens the support team's records.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can, Role
from wellness_desktop.accounts.service import Account
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.long_tail.calls import calls
from wellness_desktop.plans.copies.kinds import CopyState
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.when import day_text
from wellness_desktop.today.handover.values import Access, DueLine, Handover, Newcomer, count_days
from wellness_desktop.today.handover.words import add_and_remove, first_things, never_seen, sealed_kinds

if TYPE_CHECKING:
    from wellness_desktop.accounts.service import Accounts
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.service import Roster
    from wellness_desktop.today.keeping_matters import BackupAges

WHOM_TO_ASK = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
"""All that a helper needs to know of the others' accounts."""


class Handovers(StationDesk):
    """Built at sign-in. `backups` tells how old the newest backup is."""

    def __init__(
        self,
        roster: "Roster",
        debriefs: "Debriefs",
        plans: "Plans",
        accounts: "Accounts",
        backups: "Callable[[], BackupAges]",
        settings: Settings,
        *station: Any,
    ) -> None:
        """`station` is what every desk stands on, in the order of StationDesk."""
        super().__init__(*station)
        self._roster, self._debriefs, self._plans, self._accounts = roster, debriefs, plans, accounts
        self._backups, self._settings = backups, settings

    @property
    def knows_recovery(self) -> bool:
        """Whether this person may read and say where the recovery sheet lies."""
        return self._actor.may(Can.KNOW_RECOVERY)

    def offers(self) -> tuple[Newcomer, ...]:
        """For whom this person may make the pages: a helper only for the next helper."""
        may = self._actor.may
        if not may(Can.SEE_KEEPING):
            return ()
        keeps = may(Can.EDIT_PLANS) or may(Can.MANAGE_ACCOUNTS)
        found = [Newcomer.CHIEF] if keeps else []
        found += [Newcomer.SERGEANT] if keeps or may(Can.SEE_INCIDENTS) else []
        return (*found, Newcomer.CHAPLAIN)

    def look(self, newcomer: Newcomer) -> Handover:
        """The pages as of this moment. Slow when many plans are approved: call it from a background job.

        Raises NotAllowed where `offers` leaves the newcomer out.
        """
        if newcomer not in self.offers():
            raise NotAllowed(tr("These pages are not yours to make."), tr("Ask the chief or an administrator."))
        with self.at_one_moment():
            return self._look(newcomer)

    def print(self, newcomer: Newcomer, *, large: bool = False) -> bytes:
        """The same on paper; it leaves a line in the audit log, since it names who may sign in."""
        from wellness_desktop.today.handover.prints import handover_pages

        found = self.look(newcomer)
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.PRINTED)
        return handover_pages(found, self._zone, size=self._settings.paper, large=large)

    def say_recovery_place(self, place: str) -> Callable[[], object]:
        """Notes where the recovery sheet lies; gives the undo. Raises Problem when it is too long."""
        before = self._accounts.set_recovery_place(place)
        return lambda: self._accounts.set_recovery_place(before)

    # ------------------------------------------------------------------------------------------------ inner parts

    def _look(self, newcomer: Newcomer) -> Handover:
        ages = self._backups()
        kept: list[DueLine] = []
        left_out: list[str] = []
        for can, what, lines in self._subjects(newcomer):
            if can:
                kept += lines()
            else:
                left_out.append(what)
        return Handover(
            newcomer=newcomer,
            moment=self.now,
            agency=self._settings.agency_name,
            access=tuple(self._access(newcomer)),
            add_and_remove=add_and_remove(newcomer),
            recovery_place=self._recovery_place(newcomer),
            backup=self._ago(ages.newest, tr("No backup was made yet.")),
            proved=self._ago(ages.proved, tr("It was never tried.")),
            due=tuple(kept),
            left_out=tuple(left_out),
            sealed=sealed_kinds(newcomer),
            never=never_seen(newcomer),
            first=first_things(newcomer),
        )

    def _access(self, newcomer: Newcomer) -> Iterator[Access]:
        for account in self._accounts.who_may_sign_in():
            if newcomer is not Newcomer.CHAPLAIN or account.roles & WHOM_TO_ASK:
                yield Access(account.name, _roles(account))

    def _recovery_place(self, newcomer: Newcomer) -> str | None:
        if newcomer is not Newcomer.CHIEF or not self.knows_recovery:
            return None
        return self._accounts.recovery_place()

    def _ago(self, moment: datetime | None, never: str) -> str:
        return never if moment is None else day_text(moment.astimezone(self._zone).date())

    def _subjects(self, newcomer: Newcomer) -> Iterator[tuple[bool, str, Callable[[], list[DueLine]]]]:
        """What may be due: whether this person may count it, what it is called, and how it is counted."""
        may = self._actor.may
        if newcomer is Newcomer.CHAPLAIN:
            helps = may(Can.LEAD_SESSIONS) and self._roster.me() is not None
            yield helps, tr("the calls in the hands of whoever leaves"), self._follow_ups
            return
        yield may(Can.SEE_PLANS), tr("crisis plans, paper copies, drills and partners"), self._of_plans
        yield may(Can.SEE_WHOLE_ROSTER), tr("telephone numbers to check"), self._numbers
        if newcomer is Newcomer.SERGEANT:
            yield may(Can.EDIT_ROSTER), tr("training of the helpers"), self._training
            yield self._debriefs.opens_sealed, tr("follow-ups of the support team"), self._follow_ups

    def _of_plans(self) -> list[DueLine]:
        plans, today = self._plans, self.today
        where = tr("Crisis plans")
        reviews = [line.standing.review_on for line in plans.plans() if line.standing.review_on is not None]
        old = [today for copy in plans.copies.register() if copy.state is CopyState.IN_USE and copy.stale]
        town = plans.community_due()
        lessons = [one.said.due or today for one in plans.after_action.open_lessons()]
        drills = [drill.due for drill in plans.runs.drills_due() if drill.planned is None]
        return [
            count_days(tr("Plans to read again"), reviews, today, where),
            count_days(tr("Agreements that end"), [one.ends for one in town.agreements], today, where),
            count_days(tr("Paper copies out of date"), old, today, where),
            count_days(tr("Drills to hold, of four a year"), drills, today, where),
            count_days(tr("Improvements that are still open"), lessons, today, where),
            count_days(tr("Partners to get in touch with"), [today for _ in town.not_contacted], today, where),
        ]

    def _numbers(self) -> list[DueLine]:
        here = [person for person in self._roster.people() if person.standing is not Standing.LEFT]
        found = [phone.freshness(self.today) for person in here for phone in person.phones]
        days = [one.check_by or date.min for one in found]
        return [count_days(tr("Telephone numbers to check"), days, self.today, tr("Roster, Numbers to check"))]

    def _training(self) -> list[DueLine]:
        ends = [first[0] for one in self._roster.team_credentials() if (first := next(iter(one.ends_on()), None))]
        return [count_days(tr("Training of helpers that ends"), ends, self.today, tr("Roster, Support team"))]

    def _follow_ups(self) -> list[DueLine]:
        """A number and nothing else: of all that the coordinator sees, or of the helper's own."""
        waiting = [call for plan in self._debriefs.plans() for call in calls(plan.days, self.now)]
        days = [call.due.astimezone(self._zone).date() for call in waiting]
        return [count_days(tr("Follow-up calls"), days, self.today, tr("Calls to make"))]


def _roles(account: Account) -> str:
    named = [role.label for role in Role if role in account.roles and role is not Role.MEMBER]
    return ", ".join(named) or Role.MEMBER.label
