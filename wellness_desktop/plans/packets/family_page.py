"""My family papers: each member's own page. Nobody else opens it, the chief and the administrator neither."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.drafts import say_kept
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import moment_words
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.packets.service import Packets
from wellness_desktop.plans.packets.state_words import age_words, openers_words, state_words
from wellness_desktop.plans.packets.values import DUE_AFTER_MONTHS, MyPacket, PacketState
from wellness_desktop.plans.packets.writing_view import WritingView

OfferSealed = Callable[[QWidget, bytes, Callable[[], object]], object]
"""Shows a finished sealed sheet; the last is called once it was printed."""


class FamilyPage(ScreensPage):
    """Begins with where the papers stand; the long form opens behind a button."""

    back = Signal()

    def __init__(
        self, packets: Packets, paper: Callable[[], Any], offer: OfferSealed, parent: QWidget | None = None
    ) -> None:
        """`paper` says how a sealed sheet is printed (prints.SealedPaper)."""
        super().__init__(
            tr("My family papers"),
            tr("Whom to tell, benefits choices, wishes. Only you read them, and two custodians together if need be."),
            parent,
        )
        self._packets, self._paper, self._offer = packets, paper, offer
        self._mine = packets.my_packet()
        self.add_action(button(tr("All settings"), "arrow-left", press=self.back.emit, parent=self))
        self.refresh()
        self.open_screen(self.standing)

    def refresh(self) -> None:
        """Shows the papers as they are now."""
        with self.attempt():
            self._mine = self._packets.my_packet()
            self._show_standing()
            self._show_openings()

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not sealed yet."""
        if not self.is_built("writing") or not self.writing.changed:
            return None
        return {"answers": self.writing.answers, "step": self.writing.step, "sealing": self._mine.sealing}

    def take_draft(self, kept: dict[str, Any]) -> None:
        """Goes on with it."""
        typed = {str(key): str(words) for key, words in dict(kept.get("answers") or {}).items()}
        self._write(typed, int(kept.get("step") or 0))
        say_kept(self.banner, self._throw_away)

    # ------------------------------------------------------------------------------------------------- building

    @screen
    def standing(self) -> QWidget:
        """Where the papers stand, who opens them, who did."""
        made = QWidget(self.screens_parent)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for card in self._cards(made):
            column.addWidget(card)
        column.addStretch(1)
        return self.take_in(made)

    @screen
    def writing(self) -> WritingView:
        """The long form."""
        view = WritingView(self.screens_parent)
        view.saved.connect(self._save)
        view.left.connect(self._leave)
        return self.take_in(view)

    def _cards(self, made: QWidget) -> tuple[Card, ...]:
        build = (self._papers_card, self._openers_card, self._openings_card, self._paper_card)
        return tuple(each(made) for each in build)

    def _papers_card(self, parent: QWidget) -> Card:
        card = Card(tr("My papers"), "lock", parent=parent)
        self._state = Text("", "lead", card)
        self._age = Text("", "body", card)
        self._lost = Text("", "muted", card)
        for each in (self._state, self._age, self._lost):
            card.add(each)
        self.write_button = button("", "pencil", "primary", press=self._write, parent=card)
        self.right_button = button(tr("Still right"), "check", press=self._still_right, parent=card)
        self.delete_button = button(tr("Delete them"), "trash-2", press=self._ask_delete, parent=card)
        card.body.addLayout(button_row(self.write_button, self.right_button, self.delete_button))
        return card

    def _paper_card(self, parent: QWidget) -> Card:
        card = self._on_paper = Card(tr("On paper"), "printer", parent=parent)
        card.add(
            Text(
                tr("Only as a sealed sheet: an outside with your name and the day, and the pages for inside."),
                "muted",
                card,
            )
        )
        self._print_form = Form(card, columns=2)
        self._print_form.add(
            tr("Where the &envelope will be kept"),
            TextField(most=120),
            tr("Such as the chief's safe. May stay empty."),
            name="kept_at",
        )
        self.print_button = button(tr("Print for an envelope"), "printer", press=self._print, parent=self._print_form)
        self._print_form.add_buttons(self.print_button)
        card.add(self._print_form)
        return card

    def _openers_card(self, parent: QWidget) -> Card:
        card = Card(tr("Who can open them besides me"), "users", parent=parent)
        self._openers = Text("", "body", card)
        self._renewal = Text("", "strong", card)
        card.add(self._openers)
        card.add(self._renewal)
        self.renew_button = button(
            tr("Seal again for the custodians of today"), "lock", press=self._still_right, parent=card
        )
        self.trust_button = button(tr("I compared the letters in person"), "check", press=self._trust, parent=card)
        card.body.addLayout(button_row(self.renew_button, self.trust_button))
        return card

    def _openings_card(self, parent: QWidget) -> Card:
        self._opened_card = Card(tr("Openings"), "eye", parent=parent)
        self._openings = Text("", "body", self._opened_card)
        self._opened_card.add(self._openings)
        self.seen_button = button(tr("I have read this"), "check", press=self._seen, parent=self._opened_card)
        self._opened_card.body.addLayout(button_row(self.seen_button))
        return self._opened_card

    # -------------------------------------------------------------------------------------------------- showing

    def _show_standing(self) -> None:
        mine = self._mine
        _ = self.standing
        saved = mine.state is PacketState.SAVED
        self._state.setText(state_words(mine.state))
        self._age.setText(age_words(mine))
        self._age.setVisible(mine.reviewed_on is not None)
        lost = tr("Two custodians can open and print them for you. If you write them anew, the old ones are gone.")
        self._lost.setText(lost)
        self._lost.setVisible(mine.state in {PacketState.LOST, PacketState.SPOILED})
        words = tr("Look at them, or change them") if saved else tr("Write them")
        self.write_button.setText(words)
        self.write_button.setAccessibleName(words)
        self.right_button.setVisible(saved)
        self._on_paper.setVisible(saved)
        self.delete_button.setVisible(mine.state is not PacketState.NONE)
        self._openers.setText(openers_words(mine, self._packets.custody()))
        self._show_renewal(mine)

    def _show_renewal(self, mine: MyPacket) -> None:
        said = []
        if mine.joined:
            said.append(tr("New: {names}. They open nothing until you seal again.", names=", ".join(mine.joined)))
        if mine.left:
            said.append(tr("No longer: {names}. Seal again to shut them out.", names=", ".join(mine.left)))
        custody = self._packets.custody()
        if custody.swapped or mine.custody_doubt:
            said = [
                tr("The custodians' keys are not those you saw before. Nothing is sealed to them."),
                tr("Compare these letters with a custodian in person: {letters}", letters=custody.fingerprint),
            ]
        self._renewal.setText("\n".join(said))
        self._renewal.setVisible(bool(said))
        self.renew_button.setVisible(mine.renew and mine.state is PacketState.SAVED)
        self.trust_button.setVisible(custody.swapped)

    def _show_openings(self) -> None:
        openings = self._packets.my_openings()
        lines = [
            tr(
                "{when}: {first} and {second}. {reason}.",
                when=moment_words(one.opened_at, self._packets.zone),
                first=one.first_by,
                second=one.second_by,
                reason=one.reason.label,
            )
            for one in openings
        ]
        self._openings.setText("\n".join(lines) or tr("Nobody has opened your papers."))
        unseen = any(not one.seen for one in openings)
        self.seen_button.setVisible(unseen)
        if unseen:
            self.banner.warn(tr("Your papers were opened since you last looked."), tr("See Openings below."))

    # ---------------------------------------------------------------------------------------------------- doing

    def _write(self, typed: dict[str, str] | None = None, step: int = 0) -> None:
        papers = self._mine.papers
        self.writing.begin(papers.answers if papers is not None else {}, typed or None, step)
        self.open_screen(self.writing)

    def _save(self) -> None:
        with self.attempt():
            done = self._packets.save_packet(self.writing.answers, seen=self._mine.sealing)
            self._mine = done.value
            self._leave()
            self.banner.say(tr("Sealed."), self._undoing(done.undo))

    def _leave(self) -> None:
        """Back to the overview. What is typed stays in the form, and in the draft, until it is saved or thrown away."""
        if self.is_built("writing"):
            typed, changed = self.writing.answers, self.writing.changed
            self.open_screen(self.standing)
            self.refresh()
            papers = self._mine.papers
            if changed and typed != (dict(papers.answers) if papers is not None else {}):
                say_kept(self.banner, self._throw_away)
            elif papers is not None:
                self.writing.begin(papers.answers)

    def _throw_away(self) -> None:
        papers = self._mine.papers
        self.writing.begin(papers.answers if papers is not None else {})
        self.open_screen(self.standing)
        self.refresh()

    def _still_right(self) -> None:
        with self.attempt():
            done = self._packets.still_right(seen=self._mine.sealing)
            self.refresh()
            self.banner.say(tr("Looked at today, and sealed again."), self._undoing(done.undo))

    def _undoing(self, undo: Callable[[], None]) -> Callable[[], None]:
        def back() -> None:
            undo()
            self.refresh()

        return back

    def _trust(self) -> None:
        with self.attempt():
            self._packets.trust_custodians()
            self.refresh()

    def _seen(self) -> None:
        with self.attempt():
            self._packets.note_openings_seen()
            self.banner.clear()
            self.refresh()

    def _ask_delete(self) -> None:
        confirm(
            self,
            tr("Delete your family papers?"),
            tr("They go at once, and nothing brings them back. Older backups hold them, sealed, until replaced."),
            do=tr("Delete them"),
            then=self._delete,
        )

    def _delete(self) -> None:
        with self.attempt():
            self._packets.delete_my_packet()
            if self.is_built("writing"):
                self.writing.begin({})
            self.refresh()
            self.banner.say(tr("Deleted. If there is an envelope on paper, it is listed to be destroyed."))

    def _print(self) -> None:
        mine = self._mine
        if mine.papers is None or mine.reviewed_on is None:
            return
        with self.attempt():
            from wellness_desktop.plans.packets.prints import sealed_sheet

            again = months_later(mine.reviewed_on, DUE_AFTER_MONTHS)
            old = self._packets.envelopes_of_mine()
            name, kept_at = self._packets.actor.name, self._print_form.values()["kept_at"]
            openers = mine.opened_by if mine.opens_for_two else ()
            pdf = sealed_sheet(name, mine.papers, again, self._paper(), opened_by=openers, destroy=old)
            account = self._packets.actor.account_id
            self._offer(self, pdf, lambda: self._packets.note_envelope(account, name, kept_at))
