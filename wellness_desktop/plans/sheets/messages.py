"""Message sheets: each message of a plan to be read aloud, with lines to fill in and a log (F-10)."""

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    heading,
    keep_together,
    note,
    page_break,
    quotation,
    spoken,
    table,
    text,
)
from wellness_desktop.paper.sheet import Printed, make_with_pages
from wellness_desktop.plans.merged import Group, MergedPlan, MessageBody
from wellness_desktop.plans.print_pieces import PrintStyle, blank_rows, columns, guidance, said
from wellness_desktop.plans.sheets.pieces import group_of, line_of, one_page, plan_title, sheet_of

SUICIDE = "CP-04"
"""Its messages carry the rules of safe messaging on every sheet (crisis_plans.md H.3)."""
SAFE, NEVER = "core.safe.", "core.never."
"""How the ids of these sentences begin in section S13."""
LOG_ROWS = 3
SCALES = (1.0, 0.93, 0.87, 0.82)


def message_sheets(plan: MergedPlan, style: PrintStyle) -> Printed:
    """What we never say on the first page, then a page or two for each message."""
    sheet = sheet_of(plan, style, tr("{code} messages", code=plan.code))
    rules = [heading(tr("{plan}: before you speak", plan=plan_title(plan))), *guidance(plan.body("S13").groups)]
    avoid = _words_to_avoid(plan)
    on_one = one_page(sheet, [*rules, *avoid], SCALES)
    blocks = [*rules, page_break(), *avoid] if on_one is None else [on_one]
    for body in plan.messages:
        blocks += [page_break(), *_message(plan, body, large=style.large)]
    return make_with_pages(sheet, blocks)


def _words_to_avoid(plan: MergedPlan) -> list[Block]:
    if not plan.avoid:
        return []
    rows: list[list[Text]] = [["; ".join(one.words), one.why] for one in plan.avoid]
    return [heading(tr("Words that hurt or promise too much"), 2), table([tr("Not"), tr("Why")], rows, [0.45, 0.55])]


def _message(plan: MergedPlan, body: MessageBody, *, large: bool) -> list[Block]:
    own = body.message
    line = line_of(plan, own.by)
    who = line.role.title if line else own.by
    if line is not None and line.seats.first is not None:
        who = tr("{name}, {role}", name=line.seats.first.with_agency, role=who)
    facts: list[str | Run] = []
    for label, value in ((tr("To: "), own.to), (tr("Spoken by: "), who), (tr("When: "), own.when)):
        facts += ["\n"] if facts else []
        facts += [Run(label, bold=True), value]
    return [
        heading(tr("{code}  {title}", code=own.id, title=own.title), 1),
        text(facts),
        quotation(*(spoken(said(part)) for part in body.paragraphs)),
        *_never(plan),
        keep_together(
            heading(tr("Each version, before it goes out (F-10)"), 2),
            table(
                [tr("Version"), tr("Approved by"), tr("Time"), tr("Channel"), tr("Read by")],
                blank_rows(5, LOG_ROWS),
                columns(large, 0.12, 0.28, 0.14, 0.24, 0.22),
                grid=True,
            ),
        ),
    ]


def _never(plan: MergedPlan) -> list[Block]:
    """What not to say, on the sheet in the speaker's hand; for a suicide also how to speak of it."""
    wanted = [SAFE, NEVER] if plan.id == SUICIDE else [NEVER]
    parts = [_in_one(group) for one in wanted if (group := group_of(plan, "S13", one)) is not None]
    return [note(*(text(part, "small") for part in parts), kind="warning")] if parts else []


def _in_one(group: Group) -> Text:
    """A group's sentences one after the other, behind their title."""
    words: list[str | Run] = [Run(tr("{title}: ", title=group.title), bold=True)]
    for line in group.lines:
        words += [*said(line.text), " "]
    return words
