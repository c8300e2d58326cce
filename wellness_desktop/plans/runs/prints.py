"""The papers of a run: what is left to do, the timeline (F-16, ICS 214), and the record of a drill (F-19)."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.paper.blocks import (
    Block,
    Text,
    bullets,
    fill_lines,
    heading,
    note,
    space,
    table,
    text,
    time_box,
    writing_lines,
)
from wellness_desktop.paper.blocks import (
    Run as Words,
)
from wellness_desktop.paper.sheet import Sheet, make
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.runs.drill_desk import NewDrill
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.runs.values import Run, RunState, TimelineEntry
from wellness_desktop.plans.runs.words import began_words, elapsed_words
from wellness_desktop.roster.when import day_text

LOG_LINES = 8


def left_sheet(
    run: Run, state: RunState, numbers: Mapping[str, tuple[str, ...]], agency: str, style: PrintStyle, zone: ZoneInfo
) -> bytes:
    """What nobody has ticked yet, to be done and timed by hand; `numbers` are those that may be printed."""
    blocks: list[Block] = [heading(tr("{code}  {title}: what is left", code=run.text.code, title=run.text.title))]
    blocks.append(text(began_words(run, zone), "strong"))
    blocks.append(text(tr("{time} had passed when this was printed.", time=elapsed_words(state.elapsed))))
    blocks.append(
        note(tr("Tick and write the time, such as 0312. Type the times back when the screen is there again."))
    )
    blocks += _open_boxes(run, state)
    blocks += _open_calls(run, state, numbers)
    blocks += [heading(tr("What happened"), 2), text(tr("Time, what, who.")), writing_lines(LOG_LINES)]
    return make(_sheet(run, tr("{code}: what is left", code=run.text.code), agency, style), blocks)


def _open_boxes(run: Run, state: RunState) -> list[Block]:
    found: list[Block] = []
    for box in run.text.boxes:
        steps = [step for step in run.text.steps if step.box == box.id and not state.doing(step.id).done]
        if steps:
            late = sum(state.doing(step.id).late for step in steps)
            when = tr_count("{count} late", "{count} late", late) if late else ""
            items = [_step_words(run, state, step.id, step.role) for step in steps]
            found.append(time_box(box.title, items, when=when, level=2, time=True))
    if not found:
        found.append(text(tr("Every step is ticked."), "strong"))
    return found


def _step_words(run: Run, state: RunState, step: str, role: str) -> Text:
    pieces: list[str | Words] = []
    if state.doing(step).late:
        pieces.append(Words(tr("LATE  "), bold=True))
    pieces.append(run.text.words_of(step))
    found = run.text.role(role)
    if found is not None:
        holder = state.holders[role].text if role in state.holders else next(iter(found.names), "")
        who = tr(" ({role}, {name})", role=found.title, name=holder) if holder else tr(" ({role})", role=found.title)
        pieces.append(Words(who, italic=True))
    return pieces


def _open_calls(run: Run, state: RunState, numbers: Mapping[str, tuple[str, ...]]) -> list[Block]:
    rows: list[list[Text]] = []
    for call in run.text.calls:
        doing = state.doing(call.id)
        if not doing.done:
            tried = tr_count("tried once", "tried {count} times", len(doing.tried)) if doing.tried else ""
            who = "\n".join((*call.names, *numbers.get(call.id, ())))
            rows.append([str(call.number), " ".join(part for part in (call.text, tried) if part), who, "", ""])
    if not rows:
        return []
    head = [tr("No."), tr("Call"), tr("Who"), tr("Tried"), tr("Reached")]
    return [heading(tr("Calls nobody has reached"), 2), table(head, rows, [0.07, 0.34, 0.33, 0.13, 0.13], grid=True)]


def timeline_sheet(run: Run, entries: Sequence[TimelineEntry], agency: str, style: PrintStyle, zone: ZoneInfo) -> bytes:
    """The log of the run, as ICS 214 asks for it: time, event, who entered it."""
    rows: list[list[Text]] = [
        [
            f"{one.at.astimezone(zone):%m/%d %H:%M}",
            _with_remark(one),
            one.by,
            _entered(one, zone),
        ]
        for one in entries
    ]
    blocks: list[Block] = [
        heading(tr("{code}  {title}: timeline", code=run.text.code, title=run.text.title)),
        text(tr("ICS 214 light (F-16). {began}", began=began_words(run, zone))),
        table([tr("Time"), tr("What"), tr("Who"), tr("Entered")], rows, [0.14, 0.5, 0.16, 0.2], grid=True),
        space(),
        fill_lines([tr("Prepared by"), tr("Date and time")], columns=2),
    ]
    return make(_sheet(run, tr("{code}: timeline", code=run.text.code), agency, style), blocks)


def _with_remark(one: TimelineEntry) -> Text:
    words: list[str | Words] = [one.text]
    if one.role:
        words.append(Words(tr(" ({role})", role=one.role), italic=True))
    if one.remark:
        words.append(Words(f" {one.remark}", bold=True))
    return words


def _entered(one: TimelineEntry, zone: ZoneInfo) -> str:
    return tr("{when}, {source}", when=f"{one.entered_at.astimezone(zone):%m/%d %H:%M}", source=one.source.label)


def timeline_csv(entries: Sequence[TimelineEntry], zone: ZoneInfo) -> bytes:
    """The timeline as a table for other programs: station time with its offset, so that no hour is told twice."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["time", "entered", "what", "by", "role", "source", "remark"])
    for one in entries:
        row = [_iso(one.at, zone), _iso(one.entered_at, zone), one.text, one.by, one.role, one.source.value, one.remark]
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def _harmless(cell: str) -> str:
    """A spreadsheet takes words that begin so for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def drill_sheet(drill: NewDrill, title: str, agency: str, style: PrintStyle) -> bytes:
    """The record of one drill (F-19)."""
    rating = drill.rating.label if drill.rating is not None else tr("planned, not held yet")
    blocks: list[Block] = [
        heading(tr("Exercise record (F-19)")),
        table(
            [tr("What"), tr("Said")],
            [
                [tr("Date"), day_text(drill.day)],
                [tr("Kind"), drill.kind.label],
                [tr("Plan"), tr("{code}  {title}", code=drill.plan.upper(), title=title)],
                [tr("Objective"), drill.objective],
                [tr("Who took part"), drill.who],
                [tr("Result"), rating],
                [tr("To mend"), drill.item],
            ],
            [0.25, 0.75],
            row_heads=True,
            grid=True,
        ),
        heading(tr("How to rate"), 2),
        bullets([one.label for one in Rating]),
    ]
    sheet = Sheet(
        title=tr("Exercise record"),
        printed_on=style.printed_on,
        size=style.size,
        large=style.large,
        drill=True,
        agency=agency,
        subject=tr("Crisis plan"),
    )
    return make(sheet, blocks)


def _sheet(run: Run, title: str, agency: str, style: PrintStyle) -> Sheet:
    return Sheet(
        title=title,
        printed_on=style.printed_on,
        version=run.number,
        size=style.size,
        large=style.large,
        draft=not run.approved,
        drill=run.drill,
        mark=tr("Names inside: keep under lock"),
        agency=agency,
        subject=tr("Crisis plan"),
    )
