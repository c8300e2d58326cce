"""On paper: a blank form for the box on the wall, an account to pass on by hand, and what came of it for the wall."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.feedback.answers import Answer
from wellness_desktop.feedback.values import Factor, Kind, PartOfDay
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.feedback.service import Item
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.sheet import Sheet

SHARED_AT = "https://www.leonearmiss.org/about/"
"""The national system for near misses of officers: voluntary, without names, no discipline (guide_topics.md G34)."""


def blank_form(paper: Paper) -> bytes:
    """One sheet to write on, for whoever trusts paper more: comment or near miss, into a closed box."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    factors = [factor.label for factor in Factor]
    body: list[Block] = [
        b.heading(_form_title(), 1),
        b.text(tr("No name, no date, no hour. Fold it, and put it into the box."), "lead"),
        b.checklist([Kind.COMMENT.label, Kind.NEAR_MISS.label]),
        *(part for question, lines in _questions() for part in (b.heading(question, 3), b.writing_lines(lines))),
        b.heading(tr("For a near miss, what had a part in it"), 3),
        b.two_columns([b.checklist(factors[::2])], [b.checklist(factors[1::2])]),
        b.text(tr("For something that cannot wait, tell somebody you trust, or call one of the numbers on the wall.")),
    ]
    return make(_sheet(_form_title(), paper), body)


def near_miss_sheet(item: "Item", paper: Paper) -> bytes:
    """An account to read at roll call, or to type into the national system by hand. Nothing is sent by the program."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    left = item.left
    told = [
        (tr("What was being done"), left.about.label),
        (tr("Part of the day"), "" if left.part_of_day is PartOfDay.UNSAID else left.part_of_day.label),
        (tr("What happened"), left.happened),
        (tr("What could have happened"), left.could),
        (tr("What kept it from becoming worse"), left.helped),
        (tr("What would prevent it"), left.prevent),
        (tr("What had a part in it"), "; ".join(factor.label for factor in left.factors)),
    ]
    title = tr("A near miss") if left.kind is Kind.NEAR_MISS else tr("A comment")
    head = (tr("Question"), tr("What was written"))
    body: list[Block] = [
        b.heading(title, 1),
        b.text(
            tr("Left without a name. It is here to learn from; nobody is looked for, and nobody is blamed."), "lead"
        ),
        b.table(head, [(name, words) for name, words in told if words], widths=(28, 72), row_heads=True),
        b.note(
            b.bullets(
                [
                    tr("Read it again: does a detail tell who wrote it, or of whom? Cross it out."),
                    tr("Read it at roll call, or talk it through: what would we do?"),
                    tr(
                        "To share it with other agencies, type it into the national near miss system by hand, on a "
                        "computer with internet: {address}",
                        address=SHARED_AT,
                    ),
                    tr("Shred this sheet afterward."),
                ]
            ),
            title=tr("What to do with this sheet"),
        ),
    ]
    return make(_sheet(title, paper, mark=tr("For the reader of the notes")), body)


def wall_sheet(answers: Sequence[Answer], paper: Paper) -> bytes:
    """You said, we did: for the wall, in the coordinator's words."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("You said, we did")
    body: list[Block] = [
        b.heading(title, 1),
        b.text(tr("What came of notes that people left without a name. Thank you for each of them."), "lead"),
    ]
    for answer in answers:
        body.append(
            b.keep_together(
                b.heading(answer.said, 2),
                b.text(tr("{outcome}: {words}", outcome=answer.outcome.label, words=answer.did)),
                b.text(day_text(answer.on), "small"),
            )
        )
    if not answers:
        body.append(b.text(tr("Nothing has been answered yet.")))
    body.append(b.note(tr("Leave a note at the station PC: no name, no sign-in. Or put one into the box.")))
    return make(_sheet(title, paper), body)


def _questions() -> list[tuple[str, int]]:
    return [
        (tr("What do you want to say? What happened?"), 4),
        (tr("What could have happened?"), 2),
        (tr("What kept it from becoming worse?"), 2),
        (tr("What would help, or prevent it?"), 2),
    ]


def _form_title() -> str:
    return tr("A note without a name")


def _sheet(title: str, paper: Paper, mark: str = "") -> "Sheet":
    from wellness_desktop.paper.sheet import Sheet

    return Sheet(
        title=title,
        printed_on=paper.local,
        size=paper.size,
        large=paper.large,
        mark=mark,
        agency=paper.agency,
        subject=tr("Feedback and near misses"),
    )
