"""What the plans print: binders and the quick card. Data in, PDF out; no store, no clock."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.layout import Settled, settle
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.print_action import action
from wellness_desktop.plans.print_front import front
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.print_reference import reference, situation


def binder(plan: MergedPlan, style: PrintStyle) -> bytes:
    """The loose-leaf binder of one plan."""
    return binder_pages(plan, style).pdf


def binder_pages(plan: MergedPlan, style: PrintStyle) -> Printed:
    """The binder, and which page holds which section: what a register of paper copies needs."""
    return settled_binder(plan, style).draw()


def settled_binder(plan: MergedPlan, style: PrintStyle) -> Settled:
    """The binder with its pages known, to be drawn whole, in several copies, or page by page."""
    sheet = Sheet(
        title=tr("{code} {title}", code=plan.code, title=plan.title),
        printed_on=style.printed_on,
        version=plan.standing.number,
        check_again_by=style.check_again_by,
        size=style.size,
        large=style.large,
        draft=not plan.standing.approved,
        mark=plan.handling,
        agency=plan.agency,
        subject=tr("Crisis plan"),
        punched=True,
        marked=True,
        page_code=lambda section, number: f"{plan.code} {section}-{number}",
    )
    large = style.large
    blocks = [
        *front(plan, large=large),
        *situation(plan),
        *action(plan, large=large),
        *reference(plan, large=large),
    ]
    return settle(sheet, blocks)


def whole_binder(core: MergedPlan, plans: Sequence[MergedPlan], style: PrintStyle) -> Printed:
    """All plans as one binder, with what they share printed once, in front of a tab for each."""
    from wellness_desktop.plans.print_together import whole_binder

    return whole_binder(core, plans, style)


def quick_card(plan: MergedPlan, style: PrintStyle) -> bytes:
    """The first hour of one plan on one sheet."""
    from wellness_desktop.plans.print_quick_card import card

    return card(plan, style).pdf
