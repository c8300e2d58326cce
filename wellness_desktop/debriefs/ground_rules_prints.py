"""The ground rules on paper: a sheet to read aloud, and cards for the pocket (section 8)."""

from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.followups import anniversary
from wellness_desktop.debriefs.local_rules import CONFIRMED_FOR_YEARS, Limits
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.debriefs.protocols import Protocols
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from datetime import date

    from wellness_desktop.paper.block import Block


def ground_rules_sheet(limits: Limits, protocols: Protocols, paper: Paper) -> bytes:
    """The sheet to read aloud before a session, with the limits of the state or else the widest."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    body: list[Block] = [
        b.heading(tr("Ground rules"), 1),
        b.text(tr("Read this aloud before every session."), "lead"),
        b.note(b.bullets(wording.ground_rules()), title=tr("In this room")),
        b.note(
            b.bullets([_capital(tr(one)) for one in limits.sentences]),
            *_standing(limits),
            title=tr("What may have to leave this room"),
            kind="warning",
        ),
        b.text(wording.clinician_privilege()),
        b.text(wording.in_short(), "strong"),
    ]
    return make(sheet_for(tr("Ground rules"), paper, "", _again(limits, protocols)), body)


def ground_rules_pocket(limits: Limits, protocols: Protocols, paper: Paper) -> bytes:
    """Eight cards for the pocket on a sheet, printed on both sides: the rules, and the limits behind."""
    from wellness_desktop.paper.cards import WalletCard, wallet_cards

    front = WalletCard(tr("Ground rules"), tuple((rule, "") for rule in wording.ground_rules_short()))
    sentences = "; ".join(tr(one) for one in limits.sentences)
    back = WalletCard(
        tr("What may have to leave this room"),
        (
            (tr("{limits}.", limits=_capital(sentences)), ""),
            (_standing(limits)[0], ""),
            (wording.in_short(), ""),
        ),
    )
    return wallet_cards(sheet_for(tr("Ground rules"), paper, "", _again(limits, protocols)), front, back)


def _standing(limits: Limits) -> list[str]:
    """Who says that these are the limits, and which law counsel may read."""
    if limits.confirmed_on is not None:
        return [wording.counsel_confirmed(day_text(limits.confirmed_on))]
    return [wording.ask_counsel(), *([wording.law_to_read(limits.law)] if limits.law else [])]


def _again(limits: Limits, protocols: Protocols) -> "date":
    if limits.confirmed_on is None:
        return protocols.review_by
    return anniversary(limits.confirmed_on, CONFIRMED_FOR_YEARS)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
