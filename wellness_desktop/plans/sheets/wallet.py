"""The wallet card: a plan's call tree on a card of 3.5 by 2 inches, folded."""

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Text
from wellness_desktop.paper.fold_cards import FoldCard, fold_cards
from wellness_desktop.paper.sheet import Printed
from wellness_desktop.paper.words import unbroken
from wellness_desktop.plans.merged import CallLine, MergedPlan
from wellness_desktop.plans.print_pieces import LINE_FOR_MISSING, PrintStyle, blank
from wellness_desktop.plans.reading_text import plain
from wellness_desktop.plans.sheets.call_tree import first_of
from wellness_desktop.plans.sheets.pieces import plan_title, sheet_of


def wallet_cards(plan: MergedPlan, style: PrintStyle) -> Printed:
    """Four equal cards on a sheet."""
    help_line: Text = [unbroken("988"), "  ", tr("you, or someone near you: call or text")]
    card = FoldCard(
        title=plan_title(plan),
        lines=(help_line, *(_line(call) for call in plan.calls)),
        rest=tr("The others: call tree, section S10."),
        foot=tr("Lost? Tell the station."),
    )
    return fold_cards(sheet_of(plan, style, tr("{code} wallet cards", code=plan.code)), card)


def _line(call: CallLine) -> Text:
    """One call on one line: its place, the number in bold, who it is."""
    order = "+" if call.together else str(call.number)
    name, numbers, label = first_of(call)
    if not label:
        how = tr("({how})", how=call.how) if call.how else tr("(list in S10)")
        return f"{order}  {first_sentence(plain(call.text))} {how}"
    if not name and not numbers:
        return [f"{order}  ", blank(label)]
    number = unbroken(numbers[0]) if numbers else LINE_FOR_MISSING
    holder = call.seats.first
    name = holder.name if holder else name
    who = tr("{name}, {role}", name=name, role=label) if name and call.role is not None else name or label
    return [f"{order}  ", number, f"  {who}"]


def first_sentence(words: str) -> str:
    """What stands before the first full stop."""
    return words.split(". ", maxsplit=1)[0].rstrip(".")
