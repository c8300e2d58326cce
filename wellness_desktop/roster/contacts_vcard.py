"""People from address cards: the same preview as a spreadsheet's, with the card's own labels kept.

Pictures, notes, birthdays and home addresses are not taken in: a roster needs none of them (DB-02).
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.roster.csv_columns import Column
from wellness_desktop.roster.csv_safety import unwrapped
from wellness_desktop.roster.entry_check import LONGEST_LABEL, clean
from wellness_desktop.roster.import_preview import Found, ImportPreview, Known, PreviewRow, judged, known_people
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.role_words import role_for
from wellness_desktop.roster.vcards import Card, Property

OWN = "X-WELLNESS-"
"""Begins the names of what only this program writes: hours, what for, area."""
_OWN_FIELDS = {"HOURS": Column.HOURS, "CALLED-FOR": Column.CALLED_FOR, "AREA": Column.AREA}
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_PAUSE = re.compile(r"(\+?[\d ().-]{7,20})[,;pwPW]+(\d{1,7})#?")
"""Phones write an extension as a pause and the digits after it."""
_MOBILE = frozenset({"cell", "mobile", "iphone", "applewatch", "car"})
_NO_VOICE = frozenset({"fax", "homefax", "workfax", "modem", "bbs", "isdn"})


def preview_of_cards(cards: Iterable[Card], there: Iterable[Person], own_agency: str = "") -> ImportPreview:
    """What importing the cards would do to a roster that holds `there`."""
    known = known_people(there)
    rows = []
    for card in cards:
        found = Found(name_as_it_stands=True)
        if _is_group(card):
            found.problems.append(tr("This card is a group, not a person."))
        _gather(found, card)
        rows.append(_row(card, found, own_agency, known))
    return ImportPreview((), (), tuple(rows))


def _row(card: Card, found: Found, own_agency: str, known: Known) -> PreviewRow:
    shown = tuple(each.text for each in card.properties if each.name in {"FN", "ORG", "TITLE", "TEL", "EMAIL"})
    return judged(card.line, shown, found, own_agency, known)


def _gather(found: Found, card: Card) -> None:
    """Everything of the card that a roster has a place for."""
    values = {
        Column.NAME: _name(card),
        Column.CALL_NAME: ", ".join(word for each in card.all("NICKNAME") for word in each.words),
        Column.AGENCY: _first_part(card, "ORG"),
        Column.EMAIL: card.text("EMAIL").removeprefix("mailto:"),
        Column.AREA: _work_place(card),
    }
    for name, column in _OWN_FIELDS.items():
        if text := card.text(OWN + name):
            values[column] = text
    if _is_company(card):
        values[Column.NAME] = values[Column.NAME] or values[Column.AGENCY]
    found.values = {column: clean(unwrapped(text)) for column, text in values.items() if text.strip()}
    for number in card.all("TEL"):
        _take_number(found, card, number)
    _take_roles(found, card)
    for each in (*card.all("LANG"), *card.all("X-LANG")):
        found.take_languages(_language(each.text))


def _name(card: Card) -> str:
    """The name as shown, else put together from its parts, else the organization's."""
    if shown := card.text("FN"):
        return _first_name_first(card, shown)
    for each in card.all("N"):
        last, first, *_rest = [*each.parts, "", ""]
        if first or last:
            return f"{first} {last}".strip()
    return _first_part(card, "ORG")


def _first_name_first(card: Card, shown: str) -> str:
    """Outlook files people as "Bell, Ann"; the parts of the name say that this is no suffix."""
    for each in card.all("N"):
        last, first, *_rest = [*each.parts, "", ""]
        if first and last and name_key(shown) == name_key(f"{last}, {first}"):
            return f"{first} {last}"
    return shown


def _first_part(card: Card, name: str) -> str:
    return next((part for each in card.all(name) for part in each.parts[:1] if part), "")


def _work_place(card: Card) -> str:
    """The town of a work address; a home address is nobody's business here."""
    towns = [each.parts[3] for each in card.all("ADR") if "work" in each.types and len(each.parts) > 3]
    return next((town for town in towns if town), "")


def _take_number(found: Found, card: Card, number: Property) -> None:
    text = number.text
    if text.casefold().startswith("tel:"):
        text = _dialed(text[4:])
    elif after := _PAUSE.fullmatch(text):
        text = f"{after.group(1)} ext. {after.group(2)}"
    if number.types & _NO_VOICE and text:
        found.notes.append(tr("A fax number was left out."))
        return
    if text:
        found.take_phones(_label(card, number), text, takes_texts="text" in number.types)


def _dialed(link: str) -> str:
    """The number in a tel: link (RFC 3966): +1-406-555-0142;ext=12."""
    number, *more = unquote(link).split(";")
    extension = next((each[4:] for each in more if each.casefold().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _label(card: Card, number: Property) -> str:
    """What the owner called the number, else what kind it is."""
    if number.group:
        own = next((each for each in card.all("X-ABLABEL") if each.group == number.group), None)
        if own is not None and own.text and not _APPLE_LABEL.fullmatch(own.text):
            return clean(own.text)[:LONGEST_LABEL]
    types = number.types
    if types & _MOBILE:
        return Column.MOBILE.label
    if "pager" in types:
        return tr("Pager")
    if "work" in types:
        return Column.WORK_PHONE.label
    if "home" in types:
        return Column.HOME_PHONE.label
    return clean(number.param("X-LABEL"))[:LONGEST_LABEL]


def _take_roles(found: Found, card: Card) -> None:
    """Roles by title or role; categories are taken where they mean one, since most are an address book's own."""
    for text in _titles(card):
        if not any(role_for(word) for word in (text, *re.split(r"[;,/]", text))):
            found.notes.append(tr("“{word}” is not a role we know.", word=text))
        found.roles |= {role for word in re.split(r"[;,/]", text) if (role := role_for(word.strip()))}
    for each in card.all("CATEGORIES"):
        found.roles |= {role for word in each.words if (role := role_for(word))}


def _titles(card: Card) -> Iterator[str]:
    yield from dict.fromkeys(text for name in ("TITLE", "ROLE") for each in card.all(name) if (text := each.text))


def _language(code: str) -> str:
    """The name of a language by its code (es, es-MX); anything else as it stands."""
    return _languages().get(code.casefold().partition("-")[0], code)


def _languages() -> dict[str, str]:
    return {
        "en": tr("English"),
        "es": tr("Spanish"),
        "fr": tr("French"),
        "de": tr("German"),
        "zh": tr("Chinese"),
        "vi": tr("Vietnamese"),
        "tl": tr("Tagalog"),
        "ko": tr("Korean"),
        "ru": tr("Russian"),
        "ar": tr("Arabic"),
        "pt": tr("Portuguese"),
        "pl": tr("Polish"),
        "ase": tr("American Sign Language"),
        "hmn": tr("Hmong"),
        "so": tr("Somali"),
        "nv": tr("Navajo"),
    }


def language_codes() -> dict[str, str]:
    """The codes of the languages known here, by their folded names."""
    return {name_key(name): code for code, name in _languages().items()}


def _is_group(card: Card) -> bool:
    kind = card.text("KIND") or card.text("X-ADDRESSBOOKSERVER-KIND")
    return kind.casefold() == "group"


def _is_company(card: Card) -> bool:
    return card.text("X-ABSHOWAS").casefold() == "company" or card.text("KIND").casefold() == "org"
