"""What of the incidents needs a person now: windows without a booking, sessions.

Nobody's name stands here. Today is read over shoulders, so it says which event and how many, never who (SEC-52).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.incident_values import CareLine
from wellness_desktop.debriefs.protocols import Kind as SupportKind
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.roster.when import moment_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "incidents"
THIS_WEEK = "this-week"
"""What Today calls the week of today among the records of the incidents."""
OWN_WEEK = "own-week"
"""The page with a helper's own week."""
CLOSES_SOON = timedelta(hours=24)
NOT_BOOKED = frozenset({SupportKind.FOLLOW_UP, SupportKind.REFERRAL})
"""Kinds that are not booked as a session."""
MAY_TAKE_PLACE = frozenset({SessionState.SCHEDULED, SessionState.TENTATIVE})


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident whose plan is open, with the support that is useful now."""

    id: UUID
    code_name: str
    ended_at: datetime
    offered_to_all: bool
    lines: tuple[CareLine, ...]
    """Windows that are open now and not done yet, the first to close first."""

    @property
    def unbooked(self) -> tuple[CareLine, ...]:
        """Those that nothing is booked for."""
        return tuple(line for line in self.lines if line.booked is None)


def open_lines(lines: Iterable[CareLine]) -> tuple[CareLine, ...]:
    """The windows that are open now and not done yet, the first to close first."""
    found = [
        line for line in lines if line.line.standing is Standing.OPEN and not line.done and line.kind not in NOT_BOOKED
    ]
    return tuple(sorted(found, key=lambda line: (line.line.closes is None, line.line.closes or line.line.opens)))


def window_matters(incidents: Iterable[OpenIncident], now: datetime, zone: ZoneInfo) -> Iterator[Matter]:
    """One line for each incident with support that is useful now and not booked."""
    for incident in incidents:
        unbooked = incident.unbooked
        if not unbooked:
            continue
        first = unbooked[0]
        closes = first.line.closes
        yield Matter(
            Kind.WINDOWS,
            tr_count(
                "{event}: one kind of support is open and not booked",
                "{event}: {count} kinds of support are open and not booked",
                len(unbooked),
                event=incident.code_name,
            ),
            tr("{support} is useful until {moment}.", support=first.title, moment=moment_text(closes, zone))
            if closes
            else tr("{support} is useful now.", support=first.title),
            Urgency.NOW if closes is not None and closes - now <= CLOSES_SOON else Urgency.TODAY,
            PLACE,
            str(incident.id),
            closes,
        )


def session_matters(sessions: Sequence[Session], now: datetime, zone: ZoneInfo) -> Iterator[Matter]:
    """Sessions today, sessions that lack somebody, and sessions that are over and not closed."""
    today = now.astimezone(zone).date()
    for session in sessions:
        where = {"go": PLACE, "record": str(session.incident_id)}
        title = tr("{event}: {support}", event=session.code_name, support=session.title)
        when = moment_text(session.starts, zone)
        if session.state in MAY_TAKE_PLACE and now < session.ends:
            is_today = session.starts.astimezone(zone).date() <= today
            if session.needs:
                urgency = Urgency.NOW if is_today else Urgency.SOON
                detail = tr("{moment}. {need}", moment=when, need=session.needs[0].label)
                yield Matter(Kind.SESSION, title, detail, urgency, due=session.starts, **where)
            elif is_today:
                yield Matter(
                    Kind.SESSION, title, _place_words(session, zone), Urgency.TODAY, due=session.starts, **where
                )
        elif session.state in (*MAY_TAKE_PLACE, SessionState.HELD) and session.ends <= now:
            detail = tr("It was planned for {moment}. Did it take place? Four questions close it.", moment=when)
            yield Matter(Kind.SESSION, title, detail, Urgency.TODAY, due=session.ends, **where)


def _place_words(session: Session, zone: ZoneInfo) -> str:
    when = moment_text(session.starts, zone)
    return tr("{moment}, {place}.", moment=when, place=session.place) if session.place else tr("{moment}.", moment=when)
