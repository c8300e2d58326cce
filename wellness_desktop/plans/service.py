"""The crisis plans: what there is, what is missing, and each plan filled in from the roster."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.settings import PaperSize
from wellness_desktop.plans.approval_desk import PlanFile, Voice, contributors_of
from wellness_desktop.plans.checks import Check, checks
from wellness_desktop.plans.community.print_desk import CommunityPapers
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, CALL_TREE
from wellness_desktop.plans.copies.service import Copies
from wellness_desktop.plans.copies.values import PaperKey
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.desk import Saved
from wellness_desktop.plans.forms.desk import FormsDesk
from wellness_desktop.plans.items import Role
from wellness_desktop.plans.merged import CopyLine, MergedPlan, Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.missing import Missing, minutes_of, missing
from wellness_desktop.plans.overlay import Edit, outdated
from wellness_desktop.plans.own_words.cadence import CALL_TREE_MONTHS, Review, reviews
from wellness_desktop.plans.own_words.completeness import SectionDone, by_section
from wellness_desktop.plans.own_words.factors import empty_factors
from wellness_desktop.plans.own_words.review_desk import ReviewDesk
from wellness_desktop.plans.own_words.template_news import News
from wellness_desktop.plans.packets.service import Packets
from wellness_desktop.plans.records import id_of
from wellness_desktop.plans.review.service import AfterAction
from wellness_desktop.plans.runs.service import Runs
from wellness_desktop.plans.runs.values import TimelineEntry
from wellness_desktop.plans.sheets.desk import Sheets
from wellness_desktop.plans.templates import CORE
from wellness_desktop.plans.wording import Doubt, doubts, lacks

if TYPE_CHECKING:
    from wellness_desktop.paper.layout import Settled
    from wellness_desktop.plans.print_pieces import PrintStyle


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list."""

    id: str
    title: str
    about: str
    standing: Standing
    missing: int
    """How many things are missing."""
    minutes: int
    """How long they take."""
    blocks: int
    """How many of them approval waits for."""
    review_due: bool

    @property
    def code(self) -> str:
        """The id as it is read and printed."""
        return self.id.upper()


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan with everything a page shows about it."""

    line: PlanLine
    missing: tuple[Missing, ...]
    checks: tuple[Check, ...]
    contributors: tuple[Voice, ...]
    outdated: tuple[Edit, ...]
    """The agency's words whose template sentence has changed since."""
    needs_review: tuple[str, ...]
    news: tuple[News, ...] = ()
    """What the template says differently since a planner last looked."""
    reviews: tuple[Review, ...] = ()
    empty_factors: tuple[str, ...] = ()
    sections: tuple[SectionDone, ...] = ()
    """How much of each section is filled in."""
    own: bool = False
    """The agency made it itself."""
    versions: int = 0
    """How many were approved."""


class Plans(ReviewDesk, FormsDesk, CommunityPapers):
    """Everything the plans do for the person signed in. Each method asks the actor first."""

    def plans(self) -> tuple[PlanLine, ...]:
        """Every plan, by id."""
        saved = self._read_saved()
        reach = self._reach(saved)
        plans = self.plan_ids()
        files = self._files(plans)
        return tuple(self._glance(plan, saved, self._known(saved, plan, reach), files[plan]) for plan in plans)

    def titles(self) -> dict[str, str]:
        """The title of every plan, by id: all that a list of prints or a search needs, without merging any."""
        self._actor.require(Can.SEE_PLANS)
        return {plan: self.template(plan).title for plan in self.plan_ids()}

    def plan(self, plan: str) -> Plan:
        """One plan: where it stands, what it lacks, what to look at. Raises Problem when there is none."""
        saved = self._read_saved()
        known = self._known(saved, plan)
        merged, gaps = self._merge_one(plan, saved, known)
        edits = self._edits_for(saved, plan)
        return Plan(
            self._line(plan, merged.standing, gaps),
            gaps,
            self._checks([line.role for line in merged.roles], known),
            self.contributors(plan),
            outdated(self.template(plan), edits.edits),
            merged.needs_review,
            tuple(self.template_news(plan)),
            reviews(merged, saved.facts),
            empty_factors(merged),
            by_section(merged),
            plan in self._own_plans(),
            len(merged.changes),
        )

    def missing(self, plan: str) -> tuple[Missing, ...]:
        """What the plan lacks, with minutes and where to fill it in."""
        saved = self._read_saved()
        template = self.template(plan, self._edits_for(saved, plan))
        return missing(template, self._known(saved, plan), contributors_of(self._file(plan)))

    def checks(self, plan: str) -> tuple[Check, ...]:
        """What to look at in the roles: pairs, load, losing any one person."""
        saved = self._read_saved()
        known = self._known(saved, plan)
        return self._checks(self.template(plan, self._edits_for(saved, plan)).role, known)

    def merged(self, plan: str) -> MergedPlan:
        """The plan with everything filled in from facts and roster."""
        return self._merged_with_gaps(plan)[0]

    def next_review(self, plan: str) -> date | None:
        """When the plan has to be read again; None before it was approved once."""
        self._actor.require(Can.SEE_PLANS)
        return self._file(plan).review_on

    def doubts(self, plan: str, text: str, *, message: bool = False) -> tuple[Doubt, ...]:
        """Words in a text that the plan advises against, and what a whole `message` lacks. A hint, never a block."""
        self._actor.require(Can.SEE_PLANS)
        template = self.template(plan)
        return doubts(text, template.avoid) + (lacks(text, template.must) if message else ())

    def binder(self, plan: str, *, large: bool = False) -> bytes:
        """The binder as a PDF; with the draft mark until the plan is approved."""
        from wellness_desktop.plans.prints import binder

        merged = replace(self._for_paper(plan), copies=self.copies.lines(PaperKey(BINDER, plan)))
        return binder(merged, self.print_style(merged, large=large))

    def quick_card(self, plan: str, *, large: bool = False) -> bytes:
        """The quick card as a PDF of one page."""
        from wellness_desktop.plans.prints import quick_card

        merged = self._for_paper(plan)
        return quick_card(merged, self.print_style(merged, large=large))

    def print_comparison(
        self, plan: str, older: UUID | None, newer: UUID | None = None, *, large: bool = False
    ) -> bytes:
        """What changed between two versions as a PDF; None is the plan as it stands now."""
        from wellness_desktop.plans.own_words.prints import comparison_sheet

        found = self.compare(plan, older, newer)
        merged = self._for_paper(plan)
        return comparison_sheet(found, merged, self.print_style(merged, large=large))

    def print_strike_outs(self, plan: str, *, large: bool = False) -> bytes:
        """One sheet: each of us struck out once, and who takes each role (crisis_plans.md C)."""
        from wellness_desktop.plans.own_words.prints import strike_out_sheet

        merged = self._for_paper(plan)
        return strike_out_sheet(merged, self.print_style(merged, large=large))

    def whole_binder(self, *, large: bool = False) -> bytes:
        """All plans as one binder: what they share once, then a tab for each plan."""
        from wellness_desktop.plans.prints import whole_binder

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        core, plans, style = self.all_merged(large=large)
        self.note_printed(plan.id for plan in plans)
        core = replace(core, copies=self.copies.lines(PaperKey(ALL_PLANS, ALL)))
        return whole_binder(core, plans, style).pdf

    def all_merged(self, *, large: bool = False) -> "tuple[MergedPlan, list[MergedPlan], PrintStyle]":
        """The core and every plan filled in, read in one go, and a style with the earliest day to check again."""
        saved = self._read_saved()
        reach = self._reach(saved)
        known = {plan: self._known(saved, plan, reach) for plan in (CORE, *self.plan_ids())}
        core = merge(self.template(CORE, self._edits_for(saved, CORE)), known.pop(CORE), Standing(False, ""))
        plans = [self._merge_one(plan, saved, mine)[0] for plan, mine in known.items()]
        dates = [self.print_style(plan, large=large) for plan in plans]
        return core, plans, min(dates, key=lambda style: style.check_again_by or date.max)

    @cached_property
    def packets(self) -> Packets:
        """The family papers of members (F-01 to F-03), and their custodians: a service of its own."""
        return Packets(self._store, self._actor, self._keyring, self._clock, self._audit, self._zone)

    @property
    def sheets(self) -> Sheets:
        """Cards, sheets and packets: what is printed of the plans besides their binders."""
        return Sheets(self)

    @cached_property
    def copies(self) -> Copies:
        """The register of paper copies."""
        station = (self._store, self._actor, self._keyring, self._clock, self._audit, self._zone)
        return Copies(self, self._roster, *station)

    @cached_property
    def runs(self) -> Runs:
        """Plans put to use, and drills."""
        station = (self._store, self._actor, self._keyring, self._clock, self._audit, self._zone)
        return Runs(self, self._roster, *station)

    def timeline(self, run: UUID) -> tuple[TimelineEntry, ...]:
        """Everything that was written down in a run, in the order it happened: what a review reads."""
        return self.runs.timeline(run)

    @cached_property
    def after_action(self) -> AfterAction:
        """Reviews of what happened, and the register of lessons."""
        station = (self._store, self._actor, self._keyring, self._clock, self._audit, self._zone)
        return AfterAction(self, self._roster, *station)

    @property
    def agency_name(self) -> str:
        """What the agency is called on paper."""
        return self._settings.agency_name

    @property
    def paper_size(self) -> PaperSize:
        """The paper in the station's printer."""
        return self._settings.paper

    def source(self, plan: str) -> str:
        """What a plan, or all of them ("all"), would be printed from now, as a digest: the register of copies sees by
        it that something has changed, without laying any page out. Raises Problem when there is no such plan.
        """
        saved = self._read_saved()
        reach = self._reach(saved)
        parts = (CORE, *self.plan_ids()) if plan == ALL else (plan,)
        found = [self._source_of(one, saved, self._known(saved, one, reach)) for one in parts]
        return hashlib.sha256("\n".join(found).encode()).hexdigest()[:40]

    def settled(self, kind: str, plan: str, large: bool, paper: PaperSize, copies: tuple[CopyLine, ...]) -> "Settled":
        """A binder with its pages known and these copies in its section S03, or a call tree; not written down yet."""
        from wellness_desktop.plans.print_together import settled_whole
        from wellness_desktop.plans.prints import settled_binder
        from wellness_desktop.plans.sheets.call_tree import settled_tree

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        if kind == ALL_PLANS:
            core, plans, style = self.all_merged(large=large)
            return settled_whole(replace(core, copies=copies), plans, replace(style, size=paper))
        merged = self.merged(plan)
        style = replace(self.print_style(merged, large=large), size=paper)
        if kind == CALL_TREE:
            return settled_tree(merged, style)
        return settled_binder(replace(merged, copies=copies), style)

    def note_printed(self, plans: Iterable[str]) -> None:
        """Leaves a line in the audit log for each: a print carries numbers that are not published."""
        with self._store.work() as session:
            for plan in plans:
                self._audit.record(session, self._actor, Event.PRINTED, id_of("plan", plan))

    def _for_paper(self, plan: str) -> MergedPlan:
        """The plan for a print, which is written down."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        merged = self.merged(plan)
        self.note_printed([plan])
        return merged

    def print_style(self, merged: MergedPlan, *, large: bool) -> "PrintStyle":
        """Paper size, print size and dates of a print."""
        from wellness_desktop.plans.print_pieces import PrintStyle

        half_a_year = months_later(self.today, CALL_TREE_MONTHS)
        review = merged.standing.review_on
        return PrintStyle(
            self._clock.now().astimezone(self._zone),
            min(half_a_year, review) if review else half_a_year,
            self._settings.paper,
            large,
        )

    def _glance(self, plan: str, saved: Saved, known: Known, file: PlanFile) -> PlanLine:
        """The plan's line in the list."""
        template = self.template(plan, self._edits_for(saved, plan))
        gaps = missing(template, known, contributors_of(file))
        return self._line(plan, self._stands(plan, template, known, file), gaps)

    def _line(self, plan: str, standing: Standing, gaps: tuple[Missing, ...]) -> PlanLine:
        template, review = self.template(plan), standing.review_on
        return PlanLine(
            plan,
            template.title,
            template.about,
            standing,
            len(gaps),
            minutes_of(gaps),
            sum(gap.blocks for gap in gaps),
            review is not None and review <= self.today,
        )

    def _checks(self, roles: Sequence[Role], known: Known) -> tuple[Check, ...]:
        sworn = known.facts["sworn"].text if "sworn" in known.facts else ""
        return checks(roles, known.seats, int(sworn) if sworn else None)
