"""The handover on paper: two pages for one newcomer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import PaperSize
from wellness_desktop.today.handover.values import DueLine, Handover, SealedKind

if TYPE_CHECKING:
    from wellness_desktop.paper.blocks import Block


def handover_pages(found: Handover, zone: ZoneInfo, *, size: PaperSize = "letter", large: bool = False) -> bytes:
    """The pages as PDF. Names stand in it only for who may sign in."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    sheet = Sheet(
        title=tr("Handover: {who}", who=found.newcomer.label),
        printed_on=found.moment.astimezone(zone).replace(tzinfo=None),
        agency=found.agency,
        size=size,
        large=large,
        mark=tr("Confidential: for whoever takes over, then shred"),
        subject=tr("What there is, what is due, what is sealed"),
    )
    access = b.table((tr("Name"), tr("Roles")), [(b.bold(one.name), one.roles) for one in found.access], (2, 5))
    blocks = [
        b.heading(tr("Handover: {who}", who=found.newcomer.label)),
        b.heading(tr("First three things"), level=2),
        b.numbered(found.first),
        b.heading(tr("Who may sign in"), level=2),
        access,
        b.bullets(found.add_and_remove),
        b.heading(tr("When the PC is lost"), level=2),
        b.table(
            (tr("What"), tr("As of today")),
            [(name, words or "_" * 30) for name, words in keeping_lines(found)],
            (2, 5),
        ),
        b.heading(tr("What is due"), level=2),
    ]
    if found.due:
        blocks.append(_due_table(found.due))
    if found.left_out:
        blocks.append(b.text(left_out_words(found), kind="small"))
    blocks += [
        b.heading(tr("What is sealed"), level=2),
        b.text(sealed_words()),
        _sealed_table(found.sealed),
        b.heading(tr("What you will not see, and why"), level=2),
        b.bullets(found.never),
        b.fill_lines([tr("Handed over by"), tr("Taken over by"), tr("Date")], columns=2),
    ]
    return make(sheet, blocks)


def keeping_lines(found: Handover) -> list[tuple[str, str]]:
    """Backups, and for whoever may know it the place of the recovery sheet; empty where nobody said it."""
    lines = [
        (tr("Last backup"), found.backup),
        (tr("Last time a backup was proved"), found.proved),
    ]
    if found.recovery_place is not None:
        lines.append((tr("The recovery sheet lies"), found.recovery_place))
    return lines


def due_cells(line: DueLine) -> tuple[str, str, str]:
    """Three counts; a dash for none."""
    return tuple(str(count) if count else "–" for count in (line.overdue, line.soon, line.later))  # type: ignore[return-value]


def left_out_words(found: Handover) -> str:
    """What the counts do not hold."""
    return tr(
        "Not counted, since whoever made these pages may not see it: {subjects}.", subjects="; ".join(found.left_out)
    )


def sealed_words() -> str:
    """What "sealed" means here, in two sentences."""
    return tr(
        "All records are locked with the passphrases of those who may sign in. Some are sealed once more, and "
        "neither an administrator nor the recovery sheet opens those."
    )


def _due_table(lines: Sequence[DueLine]) -> "Block":
    from wellness_desktop.paper import blocks as b

    head = (tr("What"), tr("Overdue"), tr("In 30 days"), tr("In 90 days"), tr("Where"))
    return b.table(head, [(line.what, *due_cells(line), line.where) for line in lines], (5, 2, 2, 2, 4))


def _sealed_table(kinds: Sequence[SealedKind]) -> "Block":
    from wellness_desktop.paper import blocks as b

    head = (tr("What"), tr("Who opens it"), tr("How it is handed on"))
    return b.table(head, [(b.bold(one.what), one.opens, one.gets) for one in kinds], (4, 4, 4))
