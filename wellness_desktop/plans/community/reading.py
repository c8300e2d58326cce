"""Reads the register of partners. Name and numbers of one on the roster are looked up there, never copied."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.base.names import name_key
from wellness_desktop.plans.community.engagement import Engagement, EngagementDetails, Rank
from wellness_desktop.plans.community.partners import PartnerDetails, PartnerKind, PartnerLine, Talk
from wellness_desktop.plans.community.records import EngagementRecord, FirstCallsRecord, PartnerRecord, TalkRecord
from wellness_desktop.plans.people import Holder


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as saved."""

    id: UUID
    details: PartnerDetails
    version: int


@dataclass(frozen=True, slots=True)
class PartnerRows:
    """The register as saved."""

    rows: tuple[PartnerRow, ...] = ()
    first: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    """By plan, whom it calls first."""

    @property
    def people(self) -> set[UUID]:
        """The roster ids among them."""
        return {row.details.person for row in self.rows if row.details.person is not None}

    def first_of(self, plan: str, register: tuple[PartnerLine, ...]) -> tuple[PartnerLine, ...]:
        """Those chosen for the plan who are still partners, in their order."""
        lines = {line.id: line for line in register}
        return tuple(lines[one] for one in self.first.get(plan, ()) if one in lines)


def partner_rows(session: Session) -> PartnerRows:
    """Everybody who is a partner now, and whom each plan calls first."""
    rows = session.scalars(select(PartnerRecord).where(PartnerRecord.left_at.is_(None)).order_by(PartnerRecord.id))
    return PartnerRows(
        tuple(PartnerRow(row.id, details_of(row), row.version) for row in rows),
        {
            one.plan: tuple(UUID(partner) for partner in one.partners)
            for one in session.scalars(select(FirstCallsRecord))
        },
    )


def details_of(row: PartnerRecord) -> PartnerDetails:
    """What is saved about a partner."""
    return PartnerDetails(
        row.name,
        row.person_id,
        tuple(row.numbers),
        row.group,
        tuple(kind for kind in PartnerKind if kind.value in row.kinds),
        row.speaks_for,
        row.languages,
        row.knows_what,
        row.knows_whom,
        row.trusted_by,
        row.hours,
        row.backup,
        row.agreed_on,
        row.agreement,
        row.agreement_ends,
        row.promised,
        row.given,
    )


def put_details(row: PartnerRecord, said: PartnerDetails) -> None:
    """Writes what is typed about a partner into its row."""
    row.name, row.person_id, row.numbers, row.group = said.name, said.person, list(said.numbers), said.group
    row.kinds = [kind.value for kind in said.kinds]
    row.speaks_for, row.languages, row.knows_what = said.speaks_for, said.languages, said.knows_what
    row.knows_whom, row.trusted_by, row.hours, row.backup = said.knows_whom, said.trusted_by, said.hours, said.backup
    row.agreed_on, row.agreement, row.agreement_ends = said.agreed_on, said.agreement, said.agreement_ends
    row.promised, row.given = said.promised, said.given


def partner_lines(saved: PartnerRows, holders: Mapping[UUID, Holder]) -> tuple[PartnerLine, ...]:
    """The register with names and numbers of today, by name."""
    lines = (line_of(row, holders) for row in saved.rows)
    return tuple(sorted(lines, key=lambda line: (name_key(line.who), line.id)))


def line_of(row: PartnerRow, holders: Mapping[UUID, Holder]) -> PartnerLine:
    """One partner with name and numbers of today."""
    said = row.details
    if said.person is None:
        return PartnerLine(row.id, said.name, said.numbers, said)
    holder = holders.get(said.person)
    if holder is None:
        return PartnerLine(row.id, "", (), said, gone=True)
    name = holder.name if said.group else holder.with_agency
    return PartnerLine(row.id, name, holder.numbers, said, stale=holder.stale)


def talk_of(row: TalkRecord) -> Talk:
    """A talk as a frozen value."""
    return Talk(row.id, row.partner_id, row.day, row.met, row.note, row.by)


def engagement_of(row: EngagementRecord) -> Engagement:
    """An event of the log as a frozen value."""
    ranks = tuple(rank for rank in Rank if rank.value in row.ranks)
    return Engagement(row.id, EngagementDetails(row.day, row.event, row.kind, row.who, ranks, row.minutes))
