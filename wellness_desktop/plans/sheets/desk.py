"""What the papers of a plan are made from, for the person signed in: choose, be told of gaps, print."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.plans.copies.values import PaperKey
from wellness_desktop.plans.missing import Missing
from wellness_desktop.plans.sheets.kinds import (
    ALL,
    Paper,
    PrintChoice,
    RolePick,
    SheetKind,
    choice_of,
    choices,
    file_name,
    role_picks,
)

if TYPE_CHECKING:
    from wellness_desktop.paper.sheet import Printed
    from wellness_desktop.plans.merged import MergedPlan
    from wellness_desktop.plans.print_pieces import PrintStyle
    from wellness_desktop.plans.service import Plans


@dataclass(frozen=True, slots=True)
class PlanGap:
    """Something missing, and the plan in which it is filled in."""

    plan: str
    missing: Missing


class Sheets:
    """The papers of the plans. Printing needs `Can.PRINT_CONFIDENTIAL`: most hold numbers that are not published."""

    def __init__(self, plans: "Plans") -> None:
        self._plans = plans

    def choices(self, plan: str) -> tuple[PrintChoice, ...]:
        """What can be printed of this plan, or of all of them (`ALL`); nothing for whoever may not print."""
        actor = self._plans.actor
        return choices(plan) if actor.may(Can.SEE_PLANS) and actor.may(Can.PRINT_CONFIDENTIAL) else ()

    def picks(self, plan: str) -> tuple[RolePick, ...]:
        """Which role cards one may choose: all, those of one person, a single one."""
        return role_picks(self._plans.merged(plan).roles)

    def gaps(self, kind: SheetKind, plan: str) -> tuple[PlanGap, ...]:
        """What will stand as a blank line on this paper. For all plans together, what several lack stands once."""
        from wellness_desktop.plans.sheets.gaps import gaps_of

        plans = self._plans
        found: dict[tuple[str, str], PlanGap] = {}
        for one in plans.titles() if plan == ALL else [plan]:
            for gap in gaps_of(kind, plans.merged(one), plans.missing(one)):
                found.setdefault((gap.gap, gap.key or gap.label), PlanGap(one, gap))
        return tuple(found.values())

    def pages(self, kind: SheetKind, plan: str, *, large: bool = False, only: Collection[str] = ()) -> int:
        """How many pages it has. It is laid out for that, and leaves no line in the audit log."""
        self._plans.actor.require(Can.PRINT_CONFIDENTIAL)
        return len(self._laid_out(kind, plan, large, only)[0].pages)

    def make(self, kind: SheetKind, plan: str, *, large: bool = False, only: Collection[str] = ()) -> Paper:
        """The paper; `only` are the roles whose cards are wanted. Raises Problem when it is too long for its sheet."""
        self._plans.actor.require(Can.PRINT_CONFIDENTIAL)
        printed, code, version = self._laid_out(kind, plan, large, only)
        self._plans.note_printed(self._plans.titles() if plan == ALL else [plan])
        title = choice_of(kind).title
        return Paper(
            kind,
            plan,
            title if plan == ALL else tr("{plan} {what}", plan=code, what=title.lower()),
            file_name(code, version, kind),
            printed.pdf,
            len(printed.pages),
        )

    def _laid_out(self, kind: SheetKind, plan: str, large: bool, only: Collection[str]) -> "tuple[Printed, str, str]":
        """The finished print, the plan's code and its version."""
        if kind in (SheetKind.BINDER, SheetKind.ALL_PLANS):
            return self._binder(kind, plan, large)
        if plan == ALL:
            return self._of_all(kind, large), ALL, ""
        merged = self._plans.merged(plan)
        style = self._plans.print_style(merged, large=large)
        return _of_one(kind, merged, style, only), merged.code, merged.standing.number

    def _binder(self, kind: SheetKind, plan: str, large: bool) -> "tuple[Printed, str, str]":
        """A loose-leaf binder, page for page as the register of copies knows it: with its copies in section S03."""
        plans = self._plans
        copies = plans.copies.lines(PaperKey(kind.value, plan))
        printed = plans.settled(kind.value, plan, large, plans.paper_size, copies).draw()
        if plan == ALL:
            return printed, ALL, ""
        merged = plans.merged(plan)
        return printed, merged.code, merged.standing.number

    def _of_all(self, kind: SheetKind, large: bool) -> "Printed":
        from wellness_desktop.plans.sheets.folders import all_quick_cards, grab_folder

        core, plans, style = self._plans.all_merged(large=large)
        if kind is SheetKind.ALL_CARDS:
            return all_quick_cards(plans, style)
        return grab_folder(core, plans, style)


def _of_one(kind: SheetKind, plan: "MergedPlan", style: "PrintStyle", only: Collection[str]) -> "Printed":
    """A paper of one plan. ReportLab is loaded when the first one is asked for."""
    from wellness_desktop.plans.print_quick_card import card
    from wellness_desktop.plans.sheets.call_tree import call_tree_sheet
    from wellness_desktop.plans.sheets.handover import handover_packet
    from wellness_desktop.plans.sheets.leader import leader_packet
    from wellness_desktop.plans.sheets.messages import message_sheets
    from wellness_desktop.plans.sheets.role_cards import role_cards
    from wellness_desktop.plans.sheets.wallet import wallet_cards

    if kind is SheetKind.ROLE_CARDS:
        return role_cards(plan, style, only)
    makers = {
        SheetKind.QUICK_CARD: card,
        SheetKind.CALL_TREE: call_tree_sheet,
        SheetKind.MESSAGES: message_sheets,
        SheetKind.LEADER: leader_packet,
        SheetKind.HANDOVER: handover_packet,
        SheetKind.WALLET: wallet_cards,
    }
    return makers[kind](plan, style)
