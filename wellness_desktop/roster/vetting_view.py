"""Vetting by keyboard: one question after another, one key an answer, the rest typed only where it helps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.kinds import CheckedHow
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting import LONGEST_REMARK, RECHECK_AFTER, Answer, Dossier, finding_words, how_words
from wellness_desktop.roster.vetting_questions import Question

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

KEYS = {"1": Finding.GOOD, "2": Finding.PARTLY, "3": Finding.WARNING, "4": Finding.NOT_ANSWERED}


@dataclass(frozen=True, slots=True)
class AskRow:
    """One question with its answer, as a row of the list."""

    place: int
    question: Question
    answer: Answer | None


class VettingView(QWidget):
    """The questions in a list, the chosen one beside it. `printing` gets the person's id and whether blank."""

    def __init__(
        self,
        roster: "Roster",
        banner: Banner,
        printing: Callable[[UUID, bool], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._banner, self._printing = roster, banner, printing
        self._dossier: Dossier | None = None
        self._row: AskRow | None = None
        self._build()
        self._opened = self.form.typed()

    def start(self, person_id: UUID) -> None:
        """Opens a dossier at its first open question. Raises Problem when the person is gone."""
        self._take(self._roster.dossier(person_id))
        dossier = self._dossier
        self._row = None
        if dossier is not None and not self._choose(dossier.first_open):
            self._show_row(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Saves what waits for a pause in typing."""
        self.form.flush()

    def begun(self) -> dict[str, Any] | None:
        """What is typed beside a question that has no answer yet, for a draft."""
        if self._row is None or self._dossier is None:
            return None
        fields = {name: typed for name, typed in self.form.typed().items() if typed != self._opened.get(name)}
        if not fields:
            return None
        return {"person": str(self._dossier.person_id), "question": self._row.question.id, "fields": fields}

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave. Raises Problem when the person or the question is gone."""
        self.start(UUID(kept["person"]))
        if not self.table.choose(lambda row: row.question.id == kept["question"]):
            raise Problem(tr("This question is not asked any more."), tr("What you typed for it is kept."))
        self.form.set_typed(kept["fields"])
        self._beside.show_detail()

    def throw_away(self) -> None:
        """Shows the question as it is saved."""
        self._show_row(self._row)

    def answer(self, finding: Finding) -> bool:
        """Keeps how the question shown came out and goes on to the next open one; stays when that fails."""
        row = self._row
        if row is None or not self.form.confirm() or not self._save(finding):
            return False
        self._next(row.place)
        return True

    def _by_key(self, finding: Finding, _row: AskRow) -> None:
        self.answer(finding)

    def take_back(self, row: AskRow) -> None:
        """As if it had not been asked."""
        if row.answer is None or self._dossier is None:
            return
        try:
            done = self._roster.take_back_answer(self._dossier.person_id, row.answer)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._saved(done.value, tr("Taken back: {area}.", area=row.question.area), done.undo)
        self._choose(row.place)

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._summary = Text("", "strong", self, selectable=True)
        column.addWidget(self._summary)
        column.addLayout(
            button_row(
                button(
                    tr("Print blank sheet"),
                    "printer",
                    tip=tr("To fill in on the phone, then type it in here."),
                    press=lambda: self._print(blank=True),
                    parent=self,
                ),
                button(tr("Print answers"), "printer", press=lambda: self._print(blank=False), parent=self),
            )
        )
        self.table = Table[AskRow](
            [
                Column("#", lambda row: str(row.place + 1), sort=lambda row: row.place, width=4, optional=True),
                Column(tr("Question"), lambda row: row.question.area, spoken=lambda row: row.question.ask, width=0),
                Column(tr("Answer"), _answer_words, icon=_answer_icon, tint=_answer_tint, width=17),
            ],
            tr("Questions"),
            self,
            lines=8,
            enter=tr("write more"),
        )
        for key, finding in KEYS.items():
            self.table.act(key, finding_words(finding), partial(self._by_key, finding))
        self.table.act("Del", tr("take back"), self.take_back)
        self._beside = Beside(self.table, self._card(), self, back=tr("Back to the questions"), share=58)
        column.addWidget(self._beside, 1)
        self.table.chosen.connect(self._show_row)
        self.table.opened.connect(self._write_more)
        self._beside.returned.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.changed.connect(self._changed)

    def _card(self) -> Card:
        self.card = card = Card(" ", parent=self)
        self._ask = Text("", "heading", card, selectable=True)
        self._why = Text("", "body", card, selectable=True)
        self._sign = Text("", "body", card, selectable=True)
        self._ground = Text("", "small", card, selectable=True)
        for each in (self._ask, self._why, self._sign, self._ground):
            card.add(each)
        self.buttons = {
            finding: button(
                tr("{key}: {words}", key=key, words=finding_words(finding)),
                spoken=finding_words(finding),
                press=partial(self.answer, finding),
                parent=card,
            )
            for key, finding in KEYS.items()
        }
        card.body.addLayout(button_row(*self.buttons.values()))
        self.form = Form(card, columns=2)
        clock, zone = self._roster.clock, self._roster.zone
        self.form.add(
            tr("&Asked on"), DateField(clock, zone), name="checked_on", required=tr("Write the day it was asked.")
        )
        self.form.add(tr("Asked &by"), TextField(most=120), name="checked_by")
        ways = [(how, how_words(how)) for how in CheckedHow]
        self.form.add(tr("&How"), ChoiceField(ways, empty=tr("Not said")), name="checked_how")
        self.form.add(
            tr("As&k again by"),
            DateField(clock, zone),
            tr("A year is our reminder, not a rule. Empty: never."),
            name="recheck_on",
        )
        self._remark = NotesField(lines=2)
        self.form.add(
            tr("&Remark"),
            self._remark,
            tr("Sealed to the support team. About the provider only; name nobody who went there."),
            name="remark",
            check=_too_long,
            wide=True,
        )
        card.add(self.form)
        card.body.addStretch(1)
        return card

    # What it shows

    def _take(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._summary.setText(tr("{name}: {summary}", name=dossier.name, summary=dossier.summary(self._roster.today)))
        rows = [AskRow(place, question, answer) for place, (question, answer) in enumerate(dossier.known)]
        self.table.set_rows(rows, same=_same_question)

    def _choose(self, place: int) -> bool:
        found = self.table.choose(lambda row: row.place == place)
        self._show_row(self.table.current())
        return found

    def _show_row(self, row: AskRow | None) -> None:
        self._leave_row(row)
        self._row = row
        self.card.setEnabled(row is not None)
        if row is None or self._dossier is None:
            return
        one, answer = row.question, row.answer
        self.card.set_title(tr("{place}. {area}", place=row.place + 1, area=one.area))
        self._ask.setText(one.ask)
        self._why.setText(one.why)
        self._sign.setText(tr("Warning sign: {sign}", sign=one.warning))
        self._sign.setVisible(bool(one.warning))
        named = tr("Source: {names}.", names="; ".join(each.name for each in one.sources)) if one.sources else ""
        self._ground.setText(" ".join(part for part in (one.ground.label, named) if part))
        closed = answer is not None and answer.has_remark and answer.remark is None
        self.form.show_field("remark", self._dossier.opens_remarks and not closed)
        self.form.set_values(self._values(answer))
        self._opened = self.form.typed()

    def _leave_row(self, coming: AskRow | None) -> None:
        """What waits for a pause is saved before another question takes its place."""
        if self._row is not None and (coming is None or not _same_question(self._row, coming)):
            self.form.flush()

    def _values(self, answer: Answer | None) -> dict[str, Any]:
        today = self._roster.today
        if answer is None:
            how = self.form.values()["checked_how"]  # a call goes through many questions
            by = self._roster.actor.name
            return {
                "checked_on": today,
                "checked_by": by,
                "checked_how": how,
                "recheck_on": today + RECHECK_AFTER,
                "remark": "",
            }
        return {
            "checked_on": answer.checked_on,
            "checked_by": answer.checked_by,
            "checked_how": answer.checked_how,
            "recheck_on": answer.recheck_on,
            "remark": answer.remark or "",
        }

    def _write_more(self, _row: AskRow) -> None:
        self._beside.show_detail()
        field = self._remark if self._remark.isVisible() else self.form.field("checked_on")
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self, *, blank: bool) -> None:
        if self._dossier is not None:
            self.form.flush()
            self._printing(self._dossier.person_id, blank)

    # What is saved

    def _changed(self) -> None:
        """A field of a question that has its answer is saved as it is typed; without an answer it waits for one."""
        if self._row is not None and self._row.answer is not None:
            self._save(self._row.answer.finding)

    def _save(self, finding: Finding) -> bool:
        row, dossier = self._row, self._dossier
        if row is None or dossier is None:
            return False
        before = row.answer
        values = self.form.values()
        if not dossier.opens_remarks or (before is not None and before.has_remark and before.remark is None):
            values["remark"] = None
        start = before or Answer(question=row.question.id, finding=finding, checked_on=values["checked_on"])
        answer = replace(start, finding=finding, **values)
        if answer == before:
            return True
        try:
            done = self._roster.answer(dossier.person_id, answer)
        except ChangedElsewhere as met:
            self._take(self._roster.dossier(dossier.person_id))
            self._row = None
            self._choose(row.place)
            self._banner.problem(met)
            return False
        except Problem as problem:
            self._banner.problem(problem)
            return False
        words = tr("{area}: {finding}.", area=row.question.area, finding=finding_words(finding))
        self._saved(done.value, words, done.undo)
        return True

    def _saved(self, dossier: Dossier, words: str, undo: Callable[[], None]) -> None:
        place = self._row.place if self._row else 0

        def take_back() -> None:
            undo()
            self._take(self._roster.dossier(dossier.person_id))
            self._row = None
            self._choose(place)

        self._take(dossier)
        fresh = self.table.current()
        if self._row is not None and fresh is not None and _same_question(self._row, fresh):
            self._row = fresh
            self._opened = self.form.typed()
        self._banner.say(words, take_back)

    def _next(self, place: int) -> None:
        """To the next question that nobody asked yet; after the last one, the rest from the top."""
        rows = self.table.rows.shown()
        still_open = [row.place for row in rows if row.answer is None]
        wanted = next((each for each in still_open if each > place), still_open[0] if still_open else place)
        self._choose(wanted)
        now = self.table.current()
        if now is not None and wanted != place:
            announce(self.table, tr("Next: {question}", question=now.question.ask))


def _answer_words(row: AskRow) -> str:
    return finding_words(row.answer.finding) if row.answer else tr("not asked")


def _answer_icon(row: AskRow) -> str:
    icons = {
        Finding.GOOD: "check",
        Finding.PARTLY: "circle-dashed",
        Finding.WARNING: "triangle-alert",
        Finding.NOT_ANSWERED: "minus",
    }
    return icons[row.answer.finding] if row.answer else ""


def _answer_tint(row: AskRow) -> str:
    return "on_warn_soft" if row.answer and row.answer.finding is Finding.WARNING else "accent"


def _same_question(one: AskRow, other: AskRow) -> bool:
    return one.question.id == other.question.id


def _too_long(remark: str) -> str:
    return tr("Use at most {limit} letters here.", limit=LONGEST_REMARK) if len(remark) > LONGEST_REMARK else ""
