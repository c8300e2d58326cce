"""Paper that is out and shows people: what to take down and shred, one key each."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.papers import Paper
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class PapersView(QWidget):
    """The register of paper; with a person, only what shows them."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None, *, lines: int = 6) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._names: Mapping[UUID, str] = {}
        self._of: UUID | None = None
        self.changed: Callable[[], object] | None = None
        """Called after a print was marked as shredded or taken back."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.table = Table[Paper](
            self._columns(),
            tr("Paper that is out"),
            self,
            lines=lines,
            enter=tr("shredded"),
            empty=lambda: EmptyState("circle-check", tr("No print of the roster is out.")),
        )
        self.table.act("S", tr("every copy is shredded or replaced"), self._shredded)
        self.table.opened.connect(self._shredded)
        column.addWidget(self.table, 1)
        column.addWidget(
            Text(
                tr(
                    "Not in this list: what was printed at the front door without signing in, and binders of the "
                    "crisis plans. Look on walls, in cars and in wallets too."
                ),
                "small",
                self,
            )
        )

    def start(self, names: Mapping[UUID, str], of: UUID | None = None) -> Sequence[Paper]:
        """Shows what is out now. `names` gives words to ids; `of` narrows it to one person."""
        self._names, self._of = names, of
        return self.refresh()

    def refresh(self) -> Sequence[Paper]:
        """Reads the register anew."""
        papers = self._roster.papers(self._of)
        self.table.set_rows(papers)
        return papers

    def focus_first(self) -> None:
        """Into the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> list[Column[Paper]]:
        zone = self._roster.zone
        return [
            Column(tr("Print"), lambda paper: paper.label, width=0),
            Column(
                tr("Printed"),
                lambda paper: day_text(paper.made_at.astimezone(zone).date()),
                sort=lambda paper: paper.made_at,
                width=14,
            ),
            Column(tr("Who has it"), lambda paper: paper.holder or tr("not noted"), width=18),
            Column(tr("Shows"), self._shows, width=26, optional=True),
        ]

    def _shows(self, paper: Paper) -> str:
        named = [self._names[one] for one in paper.people if one in self._names]
        if len(named) == len(paper.people) <= 2:
            return ", ".join(named)
        return tr_count("{count} person", "{count} people", len(paper.people))

    def _shredded(self, paper: Paper) -> None:
        try:
            done = self._roster.shredded(paper.id)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._told()
        self._banner.say(tr("Noted: {print} is shredded or replaced.", print=paper.label), lambda: self._back(done))

    def _back(self, done: Done[Paper]) -> None:
        done.undo()
        self._told()

    def _told(self) -> None:
        self.refresh()
        if self.changed is not None:
            self.changed()
