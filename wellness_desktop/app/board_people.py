"""The people of the station board, as the library's pages and prints want them. Read without signing in."""

from datetime import date, datetime

from wellness_desktop.library.lines import OwnHelper
from wellness_desktop.library.tools import Contact
from wellness_desktop.roster.board import Board, BoardContact
from wellness_desktop.roster.kinds import PersonRole


def on_call(board: Board, now: datetime, today: date) -> list[OwnHelper]:
    """Who is on call now and agreed to be shown, first to call first."""
    return [_helper(each.contact, today) for each in board.on_call(now)]


def everybody(board: Board, now: datetime, today: date) -> list[OwnHelper]:
    """Everybody on the board, who is on call now first."""
    first = [each.contact for each in board.on_call(now)]
    return [_helper(contact, today) for contact in dict.fromkeys([*first, *board.contacts])]


def contacts(board: Board, today: date) -> list[Contact]:
    """Everybody on the board, for the library's tools; a number that wants a check is left out."""
    found = []
    for contact in board.contacts:
        helper = _helper(contact, today)
        phone = "" if helper.needs_check else helper.phone
        found.append(Contact(helper.name, contact.roles, helper.role, phone))
    return found


def _helper(contact: BoardContact, today: date) -> OwnHelper:
    phone = contact.best_phone(today)
    return OwnHelper(
        name=contact.name,
        role=", ".join(PersonRole(role).label for role in contact.roles if role in set(PersonRole)),
        phone=phone.shown if phone else "",
        note=contact.hours,
        checked_on=phone.checked_on if phone else None,
        needs_check=phone is not None and phone.freshness(today).needs_check,
    )
