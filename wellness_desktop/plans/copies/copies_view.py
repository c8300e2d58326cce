"""The register on screen: who has which copy, what has to be replaced, and what a page in somebody's hand is worth."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.copies.comparing import PageAnswer
from wellness_desktop.plans.copies.copy_card import CopyCard
from wellness_desktop.plans.copies.kinds import LOOSE_LEAF, CopyState
from wellness_desktop.plans.copies.values import Copy, NewCopy
from wellness_desktop.plans.copies.wording import (
    answer_words,
    copy_name,
    holder_words,
    paper_name,
    short_number,
    state_words,
)

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.people import Done


class CopiesView(QWidget):
    """The copies at the left, one of them at the right. What is done to a copy is saved at once and can be undone."""

    give_out_wanted = Signal()
    update_wanted = Signal(object)
    """The ids of the copies whose pages are to be replaced."""
    list_wanted = Signal()

    def __init__(self, plans: "Plans", tasks: Tasks, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._tasks, self._banner = plans, tasks, banner
        self._all: tuple[Copy, ...] = ()
        self._asked = ""
        self._build()

    def start(self, copy_id: UUID | None = None) -> None:
        """Shows the register, at a copy when one is named, else at the first that somebody has to see to."""
        self.card.offer(self._plans.copies.holders())
        self.refresh()
        if copy_id is None or not self.table.choose(lambda one: one.id == copy_id):
            self._choose_first()
        self._show(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows the register as it is now."""
        self._all = self._plans.copies.register()
        places = sorted({one.place for one in self._all if one.place}, key=str.casefold)
        self.place.offer([(place, place) for place in places])
        self._list()

    def begun(self) -> dict[str, Any] | None:
        """What is typed beside copies and not saved."""
        return self.card.begun()

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave, at the first copy it is about."""
        self.card.go_on(kept)
        self.start(UUID(next(iter(kept))))

    def throw_away(self) -> None:
        """Shows the copies as they are saved."""
        self.card.throw_away()

    def waiting(self) -> tuple[Copy, ...]:
        """The copies shown whose pages have to be replaced."""
        return tuple(one for one in self._shown() if one.stale and one.key.kind in LOOSE_LEAF)

    # How it is built

    def _build(self) -> None:
        self.give_button = button(
            tr("Give out copies"), "plus", "primary", shortcut="Ctrl+N", press=self.give_out_wanted.emit, parent=self
        )
        self.update_button = button(
            tr("Print what has to be replaced"), "printer", shortcut="Ctrl+P", press=self._update_all, parent=self
        )
        self.update_button.setToolTip(tr("For each copy in this list: a sheet on top, and exactly the changed pages."))
        self.list_button = button(tr("Print this register"), "list", press=self.list_wanted.emit, parent=self)
        self.state = Text("", "body", self)
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        self.card = CopyCard(self._plans, side)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = Beside(self._left(), side, self, back=tr("Back to the copies"), share=42)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(button_row(self.give_button, self.update_button, self.list_button))
        column.addWidget(self._page_form())
        column.addWidget(self.state)
        column.addWidget(self._beside, 1)
        self._connect()

    def _left(self) -> QWidget:
        self.table: Table[Copy] = Table(
            [
                Column(tr("No."), short_number, sort=lambda one: (one.number, one.mark), width=7),
                Column(
                    tr("State"),
                    lambda one: state_words(one)[0],
                    icon=_icon,
                    tint=lambda one: _TINTS[state_words(one)[1]],
                    width=15,
                ),
                Column(tr("Place"), lambda one: one.place, width=14),
                Column(tr("What"), lambda one: paper_name(one.key), width=0),
                Column(tr("Holder"), holder_words, width=18, optional=True),
            ],
            tr("Copies on paper"),
            self,
            lines=8,
            empty=lambda: EmptyState(
                "copy",
                tr("No copy is handed out yet."),
                tr("Give out copies"),
                self.give_out_wanted.emit,
                detail=tr("Each gets a number. After a change you print only the pages that changed."),
            ),
        )
        for key, words, do in (
            ("P", tr("pages are in"), self._put_in),
            ("R", tr("print replaced pages"), self._update_one),
            ("L", tr("lost"), partial(self._end, CopyState.LOST)),
            ("T", tr("taken back"), partial(self._end, CopyState.RECALLED)),
            ("D", tr("destroyed"), partial(self._end, CopyState.DESTROYED)),
        ):
            self.table.act(key, words, do)
        return self.table

    def _page_form(self) -> QWidget:
        box = QWidget(self)
        form = self.form = Form(box, columns=2)
        self.page = TextField(parent=form, most=40, placeholder=tr("CP-01 S11-2 K7QM"))
        form.add(
            tr("A page in your hand"),
            self.page,
            tr("Type what stands at the right of its foot, and press Enter."),
            name="page",
        )
        self.place = ChoiceField(parent=form, empty=tr("All places"))
        form.add(tr("Copies at"), self.place, name="place")
        self.ask_button = button(tr("Is it current?"), "search", press=self._ask, parent=form)
        form.add_buttons(self.ask_button)
        self.answer = Text("", "strong", box, selectable=True)
        self.answer.hide()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(form)
        column.addWidget(self.answer)
        return box

    def _connect(self) -> None:
        self.place.edited.connect(self._list)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.page.returnPressed.connect(self._ask)
        card = self.card
        card.put_in_wanted.connect(self._put_in)
        card.update_wanted.connect(self._update_one)
        card.end_wanted.connect(lambda copy, state: self._end(state, copy))
        card.move_wanted.connect(self._move)
        card.read_wanted.connect(self._read)

    # What it shows

    def _shown(self) -> Sequence[Copy]:
        place = self.place.value()
        return [one for one in self._all if not place or one.place == place]

    def _list(self) -> None:
        self.table.set_rows(self._shown())
        none = not self._all
        self._beside.show_only_main(none)
        self.form.show_field("place", not none)
        for each in (self.give_button, self.update_button, self.list_button):
            each.setVisible(not none)
        waiting = len(self.waiting())
        self.update_button.setEnabled(bool(waiting))
        self.state.setText(self._words(waiting))
        self.state.setVisible(not none)
        if self.table.current() is None:
            self._choose_first()
        self._show(self.table.current())

    def _words(self, waiting: int) -> str:
        back = [one for one in self._shown() if one.to_take_back]
        parts = [
            tr_count("{count} copy is not up to date.", "{count} copies are not up to date.", waiting)
            if waiting
            else tr("Every copy in use is up to date.")
        ]
        if back:
            parts.append(
                tr_count(
                    "{count} copy is with somebody who has left: take it back.",
                    "{count} copies are with people who have left: take them back.",
                    len(back),
                )
            )
        return " ".join(parts)

    def _choose_first(self) -> None:
        wanted = self.table.choose(lambda one: one.stale) or self.table.choose(lambda one: one.gone)
        if not wanted:
            self.table.choose(lambda _one: True)

    def _show(self, copy: Copy | None) -> None:
        self.card.show_copy(copy)

    def _open(self, _copy: Copy) -> None:
        self._beside.show_detail()
        self.card.focus_first()

    # What people do

    def _update_all(self) -> None:
        self.update_wanted.emit(tuple(one.id for one in self.waiting()))

    def _update_one(self, copy: Copy) -> None:
        self.update_wanted.emit((copy.id,))

    def _put_in(self, copy: Copy) -> None:
        self._do(partial(self._plans.copies.put_in, copy.id), tr("The new pages are in: {copy}.", copy=copy_name(copy)))

    def _end(self, state: CopyState, copy: Copy) -> None:
        words = tr("{copy}: {state}.", copy=copy_name(copy), state=state.label.lower())
        self._do(partial(self._plans.copies.end, copy.id, state), words)

    def _move(self, copy: Copy, to: NewCopy) -> None:
        self._do(
            partial(self._plans.copies.move, copy.id, to),
            tr("Saved: {copy}.", copy=copy_name(copy)),
            self.card.move_form,
        )

    def _read(self, copy: Copy, initials: str, day: Any) -> None:
        self._do(
            partial(self._plans.copies.acknowledge, copy.id, initials, day),
            tr("Noted: {initials} has read {copy}.", initials=initials, copy=copy_name(copy)),
            self.card.read_form,
        )

    def _do(self, deed: "Callable[[], Done[UUID]]", words: str, form: Form | None = None) -> None:
        try:
            done = deed()
        except Problem as problem:
            self._banner.problem(problem)
            return
        if form is not None:
            self.card.saved(form)
        self.refresh()

        def undo() -> None:
            done.undo()
            self.refresh()

        self._banner.say(words, undo)

    # A page in somebody's hand

    def _ask(self) -> None:
        """Looks the page up in the background: it may lay a binder out."""
        typed = self._asked = self.page.value()
        if not typed:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        copies = self._plans.copies
        self._tell(tr("Looking …"))
        self._tasks.start(
            lambda _task: copies.page_answer(typed),
            done=self._answer,
            failed=self._not_answered,
            words=tr("Looking at the pages in force"),
        )

    def _answer(self, found: PageAnswer) -> None:
        words = " ".join(answer_words(found, self._plans.zone))
        self._tell(words)
        announce(self.answer, words)

    def _not_answered(self, error: Exception) -> None:
        self._tell("")
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)

    def _tell(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.setVisible(bool(words))


_TINTS = {"ok": "accent", "warn": "on_warn_soft", "danger": "danger", "muted": "muted"}


def _icon(copy: Copy) -> str:
    return {"ok": "circle-check", "warn": "clock", "danger": "circle-alert", "muted": "circle-x"}[state_words(copy)[1]]
