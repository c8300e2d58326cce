"""Find someone to talk to: filters, an order, and for each person the reasons in words (DESIGN 6.3).

Nothing here is logged, counted or kept: what somebody asks for tells more about them than about whom they find.
The front door uses this too, so nothing heavy is imported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.hours import reachable_at
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.when import moment_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from wellness_desktop.roster.board import Board
    from wellness_desktop.roster.people import Person

FAR = 10_000
NOT_LISTED = "-"
"""Whom somebody answers to is not on the list, so nobody of the own agency is surely outside their chain of command."""
_FILLERS = frozenset(
    {
        *("a", "an", "and", "any", "anybody", "anyone", "been", "by", "for", "from", "had", "has", "have", "i", "in"),
        *("is", "it", "me", "my", "of", "on", "or", "somebody", "someone", "that", "the", "through", "to", "was"),
        *("went", "who", "whom", "whose", "with"),
    }
)
_SAME = (
    frozenset({"woman", "women", "female"}),
    frozenset({"shooting", "shot", "ois"}),
    frozenset({"drinking", "alcohol", "drink", "sober", "recovery"}),
    frozenset({"veteran", "military", "army", "navy", "marine"}),
    frozenset({"faith", "church", "religion", "religious"}),
    frozenset({"suicide", "suicidal"}),
)
"""Words of which one is meant by the other."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. Everything that is set must be so; words also count as far as they are known."""

    not_my_agency: bool = False
    not_in_my_chain: bool = False
    """Neither above nor below the person signed in."""
    answers_to: str = ""
    """Where nobody knows who asks: the key of the person they answer to, or NOT_LISTED. Nobody above them, then."""
    not_command: bool = False
    role: PersonRole | None = None
    language: str = ""
    telehealth: bool = False
    within_minutes: int | None = None
    reachable_now: bool = False
    words: str = ""
    """What they have been through or are, in any words: "someone who has been through a shooting"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What finding looks at in one person, from the roster or from the station board."""

    key: str
    name: str
    number: str
    stale: bool
    """Whether the number has to be checked before use."""
    own_agency: bool
    agency: str
    roles: tuple[PersonRole, ...]
    languages: tuple[str, ...]
    attributes: tuple[str, ...]
    """In their own words, with their consent."""
    called_for: str
    hours: str
    area: str = ""
    telehealth: bool = False
    travel_minutes: int | None = None
    on_call_until: datetime | None = None
    in_my_chain: bool = False
    commands: frozenset[str] = frozenset()
    """Keys of the people below this one, as far as the list shows them."""


@dataclass(frozen=True, slots=True)
class Match:
    """One person who fits, and why, in sentences."""

    key: str
    name: str
    number: str
    stale: bool
    on_call: bool
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """All reasons in a row."""
        return " ".join(self.reasons)


def find(people: Iterable[Findable], wish: Wish, now: datetime, zone: ZoneInfo) -> list[Match]:
    """Everybody who fits: who says it of themselves first where words are asked for, then who can be reached best."""
    local = now.astimezone(zone)
    ranked = []
    for person in people:
        reach = True if person.on_call_until else reachable_at(person.hours, local)
        if not _fits(person, wish, reach):
            continue
        own, known = _said(person, wish)
        if wish.words.strip() and _asked(wish.words) and not (own or known):
            continue
        match = _match(person, wish, reach, own, known, zone)
        travel = FAR if person.travel_minutes is None else person.travel_minutes
        said = bool(_asked(wish.words)) and not own
        rank = (person.stale, said, not match.on_call, {True: 0, None: 1, False: 2}[reach], travel)
        ranked.append((rank, person.name.casefold(), person.key, match))
    return [match for *_, match in sorted(ranked, key=lambda one: one[:3])]


def choices_of(people: Iterable[Findable]) -> tuple[list[str], list[str]]:
    """Languages and own words that occur, for the fields to offer."""
    everyone = list(people)
    languages = {word.strip() for person in everyone for word in person.languages if word.strip()}
    words = {word.strip() for person in everyone for word in person.attributes if word.strip()}
    return sorted(languages, key=str.casefold), sorted(words, key=str.casefold)


def from_board(board: Board, now: datetime, today: date) -> list[Findable]:
    """Whoever stands on the station board. Who asks is not known there, so nobody is in "my chain"."""
    until = {each.contact.key: each.ends for each in reversed(board.on_call(now))}
    known = {role.value: role for role in PersonRole}
    below: dict[str, set[str]] = defaultdict(set)
    for contact in board.contacts:
        for key in contact.above:
            below[key].add(contact.key)
    found = []
    for contact in board.contacts:
        phone = contact.best_phone(today)
        found.append(
            Findable(
                key=contact.key,
                name=contact.name,
                number=phone.shown if phone else "",
                stale=phone is None or phone.freshness(today).needs_check,
                own_agency=contact.own_agency,
                agency=contact.agency,
                roles=tuple(known[value] for value in contact.roles if value in known),
                languages=contact.languages,
                attributes=contact.attributes,
                called_for=contact.called_for,
                hours=contact.hours,
                telehealth=contact.telehealth,
                travel_minutes=contact.travel_minutes,
                commands=frozenset(below[contact.key]),
                on_call_until=until.get(contact.key),
            )
        )
    return found


def from_person(
    person: Person,
    today: date,
    *,
    own_words: bool,
    on_call_until: datetime | None,
    in_my_chain: bool,
    commands: frozenset[str] = frozenset(),
) -> Findable:
    """Somebody of the roster. `own_words` is whether what they say of themselves may be looked at."""
    phone = person.best_phone(today)
    return Findable(
        key=str(person.id),
        name=person.name,
        number=phone.shown if phone else "",
        stale=phone is None or phone.freshness(today).needs_check,
        own_agency=person.own_agency,
        agency=person.agency,
        roles=tuple(person.ordered_roles),
        languages=person.languages,
        attributes=person.attributes if own_words and person.attributes_on is not None else (),
        called_for=person.called_for,
        hours=person.hours,
        area=person.area,
        telehealth=person.telehealth,
        travel_minutes=person.travel_minutes,
        on_call_until=on_call_until,
        in_my_chain=in_my_chain,
        commands=commands,
    )


def _fits(person: Findable, wish: Wish, reach: bool | None) -> bool:
    far = wish.within_minutes is not None and not _near(person, wish.within_minutes)
    speaks = not wish.language.strip() or any(_same_word(wish.language, word) for word in person.languages)
    return not (
        (wish.not_my_agency and person.own_agency)
        or (wish.not_in_my_chain and person.in_my_chain)
        or _above(person, wish)
        or (wish.not_command and PersonRole.COMMAND in person.roles)
        or (wish.role is not None and wish.role not in person.roles)
        or (wish.telehealth and not person.telehealth)
        or (wish.reachable_now and reach is False)
        or far
        or not speaks
    )


def _above(person: Findable, wish: Wish) -> bool:
    """Whether the person is above whoever asks, or could be."""
    if wish.answers_to == NOT_LISTED:
        return person.own_agency
    return bool(wish.answers_to) and wish.answers_to in {person.key, *person.commands}


def _near(person: Findable, minutes: int) -> bool:
    """Whoever works by video or telephone is near everybody."""
    return person.telehealth or (person.travel_minutes is not None and person.travel_minutes <= minutes)


def _said(person: Findable, wish: Wish) -> tuple[list[str], bool]:
    """What they say of themselves that answers the words, and whether what is known of them otherwise does."""
    asked = _asked(wish.words)
    if not asked:
        return [], False
    own = [words for words in person.attributes if any(_holds(words, each) for each in asked)]
    rest = " ".join((person.called_for, person.area, person.agency, *(role.label for role in person.roles)))
    everything = " ".join((rest, *person.attributes, *person.languages))
    return (own, True) if all(_holds(everything, each) for each in asked) else ([], False)


def _match(person: Findable, wish: Wish, reach: bool | None, own: Sequence[str], known: bool, zone: ZoneInfo) -> Match:
    reasons: list[str] = []
    if person.on_call_until is not None:
        reasons.append(tr("On call until {moment}.", moment=moment_text(person.on_call_until, zone)))
    if not person.own_agency:
        reasons.append(
            tr("Not from your agency: {agency}.", agency=person.agency)
            if person.agency
            else tr("Not from your agency.")
        )
    elif not wish.not_my_agency:
        reasons.append(tr("From your agency."))
    if wish.not_in_my_chain and person.own_agency:
        reasons.append(tr("Neither above nor below you."))
    elif wish.answers_to and person.own_agency:
        reasons.append(tr("Not above you."))
    reasons += [tr("Says: “{words}”.", words=words) for words in own]
    if person.called_for and (not own or known):
        reasons.append(tr("Call for: {reasons}.", reasons=person.called_for.rstrip(".")))
    if wish.language.strip() or any(not _same_word("English", word) for word in person.languages):
        reasons.append(tr("Speaks {languages}.", languages=", ".join(person.languages)))
    if person.travel_minutes is not None:
        reasons.append(tr_count("{count} minute away.", "{count} minutes away.", person.travel_minutes))
    if person.telehealth:
        reasons.append(tr("By video or telephone too."))
    reasons += _hours(person, wish, reach)
    if not person.number:
        reasons.append(tr("No number is known."))
    elif person.stale:
        reasons.append(tr("The number was not checked lately."))
    on_call = person.on_call_until is not None
    return Match(person.key, person.name, person.number, person.stale, on_call, tuple(reasons))


def _hours(person: Findable, wish: Wish, reach: bool | None) -> list[str]:
    if person.on_call_until is not None:
        return []
    if person.hours:
        clear = tr("Can be reached now: {hours}.", hours=person.hours.rstrip("."))
        return [clear if reach else tr("Hours: {hours}.", hours=person.hours.rstrip("."))]
    return [tr("Their hours are not known.")] if wish.reachable_now else []


def _asked(words: str) -> list[str]:
    return [word for word in _letters(words).split() if word not in _FILLERS]


def _holds(text: str, word: str) -> bool:
    """Whether the text has the word, another form of it, or another word for it."""
    wanted = next((group for group in _SAME if any(_form(word) == _form(each) for each in group)), {word})
    forms = {_form(each) for each in wanted}
    return any(_form(each) in forms or each.startswith(word) for each in _letters(text).split())


def _form(word: str) -> str:
    """A word without its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _same_word(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    """Small letters without accents, single spaces."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())
