"""Partners and the log on paper: section S17, the register on one page, one year of where we showed up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.paper.blocks import Block, Run, Text, figure, heading, keep_together, table, text
from wellness_desktop.paper.sheet import Sheet, make
from wellness_desktop.plans.community.engagement import Engagement, Month, hours_text, year_months
from wellness_desktop.plans.community.partners import Partner, PartnerKind, PartnerLine
from wellness_desktop.plans.community.words import agreed_words, last_words, month_words
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.print_pieces import PrintStyle, blank, columns, number_words
from wellness_desktop.plans.sheets.pieces import one_page
from wellness_desktop.roster.when import day_text, month_word

SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""A register of many partners is printed smaller before it takes a second page."""
CHART_HEIGHT, FOOT, FONT_SIZE = 130.0, 16.0, 8.0


def first_calls(plan: MergedPlan, large: bool) -> list[Block]:
    """The partners that the plan calls first, with room to write; nothing until the agency has chosen them."""
    if not plan.first_calls:
        return []
    rows: list[list[Text]] = [
        [str(number), partner_words(one), "", ""] for number, one in enumerate(plan.first_calls, start=1)
    ]
    head = ["#", tr("Call, with COMM-1"), tr("Called at"), tr("They told us")]
    return [
        keep_together(
            heading(tr("Partners to call first"), 2),
            table(head, rows, columns(large, 0.05, 0.53, 0.14, 0.28), grid=True),
        )
    ]


def register(plan: MergedPlan, large: bool) -> list[Block]:
    """Everybody in the register, for section S17."""
    if not plan.register:
        return []
    rows: list[list[Text]] = [[partner_words(one), _what(one)] for one in plan.register]
    head = [tr("Our partners"), tr("What to know")]
    return [heading(tr("Our partners"), 2), table(head, rows, columns(large, 0.52, 0.48))]


def partner_words(one: PartnerLine) -> list[str | Run]:
    """Name, numbers in bold, who answers when they do not; lines to write on for what is missing."""
    said = one.details
    pieces: list[str | Run] = [Run(one.who, bold=True) if one.who else blank(tr("name")), "\n"]
    pieces += number_words(one.numbers)
    if said.backup:
        pieces.append("\n" + tr("If not there: {backup}", backup=said.backup))
    if said.hours:
        pieces.append("\n" + said.hours)
    if one.stale and one.numbers:
        pieces.append(Run("\n" + tr("number not checked lately"), italic=True))
    return pieces


def _what(one: PartnerLine) -> str:
    said = one.details
    lines = [
        one.kind_words,
        tr("Speaks for: {people}.", people=said.speaks_for) if said.speaks_for else "",
        said.languages,
        tr("Has agreed to be called.") if said.agreed_on else tr("Not asked yet whether we may call."),
    ]
    return "\n".join(line for line in lines if line)


def register_sheet(
    partners: Sequence[Partner], missing: Sequence[PartnerKind], agency: str, today: date, style: PrintStyle
) -> bytes:
    """The register with last talks and promises, on one page where it fits."""
    head = [tr("Partner"), tr("Knows, and is trusted by"), tr("Last talk"), tr("Agreed, promised")]
    rows: list[list[Text]] = [
        [partner_words(one.line), _known(one), last_words(one, today), _agreed(one)] for one in partners
    ]
    blocks: list[Block] = [
        heading(tr("Our partners")),
        text(tr("Speak with each at least every 180 days, when nothing is wrong.")),
        table(head, rows, columns(style.large, 0.34, 0.28, 0.13, 0.25), grid=True),
    ]
    if missing:
        kinds = ", ".join(kind.label for kind in missing)
        blocks.append(text([Run(tr("Nobody yet for: "), bold=True), kinds, "."]))
    sheet = _sheet(tr("Our partners"), agency, style, mark=tr("Numbers inside: keep under lock"))
    whole = one_page(sheet, blocks, SCALES)
    return make(sheet, [whole] if whole is not None else blocks)


def _known(one: Partner) -> str:
    said = one.line.details
    lines = [
        one.line.kind_words,
        tr("Speaks for: {people}.", people=said.speaks_for) if said.speaks_for else "",
        said.languages,
        said.knows_what,
        tr("Knows here: {people}.", people=said.knows_whom) if said.knows_whom else "",
        tr("Trusted by: {people}.", people=said.trusted_by) if said.trusted_by else "",
    ]
    return "\n".join(line for line in lines if line)


def _agreed(one: Partner) -> str:
    said = one.line.details
    ends = tr("until {day}", day=day_text(said.agreement_ends)) if said.agreement_ends else ""
    lines = [
        tr("May be called: {answer}.", answer=agreed_words(said.agreed_on)),
        " ".join(part for part in (said.agreement, ends) if part),
        tr("We promised: {what}", what=said.promised) if said.promised else "",
        tr("We gave: {what}", what=said.given) if said.given else "",
    ]
    return "\n".join(line for line in lines if line)


def year_sheet(log: Sequence[Engagement], year: int, agency: str, style: PrintStyle) -> bytes:
    """One year: the months as bars, then every entry. Solid bars had a leader, outlined ones did not."""
    months = year_months(log, year)
    entries = sorted((one.details for one in log if one.details.day.year == year), key=lambda one: one.day)
    rows: list[list[Text]] = [
        [day_text(one.day), one.event, one.kind.label, _who(one.rank_words, one.who), hours_text(one.minutes)]
        for one in entries
    ]
    led = sum(one.led for one in entries)
    sums = tr(
        "{events}, {led} with a leader, {hours} together.",
        events=tr_count("{count} event", "{count} events", len(entries)),
        led=led,
        hours=hours_text(sum(one.minutes for one in entries)),
    )
    blocks: list[Block] = [
        heading(tr("Where we showed up, {year}", year=year)),
        text(sums, "strong"),
        chart(months, large=style.large),
        text(tr("Solid: a leader was there. Outlined: no leader."), "small"),
        table(
            [tr("Day"), tr("Where"), tr("Kind"), tr("Who"), tr("Hours")],
            rows,
            columns(style.large, 0.16, 0.3, 0.18, 0.27, 0.09),
        ),
    ]
    return make(_sheet(tr("Where we showed up, {year}", year=year), agency, style, mark=""), blocks)


def _who(ranks: str, names: str) -> str:
    return f"{ranks}\n{names}" if names else ranks


def chart(months: Sequence[Month], *, large: bool) -> Block:
    """The months as bars, readable in black and white; in words for whoever hears the page."""
    size = FONT_SIZE * (1.4 if large else 1.0)
    most = max(1, *(month.events for month in months))

    def draw(canvas: Any, width: float, height: float) -> None:
        from wellness_desktop.paper import fonts

        fonts.load_family()
        wide = width / len(months)
        bar, unit = wide * 0.5, (height - 2 * FOOT) / most
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        canvas.line(0, FOOT, width, FOOT)
        canvas.setFont(fonts.BODY, size)
        for place, month in enumerate(months):
            left, middle = place * wide + wide * 0.25, (place + 0.5) * wide
            canvas.setFillGray(0.3)
            if month.led:
                canvas.rect(left, FOOT, bar, unit * month.led, stroke=1, fill=1)
            if month.events > month.led:
                canvas.rect(left, FOOT + unit * month.led, bar, unit * (month.events - month.led), stroke=1, fill=0)
            canvas.setFillGray(0)
            canvas.drawCentredString(middle, FOOT - size - 2, month_word(month.first))
            above = FOOT + unit * month.events + 3
            canvas.drawCentredString(middle, above, str(month.events) if month.events else tr("none"))

    return figure(500.0, CHART_HEIGHT, draw, " ".join(month_words(month) for month in months))


def _sheet(title: str, agency: str, style: PrintStyle, *, mark: str) -> Sheet:
    return Sheet(
        title=title,
        printed_on=style.printed_on,
        size=style.size,
        large=style.large,
        mark=mark,
        agency=agency,
        subject=tr("Community"),
    )
