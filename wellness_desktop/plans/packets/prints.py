"""Family papers on paper: only ever as a sealed sheet, and the sheet of the chief's code.

The first page is the outside of the envelope: a name and a day, and nothing of what is inside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wellness_desktop.base.language import tr
from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.dates import day_text
from wellness_desktop.paper.sheet import Sheet, make
from wellness_desktop.plans.packets.questions import Section, others, sections
from wellness_desktop.plans.packets.values import Envelope, Papers

TITLE = "sealed-papers"
"""What the file and the print job are called: no name."""


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """How it is printed."""

    printed_on: datetime
    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False


def sealed_sheet(
    name: str,
    papers: Papers,
    look_again_by: date,
    paper: SealedPaper,
    *,
    opened_by: Sequence[str] = (),
    destroy: Sequence[Envelope] = (),
) -> bytes:
    """Envelope sheet first, then what the member wrote, then which older envelopes to destroy."""
    sheet = Sheet(
        title=tr("Sealed family papers"),
        printed_on=paper.printed_on,
        size=paper.size,
        large=paper.large,
        mark=tr("Confidential. Seal this page in an envelope."),
        agency=paper.agency,
        subject=tr("Private papers of one member"),
    )
    inside: list[b.Block] = [b.page_break(), b.heading(tr("Family papers: {name}", name=name))]
    inside.append(b.text(tr("Written on {day}. Nobody else has a copy.", day=day_text(papers.written_on)), "small"))
    for form_title, parts in _by_form(papers.answers):
        first, *later = parts
        title = b.heading(form_title, level=2)
        head, *below = _section(first, papers.answers)
        inside += [b.keep_together(title, head, *below[:1]), *below[1:]]
        for section in later:
            inside += _section(section, papers.answers)
    left = others(papers.answers)
    if left:
        inside.append(b.heading(tr("More"), level=2))
        inside.append(b.bullets(list(left.values())))
    return make(sheet, [*_outside(name, papers, look_again_by, opened_by), *inside, *_destroy(destroy)])


def code_sheet(code: str, paper: SealedPaper) -> bytes:
    """The sheet with the code that stands in for a second custodian, printed once, for an envelope."""
    sheet = Sheet(
        title=tr("Sealed code for family papers"),
        printed_on=paper.printed_on,
        size=paper.size,
        mark=tr("Keep sealed. Break the seal only to open family papers."),
        agency=paper.agency,
        subject=tr("Stands in for a second custodian"),
    )
    groups = code.replace("-", " ").split()
    lines = ["   ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
    return make(
        sheet,
        [
            b.heading(tr("Sealed code for family papers")),
            b.text(tr("With this code, one custodian alone opens the family papers of a member."), "lead"),
            b.heading(tr("The code"), level=2),
            *(b.text(b.bold(line), "lead") for line in lines),
            b.heading(tr("What to do with it now"), level=2),
            b.checklist(
                [
                    tr("Put it in an envelope. The chief signs across the flap."),
                    tr("Give it to somebody who is no custodian, such as the town clerk or the chief next door."),
                    tr("Do not photograph it, copy it or leave it by the PC."),
                ]
            ),
            b.heading(tr("How to use it"), level=2),
            b.numbered(
                [
                    tr("A custodian signs in and opens Family papers of others under Settings."),
                    tr("Choose the member and the reason, and press Open with the sealed code."),
                    tr("Type the code. Spaces, dashes and small letters do not matter."),
                    tr("Make a new code afterwards, and shred this sheet once every member has sealed anew."),
                ]
            ),
            b.fill_lines([tr("Sealed by"), tr("Date"), tr("Kept where"), tr("Opened by, date")], columns=2),
        ],
    )


def _outside(name: str, papers: Papers, look_again_by: date, opened_by: Sequence[str]) -> list[b.Block]:
    who = (
        tr("Two of these together may open it: {names}.", names=", ".join(opened_by))
        if opened_by
        else tr("Only the person named above opens it.")
    )
    return [
        b.note(tr("Tape this page on the envelope. It says nothing of what is inside."), title=tr("Outside")),
        b.space(2.0),
        b.heading(name),
        b.text(b.bold(tr("Sealed on {day}", day=day_text(papers.written_on))), "lead"),
        b.space(1.0),
        b.text(tr("Family papers: whom to tell, benefits choices, wishes."), "lead"),
        b.text(who),
        b.text(tr("Look at it again by {day}, or when something changes.", day=day_text(look_again_by))),
        b.space(1.0),
        b.fill_lines([tr("Signed across the flap by"), tr("Kept where"), tr("Opened by, date"), tr("And by, date")]),
    ]


def _by_form(answers: Mapping[str, str]) -> list[tuple[str, list[Section]]]:
    """The sections that were answered, under the name of their form."""
    names = {"F-01": tr("Whom to tell, and how"), "F-02": tr("Benefits choices"), "F-03": tr("My wishes")}
    found: dict[str, list[Section]] = {}
    for section in sections():
        if section.answered(answers):
            found.setdefault(names.get(section.form, section.form), []).append(section)
    return list(found.items())


def _section(section: Section, answers: Mapping[str, str]) -> list[b.Block]:
    made: list[b.Block] = [b.heading(section.title, level=3)]
    if section.warning is not None:
        words = [*section.warning.texts, tr("Source: {source}", source=section.warning.source)]
        made.append(b.note(*words, title=section.warning.title, kind="warning"))
    for group in section.groups:
        rows = [(one.label, answers[one.key]) for one in group.questions if answers.get(one.key, "").strip()]
        if not rows:
            continue
        made.append(b.table((group.title or tr("Question"), tr("Answer")), rows, widths=(2, 3), row_heads=True))
    return made


def _destroy(envelopes: Sequence[Envelope]) -> list[b.Block]:
    """Envelopes that hold old papers, on a page of its own (CP-T18): it is not sealed in."""
    if not envelopes:
        return []
    unknown = tr("Not written down")
    rows = [(one.name, day_text(one.printed_on), one.kept_at or unknown, b.tick_box()) for one in envelopes]
    head = (tr("Name on the envelope"), tr("Sealed on"), tr("Kept at"), tr("Destroyed"))
    return [
        b.page_break(),
        b.heading(tr("Envelopes to destroy")),
        b.text(tr("Their papers were replaced or deleted. Shred them unopened. Keep this page outside the envelope.")),
        b.table(head, rows, widths=(3, 2, 3, 2)),
    ]
