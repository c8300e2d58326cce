"""What the rows of a run say: steps by time box, the call tree, the roles. No Qt."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.runs.row import Row
from wellness_desktop.plans.runs.values import Doing, Run, RunBox, RunState
from wellness_desktop.plans.runs.words import elapsed_words
from wellness_desktop.roster.when import clock_text


def step_rows(run: Run, state: RunState, roles: Collection[str] | None, zone: ZoneInfo) -> list[Row]:
    """The steps of these roles (None: of all) by time box, each box with how it stands."""
    rows: list[Row] = []
    for box in run.text.boxes:
        steps = [step for step in run.text.steps if step.box == box.id and (roles is None or step.role in roles)]
        if steps:
            rows.append(Row("", _box_words(box, state, [step.id for step in steps])))
        for step in steps:
            doing = state.doing(step.id)
            rows.append(Row(step.id, _step_words(run, state, step.id, step.role, zone), *_mark(doing)))
    return rows


def _mark(doing: Doing) -> tuple[str, str]:
    if doing.done:
        return "square-check", "muted"
    return ("triangle-alert", "danger") if doing.late else ("circle", "text")


def _box_words(box: RunBox, state: RunState, steps: list[str]) -> str:
    left = sum(not state.doing(step).done for step in steps)
    if not left:
        return tr("{box}: all done", box=box.title)
    count = tr_count("{count} left", "{count} left", left)
    if box.minutes is None:
        return tr("{box}: {left}", box=box.title, left=count)
    over = state.elapsed - timedelta(minutes=box.minutes)
    if over > timedelta():
        return tr("{box}: over for {time}, {left}", box=box.title, time=elapsed_words(over), left=count)
    return tr("{box}: {left}, {time} to go", box=box.title, left=count, time=elapsed_words(-over))


def _step_words(run: Run, state: RunState, step: str, role: str, zone: ZoneInfo) -> str:
    doing, words = state.doing(step), run.text.words_of(step)
    who = holder_words(run, state, role)
    words = tr("{what}  ({who})", what=words, who=who) if who else words
    if doing.done:
        ticks = "; ".join(tr("{time} {name}", time=clock_text(one.at, zone), name=one.by) for one in doing.ticks)
        return tr("Done {ticks}:  {what}", ticks=ticks, what=words)
    if doing.late and doing.reason:
        return tr("LATE, {reason}:  {what}", reason=doing.reason, what=words)
    return tr("LATE:  {what}", what=words) if doing.late else words


def holder_words(run: Run, state: RunState, role: str) -> str:
    """A role and who has it now."""
    found = run.text.role(role)
    if found is None:
        return ""
    name = state.holders[role].text if role in state.holders else next(iter(found.names), "")
    return tr("{role}: {name}", role=found.title, name=name) if name else found.title


def call_rows(run: Run, state: RunState, numbers: Mapping[str, tuple[str, ...]], zone: ZoneInfo) -> list[Row]:
    """The call tree: who, which number, tried or reached."""
    rows = []
    for call in run.text.calls:
        doing = state.doing(call.id)
        who = ", ".join((*call.names, *numbers.get(call.id, ())))
        words = tr("{number}. {what}  {who}", number=call.number, what=call.text, who=who).strip()
        if doing.done_at is not None:
            said = tr("Reached {time}:  {what}", time=clock_text(doing.done_at, zone), what=words)
            rows.append(Row(call.id, said, "square-check", "muted"))
        elif doing.tried:
            rows.append(Row(call.id, _tried(doing, words, call.give_up, zone), "phone-call", "text"))
        else:
            rows.append(Row(call.id, words, "phone", "text"))
    return rows


def _tried(doing: Doing, words: str, give_up: int, zone: ZoneInfo) -> str:
    last: datetime = doing.tried[-1].at
    said = tr_count(
        "Tried once, {time}:  {what}",
        "Tried {count} times, last {time}:  {what}",
        len(doing.tried),
        time=clock_text(last, zone),
        what=words,
    )
    if not give_up:
        return said
    after = tr_count("Next name after {count} minute.", "Next name after {count} minutes.", give_up)
    return f"{said}  {after}"


def role_rows(run: Run, state: RunState, mine: Collection[str]) -> list[Row]:
    """Who has which role; pressing takes it over."""
    return [
        Row(
            role.id,
            tr("Mine:  {who}", who=role.title) if role.id in mine else holder_words(run, state, role.id),
            "user-round" if role.id in mine else "circle",
        )
        for role in run.text.roles
    ]


def sum_words(run: Run, state: RunState, roles: Collection[str] | None) -> str:
    """What is late and what is left, in one line."""
    steps = [step.id for step in run.text.steps if roles is None or step.role in roles]
    late = sum(state.doing(step).late for step in steps)
    left = sum(not state.doing(step).done for step in steps)
    if not left:
        return tr("Every step is ticked.")
    return tr(
        "{late}, {left}.",
        late=tr_count("{count} late", "{count} late", late) if late else tr("Nothing late"),
        left=tr_count("{count} left", "{count} left", left),
    )
