"""What a helper's day says in plain sentences. Plain Python."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.helper_day.day_values import ToSee
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.roster.care_load import Load
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.roster.when import day_text, moment_text, span_text


def day_line(*, asked: int, today: int, to_log: int, to_ask: int, to_call: int) -> str:
    """The one line under the title: what waits, in the order in which to do it. Counts only, never a name."""
    parts = [
        tr_count("Somebody waits for the team to answer.", "{count} people wait for the team to answer.", asked)
        if asked
        else "",
        tr_count("You lead one session today.", "You lead {count} sessions today.", today) if today else "",
        tr_count("One session to log.", "{count} sessions to log.", to_log) if to_log else "",
        tr_count("One call to make.", "{count} calls to make.", to_ask) if to_ask else "",
        tr_count("One line of your private list is due.", "{count} lines of your private list are due.", to_call)
        if to_call
        else "",
    ]
    said = " ".join(part for part in parts if part)
    return said or tr("Nothing waits for you now. What you did can be logged below.")


def next_words(session: Session, zone: ZoneInfo) -> str:
    """What is led next, and when."""
    return tr("{support}, {when}", support=session.title, when=span_text(session.starts, session.ends, zone))


def next_details(session: Session, me: UUID | None) -> str:
    """Where, with whom, for how many, and what is still missing; names no participant."""
    others = [one.words for one in session.leaders if one.person_id != me]
    parts = [
        tr("In: {place}.", place=session.place) if session.place else tr("No room is set yet."),
        tr("You lead it with {names}.", names=", ".join(others)) if others else "",
        tr_count("One person is asked to come.", "{count} people are asked to come.", session.seats)
        if session.seats
        else "",
        tr("Still missing: {needs}.", needs=", ".join(one.label.rstrip(".") for one in session.needs))
        if session.needs
        else "",
    ]
    return " ".join(part for part in parts if part)


def later_words(sessions: Sequence[Session], zone: ZoneInfo) -> str:
    """The sessions after the next one."""
    if not sessions:
        return ""
    first = tr("After that: {session}.", session=next_words(sessions[0], zone))
    rest = len(sessions) - 1
    more = tr_count("One more stands in your calendar.", "{count} more stand in your calendar.", rest) if rest else ""
    return f"{first} {more}".strip()


def on_call_words(own: Sequence[OnCallEntry], now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Whether the person is on call now, and when next: two sentences, the second may be empty."""
    running = [one.duty for one in own if one.duty.starts <= now < one.duty.ends]
    coming = [one.duty for one in own if one.duty.starts > now]
    soon = ""
    if coming:
        duty = coming[0]
        soon = tr(
            "Next: {span} ({layer}).", span=span_text(duty.starts, duty.ends, zone), layer=duty.layer.label.lower()
        )
    if not running:
        return (tr("You are not on call now."), soon or tr("The rota has nothing for you in the next two months."))
    first = running[0]
    until = moment_text(first.ends, zone)
    return (tr("You are on call until {moment} ({layer}).", moment=until, layer=first.layer.label.lower()), soon)


def load_words(load: Load) -> tuple[str, str]:
    """What the person carried, for themselves alone; and the advice to rest, or nothing."""
    said = tr(
        "Sessions in the last 30 days: {month}. In 90 days: {quarter}.",
        month=load.month.words,
        quarter=load.quarter.words,
    )
    rest = tr("You carried a lot lately. Let somebody else take the next one, and call somebody for yourself.")
    return said, rest if load.rotate else ""


def people_words(people: Sequence[ToSee], now: datetime) -> str:
    """How many people to see, without their names."""
    due = sum(one.is_due(now) for one in people)
    rest = len(people) - due
    parts = [
        tr_count("One person to call now.", "{count} people to call now.", due) if due else "",
        tr_count("One more within a month.", "{count} more within a month.", rest) if due and rest else "",
        tr_count("One person to see within a month.", "{count} people to see within a month.", rest)
        if rest and not due
        else "",
    ]
    return " ".join(part for part in parts if part)


def why_words(one: ToSee, now: datetime, zone: ZoneInfo) -> str:
    """Why this person is on the list, and when."""
    when = moment_text(one.due, zone)
    if one.session is not None:
        return tr("{support}, {when}", support=one.session.title, when=when)
    if one.stands_in_for:
        day = day_text(one.due.astimezone(zone).date())
        return tr("If {name} cannot: {day}", name=one.stands_in_for, day=day)
    return tr("Call, since {when}", when=when) if one.is_due(now) else tr("Call from {when}", when=when)
