"""This station: what stands on every print, which clock and help lines count, when it locks. Administrators only."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.app.settings_pieces import back_to_settings
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import LIMITS, Settings, change
from wellness_desktop.base.us_states import STATES, ZONES, zone_words
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.fields import ChoiceField, NumberField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text

LEAST_LOCK, MOST_LOCK = LIMITS["lock_after_minutes"]


class StationPage(Page):
    """Saves on its own. `profiles` are the care profiles as (id, name, what it means).

    `read` gives the settings of this moment; `save` keeps new ones and may raise Problem. `pc_zone` is the PC's own
    time zone in words. `back` leads to the settings.
    """

    back = Signal()

    def __init__(
        self,
        read: Callable[[], Settings],
        save: Callable[[Settings], None],
        profiles: Sequence[tuple[str, str, str]],
        pc_zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("This station"), tr("Saved as you type. Undo takes the last change back."), parent)
        self._read, self._save = read, save
        self._about = {
            profile: tr("{profile}: {meaning}", profile=name, meaning=about) for profile, name, about in profiles
        }
        back_to_settings(self, self.back)
        self._agency = self._agency_form(pc_zone)
        self._habits = self._habits_form([(profile, name) for profile, name, _ in profiles])
        self._checks = self._checks_form()
        self._team = self._team_form()
        self._reports = self._reports_form()
        self._forms = (self._agency, self._habits, self._checks, self._team, self._reports)
        self._build_page()
        self._show_settings()

    def refresh(self) -> None:
        """Shows the settings of this moment; what is typed and not saved stays."""
        typed = self._unsaved()
        self._show_settings()
        self._show_typed(typed)

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not saved (docs/architecture.md, app)."""
        return self._unsaved() or None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Shows again what was typed before."""
        self._show_typed(values)
        say_kept(self.banner, self._throw_away)

    def _show_settings(self) -> None:
        settings = self._read()
        self._agency.field("time_zone").offer(self._zones(settings.time_zone))
        for form in self._forms:
            form.set_values({name: getattr(settings, name) for name in form.values()})
        self._stored = self._typed()
        self._explain()

    def _show_typed(self, values: dict[str, Any]) -> None:
        for form in self._forms:
            form.set_typed(values)
        self._explain()

    def _typed(self) -> dict[str, Any]:
        return {name: typed for form in self._forms for name, typed in form.typed().items()}

    def _unsaved(self) -> dict[str, Any]:
        return {name: typed for name, typed in self._typed().items() if typed != self._stored[name]}

    def _throw_away(self) -> None:
        values = self._unsaved()
        self._show_settings()
        say_thrown_away(self.banner, lambda: self.take_draft(values))

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        self._agency.field("agency_name").setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Saves what still waits for a pause in typing."""
        for form in self._forms:
            form.flush()

    def _build_page(self) -> None:
        cards = []
        for title, icon, form in (
            (tr("The agency"), "building-2", self._agency),
            (tr("How it works"), "sliders-horizontal", self._habits),
            (tr("How long a check holds"), "clipboard-check", self._checks),
            (tr("The support team"), "heart-handshake", self._team),
            (tr("Reports of support"), "chart-column", self._reports),
        ):
            card = Card(title, icon, parent=self)
            card.add(form)
            form.changed.connect(self._keep)
            cards.append(card)
        self._meaning = Text("", "small", cards[1])
        cards[1].add(self._meaning)
        self._habits.field("care_profile").edited.connect(self._explain)
        self.body.addWidget(Reflow(cards, self, most=2, column_chars=58))
        self.body.addStretch(1)

    def _agency_form(self, pc_zone: str) -> Form:
        self._pc_zone = pc_zone
        form = Form(self)
        form.add(
            tr("&Agency"),
            TextField(most=120),
            tr("Printed on every sheet."),
            name="agency_name",
            required=tr("Type the agency's name."),
        )
        states = sorted(STATES.items(), key=lambda one: one[1])
        form.add(
            tr("&State"),
            ChoiceField(states, empty=tr("Not chosen")),
            tr("Help lines that only work in your state show there and nowhere else."),
            name="state",
        )
        form.add(tr("Time &zone"), ChoiceField(), name="time_zone")
        form.add(tr("&Paper"), ChoiceField([("letter", tr("Letter")), ("a4", tr("A4"))]), name="paper")
        return form

    def _habits_form(self, profiles: list[tuple[str, str]]) -> Form:
        form = Form(self)
        form.add(
            tr("&Lock after minutes without a touch"),
            NumberField(LEAST_LOCK, MOST_LOCK),
            tr("From {least} to {most}. Get help now and the library never lock.", least=LEAST_LOCK, most=MOST_LOCK),
            name="lock_after_minutes",
            required=tr("Type a whole number from {least} to {most}.", least=LEAST_LOCK, most=MOST_LOCK),
        )
        choice = form.add(tr("&Care windows follow"), ChoiceField(profiles), name="care_profile")
        # Some names are longer than a small window is wide; the line below says the chosen one in full.
        choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return form

    def _checks_form(self) -> Form:
        """After how many days the roster asks for another check. Old numbers fade, sink and stay off cards."""
        form = Form(self)
        for name, label, hint in (
            ("check_numbers_days", tr("People's &numbers, in days"), tr("Older ones go grey and stay off cards.")),
            (
                "check_providers_days",
                tr("C&linicians, EAP and treatment centers, in days"),
                tr("The number, and whether they still take people."),
            ),
            ("check_partners_days", tr("Partners and &vendors, in days"), ""),
            (
                "check_training_days",
                tr("&Refreshers of helpers, in days"),
                tr("A reminder of your own, where no rule of the state says otherwise."),
            ),
        ):
            _add_number(form, name, label, hint)
        return form

    def _team_form(self) -> Form:
        """When helpers are to rest, and whose rules on training they follow."""
        form = Form(self)
        for name, label, hint in (
            (
                "rotate_sessions",
                tr("A helper r&ests after so many sessions"),
                tr("Then another one is offered first. Nobody knows the right number; set what fits your team."),
            ),
            ("rotate_days", tr("&Within so many days"), ""),
        ):
            _add_number(form, name, label, hint)
        form.add(
            tr("ICISF"),
            TickField(tr("The team is registered with ICISF")),
            tr("Then its two core courses are looked for."),
            name="icisf_team",
        )
        return form

    def _reports_form(self) -> Form:
        """From which number on a report shows how many people were met (k and m of chaplain_log.md 5.3)."""
        form = Form(self)
        _add_number(
            form,
            "report_least",
            tr("The least number t&hat is shown"),
            tr("Smaller ones could point to somebody. 11 is the federal rule for health data (CMS)."),
        )
        _add_number(
            form,
            "report_least_people",
            tr("From at least so many &different people"),
            tr("Fifteen contacts may be one person, fifteen times. Issued reports stay as they are."),
        )
        return form

    def _explain(self) -> None:
        """Says what the chosen care profile means."""
        about = self._about.get(self._habits.field("care_profile").value(), "")
        self._meaning.setText(about)
        self._habits.field("care_profile").setAccessibleDescription(about)

    def _keep(self) -> None:
        before = self._read()
        right = [form for form in self._forms if form.is_right()]
        values = {name: "" if value is None else value for form in right for name, value in form.values().items()}
        after = change(before, **values)
        stored = self._stored
        for form in right:
            self._stored = self._stored | form.typed()
        if after == before:
            return
        try:
            self._save(after)
        except Problem as problem:
            self._stored = stored
            self.banner.problem(problem)
            return
        self.banner.say(tr("Saved."), lambda: self._put_back(before), detail=_what_else(before, after))

    def _put_back(self, before: Settings) -> None:
        now = self._read()
        names = [name for form in self._forms for name in form.values()]
        self._save(change(now, **{name: getattr(before, name) for name in names}))
        self.refresh()

    def _zones(self, chosen: str) -> list[tuple[str, str]]:
        names = [*ZONES, *([chosen] if chosen and chosen not in ZONES else [])]
        own = ("", tr("This PC's own ({place})", place=zone_words(self._pc_zone)))
        return [own, *((name, zone_words(name)) for name in names)]


def _add_number(form: Form, name: str, label: str, hint: str) -> None:
    """A whole number within its limits."""
    least, most = LIMITS[name]
    wanted = tr("Type a whole number from {least} to {most}.", least=least, most=most)
    form.add(label, NumberField(least, most), hint, name=name, required=wanted)


def _what_else(before: Settings, after: Settings) -> str:
    """What a change does not do at once."""
    if before.time_zone != after.time_zone:
        return tr("Times already stored stay the same moments; they show in the new time zone.")
    if before.care_profile != after.care_profile:
        return tr("It counts for incidents from now on. Earlier ones keep theirs.")
    if (before.report_least, before.report_least_people) != (after.report_least, after.report_least_people):
        return tr("It counts for reports from now on. Issued ones stay as they are.")
    return ""
