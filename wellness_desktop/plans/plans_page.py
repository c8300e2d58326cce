"""The crisis plans: what there is, what is missing, and the paper. Six screens in one page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_thrown_away, say_unfinished
from wellness_desktop.kit.screens import screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.approval_desk import Voice
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.community.page_screens import UNDER_REGISTER, CommunityScreens
from wellness_desktop.plans.copies.page_screens import CopiesScreens
from wellness_desktop.plans.forms.page_screens import FormsScreens
from wellness_desktop.plans.missing import Gap, Missing
from wellness_desktop.plans.own_words.page_screens import OwnWordsScreens
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.plan_cards_view import PlanCards
from wellness_desktop.plans.runs.page_screens import RunScreens
from wellness_desktop.plans.sheets.kinds import ALL, SheetKind
from wellness_desktop.plans.sheets.printing import PaperPrinting
from wellness_desktop.plans.templates import CORE

if TYPE_CHECKING:
    from wellness_desktop.plans.facts_view import FactsView
    from wellness_desktop.plans.plan_view import PlanView
    from wellness_desktop.plans.reading_view import ReadingView
    from wellness_desktop.plans.roles_view import RolesView
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.plans.sheets.chooser_view import ChooserView


class PlansPage(FormsScreens, OwnWordsScreens, CopiesScreens, CommunityScreens, RunScreens):
    """All plans, one plan, facts, roles, a plan to read, forms, copies, the town, plans in use. Escape: one step back.

    `open_person` leads to a person in the roster; `private` is the folder for prints that are opened elsewhere.
    """

    def __init__(
        self,
        plans: "Plans",
        tasks: Tasks,
        *,
        open_person: Callable[[UUID], object] | None = None,
        private: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self._plans, self._tasks = plans, tasks
        self._open_person = open_person
        self._printing = PaperPrinting(plans, tasks, self.banner, private, self)
        self._plan = self._prints_of = ""
        self._build_page()
        self._connect()
        self.show_list()

    def refresh(self) -> None:
        """Shows what there is now on the screen that is open."""
        with self.attempt(), self._plans.at_one_moment():
            if not self.list.isHidden():
                self.list.show_plans(self._plans.plans(), self._plans.core(), self._plans.templates.left_out)
                self.list.show_copies(self._plans.copies.register())
                self.list.in_use.show_runs(self._plans.runs.in_use(), self._plans.zone)
            elif self.is_open("plan"):
                self.plan.show_plan(self._plans.plan(self._plan))
            elif self.is_open("roles"):
                self.roles.refresh()
            elif self.is_open("copies"):
                self.copies.refresh()
            else:
                self.refresh_runs()

    def leave(self) -> None:
        """Saves what waits in the form (another page, lock, closing)."""
        if self.is_open("facts"):
            self.facts.flush()
        elif self.is_open("prints"):
            self.prints.leave()

    def draft(self) -> dict[str, Any] | None:
        """What is typed under Facts or beside a plan and not saved (docs/architecture.md, app)."""
        facts = self.facts.draft() if self.is_built("facts") else None
        plans = self.plan.begun() if self.is_built("plan") else None
        words = self.reading.begun() if self.is_built("reading") else None
        own = self.own_plan.begun() if self.is_built("own_plan") else None
        found = {
            "plans": plans,
            "words": words,
            "own": own,
            "merges": self.news.begun() if self.is_built("news") else None,
            "run": self.run_begun(),
        }
        found |= self.community_draft()
        return ((facts or {}) | {name: kept for name, kept in found.items() if kept} | self.copies_begun()) or None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens the facts, or the plan, at what was typed before."""
        plans = values.get("plans", {})
        if plans:
            self.plan.go_on(plans)
        if "fields" in values:
            plan = self.facts.go_on(values)
            self._plan = "" if plan == CORE else plan
            self._show_facts_screen()
            self.focus_first()
        elif "words" in values:
            self._plan = values["words"]["plan"]
            self.read()
            self.reading.go_on(values["words"])
        elif "own" in values:
            self._plan = values["own"]["plan"]
            self.show_own_plan()
            self.own_plan.go_on(values["own"])
        elif "merges" in values:
            self.news.go_on(values["merges"])
            self._plan = next(iter(values["merges"]))
            self.show_news()
        elif self.take_copies(values) or self.take_community_draft(values) or self.take_run(values):
            pass
        elif plans:
            self.show_plan(next(iter(plans)))
        say_kept(self.banner, self._throw_away)

    def focus_first(self) -> None:
        """A step that is open is typed on, whatever the banner offers."""
        if self.is_open("facts"):
            self.facts.focus_first()

    def show_list(self) -> None:
        """All plans."""
        self.leave()
        self._plan = self._prints_of = ""
        self._show(self.list, tr("Crisis plans"), tr("Written on a quiet day, for the worst night. Print them."))
        self.refresh()
        self._say_unfinished()

    def show_plan(self, plan: str) -> None:
        """One plan."""
        self.leave()
        with self.attempt():
            found = self._plans.plan(plan)
            self._plan = plan
            title = tr("{code}  {title}", code=found.line.code, title=found.line.title)
            self._show(self.plan, title, found.line.about)
            self.plan.show_plan(found)
            self.plan.gaps.setFocus()
            self._say_unfinished()

    def show_facts(self, field: str = "") -> None:
        """The assistant for facts, at a field or where something is missing."""
        with self.attempt():
            self._show_facts_screen()
            self.facts.start(self._plan or CORE, field)

    def show_roles(self, role: str = "", place: Place | None = None) -> None:
        """The roles, at a seat when one is named."""
        self.leave()
        with self.attempt():
            self._show(self.roles, tr("Who does what"), tr("Three people for every role; the third from outside."))
            self.roles.start(CORE, role, place)

    def read(self) -> None:
        """The open plan, to be read on the screen."""
        with self.attempt():
            merged = self._plans.merged(self._plan)
            self._show(self.reading, tr("{code}  {title}", code=merged.code, title=merged.title), merged.about)
            self.reading.show_plan(merged)

    def change_item(self, plan: str, item: str) -> None:
        """Opens the plan at an item, ready to be changed."""
        self.show_plan(plan)
        self.read()
        with self.attempt():
            self.reading.open_item(item)

    def show_prints(self, plan: str = "") -> None:
        """What can be printed of a plan, or of all of them."""
        self.leave()
        with self.attempt():
            large = self.is_built("plan") and bool(self.plan.large.value())
            self._show(self.prints, tr("Print"), tr("Choose a paper. What is missing on it is said before it prints."))
            self.prints.show_choices(plan or ALL, large=large)

    def print_card(self, plan: str = "") -> None:
        """Prepares the quick card of a plan and shows it."""
        self.leave()
        large = bool(self._plan) and self.plan.large.value()
        self._printing.start(SheetKind.QUICK_CARD, plan or self._plan, large=large)

    # How it is built

    def _build_page(self) -> None:
        self.list = self.take_in(PlanCards(self._plans, self.screens_parent))
        self.back = self.add_action(button(tr("Back"), "arrow-left", press=self.go_back, parent=self))

    @screen
    def plan(self) -> "PlanView":
        """One plan."""
        from wellness_desktop.plans.plan_view import PlanView

        made = PlanView(self._plans, self.screens_parent)
        made.fill_wanted.connect(self._lead)
        made.look_wanted.connect(self._look)
        made.approve_wanted.connect(self._approve)
        made.voice_wanted.connect(self._add_voice)
        made.voice_removed.connect(self._remove_voice)
        made.forms_wanted.connect(self.show_forms)
        made.print_wanted.connect(lambda: self.show_prints(self._plan))
        made.card_wanted.connect(self.print_card)
        made.copies_wanted.connect(self.show_copies)
        made.read_wanted.connect(self.read)
        made.review.wanted.connect(self.show_of_plan)
        made.use_wanted.connect(lambda: self.show_activate(self._plan))
        return self.take_in(made)

    @screen
    def facts(self) -> "FactsView":
        """What all plans share, step by step."""
        from wellness_desktop.plans.facts_view import FactsView

        made = FactsView(self._plans, self.banner, self.screens_parent)
        made.field_wanted.connect(self._bring_into_view)
        made.finished.connect(self.go_back)
        return self.take_in(made)

    @screen
    def roles(self) -> "RolesView":
        """Who does what."""
        from wellness_desktop.plans.roles_view import RolesView

        return self.take_in(RolesView(self._plans, self.banner, self.screens_parent))

    @screen
    def reading(self) -> "ReadingView":
        """A plan to read."""
        from wellness_desktop.plans.reading_view import ReadingView

        made = ReadingView(self._plans, self.banner, self.screens_parent)
        made.shown_below.connect(self._bring_into_view)
        return self.take_in(made)

    @screen
    def prints(self) -> "ChooserView":
        """The papers of a plan."""
        from wellness_desktop.plans.sheets.chooser_view import ChooserView

        made = ChooserView(self._plans, self._tasks, self._printing, self.screens_parent)
        made.fill_wanted.connect(self._fill_for_print)
        return self.take_in(made)

    def _connect(self) -> None:
        self.list.open_wanted.connect(self.show_plan)
        self.list.facts_wanted.connect(self.show_facts)
        self.list.roles_wanted.connect(self.show_roles)
        self.list.card_wanted.connect(self.print_card)
        self.list.print_wanted.connect(self.show_prints)
        self.list.copies_wanted.connect(self.show_copies)
        self.list.own_wanted.connect(self.show_own_plan)
        self.list.forms_wanted.connect(self.show_forms)
        self.list.community_wanted.connect(self.show_register)
        self.lead_from(self.list.in_use)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.go_back)
        self._escape = escape

    def _show(self, wanted: QWidget, title: str, purpose: str) -> None:
        self.open_screen(wanted)
        self.set_title(title, purpose)
        self.back.setVisible(wanted is not self.list)
        self._escape.setEnabled(wanted is not self.list)
        self.scroll.verticalScrollBar().setValue(0)

    def _show_facts_screen(self) -> None:
        self._show(self.facts, tr("Facts"), tr("Everything is saved as you type, and every plan uses it."))

    def _say_unfinished(self) -> None:
        """Says on the other screens that something is typed and not saved."""
        values = self.draft()
        if values is not None and not (self.is_open("plan") and values.keys() == {"plans"}):
            say_unfinished(self.banner, lambda: self.take_draft(values))

    def _throw_away(self) -> None:
        values = self.draft()
        if self.is_built("facts"):
            self.facts.throw_away()
        if self.is_built("plan"):
            self.plan.throw_away()
        if self.is_built("reading"):
            self.reading.throw_away()
        if self.is_built("own_plan"):
            self.own_plan.throw_away()
        if self.is_built("news"):
            self.news.throw_away()
        self.throw_copies_away()
        self.throw_community_away()
        self.throw_run_away()
        if values is not None:
            say_thrown_away(self.banner, lambda: self.take_draft(values))
        else:
            self.banner.clear()

    def _bring_into_view(self, field: QWidget) -> None:
        """Scrolls to the field once the form has its final places."""
        QTimer.singleShot(0, field, lambda: self.show_widget(field))

    def go_back(self) -> None:
        """One step back: from facts, roles or reading to where they were opened from; else to the list."""
        if self.back_within_run():
            return
        if self._prints_of and not self.is_open("prints"):
            self._prints_of, plan = "", self._prints_of
            self.show_prints(plan)
        elif self.is_open("give_out"):
            self.show_copies()
        elif any(self.is_open(one) for one in UNDER_REGISTER):
            self.show_register()
        elif not self.is_open("plan") and self._plan:
            self.show_plan(self._plan)
        else:
            self.show_list()

    # What people do

    def _fill_for_print(self, plan: str, gap: Missing) -> None:
        """Goes to where a blank is filled in; the way back leads to the papers again."""
        came_from, self._prints_of = self._plan, self.prints.plan.value()
        self._plan = plan
        self._lead(gap)
        self._plan = came_from

    def _lead(self, gap: Missing) -> None:
        """Goes to where the gap is closed."""
        if not self._plans.actor.may(Can.EDIT_PLANS):
            return
        if gap.gap is Gap.FACT:
            self.show_facts(gap.key)
        elif gap.gap is Gap.SEAT:
            self._look(gap.key)
        elif gap.gap is Gap.BAND:
            self.plan.start_voice(Band(gap.key))
        elif gap.person is not None and self._open_person is not None:
            self._open_person(gap.person)
        else:
            self.banner.note(gap.label, tr("Numbers are kept in the roster: open it and change them there."))

    def _look(self, key: str) -> None:
        """Opens the roles, at a seat such as "R03:alternate"."""
        role, _, place = key.partition(":")
        self.show_roles(role, Place(place) if place else None)

    def _approve(self, reason: str) -> None:
        with self.attempt():
            done = self._plans.approve(self._plan, reason)
            self.plan.reason_form.set_values({"reason": ""})
            self.refresh()
            self.banner.say(
                tr("Approved as version {number}.", number=done.value),
                self._undo(done.undo),
                detail=tr("Print the binder, have it signed, and take the old copies back."),
            )

    def _add_voice(self, name: str, band: Band) -> None:
        with self.attempt():
            done = self._plans.add_contributor(self._plan, name, band)
            self.refresh()
            self.plan.voice_added()
            self.banner.say(tr("{name} had a say.", name=done.value.name), self._undo(done.undo))

    def _remove_voice(self, voice: Voice) -> None:
        with self.attempt():
            done = self._plans.remove_contributor(voice, self._plan)
            self.refresh()
            self.banner.say(tr("{name} was removed.", name=voice.name), self._undo(done.undo))

    def _undo(self, take_back: Callable[[], None]) -> Callable[[], None]:
        def undo() -> None:
            take_back()
            self.refresh()

        return undo

    def _print(self, plan: str, make: Callable[[], bytes], what: str) -> None:
        """Prepares a print of the plan that is none of its papers."""
        self.leave()
        title = tr("{plan} {what}", plan=plan.upper(), what=what)
        self._printing.start_other(title, f"plan-{plan.upper().replace('-', '')}.pdf", make)
