"""Who had a say in a plan, and its approved versions."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.bands import Band, missing_bands
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.desk import Saved
from wellness_desktop.plans.entry_desk import EntryDesk
from wellness_desktop.plans.items import Template
from wellness_desktop.plans.merged import Change, Contributor, MergedPlan, Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.missing import Missing, missing
from wellness_desktop.plans.reading_text import changed_sections, section_texts
from wellness_desktop.plans.records import ContributorRecord, PlanRecord, Status, VersionRecord, id_of
from wellness_desktop.roster.people import Done

REVIEW_MONTHS = 12
"""The whole plan is read again every 12 months (crisis_plans.md L)."""
LONGEST_REASON = 500
LONGEST_NAME = 120

OfPlan = TypeVar("OfPlan", ContributorRecord, VersionRecord)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who had a say."""

    id: UUID
    name: str
    band: Band


@dataclass(frozen=True, slots=True)
class Version:
    """An approved version."""

    number: str
    approved_on: date
    approved_by: str
    reason: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What is saved about one plan."""

    status: Status
    review_on: date | None
    voices: tuple[Voice, ...]
    versions: tuple[Version, ...]
    """Oldest first."""
    texts: Mapping[str, str]
    """The sections of the newest version as they were approved; empty before the first one."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The sections of a plan, and all that they were made from."""

    template: Template
    known: Known
    texts: Mapping[str, str]
    digest: str
    """Of everything the plan prints besides its standing."""


class ApprovalDesk(EntryDesk):
    """Contributors and approval."""

    @cached_property
    def _texts(self) -> dict[str, _Texts]:
        """The sections of each plan when somebody last looked."""
        return {}

    def contributors(self, plan: str) -> tuple[Voice, ...]:
        """Everybody who had a say in the plan, by name."""
        self._actor.require(Can.SEE_PLANS)
        return self._file(plan).voices

    def add_contributor(self, plan: str, name: str, band: Band) -> Done[Voice]:
        """Notes that somebody had a say: a name and a group, no opinion."""
        self._actor.require(Can.EDIT_PLANS)
        self.template(plan)
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise Problem(tr("A name is missing."), tr("Type the name of the person who read the plan."))
        record = ContributorRecord(plan=plan, name=name, band=band)
        with self._work(Event.PLAN_CHANGED, record.id, []) as session:
            session.add(record)
        return Done(Voice(record.id, name, band), lambda: self._take_voice_out(record.id))

    def remove_contributor(self, voice: Voice, plan: str) -> Done[Voice]:
        """Takes a name out again."""
        self._actor.require(Can.EDIT_PLANS)
        self._take_voice_out(voice.id)

        def put_back() -> None:
            self.add_contributor(plan, voice.name, voice.band)

        return Done(voice, put_back)

    def _take_voice_out(self, voice: UUID) -> None:
        with self._work(Event.PLAN_CHANGED, voice, []) as session:
            record = session.get(ContributorRecord, voice)
            if record is not None:
                session.delete(record)

    def approve(self, plan: str, reason: str = "") -> Done[str]:
        """Makes the plan as it stands its next version, year.number, and dates its review.

        Raises Problem while something is missing that blocks approval (the owner and the alternate, section S23
        where the plan says so), and when a group had no say and no reason is given (CP-T9).
        """
        self._actor.require(Can.APPROVE_PLANS)
        merged, gaps = self._merged_with_gaps(plan)
        blocking = [gap for gap in gaps if gap.blocks]
        if blocking:
            raise Problem(
                tr_count(
                    "One thing has to be filled in first.",
                    "{count} things have to be filled in first.",
                    len(blocking),
                ),
                tr("Start with: {label}.", label=blocking[0].label),
            )
        reason = " ".join(reason.split())[:LONGEST_REASON]
        unheard = missing_bands(Band(one.band) for one in merged.contributors)
        if unheard and not reason:
            raise Problem(
                tr("Not every group had a say in this plan."),
                tr("Nobody yet for: {groups}. Ask them, or write down why not.", groups=_listed(unheard)),
            )
        return self._save_version(plan, merged, reason)

    def _save_version(self, plan: str, merged: MergedPlan, reason: str) -> Done[str]:
        file = self._file(plan)
        texts = section_texts(merged)
        version = VersionRecord(
            plan=plan,
            number=_next_number(file.versions, self.today),
            approved_at=self._clock.now(),
            approved_on=self.today,
            approved_by=self._actor.name,
            reason=reason,
            changed=list(changed_sections(file.texts, texts)),
            texts=texts,
        )
        key = id_of("plan", plan)
        remember = self._template_to_remember(plan)
        with self._store.work() as session:
            remember(session)
            record = session.get(PlanRecord, key)
            if record is None:
                record = PlanRecord(id=key, plan=plan, status=Status.DRAFT)
                session.add(record)
            record.status, record.review_on = Status.APPROVED, months_later(self.today, REVIEW_MONTHS)
            session.add(version)
            session.flush()
            self._audit.record(session, self._actor, Event.PLAN_APPROVED, key)
        return Done(version.number, lambda: self._withdraw(key, version.id, file))

    def _withdraw(self, key: UUID, version: UUID, file: PlanFile) -> None:
        """Takes the newest approval back."""
        self._actor.require(Can.APPROVE_PLANS)
        with self._store.work() as session:
            newest = session.get(VersionRecord, version)
            if newest is not None:
                session.delete(newest)
            record = session.get_one(PlanRecord, key)
            record.status, record.review_on = file.status, file.review_on
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, key)

    def _file(self, plan: str) -> PlanFile:
        return self._files([plan])[plan]

    def _files(self, plans: Sequence[str]) -> dict[str, PlanFile]:
        """What is saved about each of these plans, read in one go. Texts of older versions stay where they are."""
        with self._store.read() as session:
            records = {one.plan: one for one in session.scalars(select(PlanRecord).where(PlanRecord.plan.in_(plans)))}
            voices = _by_plan(
                session.scalars(
                    select(ContributorRecord).where(ContributorRecord.plan.in_(plans)).order_by(ContributorRecord.name)
                )
            )
            versions = _by_plan(
                session.scalars(
                    select(VersionRecord)
                    .where(VersionRecord.plan.in_(plans))
                    .options(defer(VersionRecord.texts))
                    .order_by(VersionRecord.approved_at)
                )
            )
            newest = [many[-1].id for many in versions.values()]
            rows = session.execute(select(VersionRecord.plan, VersionRecord.texts).where(VersionRecord.id.in_(newest)))
            texts = {row.plan: row.texts for row in rows}
            return {
                plan: PlanFile(
                    records[plan].status if plan in records else Status.DRAFT,
                    records[plan].review_on if plan in records else None,
                    tuple(Voice(one.id, one.name, one.band) for one in voices.get(plan, ())),
                    tuple(
                        Version(one.number, one.approved_on, one.approved_by, one.reason, tuple(one.changed))
                        for one in versions.get(plan, ())
                    ),
                    texts.get(plan, {}),
                )
                for plan in plans
            }

    def _merged_with_gaps(self, plan: str) -> tuple[MergedPlan, tuple[Missing, ...]]:
        saved = self._read_saved()
        return self._merge_one(plan, saved, self._known(saved, plan))

    def _merge_one(self, plan: str, saved: Saved, known: Known) -> tuple[MergedPlan, tuple[Missing, ...]]:
        """The plan filled in, with where it stands, and what it lacks."""
        template = self.template(plan, self._edits_for(saved, plan))
        file = self._file(plan)
        changes = tuple(
            Change(one.number, one.approved_on, one.approved_by, _what_changed(one)) for one in file.versions
        )
        standing = self._stands(plan, template, known, file)
        merged = merge(template, known, standing, contributors_of(file), changes)
        return merged, missing(template, known, contributors_of(file))

    def _stands(self, plan: str, template: Template, known: Known, file: PlanFile) -> Standing:
        """Where the plan stands; it is filled in only when there is an approved text to hold it against."""
        changed = changed_sections(file.texts, self._texts_of(plan, template, known)) if file.versions else ()
        return _standing(file, self.today, changed)

    def _texts_of(self, plan: str, template: Template, known: Known) -> Mapping[str, str]:
        """The sections of the plan as they stand now; read again only after something in them has changed."""
        return self._read_texts(plan, template, known).texts

    def _read_texts(self, plan: str, template: Template, known: Known) -> _Texts:
        last = self._texts.get(plan)
        if last is None or last.template is not template or last.known != known:
            merged = merge(template, known, Standing(approved=False, number=""))
            digest = hashlib.sha256(repr(merged).encode()).hexdigest()
            last = self._texts[plan] = _Texts(template, known, section_texts(merged), digest)
        return last

    def _source_of(self, plan: str, saved: Saved, known: Known) -> str:
        """What the plan is printed from, in short: the same as long as nothing on its pages can have changed."""
        template, file = self.template(plan, self._edits_for(saved, plan)), self._file(plan)
        standing = (file.status, file.review_on, file.voices, file.versions)
        return f"{self._read_texts(plan, template, known).digest}{standing!r}"


def _by_plan(records: Iterable[OfPlan]) -> dict[str, list[OfPlan]]:
    found: dict[str, list[OfPlan]] = {}
    for record in records:
        found.setdefault(record.plan, []).append(record)
    return found


def contributors_of(file: PlanFile) -> tuple[Contributor, ...]:
    """Everybody who had a say, as a plan prints them."""
    return tuple(Contributor(voice.name, voice.band.value) for voice in file.voices)


def _standing(file: PlanFile, today: date, changed: tuple[str, ...]) -> Standing:
    approved = file.status is Status.APPROVED and bool(file.versions)
    newest = file.versions[-1] if file.versions else None
    if not approved or newest is None:
        return Standing(False, _next_number(file.versions, today), review_on=file.review_on, changed=changed)
    return Standing(True, newest.number, newest.approved_on, file.review_on, newest.reason, changed)


def _next_number(versions: Sequence[Version], today: date) -> str:
    """year.number, counted anew each year (crisis_plans.md L)."""
    this_year = [int(one.number.split(".")[1]) for one in versions if one.number.startswith(f"{today.year}.")]
    return f"{today.year}.{max(this_year, default=0) + 1}"


def _what_changed(version: Version) -> str:
    if not version.changed:
        return tr("Read again, nothing changed")
    return tr("Sections {sections}", sections=_runs(version.changed))


def _runs(sections: Sequence[str]) -> str:
    """S04, S05, S06, S09 as S04 to S06, S09."""
    runs: list[list[int]] = []
    for number in sorted(int(one[1:]) for one in sections):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        tr("S{first} to S{last}", first=f"{run[0]:02}", last=f"{run[-1]:02}") if len(run) > 1 else f"S{run[0]:02}"
        for run in runs
    )


def _listed(bands: Sequence[Band]) -> str:
    return ", ".join(band.label for band in bands)
