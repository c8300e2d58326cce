"""What the library prints: a guide as a handout, its quick card, the help sheet and wallet cards of lines.

Only numbers that may stand on paper are printed: those that two sources state and that are not stale, and the
agency's own people who agreed to it. 988 is printed always, with the day it was checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.guide_card import CardWords, card_words
from wellness_desktop.library.guides import Citation, Guide
from wellness_desktop.library.line_freshness import age_words, agency_words, may_be_printed, own_to_print
from wellness_desktop.library.lines import Line, OwnHelper, own_line

if TYPE_CHECKING:  # ReportLab takes half a second to load; only printing needs it
    from wellness_desktop.paper.blocks import Block, CallRow, Run, Text
    from wellness_desktop.paper.cards import WalletCard
    from wellness_desktop.paper.sheet import Sheet

_MOST_ON_WALLET = 4
_MOST_OWN_ON_PAPER = 4
"""Of the agency's own people on a handout or card; more would push the lines from outside off the page."""
_MOST_OWN_ON_CARD = 3
_MOST_ON_CARD = 2
_CARD_AMOUNTS = (
    (4, 6, False), (3, 5, False), (3, 4, False), (3, 4, True), (2, 4, True), (2, 3, True), (1, 2, True), (0, 0, True),
)  # fmt: skip
"""How many words to say and things not to do, and whether numbers stand without who answers: from most to least,
until the card is one page."""
_CARD_SCALES = (1.25, 1.15, 1.08, 1.0, 0.94, 0.88)
"""Never below 9.7-point text: a card is read in bad light."""
_CODES_ACROSS = 5
_GAP_SHARE = 0.26
"""The gap between two codes, in widths of a code's column."""
_LONGEST_ADDRESS = 300
"""In bytes; the dots of a longer one would be too fine for an inch."""
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
        *_scan(_codes(for_cards(lines, setup.printed_on), own), tr("Scan to call or text"), large=setup.large),
        *_sources(guide, large=setup.large),
    ]
    return make(_guide_sheet(guide, setup), parts)


def quick_card(guide: Guide, lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup) -> bytes:
    """The guide's first steps, words to say, what not to do and whom to call, on one page.

    As much of the guide as can be read on the page, and as large as it fits; in large print on both sides of the
    sheet where one is too small. Raises Problem when even steps and numbers alone do not fit.
    """
    from wellness_desktop.paper.layout import fitted

    sheet, words = _guide_sheet(guide, setup), card_words(guide)
    for pages in (1, 2) if setup.large else (1,):
        for most in _CARD_AMOUNTS:
            blocks = _card_blocks(guide, words, most, lines, own, setup)
            if not fitted(sheet, blocks, _CARD_SCALES[-1:], pages):
                continue
            # At the smallest size it fits: now as large as this much of the guide allows.
            printed = fitted(sheet, blocks, _CARD_SCALES, pages)
            if printed is not None:
                return printed.pdf
    raise Problem(
        tr("This card does not fit on one page."),
        tr("Print the handout instead: it holds the same steps and numbers."),
    )


def _card_blocks(
    guide: Guide,
    words: CardWords,
    most: tuple[int, int, bool],
    lines: Sequence[Line],
    own: Sequence[OwnHelper],
    setup: PrintSetup,
) -> "list[Block]":
    """The card with at most so many words to say and things not to do."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.cards import banner

    said, never, brief = words.to_say[: most[0]], words.never[: most[1]], most[2]
    blocks = [banner(guide.title), *_reviewed(guide, small=True)]
    blocks.append(b.time_box(tr("Do this now"), words.steps, level=2))
    say: list[Block] = []
    if said:
        quoted = [b.quotation(*([b.text(each.when, "small")] if each.when else []), each.words) for each in said]
        say = [b.heading(tr("Words you can use"), 2, lines_below=1), *quoted]
    stop: list[Block] = []
    if never:
        stop = [b.heading(words.never_title, 2, lines_below=1), b.bullets(never)]
    blocks += [b.two_columns(say, stop, share=0.52)] if say and stop else [*say, *stop]
    shown = for_cards(lines, setup.printed_on)
    calls = [
        b.heading(tr("Call"), 2, lines_below=1),
        _who_and_how(shown, own_to_print(own)[:_MOST_OWN_ON_CARD], brief=brief),
    ]
    codes = _codes(shown[:1], own_to_print(own)[:1])[:_MOST_ON_CARD]
    blocks.append(b.two_columns(calls, codes, share=0.8) if codes else b.keep_together(*calls))
    return blocks


def help_sheet(lines: Sequence[Line], own: Sequence[OwnHelper], setup: PrintSetup, title: str = "") -> bytes:
    """Numbers on one page for the wall: who answers, what happens, codes to scan.

    It is called Get help now and promises any hour, unless `title` says for whom these lines are: not all of those
    answer at night.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import make

    shown = for_cards(lines, setup.printed_on)
    lead = (
        tr("Use your own phone. Each number says when somebody answers.")
        if title
        else tr("Any hour, for you or for someone you are worried about. Use your own phone.")
    )
    head = [
        b.heading(title or tr("Get help now")),
        b.text(lead, "lead"),
        b.note(b.bold(tr("In danger right now, or hurt: call 911.")), kind="warning"),
        *_own_blocks(own),
    ]
    sheet = _lines_sheet(title or tr("Get help now"), shown, setup)
    # It hangs on a wall and is read from a step away, so it is as large as one page allows.
    for brief in (False, True):
        parts = [*head, *(_line_block(line, setup.printed_on, brief=brief) for line in shown)]
        printed = fitted(sheet, parts, _WALL_SCALES, 1)
        if printed is not None:
            return printed.pdf
    return make(sheet, parts)


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


def _reviewed(guide: Guide, *, small: bool = False) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    words = review_note(guide)
    if not words:
        return []
    return [b.text(words, "small") if small else b.note(words)]


def review_note(guide: Guide) -> str:
    """What must be said about a text: which content pack it comes from, and that a clinician or a lawyer still has to
    read it. Blank when there is nothing to say.
    """
    waits = {
        "clinician": tr("A clinician has not read this text yet. It does not replace care by one."),
        "counsel": tr("A lawyer has not read this text yet. State law decides; ask your agency's counsel."),
    }
    return " ".join(part for part in (guide.mark, waits.get(guide.needs_review, "")) if part)


def _without_calls(body: str) -> str:
    """The text without its last part about whom to call, since the handout prints the station's own list."""
    parts = body.split("\n## ")
    if len(parts) > 1 and parts[-1].lower().startswith(("who to call", "whom to call")):
        parts.pop()
    return "\n## ".join(parts)


def _contacts(lines: Sequence[Line], own: Sequence[OwnHelper], today: date) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    found: list[Block] = [b.text(b.bold(tr("In danger right now, or hurt: call 911.")))]
    found.append(_who_and_how(for_cards(lines, today), own))
    if not own_to_print(own):
        found.append(b.fill_lines([tr("Our own helper"), tr("Phone")], columns=2))
    return found


def _who_and_how(lines: Sequence[Line], own: Sequence[OwnHelper], *, brief: bool = False) -> "Block":
    """Names and numbers; `brief` leaves out who answers a line and when one of our own does."""
    from wellness_desktop.paper import blocks as b

    rows: list[list[Text]] = [[_who(row), b.bold("\n".join(row.phones))] for row in _call_rows(lines, own, brief=brief)]
    return b.table([tr("Who"), tr("How")], rows, [0.62, 0.38])


def _codes(lines: Iterable[Line], own: Sequence[OwnHelper]) -> "list[Block]":
    """A code for each of the agency's own people and each line: to call, and to text where that can be done."""
    from wellness_desktop.paper import blocks as b

    found: list[Block] = []
    for line in (*map(own_line, own_to_print(own)[:_MOST_OWN_ON_PAPER]), *lines):
        for code, way in ((line.call_code, line.how_to_call), (line.text_code, line.how_to_text)):
            if code:
                caption: Text = [b.bold(line.name), f"\n{way}"]
                found.append(b.qr(code, caption, tr("QR code: {way}", way=way), inches=1.0))
    return found


def _scan(codes: "Sequence[Block]", title: str, *, large: bool) -> "list[Block]":
    """Codes under a heading, in lines that no page breaks."""
    from wellness_desktop.paper import blocks as b

    if not codes:
        return []
    across = _CODES_ACROSS - large
    lines = [_beside(codes[start : start + across], across) for start in range(0, len(codes), across)]
    return [b.keep_together(b.heading(title, 2), lines[0]), *lines[1:]]


def _beside(cells: "Sequence[Block]", across: int) -> "Block":
    """The cells beside each other, each as wide as if there were `across` of them."""
    from wellness_desktop.paper import blocks as b

    if across == 1:
        return cells[0]
    rest = [_beside(cells[1:], across - 1)] if len(cells) > 1 else []
    # Each line of cells is nested in the one before, and every nesting takes its gap from what is left.
    return b.two_columns([cells[0]], rest, share=1 / (across + (across - 2) * _GAP_SHARE))


def _who(row: "CallRow") -> "list[str | Run]":
    from wellness_desktop.paper import blocks as b

    return [b.bold(row.name), *(f"\n{line}" for line in (row.role, row.note) if line)]


def _call_rows(lines: Iterable[Line], own: Sequence[OwnHelper], *, brief: bool) -> "list[CallRow]":
    from wellness_desktop.paper.tables import CallRow

    people = own_to_print(own)[:_MOST_OWN_ON_PAPER]
    ours = [CallRow(helper.name, helper.role, (helper.phone,), "" if brief else helper.note) for helper in people]
    return ours + [
        CallRow(line.name, "" if brief else line.answered_by, line.ways, line.menu or line.agency_note)
        for line in lines
    ]


def _own_blocks(own: Sequence[OwnHelper]) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not own_to_print(own):
        return [b.fill_lines([tr("Our own helper"), tr("Phone")], columns=2)]
    people = own_to_print(own)[:_MOST_OWN_ON_PAPER]
    return [b.contact_line(helper.name, helper.phone, detail=helper.role) for helper in people]


def _line_block(line: Line, today: date, *, brief: bool) -> "Block":
    """A line with its code; `brief` leaves out what happens when one calls."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.dates import day_text

    checked, mark = age_words(line, today, day_text), agency_words(line, day_text)
    told = [line.menu, "" if brief else line.what_happens, line.agency_note]
    words = [
        b.heading(line.name, 2),
        b.text(b.bold("  ·  ".join(line.ways)), "lead"),
        *([b.text(" ".join(filter(None, told)), "small")] if any(told) else []),
        b.text("  ·  ".join(part for part in (line.hours, checked, mark, line.mark) if part), "small"),
    ]
    code = line.call_code or line.text_code
    caption = line.how_to_call or line.how_to_text
    picture = b.qr(code, tr("Scan me"), tr("QR code: {way}", way=caption), inches=0.9 if brief else 1.15)
    return b.keep_together(b.two_columns(words, [picture], share=0.8))


def _sources(guide: Guide, *, large: bool) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not guide.sources:
        return []
    listed = [
        ". ".join(part for part in (source.title, source.publisher, str(source.year or "")) if part) + f". {source.url}"
        for source in guide.sources
    ]
    codes = [
        b.qr(source.url, f"[{number}]", tr("QR code of source {number}: {address}", number=number, address=source.url))
        for number, source in enumerate(guide.sources, 1)
        if len(source.url.encode()) <= _LONGEST_ADDRESS
    ]
    return [
        b.heading(tr("Sources"), 2),
        b.numbered(listed),
        *_scan(codes, tr("Scan a source with your own phone"), large=large),
    ]
