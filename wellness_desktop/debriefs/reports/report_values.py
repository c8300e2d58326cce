"""A report as it is issued: words and numbers, the same for screen, paper and table file, and never changed again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.spans import Length, Span
from wellness_desktop.debriefs.reports.suppression import Policy, Rule, Shown

HIDDEN = "•"
NEEDS_LENGTH = 400


class ReportKind(StrEnum):
    """What a report is for. Stored by value."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    GRANT = "grant"

    @property
    def label(self) -> str:
        """The kind as a title."""
        return {
            ReportKind.MONTHLY: tr("Monthly report"),
            ReportKind.QUARTERLY: tr("Quarterly report"),
            ReportKind.HALF_YEARLY: tr("Half-year report"),
            ReportKind.YEARLY: tr("Yearly report"),
            ReportKind.GRANT: tr("Grant sheet"),
        }[self]

    @property
    def length(self) -> Length:
        """How long its time is."""
        return {
            ReportKind.MONTHLY: Length.MONTH,
            ReportKind.QUARTERLY: Length.QUARTER,
            ReportKind.HALF_YEARLY: Length.HALF,
        }.get(self, Length.YEAR)


class Unit(StrEnum):
    """What a number counts. Stored by value."""

    NUMBER = "number"
    HOURS = "hours"
    MILES = "miles"
    DAYS = "days"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a report. `number` is None where it is not shown."""

    label: str
    number: int | None
    unit: Unit = Unit.NUMBER

    @property
    def text(self) -> str:
        """The number as it stands on screen, paper and in the table file."""
        if self.number is None:
            return HIDDEN
        words = f"{self.number:,}"
        return {
            Unit.NUMBER: words,
            Unit.HOURS: tr("{number} h", number=words),
            Unit.MILES: tr("{number} mi", number=words),
            Unit.DAYS: words,
            Unit.PERCENT: tr("{number} %", number=words),
        }[self.unit]

    @property
    def spoken(self) -> str:
        """The same for a screen reader."""
        return hidden_words() if self.number is None else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under a title; `sentence` stands in their place, or below them."""

    title: str
    lines: tuple[Line, ...] = ()
    sentence: str = ""
    chart: bool = False

    @property
    def hides(self) -> bool:
        """Whether the sign of a number that is not shown stands in it."""
        return any(one.number is None for one in self.lines)


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `id` is None and `issued_at` the present moment while it is only looked at."""

    kind: ReportKind
    span: Span
    breakdown: Breakdown
    agency: str
    sections: tuple[Section, ...]
    needs: str
    issued_at: datetime
    id: UUID | None = None
    issued_by: str = ""
    sound: bool = True
    """Whether it is still as it was issued."""

    @property
    def title(self) -> str:
        """What it is, and of which time."""
        return tr("{kind}: {span}", kind=self.kind.label, span=self.span.words)

    @property
    def hides(self) -> bool:
        """Whether any number is not shown."""
        return any(one.hides for one in self.sections)


def hidden_words() -> str:
    """What the sign means (R11)."""
    return tr("not shown (small number)")


def hidden_note() -> str:
    """The note below a report that has the sign."""
    return tr("{sign} {words}", sign=HIDDEN, words=hidden_words())


def shown_line(label: str, shown: Shown, policy: Policy) -> Line:
    """A number of people as a line, rounded where the agency wants that."""
    return Line(label, None if shown.count is None else policy.on_paper(shown.count))


def content_text(report: Report) -> str:
    """The report as the text that is kept: the same report always gives the same text."""
    found = {
        "kind": report.kind.value,
        "span": [report.span.first.isoformat(), report.span.last.isoformat()],
        "breakdown": report.breakdown.value,
        "agency": report.agency,
        "needs": report.needs,
        "issued_at": report.issued_at.isoformat(),
        "sections": [
            {
                "title": one.title,
                "lines": [[line.label, line.number, line.unit.value] for line in one.lines],
                "sentence": one.sentence,
                "chart": one.chart,
            }
            for one in report.sections
        ],
    }
    return json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_in(text: str) -> Report:
    """The report in a kept text."""
    found = json.loads(text)
    return Report(
        kind=ReportKind(found["kind"]),
        span=Span(*(date.fromisoformat(one) for one in found["span"])),
        breakdown=Breakdown(found["breakdown"]),
        agency=found["agency"],
        needs=found["needs"],
        issued_at=datetime.fromisoformat(found["issued_at"]),
        sections=tuple(_section(one) for one in found["sections"]),
    )


def _section(found: Mapping[str, Any]) -> Section:
    lines = tuple(Line(label, number, Unit(unit)) for label, number, unit in found["lines"])
    return Section(found["title"], lines, found["sentence"], found["chart"])


def digest_of(text: str) -> str:
    """What tells whether a kept text was changed."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What was counted, and by which rule it is not shown; for the coordinator alone (R13)."""

    label: str
    counted: int
    people: int
    """P, the bound."""
    reason: Rule | None


def policy_words(policy: Policy) -> str:
    """The threshold that a report was issued with."""
    return tr(
        "This report shows no number under {least}, and none with fewer than {people} different people behind it.",
        least=policy.k,
        people=policy.m,
    )


def rule_words(reason: Rule | None) -> str:
    """A rule by its number, for a narrow list."""
    return tr("Shown") if reason is None else reason.value


def reason_words(reason: Rule | None) -> str:
    """A rule in plain words, with its number."""
    if reason is None:
        return tr("Shown")
    return {
        Rule.SMALL: tr("R2: small number, or too few people behind it"),
        Rule.COMPLEMENT: tr("R3: so many that the rest would point to somebody"),
        Rule.SIZE: tr("R4: too few people of this kind"),
        Rule.PERIOD: tr("R5: the time is too short for the agency's size"),
        Rule.SECOND: tr("R7: hidden so that another number cannot be worked out"),
        Rule.RATIO: tr("R8: what is left of the total is a small number"),
        Rule.DIFFERENCE: tr("R9: an issued report inside it, or the rest, does not show it"),
        Rule.ONE_HELPER: tr("R12: one person made all entries"),
    }[reason]


def bar_lines(section: Section) -> tuple[Line, ...]:
    """What is drawn as bars, on screen and on paper: the shown numbers that are not zero, without the total."""
    if not section.chart:
        return ()
    return tuple(one for one in section.lines if one.number and one.label != all_together())


def bars_words(section: Section) -> str:
    """The bars in words, for a screen reader and for the paper's alternative text."""
    said = " ".join(tr("{label}: {number}.", label=one.label, number=one.spoken) for one in bar_lines(section))
    return tr("{title}, as bars. {numbers}", title=section.title, numbers=said)


def all_together() -> str:
    """The last line of a table."""
    return tr("All together")


def rows_of(report: Report) -> Iterable[tuple[str, Line]]:
    """Every line with the title it stands under, in order."""
    for section in report.sections:
        for line in section.lines:
            yield section.title, line
