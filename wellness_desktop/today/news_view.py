"""The cards beside what needs a person: who is on call, which windows are open, which sessions come."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.coverage.board import SupportGiven, given_facts
from wellness_desktop.debriefs.incident_values import CareLine
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.spans import Span
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.timeline import Timeline
from wellness_desktop.roster.call_chain import ChainStep
from wellness_desktop.roster.chain_card import FEWEST, step_words
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.roster.when import moment_text
from wellness_desktop.today.care_matters import OpenIncident
from wellness_desktop.today.service import News

MOST_SESSIONS = 5
MOST_INCIDENTS = 3
MOST_GIVEN = 6
MOST_WINDOWS = 3
"""The first to close; the incident's own page shows all."""


class _NewsCard(Card):
    """A card whose lines are made anew when the news are others; hidden from whoever may not see them."""

    def __init__(self, title: str, icon: str, action: str, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(title, icon, action, parent)
        self._zone = zone
        self._shown: object = None

    def remake(self, told: object, widgets: Iterable[QWidget]) -> None:
        """Shows these widgets in place of the ones before."""
        self._shown = told
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self.add(widget)


class OnCallCard(_NewsCard):
    """Who answers now, until when, who comes next, and whom to try when nobody answers."""

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(tr("On call"), "phone-call", tr("Rota"), zone, parent)

    def show_news(self, news: News) -> None:
        """Shows who is on call at the moment of the news."""
        self.setVisible(news.on_call is not None)
        told = (news.on_call, news.next_on_call, news.chain, news.moment.date())
        if news.on_call is None or told == self._shown:
            return
        lines = [self._now(entry, news.moment) for entry in news.on_call]
        if not lines:
            lines.append(Text(tr("Nobody is on call now."), "strong", self))
        if news.next_on_call:
            lines.append(Text(tr("Next"), "label", self))
        lines += [self._next(entry) for entry in news.next_on_call]
        if len(news.chain) >= FEWEST:
            lines.append(Text(tr("If nobody answers"), "label", self))
            lines += [self._step(number, step) for number, step in enumerate(news.chain, 1)]
        self.remake(told, lines)

    def _now(self, entry: OnCallEntry, now: datetime) -> QWidget:
        phone = entry.person.best_phone(now.astimezone(self._zone).date())
        until = tr(
            "{layer}, until {moment}", layer=entry.duty.layer.label, moment=moment_text(entry.duty.ends, self._zone)
        )
        number = Text(phone.shown if phone else tr("no number"), "strong", self, wrap=False, selectable=True)
        number.setAccessibleName(tr("{name}: {number}", name=entry.person.name, number=number.text()))
        return _line(entry.person.name, until, number, self)

    def _step(self, number: int, step: ChainStep) -> QWidget:
        words = step_words(number, step)
        if step.give_up_minutes is None:
            return NumberText(words, "muted", self)
        after = tr_count("{count} minute", "{count} minutes", step.give_up_minutes)
        return NumberText(tr("{step}, for {minutes}", step=words, minutes=after), "muted", self)

    def _next(self, entry: OnCallEntry) -> QWidget:
        words = tr(
            "{layer}: {name} from {moment}",
            layer=entry.duty.layer.label,
            name=entry.person.name,
            moment=moment_text(entry.duty.starts, self._zone),
        )
        return Text(words, "muted", self)


class WindowsCard(_NewsCard):
    """The support that is useful now, as a picture for each incident. `incident_wanted` comes with its id."""

    incident_wanted = Signal(str)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(tr("Open care windows"), "calendar-clock", tr("All incidents"), zone, parent)

    def show_news(self, news: News) -> None:
        """Shows the windows that are open at the moment of the news."""
        self.setVisible(news.incidents is not None)
        told = (news.incidents, news.moment)
        if news.incidents is None or told == self._shown:
            return
        parts: list[QWidget] = []
        for incident in news.incidents[:MOST_INCIDENTS]:
            parts += self._incident(incident, news.moment)
        if not parts:
            parts.append(
                Text(tr("No incident is open. When something happens, its windows stand here."), "muted", self)
            )
        elif len(news.incidents) > MOST_INCIDENTS:
            parts.append(Text(tr("More stand under All incidents."), "muted", self))
        self.remake(told, parts)

    def _incident(self, incident: OpenIncident, now: datetime) -> list[QWidget]:
        words = tr("Support offered to all") if incident.offered_to_all else tr("Not offered to all yet")
        chip = Chip(words, "ok" if incident.offered_to_all else "warn", self)
        ended = tr("Ended {moment}", moment=moment_text(incident.ended_at, self._zone))
        head = _line(incident.code_name, ended, chip, self)
        if not incident.lines:
            return [head, Text(tr("No window is open now. Follow-up goes on."), "muted", self)]
        picture = Timeline(tr("Open care windows of {event}", event=incident.code_name), self._zone, self)
        shown = incident.lines[:MOST_WINDOWS]
        picture.show_spans([_span(line) for line in shown], now, incident.ended_at)
        picture.opened.connect(lambda _key: self.incident_wanted.emit(str(incident.id)))
        rest = len(incident.lines) - len(shown)
        if not rest:
            return [head, picture]
        more = tr_count("One more kind of support is open.", "{count} more kinds of support are open.", rest)
        return [head, picture, Text(more, "muted", self)]


class SessionsCard(_NewsCard):
    """The next sessions: when, what, and what is still missing."""

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(tr("Sessions"), "calendar-check", tr("This week"), zone, parent)

    def show_news(self, news: News) -> None:
        """Shows the sessions that are ahead at the moment of the news."""
        self.setVisible(news.sessions is not None)
        told = (news.sessions,)
        if news.sessions is None or told == self._shown:
            return
        lines: list[QWidget] = [self._session(session) for session in news.sessions[:MOST_SESSIONS]]
        if not lines:
            lines.append(Text(tr("No session is planned for the coming two weeks."), "muted", self))
        self.remake(told, lines)

    def _session(self, session: Session) -> QWidget:
        title = tr("{event}: {support}", event=session.code_name, support=session.title)
        when = moment_text(session.starts, self._zone)
        where = tr("{moment}, {place}", moment=when, place=session.place) if session.place else when
        chip = Chip(session.state.label, "warn" if session.needs else "ok", self)
        return _line(title, where, chip, self)


class GivenCard(_NewsCard):
    """What a chief sees: was a session held, was support offered to all. No names, no numbers."""

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(tr("Support after incidents"), "list-checks", "", zone, parent)

    def show_news(self, news: News) -> None:
        """Shows the two answers for each incident; hidden from whoever sees the incidents themselves."""
        self.setVisible(news.given is not None)
        if news.given is None or news.given == self._shown:
            return
        lines: list[QWidget] = [self._given(given) for given in news.given[:MOST_GIVEN]]
        if not lines:
            lines.append(Text(tr("No incident is open."), "muted", self))
        self.remake(news.given, lines)

    def _given(self, given: SupportGiven) -> QWidget:
        answers = " ".join(tr("{what}: {answer}.", what=what, answer=answer) for what, answer in given_facts(given))
        chip = Chip(tr("Open") if given.is_open else tr("Closed"), "info" if given.is_open else "plain", self)
        return _line(given.code_name, answers, chip, self)


def _span(line: CareLine) -> Span:
    if line.line.opens is None:
        raise ValueError("an open window has an opening")
    return Span(line.kind.value, line.title, line.line.opens, line.line.closes, line.line.target, booked=line.ahead)


def _line(title: str, detail: str, right: QWidget, parent: QWidget) -> QWidget:
    """A title with a quiet line below it, and something at its right."""
    holder = QWidget(parent)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Text(title, "strong", holder))
    words.addWidget(Text(detail, "muted", holder))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addLayout(words, 1)
    right.setParent(holder)
    row.addWidget(right)
    return holder
