"""Calls to make: whose turn it is, with one key for what came of it. Neutral, since somebody may stand behind you."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.long_tail.asking_first import ask_first
from wellness_desktop.debriefs.long_tail.calls import Call, Plan, PlanDay
from wellness_desktop.debriefs.long_tail.calls_calendar import FILE_NAME
from wellness_desktop.debriefs.long_tail.calls_words import next_words
from wellness_desktop.debriefs.long_tail.form_card_view import DAY, FAMILY, GIVE, HAND_OVER, OF_A_PLAN, FormCard
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.debriefs.wording import check_locally
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

OUTCOMES = (
    ("D", FollowUpOutcome.DONE),
    ("U", FollowUpOutcome.NOT_REACHED),
    ("X", FollowUpOutcome.DECLINED),
    ("S", FollowUpOutcome.STOPPED),
)


class CallsPage(Page):
    """The coordinator's are all plans, a helper's the own and those they stand in for."""

    back_wanted = Signal()

    def __init__(
        self, debriefs: "Debriefs", back: str, *, private: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`back` names the page that it leads back to."""
        super().__init__(tr("Calls to make"), tr("Whose turn it is, and when. Each person has one plan."), parent)
        self._debriefs = debriefs
        self._private = private
        self._sees_all = debriefs.opens_sealed
        self._build_page(back)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the plans as they are now, with the same one chosen."""
        with self.attempt(), self._debriefs.at_one_moment():
            chosen = self.table.current()
            found = self._debriefs.plans()
            self.table.set_rows(found)
            if chosen is None or not self.table.choose(lambda one: one.key == chosen.key):
                self.table.choose(lambda _one: True)
            self._beside.show_only_main(not found)
            self._show(self.table.current())

    def focus_first(self) -> None:
        """Into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self, back: str) -> None:
        self.add_action(button(back, "arrow-left", press=self.back_wanted.emit, parent=self))
        if self._sees_all:
            self.add_action(button(tr("A family"), "house", press=partial(self._open, FAMILY), parent=self))
            self.add_action(
                button(tr("Hand over a list"), "handshake", press=partial(self._open, HAND_OVER), parent=self)
            )
        self.table: Table[Plan] = Table(
            [
                Column(tr("Who and when"), self._line, sort=self._next_due, width=0),
            ],
            tr("Plans"),
            self,
            enter=tr("look at the days"),
            empty=lambda: EmptyState(
                "phone",
                tr("No calls to make."),
                detail=tr("When something happens, everybody listed gets a plan, and it stands here."),
            ),
        )
        for key, outcome in OUTCOMES:
            self.table.act(key, outcome.label.lower(), partial(self._settle, outcome))
        self.table.act("A", tr("set a day"), lambda _one: self._open(DAY))
        if self._sees_all:
            self.table.act("W", tr("who calls"), lambda _one: self._open(GIVE))
        detail = QWidget(self)
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = self._build_card(detail)
        self.forms = FormCard(self._debriefs, self._save, detail)
        column.addWidget(self._card)
        column.addWidget(self.forms)
        column.addStretch(1)
        self._beside = Beside(self.table, detail, self, back=tr("Back to the list"), share=60)
        self.body.addWidget(self._beside, 1)

    def _build_card(self, parent: QWidget) -> Card:
        card = Card(tr("Plan"), "phone", parent=parent)
        self._facts = Facts((), card, most=2)
        card.add(self._facts)
        self.days: Table[PlanDay] = Table(
            [
                Column(tr("Day"), self._day_words, sort=lambda one: one.due, width=20),
                Column(tr("What"), _what, width=0),
                Column(tr("State"), self._state_of, width=18, optional=True),
            ],
            tr("Days of this plan"),
            card,
            lines=6,
        )
        self.days.act("Del", tr("take a day set by hand off"), self._remove_day)
        card.add(self.days)
        more = [button(tr("Set a day"), "calendar-days", press=partial(self._open, DAY), parent=card)]
        if self._sees_all:
            more.append(button(tr("Who calls"), "handshake", press=partial(self._open, GIVE), parent=card))
            self._see = button(tr("I see to it"), "check", press=self._see_to, parent=card)
            more.append(self._see)
        more.append(button(tr("Print the days"), "printer", press=self._print_year, parent=card))
        self._family = button(tr("Sheet for the family"), "printer", press=self._print_family, parent=card)
        more.append(self._family)
        more.append(button(tr("Calendar file"), "calendar-plus", press=self._save_calendar, parent=card))
        card.body.addLayout(button_row(*more))
        return card

    def _connect(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.forms.changed.connect(self._form_changed)

    # ------------------------------------------------------------------------------------------------- showing

    def _next_due(self, plan: Plan) -> str:
        call = plan.next_call(self._debriefs.now)
        return call.due.isoformat() if call else "9"

    def _line(self, plan: Plan) -> str:
        return tr("{name}: {next}", name=plan.name, next=self._next(plan, short=True))

    def _next(self, plan: Plan, *, short: bool = False) -> str:
        return next_words(plan, self._debriefs.now, self._debriefs.zone, short=short)

    def _day_words(self, day: PlanDay) -> str:
        return day_text((day.due if day.is_call else day.overdue).astimezone(self._debriefs.zone).date())

    def _state_of(self, day: PlanDay) -> str:
        if day.settled:
            return day.outcome or tr("Settled")
        return tr("Due") if day.due <= self._debriefs.now else tr("To come")

    def _chosen(self, plan: Plan | None) -> None:
        self.forms.follow(plan)
        self._show(plan)

    def _opened(self, _plan: Plan) -> None:
        self._beside.show_detail()
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, plan: Plan | None) -> None:
        self._card.setVisible(plan is not None and self.forms.form is None)
        if plan is None:
            return
        self._card.set_title(plan.name)
        call = plan.next_call(self._debriefs.now)
        self._facts.show_facts(
            [
                (tr("Number"), plan.number),
                (tr("Who calls"), plan.helpers()),
                (tr("Next"), self._next(plan)),
                (tr("Say or ask"), _about(call) if call else ""),
            ]
        )
        self.days.set_rows(list(plan.days))
        self._family.setVisible(plan.is_family)
        if self._sees_all:
            self._see.setVisible(plan.twice_missed)

    # --------------------------------------------------------------------------------------------------- forms

    def draft(self) -> dict[str, Any] | None:
        """What is typed in the forms and not saved (docs/architecture.md, app)."""
        begun = self.forms.begun()
        return {"begun": begun} if begun else None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens the form that was typed in last; others wait with their plans."""
        plans = {plan.key: plan for plan in self._debriefs.plans()}
        kept = [one for one in values["begun"] if not one["plan"] or one["plan"] in plans]
        if not kept:
            raise Problem(tr("Something you typed about a call cannot be shown."), tr("The plan is not here any more."))
        for one in kept:
            self.forms.wait_with(one)
        last = kept[-1]
        if last["plan"]:
            self.table.choose(lambda plan: plan.key == last["plan"])
            self.forms.follow(self.table.current())
        else:
            self.forms.open(last["kind"], None)
        say_kept(self.banner, self._throw_away)

    def _throw_away(self) -> None:
        begun = self.forms.begun()
        self.forms.throw_away()
        say_thrown_away(self.banner, lambda: self.take_draft({"begun": begun}))

    def _open(self, kind: str) -> None:
        plan = self.table.current()
        if plan is not None or kind not in OF_A_PLAN:
            self.forms.open(kind, plan if kind in OF_A_PLAN else None)

    def _form_changed(self, is_open: bool) -> None:
        self._card.setVisible(not is_open and self.table.current() is not None)
        if is_open:
            self._beside.show_detail()
        else:
            self.focus_first()

    def _save(self, kind: str, plan: Plan | None, found: Any) -> None:
        room = self._debriefs
        if kind == FAMILY:
            self._do(lambda: room.add_family(found), tr("Planned. Print the sheet for the family."))
        elif kind == HAND_OVER:
            self._do(lambda: room.hand_over(*found), tr("Handed over."), _handed)
        elif plan is not None and kind == DAY:
            self._do(lambda: room.add_day(plan, *found), tr("Set. It is sealed to the support team."))
        elif plan is not None:
            self._do(lambda: room.give_plan(plan, *found), tr("Noted, for the whole plan."))

    # --------------------------------------------------------------------------------------------------- doing

    def _settle(self, outcome: FollowUpOutcome, plan: Plan) -> None:
        call = plan.next_call(self._debriefs.now)
        if call is None:
            self.banner.note(tr("Nothing is left to do here."))
            return
        if outcome is not FollowUpOutcome.STOPPED and call.standing(self._debriefs.now) is FollowUpStanding.LATER:
            ask_first(self.banner, lambda: self._note(plan, call, outcome))
            return
        self._note(plan, call, outcome)

    def _note(self, plan: Plan, call: Call, outcome: FollowUpOutcome) -> None:
        words = tr("{name}: {outcome}.", name=plan.name, outcome=outcome.label)
        self._do(lambda: self._debriefs.settle_call(plan, call, outcome), words)

    def _remove_day(self, day: PlanDay) -> None:
        plan = self.table.current()
        if plan is None:
            return
        if not day.by_hand:
            self.banner.note(tr("This day comes with the plan."), tr("Only days set by hand can be taken off."))
            return
        self._do(lambda: self._debriefs.remove_day(plan, day.key), tr("Taken off."))

    def _see_to(self) -> None:
        plan = self.table.current()
        if plan is not None:
            self._do(lambda: self._debriefs.see_to(plan), tr("Noted: you see to it."))

    def _do(self, action: Callable[[], Done[Any]], words: str, more: Callable[[Any], str] | None = None) -> None:
        with self.attempt():
            done = action()
            self.forms.close_form()
            self.refresh()
            self.focus_first()

            def undo() -> None:
                done.undo()
                self.refresh()

            self.banner.say(words, undo, detail=more(done.value) if more else "")

    # -------------------------------------------------------------------------------------------------- papers

    def _print_year(self) -> None:
        self._offer(tr("Calls to make"), "calls.pdf", self._debriefs.year_sheet)

    def _print_family(self) -> None:
        self._offer(tr("The coming year"), "year.pdf", self._debriefs.family_sheet)

    def _offer(self, title: str, name: str, make: Callable[[Plan], bytes]) -> None:
        from wellness_desktop.kit.printing import offer_print

        plan = self.table.current()
        if plan is not None:
            with self.attempt():
                offer_print(self, title, make(plan), file_name=name, private=self._private)

    def _save_calendar(self) -> None:
        dialog = QFileDialog(self, tr("Save the calendar file"), str(Path.home() / FILE_NAME))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Calendar files (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_calendar_to)
        dialog.open()

    def save_calendar_to(self, path: str) -> None:
        """Saves the calls of the chosen plan; each entry says "Call" and a time, nothing else."""
        plan = self.table.current()
        if plan is None:
            return
        with self.attempt():
            write_whole(Path(path), self._debriefs.year_calendar(plan))
            self.banner.say(tr("Saved."), detail=tr("Each entry says “Call” and a time, nothing else."))


def _what(day: PlanDay) -> str:
    return tr("{name} ({mark})", name=day.name, mark=check_locally()) if day.check_locally else day.name


def _about(call: Call) -> str:
    return " ".join(dict.fromkeys(day.about for day in call.days if day.about))


def _handed(found: Any) -> str:
    words = tr_count("{count} plan has a new helper.", "{count} plans have a new helper.", found.plans - found.without)
    if not found.without:
        return words
    without = tr_count(
        "{count} is about that helper: choose somebody else.",
        "{count} are about that helper: choose somebody else.",
        found.without,
    )
    return f"{words} {without}"
