"""The team's training: who is named and trained, what is missing, what ends soon; one helper beside the list."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.courses_view import CoursesView
from wellness_desktop.roster.credentials import Credentials
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class TrainingView(QWidget):
    """Every helper with what is missing; Enter goes to the courses of one."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._shown: UUID | None = None
        self._build()

    def start(self, person_id: UUID | None = None) -> None:
        """Shows the team, with this helper chosen."""
        self._refresh()
        if person_id is not None:
            self.table.choose(lambda one: one.person.id == person_id)
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
        self._show(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def begun(self) -> dict[str, Any] | None:
        """The course that was begun and is not saved."""
        return self.courses.begun()

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave. Raises Problem when that helper is not on the team any more."""
        person_id = UUID(kept["person"])
        self.start(person_id)
        if self._shown != person_id:
            raise Problem(tr("This helper is no longer on the team."), tr("What you typed about a course is kept."))
        self._beside.show_detail()
        self.courses.go_on(kept)

    def throw_away(self) -> None:
        """Closes the form."""
        self.courses.cancel()

    def flush(self) -> None:
        """Courses are saved by their button only."""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._summary = Text("", "strong", self)
        column.addWidget(self._summary)
        self.table = Table[Credentials](
            [
                Column(tr("Helper"), lambda one: one.person.name, width=0, icon=self._icon, tint=_tint),
                Column(tr("Training"), lambda one: one.summary(self._roster.today), width=24),
            ],
            tr("Helpers"),
            self,
            filter_hint=tr("Find by name, or by what is missing"),
            search=lambda one: f"{one.person.name} {one.summary(self._roster.today)}",
            lines=5,
            enter=tr("courses"),
            empty=lambda: EmptyState(
                "graduation-cap", tr("Nobody is on the support team yet."), detail=tr("Add peers and chaplains first.")
            ),
        )
        self.card = Card(" ", parent=self)
        self._facts = Facts(parent=self.card)
        self.card.add(self._facts)
        self.courses = CoursesView(self._roster, self._banner, self.card)
        self.card.body.addWidget(self.courses, 1)
        self._beside = Beside(self.table, self.card, self, back=tr("Back to the helpers"), share=58)
        column.addWidget(self._beside, 1)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.courses.changed.connect(lambda _one: self._refresh())
        self.courses.opened.connect(self._beside.show_detail)

    def _refresh(self) -> None:
        today = self._roster.today
        team = self._roster.team_credentials()
        rows = sorted(team, key=lambda one: (one.ends_soon(today) is None, not one.gaps, one.person.name.casefold()))
        self.table.set_rows(rows, same=_same_person)
        self._beside.show_only_main(not rows)
        missing = sum(any(gap.source for gap in one.gaps) for one in team)
        ending = sum(one.ends_soon(today) is not None for one in team)
        parts = [tr_count("{count} helper.", "{count} helpers.", len(team))]
        if missing:
            parts.append(tr_count("{count} lacks what a rule asks.", "{count} lack what a rule asks.", missing))
        if ending:
            parts.append(
                tr_count(
                    "The training of {count} has ended or ends soon.",
                    "The training of {count} has ended or ends soon.",
                    ending,
                )
            )
        self._summary.setText(" ".join(parts))

    def _show(self, one: Credentials | None) -> None:
        self.card.setVisible(one is not None)
        if one is None:
            self._shown = None
            return
        self._shown = one.person.id
        self.card.set_title(one.person.name)
        self._facts.show_facts(facts_of(one, self._roster.today))
        self.courses.show_one(one)

    def _open(self, _one: Credentials) -> None:
        self._beside.show_detail()
        target = self.courses.table if self.courses.table.current() else self.courses.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _icon(self, one: Credentials) -> str:
        if one.ends_soon(self._roster.today) is not None:
            return "hourglass"
        return "circle-alert" if any(gap.source for gap in one.gaps) else ""


def facts_of(one: Credentials, today: date) -> list[tuple[str, str]]:
    """Naming and agreement of one helper, and what has ended or ends soon."""
    person = one.person
    named = tr("Not noted")
    if person.designated_on:
        named = day_text(person.designated_on)
        if person.designated_by:
            named = tr("{day}, by {name}", day=named, name=person.designated_by)
        if person.designation_document:
            named = tr("{named} ({document})", named=named, document=person.designation_document)
    signed = day_text(person.agreement_on) if person.agreement_on else tr("Not noted")
    found = [(tr("Named in writing"), named), (tr("Confidentiality agreement"), signed)]
    if ends := one.ends_soon(today):
        words = tr("{what}, {day}", what=ends[1], day=day_text(ends[0]))
        found.append((tr("Has ended") if ends[0] < today else tr("Ends next"), words))
    return found


def _tint(_one: Credentials) -> str:
    return "on_warn_soft"


def _same_person(one: Credentials, other: Credentials) -> bool:
    return one.person.id == other.person.id
