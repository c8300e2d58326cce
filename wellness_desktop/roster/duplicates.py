"""Which entries look like one person: the same name, number or address, or a name that differs by one slip.

Everything is looked up by what entries share, so that 5,000 people take no longer than a look at each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Person, PersonDetails, Phone

SHARED_BY = 2
"""A number that more entries have is a desk's or a dispatch center's, and tells nothing."""
LARGEST_FAMILY = 60
"""Entries with one last name that are still compared with each other."""
SHORTEST_SLIP = 4
"""Letters of a word below which one slip makes another name of it."""
_TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "rev", "pastor", "chaplain", "fr", "rabbi", "imam", "deacon"),
        *("officer", "ofc", "deputy", "dep", "sgt", "sergeant", "lt", "lieutenant", "capt", "captain", "chief"),
        *("sheriff", "cpl", "corporal", "det", "detective", "trooper", "jr", "sr", "ii", "iii", "phd", "psyd"),
        *("lcsw", "lpc", "lmft", "md"),
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, and why."""

    one: Person
    other: Person
    reasons: tuple[str, ...]

    @property
    def id(self) -> tuple[UUID, UUID]:
        """Tells this pair from others, whichever way round."""
        first, second = sorted((self.one.id, self.other.id))
        return first, second


@dataclass(slots=True)
class _Shared:
    """What one pair has in common."""

    number: str = ""
    email: str = ""
    name: str = ""

    def reasons(self) -> Iterator[str]:
        if self.name == "same":
            yield tr("The same name.")
        elif self.name:
            yield tr("Names that are nearly the same.")
        if self.number:
            yield tr("The same number, {number}.", number=self.number)
        if self.email:
            yield tr("The same e-mail address.")


@dataclass(slots=True)
class _Finds:
    """Pairs as they are found, by the places of both in the list."""

    pairs: dict[tuple[int, int], _Shared] = field(default_factory=lambda: defaultdict(_Shared))


def pairs_of(people: Sequence[Person]) -> list[Pair]:
    """The pairs that look like one person, the surest first; people who left are looked at too."""
    words = [_words(person.name) for person in people]
    finds = _Finds()
    _by_number(people, finds)
    _by_email(people, finds)
    _by_name(words, finds)
    found = [
        Pair(people[first], people[second], tuple(shared.reasons()))
        for (first, second), shared in finds.pairs.items()
        # One number alone may be a couple's, or that of two colleagues: their names must agree a little.
        if shared.email or shared.name or _alike(words[first], words[second])
    ]
    return sorted(found, key=lambda pair: (-len(pair.reasons), name_key(pair.one.name), str(pair.id)))


def merged(keep: Person, other: Person, *, from_other: Iterable[str] = ()) -> Person:
    """One entry out of two: fields of `keep`, of `other` where `keep` is empty or `from_other` names the field.

    All numbers, roles, languages and own words are kept; of a number that both have, the later check.
    """
    wanted = set(from_other)
    values = {name: getattr(other, name) for name in MERGED_FIELDS if name in wanted or not getattr(keep, name)}
    if "published_on" in values:
        values["published_noted_by"] = other.published_noted_by
    reports_to = values.get("reports_to", keep.reports_to)
    values |= {
        "roles": keep.roles | other.roles,
        "languages": tuple(dict.fromkeys((*keep.languages, *other.languages))),
        "attributes": tuple(dict.fromkeys((*keep.attributes, *other.attributes))),
        "phones": _phones(keep.phones, other.phones),
        "reports_to": None if reports_to in (keep.id, other.id) else reports_to,
        "account_id": keep.account_id or other.account_id,
        "telehealth": keep.telehealth or other.telehealth,
        "is_clinician": keep.is_clinician or other.is_clinician,
    }
    if keep.standing is not Standing.ACTIVE and "standing" not in wanted:
        values["standing"] = keep.standing
    return replace(keep, **values)


MERGED_FIELDS = (
    "name",
    "call_name",
    "agency",
    "standing",
    "email",
    "area",
    "travel_minutes",
    "hours",
    "called_for",
    "reports_to",
    "shift_pattern",
    "shift_team",
    "cycle_start",
    "designated_on",
    "designated_by",
    "designation_document",
    "trained_by",
    "trained_until",
    "published_on",
    "shared_on",
    "attributes_on",
    "agreement_on",
    "consult",
)
"""Fields of which one side is taken; the others are put together."""


def stays(pair: Pair) -> tuple[Person, Person]:
    """Which entry stays, and which becomes part of it: a sign-in, then consent, then the later check decides."""

    def weight(person: Person) -> tuple[bool, bool, int]:
        checks = [phone.checked_on.toordinal() for phone in person.phones if phone.checked_on]
        agreed = person.published_on is not None or person.shared_on is not None
        return person.account_id is not None, agreed, max(checks, default=0)

    return (pair.other, pair.one) if weight(pair.other) > weight(pair.one) else (pair.one, pair.other)


def choices(keep: Person, other: Person) -> list[str]:
    """The fields in which both say something, and not the same: here a person chooses."""
    return [
        name
        for name in MERGED_FIELDS
        if getattr(keep, name) and getattr(other, name) and getattr(keep, name) != getattr(other, name)
    ]


def _phones(ours: tuple[Phone, ...], theirs: tuple[Phone, ...]) -> tuple[Phone, ...]:
    found = {(phone.number, phone.extension): phone for phone in ours}
    for phone in theirs:
        key = (phone.number, phone.extension)
        same = found.get(key)
        if same is None:
            found[key] = replace(phone, id=None)
            continue
        newer = max(same, phone, key=lambda one: one.checked_on.toordinal() if one.checked_on else 0)
        found[key] = replace(
            same,
            label=same.label or phone.label,
            takes_texts=same.takes_texts or phone.takes_texts,
            published=same.published or phone.published,
            checked_on=newer.checked_on,
            checked_by=newer.checked_by,
            checked_how=newer.checked_how,
        )
    return tuple(found.values())


def _by_number(people: Sequence[Person], finds: _Finds) -> None:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    shown: dict[tuple[str, str], str] = {}
    for place, person in enumerate(people):
        for phone in person.phones:
            key = (phone.number, phone.extension)
            if phone.number and (not holders[key] or holders[key][-1] != place):
                holders[key].append(place)
                shown[key] = phone.shown
    for key, places in holders.items():
        if len(places) == SHARED_BY:
            finds.pairs[places[0], places[1]].number = shown[key]


def _by_email(people: Sequence[Person], finds: _Finds) -> None:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        if person.email:
            holders[name_key(person.email)].append(place)
    for email, places in holders.items():
        if len(places) == SHARED_BY:
            finds.pairs[places[0], places[1]].email = email


def _by_name(words: Sequence[tuple[str, ...]], finds: _Finds) -> None:
    same: dict[frozenset[str], list[int]] = defaultdict(list)
    families: dict[str, list[tuple[int, str]]] = defaultdict(list)
    named: set[tuple[int, int]] = set()
    for place, each in enumerate(words):
        if each:
            same[frozenset(each)].append(place)
        if len(each) > 1:
            families[each[-1]].append((place, each[0]))
            families[f"{each[0]} "].append((place, each[-1]))
    for places in same.values():
        for first, second in combinations(places[:LARGEST_FAMILY], 2):
            finds.pairs[first, second].name = "same"
            named.add((first, second))
    for family in families.values():
        if len(family) > LARGEST_FAMILY:
            continue
        for first, second in _worth_a_look(family) - named:
            if _nearly(words[first], words[second]):
                finds.pairs[first, second].name = "near"


def _worth_a_look(family: Sequence[tuple[int, str]]) -> set[tuple[int, int]]:
    """The pairs of a family that can be nearly the same, found by what their words share, not one against each other.

    Two words that one slip parts are alike when the right letter is left out of either, or of both; and whoever has a
    short form shares its letters.
    """
    if len(family) < 2:
        return set()
    alike: dict[str, list[int]] = defaultdict(list)
    for place, word in family:
        if len(word) >= SHORTEST_SLIP:
            for left in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                alike[left].append(place)
    found = {pair for places in alike.values() for pair in combinations(places, 2)}
    short: dict[str, list[int]] = defaultdict(list)
    for place, word in family:
        short[word].append(place)
    for place, word in family:
        for length in (1, *range(3, len(word))):
            found |= {
                (min(place, other), max(place, other)) for other in short.get(word[:length], ()) if other != place
            }
    return found


def _nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same first or last word, and one slip in the other; or an initial or a short form of the first."""
    if len(one) < 2 or len(other) < 2:
        return False
    if one[-1] == other[-1]:
        return _short_for(one[0], other[0]) or _one_slip(one[0], other[0])
    return one[0] == other[0] and min(len(one[-1]), len(other[-1])) > 4 and _one_slip(one[-1], other[-1])


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(one) & set(other)) or _nearly(one, other)


def _short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short != long and long.startswith(short) and (len(short) == 1 or len(short) > 2)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, put in, exchanged, or swapped with its neighbor; in words of four or more."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_SLIP or len(long) - len(short) > 1:
        return False
    half = (len(short) - 1) // 2
    if short[:half] != long[:half] and short[-half:] != long[-half:]:  # one slip leaves a half as it was
        return False
    place = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    rest = short[place + 1 :] == long[place + 1 :]
    swapped = short[place : place + 2] == long[place : place + 2][::-1] and short[place + 2 :] == long[place + 2 :]
    return rest or swapped


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without titles: Rev. Ruth Okafor, LCSW is ruth okafor."""
    key = name_key(re.sub(r"[^\w\s'-]", " ", name))
    return tuple(word for word in key.split() if word not in _TITLES) or tuple(key.split())


def told(details: PersonDetails) -> str:
    """An entry in one line, to be told from another of the same name."""
    first = details.phones[0].shown if details.phones else tr("no number")
    return ", ".join(part for part in (details.name, details.role_words, details.agency, first) if part)
