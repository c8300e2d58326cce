"""The front of the binder: cover, contents, changes, copies, when to use the plan."""

from collections.abc import Callable

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Text,
    bullets,
    contents,
    heading,
    keep_together,
    note,
    numbered,
    page_break,
    page_list,
    quotation,
    section,
    signature,
    table,
    text,
    writing_lines,
)
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.print_pieces import blank_rows, body, columns, facts, lines_of, on_sheet, opening
from wellness_desktop.roster.when import day_text

LIST = "LIST"
"""The code of the pages that list all pages."""


def front(plan: MergedPlan, *, large: bool) -> list[Block]:
    """Sections S01 to S06."""
    return [
        *cover(plan),
        *pages_in_force(LIST),
        *changes(plan, large),
        *copies(plan, large),
        *when(plan),
        *values_page(plan),
        *objectives(plan),
    ]


def cover(plan: MergedPlan) -> list[Block]:
    """Section S01, with the signatures."""
    standing = plan.standing
    agency = tr("{agency}, {town}", agency=plan.agency, town=plan.town) if plan.town else plan.agency
    rows: list[list[Text]] = [
        [tr("Version"), standing.number],
        [tr("Status"), tr("Approved") if standing.approved else tr("Draft. Not approved yet.")],
        [tr("In effect from"), day_text(standing.approved_on) if standing.approved_on else "_" * 20],
        [tr("Read again by"), day_text(standing.review_on) if standing.review_on else "_" * 20],
        [tr("Copy number"), "_" * 20],
    ]
    if standing.reason:
        rows.append([tr("Why not every group had a say"), standing.reason])
    return [
        section(f"{plan.tab} S01" if plan.tab else "S01", tr("{code}  {title}", code=plan.code, title=plan.title)),
        text(plan.about, "lead"),
        text(agency, "strong"),
        table([tr("This plan"), ""], rows, [0.35, 0.65], row_heads=True),
        note(
            tr("What to do now: section S11. Whom to call: section S10. The quick card holds both on one sheet."),
            title=tr("In a hurry?"),
            kind="warning",
        ),
        *_for_review(plan),
        keep_together(
            heading(tr("Approved by"), 2),
            signature([signer.title for signer in plan.signers]),
        ),
    ]


def _for_review(plan: MergedPlan) -> list[Block]:
    who = {"counsel": tr("your counsel"), "clinician": tr("a clinician")}
    people = [who[one] for one in plan.needs_review]
    lines = [tr("This paper can be old. Ask the station which version is in use.")]
    if people:
        lines.append(
            tr(
                "It grew out of common practice and is not law: {people} should read it first. “Check locally” marks "
                "what could not be checked in a source.",
                people=tr(" and ").join(people),
            )
        )
    return [note(*lines, title=tr("Before you rely on it"))]


def pages_in_force(code: str, of: Callable[[str], bool] | None = None, *, apart: bool = False) -> list[Block]:
    """The contents and the list of all pages with their marks: what is replaced with every change.

    With `apart` the list begins on a page of its own, so that a change leaves long contents as they are.
    """
    return [
        section(code, tr("Contents and pages in force")),
        contents(levels=1, of=of),
        *([page_break()] if apart else []),
        heading(tr("Pages in force"), 2),
        text(tr("Every page of this binder, with the mark on its foot. A page with another mark is an old one.")),
        page_list(),
    ]


def changes(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S02, with who had a say."""
    rows: list[list[Text | Block]] = [
        [change.number, day_text(change.day), change.who, change.what, ""] for change in plan.changes
    ]
    voices = [tr("{name}: {group}", name=one.name, group=Band(one.band).label) for one in plan.contributors]
    return [
        *opening(plan, "S02"),
        table(
            [tr("Version"), tr("Date"), tr("Who"), tr("What"), tr("Pages")],
            [*rows, *blank_rows(5, 5)],
            columns(large, 0.12, 0.17, 0.21, 0.36, 0.14),
            grid=True,
        ),
        heading(tr("Who had a say in this plan"), 2),
        bullets(voices) if voices else writing_lines(2),
    ]


def copies(plan: MergedPlan, large: bool) -> list[Block]:
    """Section S03."""
    return on_sheet(
        plan,
        "S03",
        *facts(plan.body("S03").facts),
        table(
            [tr("Copy no."), tr("Holder"), tr("Place"), tr("Date"), tr("Initials"), tr("Read on")],
            [*_copy_rows(plan), *blank_rows(6, max(2, 6 - len(plan.copies)))],
            columns(large, 0.11, 0.27, 0.24, 0.14, 0.11, 0.13),
            grid=True,
        ),
    )


def _copy_rows(plan: MergedPlan) -> list[list[Text | Block]]:
    """The numbered copies; initials and the day of reading are written by hand."""
    return [[one.number, one.holder, one.place, day_text(one.day), "", ""] for one in plan.copies]


def when(plan: MergedPlan) -> list[Block]:
    """Section S04."""
    return [
        *opening(plan, "S04"),
        bullets(lines_of(plan.triggers)),
        *([note(bullets(lines_of(plan.warnings)), title=tr("Do not"), kind="warning")] if plan.warnings else []),
        *body(plan.body("S04")),
    ]


def values_page(plan: MergedPlan) -> list[Block]:
    """Section S05."""
    values = {line.field.id: line.value for line in plan.body("S05").facts}
    whole, line = values.get("values_statement"), values.get("values_line")
    return on_sheet(
        plan,
        "S05",
        quotation(text(whole)) if whole else writing_lines(4),
        text([tr("In one sentence: "), line or "_" * 40]),
    )


def objectives(plan: MergedPlan) -> list[Block]:
    """Section S06."""
    return on_sheet(plan, "S06", numbered(lines_of(plan.objectives)))
