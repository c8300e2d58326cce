"""The list of accounts on paper, for the yearly review of who may sign in (SEC-01)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from wellness_desktop.accounts.service import Account
from wellness_desktop.app.account_states import role_words, state_of, used_words
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import PaperSize
from wellness_desktop.roster.when import day_text


def account_list(accounts: Sequence[Account], agency: str, now: datetime, zone: ZoneInfo, *, size: PaperSize) -> bytes:
    """Every account with roles, state and last use, and room to sign the review, as PDF."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    rows = [
        (
            b.bold(account.name),
            role_words(account),
            state_of(account, now).label,
            used_words(account, zone),
            day_text(account.created_at.astimezone(zone).date()),
        )
        for account in accounts
    ]
    sheet = Sheet(
        title=tr("List of accounts"),
        printed_on=now.astimezone(zone).replace(tzinfo=None),
        agency=agency,
        size=size,
        mark=tr("Confidential: shred after the review"),
        subject=tr("Who may sign in"),
    )
    head = (tr("Name"), tr("Roles"), tr("State"), tr("Last used"), tr("Made"))
    return make(
        sheet,
        [
            b.heading(tr("List of accounts")),
            b.text(tr("Once a year, and whenever someone leaves: is every account still needed, with these roles?")),
            b.table(head, rows, widths=(3, 4, 2, 2, 2)),
            b.heading(tr("Review"), level=2),
            b.fill_lines([tr("Reviewed by"), tr("Date"), tr("Accounts to close"), tr("Closed on")], columns=2),
        ],
    )
