"""The after-action report, the sheets of the three groups, and the register of lessons, on paper (F-17, F-18)."""

from collections.abc import Sequence
from datetime import date

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    answer_space,
    bullets,
    checklist,
    fill_lines,
    heading,
    keep_together,
    note,
    quotation,
    signature,
    table,
    text,
)
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.paper.sheet import Sheet, make
from wellness_desktop.plans.print_pieces import blank_rows
from wellness_desktop.plans.review.kinds import Voice, public_record
from wellness_desktop.plans.review.questions import head, questions, voice_questions
from wellness_desktop.plans.review.values import Lesson, Objective, Review
from wellness_desktop.plans.review.voices import unheard
from wellness_desktop.roster.when import clock_text, day_text


def report(review: Review, paper: Paper) -> bytes:
    """The whole report (F-17): overview, objectives, the clock, analysis, voices, improvement plan."""
    line = review.line
    blocks: list[Block] = [
        heading(tr("After-action review: {name}", name=line.name), 1),
        note(text(public_record()), text(_left_out()), kind="warning"),
        *_overview(review),
        *_objectives(review.objectives, large=paper.large),
        *_clock(review, paper),
        *_analysis(review),
        *_voices(review),
        *_improvements(review, large=paper.large),
        keep_together(heading(tr("Signed"), 2), signature([tr("Review lead"), tr("Head of the agency")])),
    ]
    final = line.dates[-1].held is not None
    return make(_sheet(tr("After-action review"), paper, line.name, draft=not final), blocks)


def voice_sheet(review: Review, voice: Voice, paper: Paper) -> bytes:
    """The blank sheet of one group: few questions, unnamed unless the writer wants a name."""
    line = review.line
    body: list[Block] = [
        heading(tr("What happened, as you lived it: {group}", group=voice.label), 1),
        text(tr("{name}, {dates}", name=line.name, dates=_dates(line.began_on, line.ended_on)), "lead"),
        note(
            text(public_record()),
            text(tr("You need not give a name. Nobody is blamed here, and nobody is looked for.")),
        ),
        *(answer_space(one.words, 2) for one in voice_questions(voice)),
    ]
    if voice is Voice.COMMUNITY:
        body.append(checklist([tr("I do not work with this agency otherwise.")]))
    body.append(keep_together(fill_lines([tr("Name, only if you want to"), tr("Day")], columns=2)))
    return make(_sheet(tr("Review sheet"), paper, line.name), body)


def register(lessons: Sequence[Lesson], paper: Paper) -> bytes:
    """The register of lessons across all reviews (F-18)."""
    body: list[Block] = [
        heading(tr("Lessons register"), 1),
        text(tr("A role owns each line. It stays here until somebody shows that it is done.")),
        note(text(public_record())),
        *_lessons(lessons, large=paper.large, sources=True),
    ]
    return make(_sheet(tr("Lessons register"), paper, ""), body)


def _left_out() -> str:
    return tr("Nobody's name stands here as one who got support. Owners are roles. Sheets may be unnamed.")


def _dates(began: date, ended: date) -> str:
    if began == ended:
        return day_text(began)
    return tr("{first} to {last}", first=day_text(began), last=day_text(ended))


def _overview(review: Review) -> list[Block]:
    line = review.line
    rows: list[list[Text]] = [
        [tr("What it looks back on"), line.cause.label],
        [tr("Dates"), _dates(line.began_on, line.ended_on)],
    ]
    if line.plan:
        rows.append([tr("Plan"), line.plan.upper()])
    rows += [
        [one.words, review.answers[one.id].text]
        for one in head()
        if one.id in review.answers and review.answers[one.id].text
    ]
    rows += [[one.stage.label, day_text(one.held)] for one in line.dates if one.held is not None]
    return [heading(tr("Overview"), 2), table([tr("What"), tr("Answer")], rows, [0.3, 0.7], row_heads=True)]


def _objectives(found: Sequence[Objective], *, large: bool) -> list[Block]:
    if not found:
        return []
    rows: list[list[Text]] = [
        [one.text, Run(one.rating.value if one.rating else tr("not rated"), bold=True), one.why] for one in found
    ]
    widths = None if large else [0.45, 0.15, 0.4]
    return [
        heading(tr("Objectives"), 2),
        text(tr("P: done without challenges. S: some challenges. M: major challenges. U: could not be done."), "small"),
        table([tr("Objective"), tr("Rating"), tr("Why")], rows, widths, grid=True),
    ]


def _clock(review: Review, paper: Paper) -> list[Block]:
    shown = [one.entry for one in review.clock if one.shown]
    if not shown:
        return []
    several = len({one.at.astimezone(paper.zone).date() for one in shown}) > 1
    rows: list[list[Text]] = []
    for one in shown:
        at = clock_text(one.at, paper.zone)
        if several:
            at = tr("{day} {time}", day=day_text(one.at.astimezone(paper.zone).date()), time=at)
        rows.append([at, " ".join(part for part in (one.text, one.remark) if part), one.role, one.source.label])
    widths = None if paper.large else [0.16 if several else 0.12, 0.5, 0.2, 0.14]
    return [
        heading(tr("What happened, by the clock"), 2),
        table([tr("Time"), tr("What"), tr("Role"), tr("From")], rows, widths, grid=True),
    ]


def _analysis(review: Review) -> list[Block]:
    blocks: list[Block] = []
    for one in questions():
        answer = review.answers.get(one.id)
        if answer is not None and answer.text:
            blocks.append(keep_together(heading(one.words, 3), *_paragraphs(answer.text)))
    return [heading(tr("What we found"), 2), *blocks] if blocks else []


def _voices(review: Review) -> list[Block]:
    blocks: list[Block] = [heading(tr("Three voices"), 2)]
    missing = unheard(one.sheet for one in review.sheets)
    if missing:
        blocks.append(note(bullets(list(missing)), title=tr("Not heard yet")))
    for voice in Voice:
        words = {one.id: one.words for one in voice_questions(voice)}
        for sheet in (one.sheet for one in review.sheets if one.sheet.voice is voice):
            title = tr("{group}: {who}", group=voice.label, who=sheet.who or tr("unnamed"))
            blocks.append(heading(title, 3))
            for question, said in sheet.said.items():
                blocks += [text(words.get(question, question), "strong"), quotation(*_paragraphs(said))]
    return blocks


def _improvements(review: Review, *, large: bool) -> list[Block]:
    """The heading never stays behind alone at the foot of a page."""
    found = _lessons(review.lessons, large=large) if review.lessons else [text(tr("Nothing is to be changed."))]
    return [keep_together(heading(tr("Improvement plan"), 2), found[0]), *found[1:]]


def _lessons(lessons: Sequence[Lesson], *, large: bool, sources: bool = False) -> list[Block]:
    """One block a lesson in large print, where a table would be too narrow; else a table."""
    if large:
        return [_lesson(one, sources=sources) for one in lessons]
    rows: list[list[Text | Block]] = [
        [
            Run(one.code, bold=True),
            _learned(one, sources=sources),
            one.said.action,
            one.owner_title,
            _when(one),
            _shown(one),
        ]
        for one in lessons
    ]
    return [
        table(
            [tr("No."), tr("Lesson"), tr("Action"), tr("Owner"), tr("Start and due"), tr("Done, and what shows it")],
            [*rows, *blank_rows(6, 0 if rows else 6)],
            [0.1, 0.26, 0.2, 0.14, 0.13, 0.17],
            grid=True,
        )
    ]


def _lesson(one: Lesson, *, sources: bool) -> Block:
    pairs = [
        (tr("Action"), one.said.action),
        (tr("Owner"), one.owner_title),
        (tr("Start and due"), _when(one)),
        (tr("Done, and what shows it"), _shown(one)),
    ]
    rows: list[list[Text]] = [[name, words] for name, words in pairs if words]
    return keep_together(
        heading(tr("{code}: {lesson}", code=one.code, lesson=one.said.lesson), 3),
        text(_learned(one, sources=sources).removeprefix(one.said.lesson).strip() or one.state.label),
        table([tr("What"), tr("Answer")], rows, [0.3, 0.7], row_heads=True),
    )


def _learned(one: Lesson, *, sources: bool) -> str:
    parts = [one.said.lesson]
    if sources:
        parts.append(tr("From: {source}.", source=one.source.rstrip(".")))
    if one.said.places:
        pages = ", ".join(dict.fromkeys(place.plan.upper() for place in one.said.places))
        parts.append(tr("Changes: {plans}.", plans=pages))
    if one.said.tested_by:
        parts.append(tr("Tested by: {exercise}.", exercise=one.said.tested_by.rstrip(".")))
    return " ".join(parts)


def _when(one: Lesson) -> str:
    start = day_text(one.said.start) if one.said.start else ""
    due = tr("due {day}", day=day_text(one.said.due)) if one.said.due else ""
    return ", ".join(part for part in (start, due) if part)


def _shown(one: Lesson) -> str:
    if one.done_on is None:
        return one.state.label
    return tr("{day}: {evidence}", day=day_text(one.done_on), evidence=one.evidence)


def _paragraphs(words: str) -> list[Block]:
    return [text(part.strip()) for part in words.split("\n") if part.strip()]


def _sheet(title: str, paper: Paper, subject: str, *, draft: bool = False) -> Sheet:
    return Sheet(
        title=title,
        printed_on=paper.local,
        size=paper.size,
        large=paper.large,
        draft=draft,
        mark=tr("Public record"),
        agency=paper.agency,
        subject=subject,
    )
