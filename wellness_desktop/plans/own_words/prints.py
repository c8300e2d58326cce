"""Two sheets about a plan: what changed between two versions, and who takes over when one of us cannot act."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, Text, heading, keep_together, table, text
from wellness_desktop.paper.sheet import make
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.own_words.difference import Kind, LineChange, SectionChange
from wellness_desktop.plans.own_words.review_desk import Comparison
from wellness_desktop.plans.print_action import struck_out
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.sheets.pieces import sheet_of


def comparison_sheet(found: Comparison, plan: MergedPlan, style: PrintStyle) -> bytes:
    """What changed, line by line. Words, not colors, say what went and what came."""
    blocks: list[Block] = [
        heading(tr("{code}  {title}: what changed", code=found.code, title=found.title)),
        text(tr("Before: {version}", version=found.older)),
        text(tr("After: {version}", version=found.newer)),
    ]
    if not found.sections:
        blocks.append(text(tr("Nothing differs between the two."), "strong"))
    for section in found.sections:
        blocks += _section(section, style.large)
    return make(sheet_of(plan, style, tr("{code} changes", code=found.code), numbers=False, punched=True), blocks)


def _section(section: SectionChange, large: bool) -> list[Block]:
    title = heading(tr("{code}  {title}", code=section.id, title=section.title), 2)
    rows: list[list[Text]] = [[Run(line.kind.words, bold=True), *_both(line)] for line in section.lines]
    widths: Sequence[float] | None = None if large else [0.12, 0.44, 0.44]
    return [title, table([tr("What"), tr("Before"), tr("After")], rows, widths, grid=True)]


def _both(line: LineChange) -> list[Text]:
    """Before and after; words that differ stand in bold."""
    if line.kind is Kind.MOVED:
        return [tr("(same words, another place)"), line.now]
    return [_marked(line.was, line.out), _marked(line.now, line.put_in)]


def _marked(words: str, different: Sequence[str]) -> Text:
    if not different:
        return words
    pieces: list[str | Run] = []
    rest = " ".join(words.split())
    for part in different:
        before, found, rest = rest.partition(part)
        pieces += [before, Run(found, bold=True)] if found else [before]
    return [piece for piece in (*pieces, rest) if piece]


def strike_out_sheet(plan: MergedPlan, style: PrintStyle) -> bytes:
    """Each person struck out once (crisis_plans.md C)."""
    titles = [line.role for line in plan.roles]
    rows: list[list[Text]] = [[Run(role.id, bold=True), role.title] for role in titles]
    blocks: list[Block] = [
        heading(tr("{code}  {title}: if one of us cannot act", code=plan.code, title=plan.title)),
        text(tr("Each person is struck out once. Their roles go to the next in line.")),
        *struck_out(plan),
        keep_together(heading(tr("The roles by their code"), 2), table([tr("Role"), tr("Name")], rows, [0.15, 0.85])),
    ]
    sheet = sheet_of(plan, style, tr("{code} if one of us cannot act", code=plan.code), numbers=False, punched=True)
    return make(sheet, blocks)
