"""The register of partners, the log of where we showed up, and whom each plan calls first. All of it can be undone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.community.engagement import Engagement, EngagementDetails, quarter_without_leader
from wellness_desktop.plans.community.partners import (
    BEFORE_AN_END,
    FIRST_CALLS,
    AgreementEnd,
    DueList,
    Partner,
    PartnerDetails,
    PartnerKind,
    PartnerLine,
    Talk,
    by_silence,
    kinds_missing,
    proposed,
)
from wellness_desktop.plans.community.reading import (
    details_of,
    engagement_of,
    partner_lines,
    put_details,
    talk_of,
)
from wellness_desktop.plans.community.records import EngagementRecord, FirstCallsRecord, PartnerRecord, TalkRecord
from wellness_desktop.plans.desk import Desk, changed_elsewhere
from wellness_desktop.plans.merged import MessageBody
from wellness_desktop.plans.merging import merge_messages
from wellness_desktop.plans.records import id_of
from wellness_desktop.plans.templates import CORE
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.phones import read_number

PARTNER_MESSAGE = "COMM-1"
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 120, 200, 2000
LONGEST_NOTE = 300
MOST_MINUTES = 60 * 1000
LINES = ("group", "speaks_for", "languages", "knows_whom", "trusted_by", "hours", "backup", "agreement")


class CommunityDesk(Desk):
    """What the plans know of the town."""

    # The register

    def partners(self) -> tuple[Partner, ...]:
        """Everybody in the register, by name, with the last talk and meeting."""
        saved = self._read_saved().partners
        lines = {one.id: one for one in partner_lines(saved, self._holders(saved.people, self._everybody()))}
        talks = defaultdict(list)
        for talk in self._talks():
            talks[talk.partner].append(talk)
        versions = {row.id: row.version for row in saved.rows}
        return tuple(
            Partner(
                line,
                versions[line.id],
                max((talk.day for talk in talks[line.id]), default=None),
                max((talk.day for talk in talks[line.id] if talk.met), default=None),
            )
            for line in lines.values()
        )

    def partner(self, partner_id: UUID) -> Partner:
        """One partner. Raises Problem when it is no longer in the register."""
        found = next((one for one in self.partners() if one.id == partner_id), None)
        if found is None:
            raise _no_partner()
        return found

    def talks(self, partner_id: UUID) -> tuple[Talk, ...]:
        """When we spoke with a partner, the newest first."""
        return tuple(talk for talk in self._talks() if talk.partner == partner_id)

    def partner_kinds_missing(self) -> tuple[PartnerKind, ...]:
        """Kinds that nobody in the register stands for."""
        return kinds_missing(one.line for one in self.partners())

    def add_partner(self, details: PartnerDetails) -> Done[Partner]:
        """A new partner. Raises Problem when it has no name, is there already, or a number cannot be dialed."""
        self._actor.require(Can.EDIT_PLANS)
        said, key = self._checked_partner(details, None), uuid4()
        with self._work(Event.PLAN_CHANGED, key, []) as session:
            row = PartnerRecord(id=key, left_at=None)
            put_details(row, said)
            session.add(row)
        return Done(self.partner(key), lambda: self._set_partner_left(key, True))

    def change_partner(self, partner_id: UUID, details: PartnerDetails, *, seen: int | None = None) -> Done[Partner]:
        """Other words about a partner. `seen` is the version shown: ChangedElsewhere when somebody saved since."""
        self._actor.require(Can.EDIT_PLANS)
        said = self._checked_partner(details, partner_id)
        with self._work(Event.PLAN_CHANGED, partner_id, []) as session:
            row = session.get(PartnerRecord, partner_id)
            if row is None:
                raise _no_partner()
            before = details_of(row)
            if seen is not None and seen != row.version:
                raise changed_elsewhere(before)
            put_details(row, said)
            session.flush()
            now = row.version
        return Done(self.partner(partner_id), lambda: self._put_partner_back(partner_id, before, now))

    def remove_partner(self, partner_id: UUID) -> Done[UUID]:
        """Takes a partner out of the register, and out of every plan's first calls; its talks stay on the log."""
        self._actor.require(Can.EDIT_PLANS)
        self._set_partner_left(partner_id, True)
        return Done(partner_id, lambda: self._set_partner_left(partner_id, False))

    # Talks

    def log_talk(self, partner_id: UUID, day: date | None = None, *, met: bool = False, note: str = "") -> Done[Talk]:
        """Somebody of ours spoke with the partner, today when no day is named."""
        self._actor.require(Can.USE_PLANS)
        self.partner(partner_id)
        on, key = self._past_day(day or self.today), uuid4()
        with self._work(Event.PLAN_CHANGED, partner_id, []) as session:
            words = _short(note, LONGEST_NOTE)
            row = TalkRecord(id=key, partner_id=partner_id, day=on, met=met, note=words, by=self._actor.name)
            session.add(row)
            session.flush()
            talk = talk_of(row)
        return Done(talk, lambda: self._take_talk(key, True))

    def take_talk_back(self, talk: UUID) -> Done[UUID]:
        """Takes back a talk that was logged by mistake."""
        self._actor.require(Can.USE_PLANS)
        self._take_talk(talk, True)
        return Done(talk, lambda: self._take_talk(talk, False))

    def partner_message(self) -> MessageBody:
        """What to say to a partner (COMM-1), with the agency's own words."""
        saved = self._read_saved()
        bodies = merge_messages(self.template(CORE, self._edits_for(saved, CORE)), self._known(saved, CORE))
        return next(body for body in bodies if body.message.id == PARTNER_MESSAGE)

    # Where we showed up

    def engagements(self) -> tuple[Engagement, ...]:
        """The log, the newest first."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            rows = session.scalars(select(EngagementRecord).where(EngagementRecord.taken_back.is_(False)))
            found = [engagement_of(row) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.details.day, one.id), reverse=True))

    def log_engagement(self, details: EngagementDetails) -> Done[Engagement]:
        """We showed up somewhere. Raises Problem when it has no name, no rank, or lies ahead."""
        self._actor.require(Can.USE_PLANS)
        said, key = self._checked_event(details), uuid4()
        with self._work(Event.PLAN_CHANGED, key, []) as session:
            row = EngagementRecord(
                id=key,
                day=said.day,
                event=said.event,
                kind=said.kind,
                who=said.who,
                ranks=[rank.value for rank in said.ranks],
                minutes=said.minutes,
            )
            session.add(row)
        return Done(Engagement(key, said), lambda: self._take_event(key, True))

    def take_engagement_back(self, engagement: UUID) -> Done[UUID]:
        """Takes back an entry that was logged by mistake."""
        self._actor.require(Can.USE_PLANS)
        self._take_event(engagement, True)
        return Done(engagement, lambda: self._take_event(engagement, False))

    # Whom a plan calls first

    def first_calls(self, plan: str) -> tuple[PartnerLine, ...]:
        """The partners that the plan calls first, as the agency chose them; empty until it has."""
        saved = self._read_saved()
        return self._known(saved, plan).first_calls

    def proposed_calls(self, plan: str) -> tuple[PartnerLine, ...]:
        """Five out of the register that fit the plan's own list of offices (crisis_plans.md G.2)."""
        saved = self._read_saved()
        fields = self.template(plan, self._edits_for(saved, plan)).partners
        people = [(one, saved.facts[one].person if one in saved.facts else None) for one in fields]
        return proposed(people, self._known(saved, plan).register)

    def choose_calls(self, plan: str, partners: Sequence[UUID]) -> Done[tuple[UUID, ...]]:
        """Whom the plan calls first, in this order. Raises Problem when one stands twice, or there are too many."""
        self._actor.require(Can.EDIT_PLANS)
        chosen = tuple(partners)
        if len(set(chosen)) != len(chosen):
            raise Problem(tr("The same partner stands there twice."), tr("Choose another one for one of the places."))
        if len(chosen) > FIRST_CALLS:
            raise Problem(tr("A plan calls five partners first."), tr("Leave out the ones that can wait."))
        for one in chosen:
            self.partner(one)
        self.template(plan)
        key = id_of("first calls", plan)
        with self._work(Event.PLAN_CHANGED, key, [plan]) as session:
            row = session.get(FirstCallsRecord, key)
            before = tuple(UUID(one) for one in row.partners) if row is not None else ()
            if row is None:
                row = FirstCallsRecord(id=key, plan=plan)
                session.add(row)
            row.partners = [str(one) for one in chosen]

        def undo() -> None:
            still = {row.id for row in self._read_saved().partners.rows}
            self.choose_calls(plan, [one for one in before if one in still])

        return Done(chosen, undo)

    # What is due

    def community_due(self) -> DueList:
        """Partners not spoken with for 180 days, agreements that end within 60, a quarter without a leader."""
        partners = self.partners()
        ends = [
            AgreementEnd(one.line.details.agreement or one.line.who, one.line.details.agreement_ends, one.id)
            for one in partners
            if one.line.details.agreement_ends is not None and one.agreement_due(self.today)
        ]
        ends += self._agreements_among_facts()
        return DueList(
            by_silence(partners, self.today),
            tuple(sorted(ends, key=lambda one: (one.ends, one.what))),
            quarter_without_leader(self.engagements(), self.today),
        )

    def _agreements_among_facts(self) -> list[AgreementEnd]:
        """Dates of agreements that stand among the facts, such as the end of mutual aid."""
        facts = self._read_saved().facts
        found = []
        for one in self.template(CORE).field:
            fact = facts.get(one.id)
            if one.kind == "date" and fact is not None and fact.text:
                ends = date.fromisoformat(fact.text)
                if ends - self.today <= BEFORE_AN_END:
                    found.append(AgreementEnd(one.label, ends, field=one.id))
        return found

    # How it is kept

    def _talks(self) -> list[Talk]:
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            rows = session.scalars(select(TalkRecord).where(TalkRecord.taken_back.is_(False)))
            return sorted((talk_of(row) for row in rows), key=lambda talk: (talk.day, talk.id), reverse=True)

    def _put_partner_back(self, partner_id: UUID, before: PartnerDetails, seen: int) -> None:
        self.change_partner(partner_id, before, seen=seen)

    def _set_partner_left(self, partner_id: UUID, left: bool) -> None:
        with self._work(Event.PLAN_CHANGED, partner_id, []) as session:
            row = session.get(PartnerRecord, partner_id)
            if row is None:
                raise _no_partner()
            row.left_at = self.now if left else None

    def _take_talk(self, talk: UUID, back: bool) -> None:
        with self._work(Event.PLAN_CHANGED, talk, []) as session:
            session.get_one(TalkRecord, talk).taken_back = back

    def _take_event(self, event: UUID, back: bool) -> None:
        with self._work(Event.PLAN_CHANGED, event, []) as session:
            session.get_one(EngagementRecord, event).taken_back = back

    def _checked_partner(self, details: PartnerDetails, partner_id: UUID | None) -> PartnerDetails:
        """What is saved: tidy lines, and no name or number of somebody who is on the roster."""
        lines: dict[str, Any] = {line: _short(getattr(details, line), LONGEST_LINE) for line in LINES}
        said = replace(
            details,
            name=_short(details.name, LONGEST_NAME),
            knows_what=details.knows_what.strip()[:LONGEST_TEXT],
            promised=details.promised.strip()[:LONGEST_TEXT],
            given=details.given.strip()[:LONGEST_TEXT],
            **lines,
        )
        others = [row.details for row in self._read_saved().partners.rows if row.id != partner_id]
        if said.person is not None:
            if said.person not in self._holders([said.person], self._everybody()):
                raise Problem(
                    tr("This person is no longer on the roster."), tr("Nothing was changed. Choose someone else.")
                )
            if said.person in {one.person for one in others}:
                raise Problem(tr("This person is a partner already."), tr("Open the entry that is there."))
            return replace(said, name="", numbers=())
        if not (said.name or said.group):
            raise Problem(tr("This partner has no name yet."), tr("Choose one from the roster, or type a name."))
        return replace(said, numbers=tuple(read_number(number).shown for number in said.numbers if number.strip()))

    def _checked_event(self, details: EngagementDetails) -> EngagementDetails:
        event = _short(details.event, LONGEST_NAME)
        if not event:
            raise Problem(tr("This entry has no name yet."), tr("Type where it was, in a few words."))
        if not details.ranks:
            raise Problem(tr("Nobody is named yet."), tr("Mark who of ours was there."))
        self._past_day(details.day)
        minutes = min(max(details.minutes, 0), MOST_MINUTES)
        return replace(details, event=event, who=_short(details.who, LONGEST_LINE), minutes=minutes)

    def _past_day(self, day: date) -> date:
        if day > self.today:
            raise Problem(tr("This day lies ahead."), tr("Log it once it is over."))
        return day


def _short(words: str, most: int) -> str:
    return " ".join(words.split())[:most]


def _no_partner() -> Problem:
    return Problem(
        tr("This partner is no longer in the register."), tr("Go back to the list; it shows who is there now.")
    )
