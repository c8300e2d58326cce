"""The audit log: what was done, by whom and when, and whether anybody altered it (SEC-13 to SEC-19)."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.audit import Entry
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.app.audit_words import event_words, outcome_words
from wellness_desktop.app.settings_pieces import back_to_settings
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button_row
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.when import time_text
from wellness_desktop.roster.when import day_text


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with ids turned into the names of accounts, where they are accounts."""

    id: int
    at: datetime
    what: str
    who: str
    about: str
    outcome: str


class AuditPage(Page):
    """Opening the page is an entry of its own. Nothing here can be changed."""

    back = Signal()

    def __init__(self, accounts: Accounts, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Audit log"),
            tr("Ids stand for records, never what is in them. Reading the library is not written down."),
            parent,
        )
        self._accounts, self._zone = accounts, zone
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Reads the log, which is an entry of its own, and checks its chain."""
        with self.attempt():
            faults = self._accounts.audit_faults()
            names = {one.id: one.name for one in self._accounts.accounts()}
            self.table.set_rows(_line(entry, names) for entry in self._accounts.audit_log())
            self._whole.setVisible(not faults)
            if faults:
                self.banner.warn(
                    tr_count(
                        "The log was altered in one place.", "The log was altered in {count} places.", len(faults)
                    ),
                    tr("{fault} Tell the chief, and keep the newest backup aside.", fault=faults[0]),
                )

    def focus_first(self) -> None:
        """Puts the cursor where a word can be typed."""
        self.table.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_page(self) -> None:
        back_to_settings(self, self.back)
        self._whole = Chip(tr("Whole: no entry was altered or taken out"), "ok", self)
        self.body.addLayout(button_row(self._whole))
        self.table: Table[Line] = Table(
            [
                Column(tr("When"), self._when, sort=lambda one: one.id, width=24),
                Column(tr("What"), lambda one: one.what, width=0),
                Column(tr("Who"), lambda one: one.who, width=24),
                Column(tr("About"), lambda one: one.about, width=24, optional=True),
                Column(tr("Outcome"), lambda one: one.outcome, width=14, optional=True),
            ],
            tr("Audit log"),
            filter_hint=tr("What, who or a date"),
            empty=EmptyState("scroll-text", tr("Nothing was done yet.")),
            lines=8,
        )
        self.table.opened.connect(self._show_whole)
        self.body.addWidget(self.table, 1)

    def _when(self, line: Line) -> str:
        here = line.at.astimezone(self._zone)
        return tr("{day}, {time}", day=day_text(here.date()), time=time_text(here.time()))

    def _show_whole(self, line: Line) -> None:
        """Columns go where there is little room; this shows all of them."""
        told = (tr("Entry {number}", number=line.id), self._when(line), line.who, line.about, line.outcome)
        self.banner.note(line.what, ", ".join(part for part in told if part))


def _line(entry: Entry, names: dict[UUID, str]) -> Line:
    return Line(
        entry.number,
        entry.at,
        event_words(entry.event),
        _name(entry.actor_id, names),
        _name(entry.subject_id, names) if entry.subject_id != entry.actor_id else "",
        outcome_words(entry.outcome),
    )


def _name(who: UUID | None, names: dict[UUID, str]) -> str:
    """An account's name; the beginning of an id for anything else, since ids never turn into names here."""
    if who is None:
        return ""
    return names.get(who) or tr("record {id}", id=str(who)[:8])
