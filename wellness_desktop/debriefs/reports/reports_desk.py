"""What the coordinator issues, and what a chief reads: reports as issued, never the log behind them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.month_lock import locks_on
from wellness_desktop.debriefs.activity_log.totals import LogTotals
from wellness_desktop.debriefs.activity_log.totals_desk import Step, TotalsDesk, no_step
from wellness_desktop.debriefs.desk import SUPPORT_TEAM, gone
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import SessionRecord
from wellness_desktop.debriefs.reports.composing import (
    Counted,
    open_until_words,
    refusal_words,
    sections_of,
    too_short_words,
)
from wellness_desktop.debriefs.reports.counting import class_sizes, codes_of, cover, population_of, tally_of
from wellness_desktop.debriefs.reports.differencing import (
    Breakdown,
    Counts,
    Refused,
    Tally,
    counts_for,
    inside,
    year_to_date,
)
from wellness_desktop.debriefs.reports.proofs import Proof, proof_in, proof_text
from wellness_desktop.debriefs.reports.records import IssuedReportRecord, ReportProofRecord
from wellness_desktop.debriefs.reports.report_values import (
    NEEDS_LENGTH,
    Line,
    ProofLine,
    Report,
    ReportKind,
    content_in,
    content_text,
    digest_of,
)
from wellness_desktop.debriefs.reports.spans import Span, allowed, moved, spans, twelve_months
from wellness_desktop.debriefs.reports.suppression import Policy
from wellness_desktop.debriefs.retention.periods import Subject
from wellness_desktop.debriefs.retention.retention_desk import Counts as Deleted
from wellness_desktop.debriefs.screening import health_words, names_somebody
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.roster.people import Person

KEEP_REPORTS = timedelta(days=6 * 366)
BACK = 36
"""How many months back a report may reach."""
GROUP_KINDS = (Kind.DEMOBILIZATION, Kind.DEFUSING, Kind.GROUP_DEBRIEFING, Kind.BRIEFING)


@dataclass(frozen=True, slots=True)
class Offer:
    """A time that a report may cover, or why it may not."""

    span: Span
    why_not: str = ""
    detail: str = ""


class ReportsDesk(TotalsDesk):
    """Reports."""

    def report_size_words(self) -> str:
        """How many people work here by the roster, and which reports that allows (R4, R5)."""
        self._require_sums()
        return too_short_words(self._population(), self._report_policy)

    def report_kinds(self) -> list[ReportKind]:
        """The kinds that the agency's size allows (R5)."""
        self._require_sums()
        return [kind for kind in ReportKind if allowed(kind.length, self._population(), self._report_policy)]

    def report_offers(self, kind: ReportKind, breakdown: Breakdown) -> list[Offer]:
        """The times a report may cover, the newest first; each that it may not with the reason."""
        self._require_sums()
        months = self.log_months()
        oldest = max(min(months, default=self.today.replace(day=1)), moved(self.today.replace(day=1), -BACK))
        every = (
            twelve_months(oldest, self.today) if kind is ReportKind.GRANT else spans(kind.length, oldest, self.today)
        )
        issued = [proof.counts for proof in self._proofs().values()]
        return [self._offer(span, breakdown, issued) for span in every]

    def look_at_report(
        self, kind: ReportKind, span: Span, breakdown: Breakdown, needs: str = "", *, step: Step = no_step
    ) -> Report:
        """The report as it would be issued now; nothing is saved. Raises Problem when it may not be.

        `step(done, of)` is called while the log is read; what it raises ends the work.
        """
        return self._made(kind, span, breakdown, needs, step)[0]

    def issue_report(
        self, kind: ReportKind, span: Span, breakdown: Breakdown, needs: str = "", *, step: Step = no_step
    ) -> Report:
        """Makes the report and keeps it as issued, with the sealed proof. It cannot be taken back (R9).

        Raises Problem for a time that is not allowed, and for words that name somebody.
        """
        report, proof = self._made(kind, span, breakdown, self._checked_needs(needs), step)
        text = content_text(report)
        with self._store.work() as work:
            if len(self._proofs_in(work)) != len(self._proofs()):
                raise Problem(tr("Another report was issued meanwhile."), tr("Look at the list, then try again."))
            row = IssuedReportRecord(
                first_month=span.first,
                last_month=span.last,
                issued_at=report.issued_at,
                issued_by=self._actor.account_id,
                figures=text,
                digest=digest_of(text),
            )
            work.add(row)
            work.flush()
            sealed = ReportProofRecord(report_id=row.id, sealing=1)
            words = proof_text(replace(proof, digest=row.digest))
            sealed.sealed = self._keyring.seal(words, record=sealed.id, version=1, to=SUPPORT_TEAM)
            work.add(sealed)
            work.flush()
            self._audit.record(work, self._actor, Event.REPORT_ISSUED, row.id)
            return _report(row)

    def issued_reports(self) -> list[Report]:
        """Every report as issued, the newest first. For coordinator and planner."""
        self._actor.require(Can.SEE_TOTALS)
        with self._store.read() as work:
            newest = select(IssuedReportRecord).order_by(IssuedReportRecord.issued_at.desc())
            return [_report(row) for row in work.scalars(newest)]

    def issued_report(self, report_id: UUID) -> Report:
        """One of them. Raises Problem when it is gone."""
        self._actor.require(Can.SEE_TOTALS)
        with self._store.read() as work:
            row = work.get(IssuedReportRecord, report_id)
            if row is None:
                raise gone()
            return _report(row)

    def report_proof(self, report_id: UUID) -> list[ProofLine]:
        """What was counted and which rule left it out (R13): for the coordinator with the team's key."""
        self._require_sums()
        proof = self._proof(report_id)
        labels = codes_of(proof.counts.breakdown, self.log_categories(), LogTotals())
        counted = {cell.code: cell for cell in proof.tally.cells}
        lines = [
            ProofLine(labels.get(one.code, one.code), counted[one.code].count, counted[one.code].people, one.reason)
            for one in proof.counts.printed.cells
            if one.code in counted
        ]
        whole, referred = proof.tally.whole, proof.tally.referred
        lines.append(ProofLine(tr("Support contacts"), whole.count, whole.people, proof.counts.printed.total.reason))
        lines.append(ProofLine(tr("With a referral"), referred.count, referred.people, proof.counts.referred.reason))
        return lines

    def report_policy(self, report_id: UUID) -> Policy:
        """The threshold that a report was issued with, whatever the agency chose later."""
        self._require_sums()
        return self._proof(report_id).policy

    def report_is_sound(self, report_id: UUID) -> bool:
        """Whether a report is as it was issued, by the sealed proof: a digest in the open can be changed as well."""
        self._require_sums()
        proof = self._proofs().get(report_id)
        report = self.issued_report(report_id)
        return proof is not None and report.sound and proof.digest == digest_of(content_text(report))

    def print_report(self, report_id: UUID, *, large: bool = False) -> bytes:
        """The report on paper, as issued."""
        from wellness_desktop.debriefs.reports.report_prints import report_sheet

        return report_sheet(self.issued_report(report_id), self._paper(large=large))

    def report_table(self, report_id: UUID) -> bytes:
        """The report as a table file (CSV), as issued."""
        from wellness_desktop.debriefs.reports.report_csv import table_file

        return table_file(self.issued_report(report_id))

    # ------------------------------------------------------------------------------------------------ inner parts

    def _offer(self, span: Span, breakdown: Breakdown, issued: list[Counts]) -> Offer:
        if self.today < locks_on(span.last):
            return Offer(span, open_until_words(locks_on(span.last)))
        try:
            inside(span, breakdown, issued)
        except Refused as refused:
            return Offer(span, *refusal_words(refused))
        return Offer(span)

    def _made(self, kind: ReportKind, span: Span, breakdown: Breakdown, needs: str, step: Step) -> tuple[Report, Proof]:
        self._require_sums()
        policy, population = self._report_policy, self._population()
        if not allowed(kind.length, population, policy) or len(span.months) != kind.length.months:
            raise Problem(tr("This time is too short for a report."), too_short_words(population, policy))
        if self.today < locks_on(span.last):
            raise Problem(tr("This time is not closed yet."), open_until_words(locks_on(span.last)))
        reading = self.log_reading(span.first, span.last, step)
        if reading.unread:
            raise Problem(
                tr("The entries of a helper cannot be read yet."),
                tr("They were made before the support team had a key. They are shared when the helper signs in."),
            )
        issued = [proof.counts for proof in self._proofs().values()]
        totals, categories = reading.whole, self.log_categories()
        labels, sizes = codes_of(breakdown, categories, totals), class_sizes(self._staff())

        def tally(months: tuple[date, ...]) -> Tally:
            found = totals if months == span.months else reading.totals(months)
            return tally_of(found, breakdown, labels, sizes)

        try:
            counts = counts_for(span, breakdown, population, issued, tally, policy)
        except Refused as refused:
            raise Problem(*refusal_words(refused)) from refused
        counted = Counted(
            totals=totals,
            categories=categories,
            sessions=self._sessions_held(span),
            cover=self._cover(span),
            helpers=self.helpers(),
            counts=counts,
            labels=labels,
            to_date=year_to_date(span, counts, issued, policy),
        )
        report = Report(
            kind=kind,
            span=span,
            breakdown=breakdown,
            agency=self._settings.agency_name,
            sections=sections_of(counted, policy, self.today),
            needs=needs,
            issued_at=self.now,
            issued_by=self._actor.name,
        )
        return report, Proof(counts, tally_of(totals, breakdown, labels, sizes), "", policy)

    @property
    def _report_policy(self) -> Policy:
        """The agency's threshold for reports from now on; an issued one keeps its own."""
        return Policy(k=self._settings.report_least, m=self._settings.report_least_people)

    def _staff(self) -> list[Person]:
        return list(self.roster_people().values())

    def _population(self) -> int:
        return population_of(self._staff())

    def _moments(self, span: Span) -> tuple[datetime, datetime]:
        starts, ends = (datetime.combine(day, time(), self._zone) for day in (span.first, span.ends_before))
        return starts, ends

    def _sessions_held(self, span: Span) -> int:
        starts, ends = self._moments(span)
        query = select(func.count()).where(
            SessionRecord.kind.in_(GROUP_KINDS),
            SessionRecord.state.in_([SessionState.HELD, SessionState.CLOSED]),
            SessionRecord.starts_at >= starts,
            SessionRecord.starts_at < ends,
        )
        with self._store.read() as work:
            return work.scalar(query) or 0

    def _cover(self, span: Span) -> tuple[Line, Line]:
        duties = self._roster.on_call_between(*self._moments(span))
        return cover([(one.duty.starts, one.duty.ends) for one in duties], span, self._zone)

    def _checked_needs(self, needs: str) -> str:
        """What the program needs, in the coordinator's words; it may name nobody."""
        text = " ".join(needs.split())
        if len(text) > NEEDS_LENGTH:
            raise Problem(tr("What the program needs is too long."), tr("Keep it under 400 characters."))
        if names_somebody(text, [one.name for one in self._staff()]):
            raise Problem(tr("This names somebody of the roster."), tr("Say what is needed, never for whom."))
        if health_words(text):
            raise Problem(
                tr("This speaks of somebody's health or private life."),
                tr("Say what is needed: hours, training, a room."),
            )
        return text

    def _proof(self, report_id: UUID) -> Proof:
        proof = self._proofs().get(report_id)
        if proof is None:
            raise gone()
        return proof

    def _proofs(self) -> dict[UUID, Proof]:
        with self._store.read() as work:
            return self._proofs_in(work)

    def _proofs_in(self, work: Work) -> dict[UUID, Proof]:
        return {
            row.report_id: proof_in(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
            for row in work.scalars(select(ReportProofRecord))
        }

    def _further_jobs(self) -> list[Callable[[Work, Deleted], None]]:
        """Issued reports are kept six years, their proofs with them (chaplain_log.md 7.6); a hold keeps them."""
        return [*super()._further_jobs(), self._delete_reports]

    def _delete_reports(self, work: Work, counts: Deleted) -> None:
        if self._held_places(work):
            return
        old = select(IssuedReportRecord).where(IssuedReportRecord.issued_at < self.now - KEEP_REPORTS)
        for row in work.scalars(old).all():
            for proof in work.scalars(select(ReportProofRecord).where(ReportProofRecord.report_id == row.id)).all():
                work.delete(proof)
            work.flush()
            work.delete(row)
            counts[Subject.REPORTS] += 1


def _report(row: IssuedReportRecord) -> Report:
    return replace(content_in(row.figures), id=row.id, sound=digest_of(row.figures) == row.digest)
