"""What the library prints: a guide as a handout, its quick card, the help sheet and wallet cards of lines.

Only numbers that may stand on paper are printed: those that two sources state and that are not stale, and the
agency's own people who agreed to it. 988 is printed always, with the day it was checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from wellness_desktop.base.language import tr
from wellness_desktop.library.guides import Citation, Guide
from wellness_desktop.library.line_freshness import age_words, agency_words, may_be_printed, own_to_print
from wellness_desktop.library.lines import Line, OwnHelper

if TYPE_CHECKING:  # ReportLab takes half a second to load; only printing needs it
    from wellness_desktop.paper.blocks import Block, CallRow, Run
    from wellness_desktop.paper.cards import WalletCard
    from wellness_desktop.paper.sheet import Sheet

_MOST_ON_WALLET = 4
_WALL_SCALES = (1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9)


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """What every print of a station shares."""

    printed_on: date
    size: Literal["letter", "a4"] = "letter"
    agency: str = ""
    large: bool = False


def for_cards(lines: Iterable[Line], today: date) -> list[Line]:
    """The lines that may stand on paper on this day (line_freshness)."""
    return may_be_printed(lines, today)


def handout(guide: Guide, lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup) -> bytes:
    """The whole guide, with whom to call and its sources, as a tagged PDF.

    `own` are the agency's own contacts, who agreed to be printed; without any, there is room to write them in.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.markdown import markdown_blocks
    from wellness_desktop.paper.sheet import make

    body = guide.cited(Citation(" [{number}]"))
    parts = [
        b.heading(guide.title),
        b.text(b.italic(guide.question), "lead"),
        *_reviewed(guide),
        *markdown_blocks(_without_calls(body)),
        b.keep_together(b.heading(tr("Who to call"), 2), *_contacts(lines, own, setup.printed_on)),
        *_sources(guide),
    ]
    return make(_guide_sheet(guide, setup), parts)


def quick_card(guide: Guide, lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup) -> bytes:
    """The guide's first steps and numbers on one sheet. Raises Problem when they do not fit."""
    from wellness_desktop.paper.cards import QuickCard, Stage
    from wellness_desktop.paper.cards import quick_card as card_print

    shown = for_cards(lines, setup.printed_on)
    code = next((line for line in shown if line.call_code), None)
    card = QuickCard(
        title=guide.title,
        stages=(Stage(tr("Do this now"), guide.do_now),),
        calls=tuple(_call_rows(shown, own)),
        scan=code.call_code if code else "",
        scan_caption=tr("Scan to call {number}", number=code.call) if code else "",
        scan_alt=tr("QR code that calls {number}", number=code.call) if code else "",
    )
    return card_print(_guide_sheet(guide, setup), card)


def help_sheet(lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup) -> bytes:
    """Get help now on one page for the wall: numbers, who answers, what happens, codes to scan."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import make

    shown = for_cards(lines, setup.printed_on)
    parts = [
        b.heading(tr("Get help now")),
        b.text(tr("Any hour, for you or for someone you are worried about. Use your own phone."), "lead"),
        b.note(b.bold(tr("In danger right now, or hurt: call 911.")), kind="warning"),
        *_own_blocks(own),
    ]
    for line in shown:
        parts.append(_line_block(line, setup.printed_on))
    sheet = _lines_sheet(tr("Get help now"), shown, setup)
    # It hangs on a wall and is read from a step away, so it is as large as one page allows.
    printed = fitted(sheet, parts, _WALL_SCALES, 1)
    return printed.pdf if printed else make(sheet, parts)


def wallet_cards(lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup) -> bytes:
    """Eight wallet cards of numbers on one sheet, with room for the agency's own on the back."""
    from wellness_desktop.paper.cards import wallet_cards as card_print

    shown = for_cards(lines, setup.printed_on)[:_MOST_ON_WALLET]
    sheet = _lines_sheet(tr("Wallet card: get help now"), shown, setup)
    return card_print(sheet, _front(shown, setup), _back(own, setup))


def _front(lines: Sequence[Line], setup: PrintSetup) -> "WalletCard":
    from wellness_desktop.paper.cards import WalletCard

    code = next((line for line in lines if line.call_code), None)
    return WalletCard(
        title=tr("Get help now"),
        lines=tuple((line.name, line.ways[0]) for line in lines),
        scan=code.call_code if code else "",
        scan_alt=tr("QR code that calls {number}", number=code.call) if code else "",
        foot=setup.agency,
    )


def _back(own: Sequence[OwnHelper], setup: PrintSetup) -> "WalletCard":
    from wellness_desktop.paper.cards import WalletCard

    named = [
        (f"{helper.name}, {helper.role}" if helper.role else helper.name, helper.phone) for helper in own_to_print(own)
    ]
    empty = [(tr("Peer supporter"), _TO_WRITE), (tr("Chaplain"), _TO_WRITE), (tr("Clinician"), _TO_WRITE)]
    return WalletCard(title=tr("Our own people"), lines=tuple(named[:3] or empty), foot=setup.agency)


_TO_WRITE = "_" * 24


def _guide_sheet(guide: Guide, setup: PrintSetup) -> "Sheet":
    from wellness_desktop.paper.dates import day_text
    from wellness_desktop.paper.sheet import Sheet

    return Sheet(
        title=guide.title,
        printed_on=setup.printed_on,
        version=tr("{guide}, checked {day}", guide=guide.id, day=day_text(guide.checked_on)),
        check_again_by=guide.review_by,
        size=setup.size,
        large=setup.large,
        agency=setup.agency,
        subject=guide.summary,
    )


def _lines_sheet(title: str, lines: Sequence[Line], setup: PrintSetup) -> "Sheet":
    from wellness_desktop.paper.sheet import Sheet

    again = min((line.review_by for line in lines if line.review_by), default=None)
    return Sheet(
        title=title,
        printed_on=setup.printed_on,
        check_again_by=again,
        size=setup.size,
        large=setup.large,
        agency=setup.agency,
        subject=tr("Numbers to call or text for support"),
    )


def _reviewed(guide: Guide) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    words = review_note(guide)
    return [b.note(words)] if words else []


def review_note(guide: Guide) -> str:
    """What must be said about a text that a clinician or a lawyer still has to read; blank when there is none."""
    if guide.needs_review == "clinician":
        return tr("A clinician has not read this text yet. It does not replace care by one.")
    if guide.needs_review == "counsel":
        return tr("A lawyer has not read this text yet. State law decides; ask your agency's counsel.")
    return ""


def _without_calls(body: str) -> str:
    """The text without its last part about whom to call, since the handout prints the station's own list."""
    parts = body.split("\n## ")
    if len(parts) > 1 and parts[-1].lower().startswith(("who to call", "whom to call")):
        parts.pop()
    return "\n## ".join(parts)


def _contacts(lines: Sequence[Line], own: Sequence[OwnHelper], today: date) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    found: list[Block] = [b.text(b.bold(tr("In danger right now, or hurt: call 911.")))]
    rows = _call_rows(for_cards(lines, today), own)
    found.append(
        b.table([tr("Who"), tr("How")], [[_who(row), b.bold("\n".join(row.phones))] for row in rows], [0.62, 0.38])
    )
    if not own_to_print(own):
        found.append(b.fill_lines([tr("Our own helper"), tr("Phone")], columns=2))
    return found


def _who(row: "CallRow") -> "list[str | Run]":
    from wellness_desktop.paper import blocks as b

    return [b.bold(row.name), *(f"\n{line}" for line in (row.role, row.note) if line)]


def _call_rows(lines: Iterable[Line], own: Sequence[OwnHelper]) -> "list[CallRow]":
    from wellness_desktop.paper.tables import CallRow

    ours = [CallRow(helper.name, helper.role, (helper.phone,), helper.note) for helper in own_to_print(own)]
    return ours + [CallRow(line.name, line.answered_by, line.ways, line.menu or line.agency_note) for line in lines]


def _own_blocks(own: Sequence[OwnHelper]) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not own_to_print(own):
        return [b.fill_lines([tr("Our own helper"), tr("Phone")], columns=2)]
    return [b.contact_line(helper.name, helper.phone, detail=helper.role) for helper in own_to_print(own)]


def _line_block(line: Line, today: date) -> "Block":
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.dates import day_text

    checked, mark = age_words(line, today, day_text), agency_words(line, day_text)
    told = [
        b.heading(line.name, 2),
        b.text(b.bold("  ·  ".join(line.ways)), "lead"),
        b.text(" ".join(part for part in (line.menu, line.what_happens, line.agency_note) if part), "small"),
        b.text("  ·  ".join(part for part in (line.hours, checked, mark) if part), "small"),
    ]
    code = line.call_code or line.text_code
    caption = line.how_to_call or line.how_to_text
    picture = b.qr(code, tr("Scan me"), tr("QR code: {way}", way=caption), inches=1.15)
    return b.keep_together(b.two_columns(told, [picture], share=0.8))


def _sources(guide: Guide) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not guide.sources:
        return []
    listed = [
        ". ".join(part for part in (source.title, source.publisher, str(source.year or "")) if part) + f". {source.url}"
        for source in guide.sources
    ]
    return [b.heading(tr("Sources"), 2), b.numbered(listed)]
