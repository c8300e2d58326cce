"""A path on paper: the plan for the year on two pages, with ticks for what is done."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.library.path_values import NOT_BEGUN, StepProgress, done_steps
from wellness_desktop.library.paths import LibraryPath, SourceOfPath, Step
from wellness_desktop.library.prints import PrintSetup

if TYPE_CHECKING:  # ReportLab takes half a second to load; only printing needs it
    from wellness_desktop.paper.blocks import Block, Run, Text

_SCALES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)
_MOST_PAGES = 2
_TO_WRITE = "_" * 11


def path_plan(
    path: LibraryPath,
    progress: Mapping[str, StepProgress],
    guides: Mapping[str, str],
    tools: Mapping[str, str],
    setup: PrintSetup,
) -> bytes:
    """The plan: each step with what to do, who, the time, the proof, and when it is planned for and was done.

    `progress` is empty for a blank plan; `guides` and `tools` give the titles of those that the steps name.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import Sheet, make

    rows: list[list[Block | Text]] = []
    for number, step in enumerate(path.steps, 1):
        known = progress.get(step.id, NOT_BEGUN)
        box = b.tick_box(ticked=known.done_on is not None)
        rows.append([box, _what(number, step, guides, tools), _days(known)])
    parts = [
        b.heading(path.title),
        b.text(path.summary),
        *([b.text(b.bold(_done_words(path, progress)))] if progress else []),
        b.table([tr("Done"), tr("Step"), tr("Days")], rows, [0.07, 0.78, 0.15], grid=True),
        b.text([path.origin, *(f" {_source(source)}" for source in path.sources)], "small"),
    ]
    sheet = Sheet(
        title=path.title,
        printed_on=setup.printed_on,
        check_again_by=path.review_by,
        size=setup.size,
        large=setup.large,
        agency=setup.agency,
        subject=path.summary,
    )
    printed = None if setup.large else fitted(sheet, parts, _SCALES, _MOST_PAGES)
    return printed.pdf if printed else make(sheet, parts)


def _what(number: int, step: Step, guides: Mapping[str, str], tools: Mapping[str, str]) -> "Text":
    from wellness_desktop.paper import blocks as b

    read = next((guides[one] for one in step.guides if one in guides), "")
    take = [tools[one] for one in step.tools if one in tools]
    lines: list[str | Run] = [b.bold(tr("{number}. {title}", number=number, title=step.title))]
    lines.append("\n" + tr("{when}. {who}. {time}.", when=step.when, who=step.who, time=step.time))
    lines += [f"\n•  {one}" for one in step.do]
    lines += ["\n", b.bold(tr("Proof:")), f" {step.proof}"]
    for label, said in ((tr("Read:"), read), (tr("Take:"), "; ".join(take))):
        if said:
            lines += ["\n", b.italic(f"{label} {said}")]
    return lines


def _days(progress: StepProgress) -> "Text":
    """The two days, or room to write them."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.dates import day_text

    told: list[str | Run] = []
    for label, day in ((tr("Planned for"), progress.planned_for), (tr("Done on"), progress.done_on)):
        told += ["\n\n" if told else "", f"{label}\n", b.bold(day_text(day)) if day else _TO_WRITE]
    return told


def _source(source: SourceOfPath) -> str:
    return f"{source.title}. {source.publisher}, {source.year}. {source.url}"


def _done_words(path: LibraryPath, progress: Mapping[str, StepProgress]) -> str:
    return tr("{done} of {all} steps done.", done=done_steps(path, progress), all=len(path.steps))
