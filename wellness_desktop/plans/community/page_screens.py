"""The screens of the plans page about the town: partners, where we showed up, whom each plan calls first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.plans.community.engagement import Engagement, EngagementDetails
from wellness_desktop.plans.community.partners import Partner, PartnerDetails

if TYPE_CHECKING:
    from wellness_desktop.plans.community.first_calls_view import FirstCallsView
    from wellness_desktop.plans.community.partner_view import PartnerView
    from wellness_desktop.plans.community.register_view import RegisterView
    from wellness_desktop.plans.community.town_view import TownView
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.plans.sheets.printing import PaperPrinting


UNDER_REGISTER = ("partner_form", "town", "first_calls")
"""The screens from which the way back leads to the partners."""


class CommunityScreens(ScreensPage):
    """What `PlansPage` shows and does about the town."""

    _plans: "Plans"
    _plan: str
    leave: Callable[[], None]
    _show: Callable[[QWidget, str, str], None]
    _printing: "PaperPrinting"

    @screen
    def register(self) -> "RegisterView":
        """The partners."""
        from wellness_desktop.plans.community.register_view import RegisterView

        made = RegisterView(self._plans, self.screens_parent)
        made.talked.connect(self._log_talk)
        made.open_wanted.connect(self.show_partner)
        made.town_wanted.connect(self.show_town)
        made.calls_wanted.connect(self.show_first_calls)
        made.print_wanted.connect(self._print_partners)
        return self.take_in(made)

    @screen
    def partner_form(self) -> "PartnerView":
        """One partner."""
        from wellness_desktop.plans.community.partner_view import PartnerView

        made = PartnerView(self._plans, self.screens_parent)
        made.save_wanted.connect(self._save_partner)
        made.remove_wanted.connect(self._remove_partner)
        return self.take_in(made)

    @screen
    def town(self) -> "TownView":
        """Where we showed up."""
        from wellness_desktop.plans.community.town_view import TownView

        made = TownView(self._plans, self.screens_parent)
        made.log_wanted.connect(self._log_engagement)
        made.remove_wanted.connect(self._remove_engagement)
        made.print_wanted.connect(self._print_year)
        return self.take_in(made)

    @screen
    def first_calls(self) -> "FirstCallsView":
        """Whom each plan calls first."""
        from wellness_desktop.plans.community.first_calls_view import FirstCallsView

        made = FirstCallsView(self._plans, self.screens_parent)
        made.plan_changed.connect(self._show_calls_of)
        made.chosen.connect(self._choose_calls)
        return self.take_in(made)

    def show_register(self, partner: UUID | None = None) -> None:
        """The partners, at one when it is named."""
        self.leave()
        with self.attempt():
            self._plan = ""
            self._show(self.register, tr("Community"), tr("Know them before you need them."))
            self.refresh_register()
            if partner is not None:
                self.register.choose(partner)
            self.register.table.setFocus()

    def refresh_register(self) -> None:
        """The register as it is now."""
        plans = self._plans
        self.register.show_register(
            plans.partners(), plans.community_due(), plans.partner_kinds_missing(), plans.partner_message()
        )

    def show_partner(self, partner: UUID | None = None) -> None:
        """One partner to change, or a new one."""
        with self.attempt():
            found = self._plans.partner(partner) if partner is not None else None
            title = found.line.who if found is not None else tr("A new partner")
            self._show(
                self.partner_form, title or tr("Partner"), tr("What you would want to know at 2 in the morning.")
            )
            self.partner_form.start(found, self._plans.people())

    def show_town(self) -> None:
        """Where we showed up."""
        with self.attempt():
            self._show(self.town, tr("Where we showed up"), tr("Trust is put in before it is taken out."))
            self._refresh_town()
            self.town.form.focus_first()

    def show_first_calls(self, plan: str = "") -> None:
        """Whom a plan calls first."""
        with self.attempt():
            titles = self._plans.titles()
            wanted = plan or next(iter(titles))
            self._show(self.first_calls, tr("First calls"), tr("Five people who should hear it from us."))
            self.first_calls.start(titles, wanted)
            self._show_calls_of(wanted)

    def community_draft(self) -> dict[str, Any]:
        """What is typed about a partner or an event and not saved."""
        found = {
            "partner": self.partner_form.begun() if self.is_built("partner_form") else None,
            "town": self.town.begun() if self.is_built("town") else None,
        }
        return {name: kept for name, kept in found.items() if kept}

    def take_community_draft(self, values: Mapping[str, Any]) -> bool:
        """Shows what `community_draft` gave. False when there is nothing of it."""
        if "partner" in values:
            kept = values["partner"]
            self.show_partner(UUID(kept["partner"]) if kept["partner"] else None)
            self.partner_form.go_on(kept)
        elif "town" in values:
            self.show_town()
            self.town.go_on(values["town"])
        else:
            return False
        return True

    def throw_community_away(self) -> None:
        """Empties what is typed and not saved."""
        if self.is_built("partner_form"):
            self.partner_form.throw_away()
        if self.is_built("town"):
            self.town.throw_away()

    def _refresh_town(self) -> None:
        self.town.show_log(self._plans.engagements(), self._plans.community_due().no_leader)

    def _show_calls_of(self, plan: str) -> None:
        with self.attempt():
            plans = self._plans
            self.first_calls.show_calls(plans.partners(), plans.first_calls(plan), plans.proposed_calls(plan))

    def _log_talk(self, partner: Partner, day: date | None, met: bool, note: str) -> None:
        with self.attempt():
            done = self._plans.log_talk(partner.id, day, met=met, note=note)
            self.refresh_register()
            name = partner.line.who
            words = (
                tr("We met {name}: written down.", name=name)
                if met
                else tr("We spoke with {name}: written down.", name=name)
            )
            self._offer_back(words, done.undo, self.refresh_register)

    def _save_partner(self, partner: Partner | None, details: PartnerDetails) -> None:
        with self.attempt():
            if partner is None:
                done = self._plans.add_partner(details)
            else:
                done = self._plans.change_partner(partner.id, details, seen=partner.version)
            self.partner_form.saved()
            self.show_register(done.value.id)
            self._offer_back(tr("Saved."), done.undo, self.refresh_register)

    def _remove_partner(self, partner: Partner) -> None:
        with self.attempt():
            done = self._plans.remove_partner(partner.id)
            self.partner_form.saved()
            self.show_register()
            self._offer_back(
                tr("{name} is out of the register.", name=partner.line.who), done.undo, self.refresh_register
            )

    def _log_engagement(self, details: EngagementDetails) -> None:
        with self.attempt():
            done = self._plans.log_engagement(details)
            self.town.throw_away()
            self._refresh_town()
            self.town.form.focus_first()
            self._offer_back(tr("Logged: {event}.", event=done.value.details.event), done.undo, self._refresh_town)

    def _remove_engagement(self, engagement: Engagement) -> None:
        with self.attempt():
            done = self._plans.take_engagement_back(engagement.id)
            self._refresh_town()
            self._offer_back(tr("Taken out: {event}.", event=engagement.details.event), done.undo, self._refresh_town)

    def _choose_calls(self, plan: str, partners: Sequence[UUID]) -> None:
        try:
            with self.attempt():
                done = self._plans.choose_calls(plan, partners)
                self._offer_back(tr("Saved."), done.undo, partial(self._show_calls_of, plan))
        finally:
            self._show_calls_of(plan)

    def _offer_back(self, words: str, take_back: Callable[[], object], show: Callable[[], object]) -> None:
        def undo() -> None:
            take_back()
            show()

        self.banner.say(words, undo)

    def _print_partners(self) -> None:
        self._printing.start_other(tr("Our partners"), "partners.pdf", self._plans.print_partners)

    def _print_year(self, year: int) -> None:
        title = tr("Where we showed up, {year}", year=year)
        self._printing.start_other(title, f"community-{year}.pdf", partial(self._plans.print_engagements, year))
