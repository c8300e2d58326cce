"""Move a session on the picture of the days, and be told at once what it costs. Nothing is saved here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.moving.costs import Movable, MoveCost, cost_of_move
from wellness_desktop.debriefs.moving.days import day_table
from wellness_desktop.debriefs.moving.picture_view import DaysPicture
from wellness_desktop.debriefs.proposal_facts import Choice, Request
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Proposed, Session
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import span_text


class MoveView(Card):
    """`tried` carries the place of a session in the choice and its new time; `change_wanted` a booked session and its
    new time. Whoever gets them asks before anything is saved.
    """

    tried = Signal(int, object)
    change_wanted = Signal(object, object)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Another time"), parent=parent, flat=True)
        self._debriefs = debriefs
        self._proposed: Proposed | None = None
        self._choice: Choice | None = None
        self._booked: dict[str, Session] = {}
        self._requests: dict[str, Proposed] = {}
        self._before: MoveCost | None = None
        self._build_move()

    def show_choice(self, proposed: Proposed, choice: Choice, booked: Sequence[Session]) -> None:
        """Shows a choice and the sessions booked already on the days of the request."""
        self._proposed, self._choice = proposed, choice
        self._booked = {str(one.id): one for one in booked}
        self._requests = {}
        sessions = [*_of_choice(choice, proposed.request), *(_of_session(one) for one in booked)]
        self.setVisible(bool(sessions))
        if sessions:
            self._show_days(sessions, 0)

    @property
    def words(self) -> str:
        """What is said about the time at which the chosen session stands."""
        return self._words.text()

    def _build_move(self) -> None:
        how = tr(
            "Drag a session, or use the arrow keys: half an hour left and right, a day up and down. Space goes to the "
            "next session, Home puts it back. The higher the bar, the more people can come; a thick line means all. "
            "Only people whose shifts are known are counted. Hatched lies outside of the care window."
        )
        self.add(Text(how, "small", self))
        self.picture = DaysPicture(self)
        self.picture.moved.connect(self._tell)
        self.picture.chosen.connect(self._other_chosen)
        self.picture.put_down.connect(self._put_down)
        self.add(self.picture)
        self._when = Text("", "strong", self)
        self._words = Text("", "body", self)
        self.add(self._when)
        self.add(self._words)
        self._take = button(tr("Look at this time"), "calendar-check", press=self._put_down, parent=self)
        self._back = button(tr("Put it back"), "undo", press=self.picture.put_back, parent=self)
        self.body.addLayout(button_row(self._take, self._back))

    def _show_days(self, sessions: Sequence[Movable], chosen: int) -> None:
        session = sessions[chosen]
        now = self._debriefs.now
        table = day_table(self._request(session), session.members, now, [one.starts for one in sessions])
        self.picture.show_days(table, sessions, chosen, now)
        self._before = self._cost(session, session.starts)
        self._tell()

    def _other_chosen(self) -> None:
        self._show_days(self.picture.sessions, self.picture.place)

    def _request(self, session: Movable) -> Request:
        """The request of a proposal, or for a booked session one of its own: its people, and without itself."""
        if self._proposed is None:
            raise ValueError("nothing is proposed")
        if not session.booked:
            return self._proposed.request
        if session.key not in self._requests:
            self._requests[session.key] = self._debriefs.as_proposed(self._booked[session.key])
        return self._requests[session.key].request

    def _cost(self, session: Movable, at: datetime) -> MoveCost | None:
        free = [one.attendee for one in self._choice.individuals] if self._choice and not session.booked else []
        try:
            return cost_of_move(self._request(session), session, at, free)
        except ValueError:  # a booked session may lie beyond what the request looked at
            return None

    def _tell(self) -> None:
        session, at = self.picture.session, self.picture.at
        if session is None or at is None:
            return
        cost = self._cost(session, at)
        moved = self.picture.is_moved
        if cost is None:
            self._when.setText("")
            self._words.setText(tr("This time lies further ahead than the roster was looked at."))
        else:
            self._when.setText(span_text(cost.starts, cost.ends, self._debriefs.zone))
            self._words.setText(" ".join([*self._difference(cost, moved=moved), *cost.words]))
        said = f"{self._when.text()}. {self._words.text()}"
        self.picture.setAccessibleDescription(said)
        self._take.setVisible(moved)
        self._back.setVisible(moved)
        if self.picture.hasFocus():
            announce(self.picture, said)

    def _difference(self, cost: MoveCost, *, moved: bool) -> list[str]:
        if not moved or self._before is None or cost.come == self._before.come:
            return []
        if cost.come < self._before.come:
            return [tr("{count} fewer than before.", count=self._before.come - cost.come)]
        return [tr("{count} more than before.", count=cost.come - self._before.come)]

    def _put_down(self) -> None:
        session, at = self.picture.session, self.picture.at
        if session is None or at is None:
            return
        if session.booked:
            self.change_wanted.emit(self._booked[session.key], at)
        elif self.picture.is_moved:
            self.tried.emit(int(session.key), at)


def moved_choice(proposed: Proposed, choice: Choice, place: int, tried: Callable[[Request], Choice]) -> Choice:
    """The choice with one session put elsewhere: the others stay, and whoever falls out is offered a contact.

    `tried` proposes the moved session for those who sit in it or in none.
    """
    stay = [one for number, one in enumerate(choice.sessions) if number != place]
    elsewhere: set[UUID] = {who for one in stay for who in one.members}
    request = proposed.request
    left = replace(request, attendees=tuple(one for one in request.attendees if one.id not in elsewhere))
    moved = tried(left)
    sessions = sorted([*stay, *moved.sessions], key=lambda one: one.starts)
    return Choice(tuple(sessions), moved.individuals, moved.reasons)


def _of_choice(choice: Choice, request: Request) -> list[Movable]:
    return [
        Movable(str(number), one.starts, request.minutes, one.members, one.leaders, by_phone=frozenset(one.by_phone))
        for number, one in enumerate(choice.sessions)
    ]


def _of_session(session: Session) -> Movable:
    return Movable(
        str(session.id),
        session.starts,
        int((session.ends - session.starts).total_seconds()) // 60,
        session.members or (),
        tuple(one.person_id for one in session.leaders),
        booked=True,
        by_phone=frozenset(one.person_id for one in session.leaders if one.by_phone),
    )
