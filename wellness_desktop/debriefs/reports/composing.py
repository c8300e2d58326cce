"""A report put together from what was counted: its sections, in the words that screen, paper and table file share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.totals import LogTotals
from wellness_desktop.debriefs.reports.counting import done, hours_by_group
from wellness_desktop.debriefs.reports.differencing import Breakdown, Counts, Refusal, Refused
from wellness_desktop.debriefs.reports.report_values import Line, Section, Unit, all_together, shown_line
from wellness_desktop.debriefs.reports.spans import QUARTER_FROM, Length, Span, shortest
from wellness_desktop.debriefs.reports.suppression import Form, Policy, percentage
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.when import day_text

EXPIRES_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that a report says."""

    totals: LogTotals
    categories: Categories
    sessions: int
    cover: tuple[Line, ...]
    helpers: Sequence[Person]
    counts: Counts
    labels: Mapping[str, str]
    to_date: int | None


def breakdown_words(breakdown: Breakdown) -> str:
    """A breakdown as it is chosen, and as the title of its table."""
    return {
        Breakdown.NONE: tr("Only the total"),
        Breakdown.CATEGORY: tr("Support contacts by kind"),
        Breakdown.RECIPIENTS: tr("Support contacts by whom they were for"),
        Breakdown.SETTING: tr("Support contacts by place"),
    }[breakdown]


def sections_of(counted: Counted, policy: Policy, today: date) -> tuple[Section, ...]:
    """The sections in the order of the chief's page (5.5)."""
    found = [
        Section(tr("Hours"), hours_by_group(counted.totals, counted.categories), chart=True),
        Section(tr("On call"), counted.cover),
        Section(tr("What was done"), done(counted.totals, counted.categories, counted.sessions)),
        _contacts(counted, policy),
    ]
    if counted.counts.breakdown is not Breakdown.NONE and counted.counts.printed.form is Form.COUNTS:
        lines = [
            shown_line(counted.labels.get(cell.code, cell.code), cell, policy) for cell in counted.counts.printed.cells
        ]
        lines.append(shown_line(all_together(), counted.counts.printed.total, policy))
        found.append(Section(breakdown_words(counted.counts.breakdown), tuple(lines), chart=True))
    return (*found, _team(counted.helpers, today))


def _contacts(counted: Counted, policy: Policy) -> Section:
    counts, title = counted.counts, tr("Support contacts")
    form = counts.printed.form
    if form is Form.SENTENCE:
        return Section(
            title, sentence=tr("Support was available all year. Numbers are not shown in an agency of this size.")
        )
    if form is Form.HOURS_ONLY:
        return Section(title, sentence=tr("One person made all entries, so contacts are not counted here. Hours are."))
    lines = [shown_line(tr("Support contacts"), counts.printed.total, policy)]
    if form is Form.COUNTS:
        lines.append(shown_line(tr("With a referral"), counts.referred, policy))
        share = _share(counts, policy)
        if share is not None:
            lines.append(Line(tr("Share with a referral"), share, Unit.PERCENT))
        if counted.to_date is not None:
            lines.append(Line(tr("Support contacts this year so far"), policy.on_paper(counted.to_date)))
    words = tr("Counted as often as somebody was met; one person may be counted many times.")
    return Section(title, tuple(lines), words)


def _share(counts: Counts, policy: Policy) -> int | None:
    """R8, of two numbers that are both shown."""
    part, whole = counts.referred.count, counts.printed.total.count
    if part is None or whole is None or policy.rounded:
        return None
    return percentage(part, whole, counts.population, policy)


def _team(helpers: Sequence[Person], today: date) -> Section:
    soon = [one for one in helpers if one.trained_until is not None and one.trained_until <= today + EXPIRES_WITHIN]
    return Section(
        tr("Support team"),
        (
            Line(tr("Peers, chaplains and clinicians on the roster"), len(helpers)),
            Line(tr("Certifications that end within 90 days, or have ended"), len(soon)),
        ),
    )


def too_short_words(population: int, policy: Policy) -> str:
    """R5 and R4: why shorter times are not offered."""
    length = shortest(population, policy)
    people = tr_count("{count} person works here by the roster.", "{count} people work here by the roster.", population)
    if length is Length.MONTH:
        return people
    if population < 2 * policy.k:
        why = tr("Numbers of people would point to somebody here, so reports show hours only, once a year.")
    elif length is Length.YEAR:
        why = tr("So that no number points to somebody, a report covers a year at least.")
    elif population < QUARTER_FROM:
        why = tr("So that no number points to somebody, a report covers half a year at least.")
    else:
        why = tr("So that no number points to somebody, a report covers a quarter at least.")
    return tr("{people} {why}", people=people, why=why)


def refusal_words(refused: Refused) -> tuple[str, str]:
    """R9 in plain words: what stands in the way, and what to do."""
    span = refused.span.words
    return {
        Refusal.OVERLAP: (
            tr("A report on {span} was issued, which shares months with this one.", span=span),
            tr("Choose a time that contains all of {span}, or none of it.", span=span),
        ),
        Refusal.BREAKDOWN: (
            tr("The report on {span} was issued with another table.", span=span),
            tr("Choose the same table, or only the total. Two tables of one time could be read against each other."),
        ),
        Refusal.DIFFERENCE: (
            tr("Take the report on {span} from this one, and a small number is left.", span=span),
            tr("Wait for a longer time, or give out the report that is there."),
        ),
    }[refused.refusal]


def open_until_words(day: date) -> str:
    """Why a month that still takes entries is not offered."""
    return tr("Helpers can still log in it until {day}.", day=day_text(day))


def hides_longer_words(span: Span) -> str:
    """The price of R9, told before a report is issued."""
    return tr(
        "Once it is issued, a longer report that contains {span} hides what this one hides. It cannot be taken back.",
        span=span.words,
    )
