"""The vetting questions on paper: blank to fill in on the phone, or with what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from wellness_desktop.base.language import tr
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting import Answer, Dossier, about, finding_words
from wellness_desktop.roster.vetting_questions import Question, QuestionSet, Source
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Run, Text


@dataclass(frozen=True, slots=True)
class VettingPaper:
    """What the sheet is printed on."""

    local: datetime
    """The moment by the station's clock, aware."""
    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False
    blank: bool = False

    @property
    def today(self) -> date:
        return self.local.date()


def vetting_sheet(dossier: Dossier, sets: Sequence[QuestionSet], number: str, paper: VettingPaper) -> bytes:
    """The dossier as a PDF; `number` is whom to call. It never carries a sum or a grade."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    title = tr("Vetting: {name}", name=dossier.name)
    body = [b.heading(title, 1)]
    if paper.blank:
        head = [tr("Number called"), tr("Spoke with"), tr("Asked by"), tr("Day")]
        body += [b.text(tr("Ask what fits; leave the rest open. A half-filled sheet is worth having."), "lead")]
        if number:
            body.append(b.text([tr("Number in the roster: "), b.bold(number)]))
        body.append(b.fill_lines(head, columns=2))
    else:
        body.append(b.text(dossier.summary(paper.today), "lead"))
    for one in sets:
        body += [b.heading(one.title, 2, lines_below=6), _table(one.questions, dossier, paper)]
    if not paper.blank and dossier.strays:
        body += [b.heading(tr("Answers to earlier questions"), 2), b.bullets(_strays(dossier, paper.today))]
    body += _grounds(sets)
    sheet = Sheet(
        title=title,
        printed_on=paper.local.replace(tzinfo=None),
        check_again_by=None if paper.blank else dossier.next_recheck,
        size=paper.size,
        large=paper.large,
        mark="" if paper.blank else tr("Confidential: for the support coordinator. Shred old copies."),
        agency=paper.agency,
        subject=tr("What was asked of a provider"),
    )
    return make(sheet, body)


def _table(questions: Sequence[Question], dossier: Dossier, paper: VettingPaper) -> "Block":
    from wellness_desktop.paper import blocks as b

    if paper.blank:
        choices = [finding_words(each) for each in Finding]
        blank_rows = [(_asked(place, one), b.checklist(choices), "") for place, one in enumerate(questions, 1)]
        head = (tr("Question"), tr("How it came out"), tr("Notes, no names"))
        return b.table(head, blank_rows, widths=(50, 22, 28), grid=True)
    rows = [
        (_asked(place, one), _answered(dossier.answers.get(one.id), paper.today))
        for place, one in enumerate(questions, 1)
    ]
    return b.table((tr("Question"), tr("Answer")), rows, widths=(56, 44))


def _asked(place: int, one: Question) -> "Text":
    from wellness_desktop.paper import blocks as b

    found: list[str | Run] = [b.bold(f"{place}. {one.area}"), f"\n{one.ask}"]
    if one.warning:
        found += ["\n", b.italic(tr("Warning sign: {sign}", sign=one.warning))]
    if one.ground.label:
        found += ["\n", b.italic(one.ground.label)]
    return found


def _answered(answer: Answer | None, today: date) -> "Text":
    from wellness_desktop.paper import blocks as b

    if answer is None:
        return tr("Not asked yet")
    found: list[str | Run] = [b.bold(finding_words(answer.finding)), f"\n{_first_big(about(answer, today))}."]
    if answer.remark:
        found.append(f"\n{answer.remark}")
    elif answer.has_remark:
        found.append("\n" + tr("There is a remark, sealed to the support team."))
    return found


def _strays(dossier: Dossier, today: date) -> list[str]:
    return [f"{one.question}: {finding_words(one.finding)}, {about(one, today)}" for one in dossier.strays]


def _grounds(sets: Sequence[QuestionSet]) -> "list[Block]":
    """Where the questions come from, each source once."""
    from wellness_desktop.paper import blocks as b

    sources: dict[Source, None] = {}
    for one in sets:
        for question in one.questions:
            sources.update(dict.fromkeys(question.sources))
    if not sources:
        return []
    checked = min(one.checked_on for one in sets)
    words = tr(
        "Sources of the questions, read on {day}. Where it says “check locally”, none was found.",
        day=day_text(checked),
    )
    return [
        b.heading(tr("Where the questions come from"), 2),
        b.text(words, "small"),
        b.text("; ".join(each.name for each in sources) + ".", "small"),
    ]


def _first_big(words: str) -> str:
    return words[:1].upper() + words[1:]
