"""The forms for whoever is signed in: blank, or begun with what the agency entered for its plans.

A form that somebody fills in is theirs. Nothing of it is kept, read or logged here.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.paper.dates import day_text
from wellness_desktop.plans.approval_desk import ApprovalDesk
from wellness_desktop.plans.desk import Saved
from wellness_desktop.plans.forms.files import FormFiles, shipped_forms
from wellness_desktop.plans.forms.own import form_of
from wellness_desktop.plans.forms.psob import psob_file_by
from wellness_desktop.plans.forms.sheets import FormSheet
from wellness_desktop.plans.merging import Places
from wellness_desktop.plans.places import Blank
from wellness_desktop.plans.templates import CORE

if TYPE_CHECKING:
    from wellness_desktop.plans.print_pieces import PrintStyle


class FormsDesk(ApprovalDesk):
    """The forms' part of the plans' service; see service.py for the whole."""

    def forms(self) -> FormFiles:
        """Every form there is, and which files could not be read."""
        self._actor.require(Can.SEE_PLANS)
        return shipped_forms()

    def form_users(self) -> dict[str, tuple[str, ...]]:
        """Which plans carry a form, by its id."""
        self._actor.require(Can.SEE_PLANS)
        saved = self._read_saved()
        users: dict[str, list[str]] = {}
        for plan in self.plan_ids():
            for form in self.template(plan, self._edits_for(saved, plan)).form:
                users.setdefault(form.id, []).append(plan.upper())
        return {form_id: tuple(plans) for form_id, plans in users.items()}

    def form(
        self,
        form_id: str,
        *,
        fillable: bool = False,
        large: bool = False,
        known: bool = True,
        dates: tuple[date, date | None] | None = None,
    ) -> bytes:
        """One form as a PDF, to write on or to fill in on screen.

        With `known`, what the agency entered stands in it already; `dates` (death, final decision) works out the last
        day to file for PSOB. Raises Problem when there is no such form.
        """
        from wellness_desktop.plans.forms.prints import FormPaper, form_pdf

        sheet = self.forms().form(form_id)
        filled = self._form_facts(sheet) if known else {}
        if dates is not None and sheet.asks == "psob":
            filled = {**filled, **psob_words(*dates)}
        style = self._form_style(large=large)
        paper = FormPaper(style, self._form_agency(), fillable and sheet.fillable, filled)
        return form_pdf(sheet, paper)

    def forms_pack(self, plan: str = "", *, large: bool = False) -> bytes:
        """Every form, or those a plan carries, blank: to be put behind section S18 of the binder."""
        from wellness_desktop.plans.forms.prints import FormPaper, forms_pack

        everything = self.forms().forms
        if not plan:
            sheets, title = list(everything.values()), tr("Forms")
        else:
            template = self.template(plan, self._edits_for(self._read_saved(), plan))
            sheets = [everything.get(form.id) or form_of(form, template) for form in template.form]
            title = tr("{plan}: forms", plan=plan.upper())
        return forms_pack(sheets, title, FormPaper(self._form_style(large=large), self._form_agency()))

    def _form_agency(self) -> str:
        agency = self._read_saved().facts.get("agency")
        return agency.text if agency is not None else ""

    def _form_style(self, *, large: bool) -> "PrintStyle":
        from wellness_desktop.plans.print_pieces import PrintStyle

        now = self._clock.now().astimezone(self._zone)
        return PrintStyle(now, None, self._settings.paper, large)

    def _form_facts(self, form: FormSheet) -> dict[str, str]:
        """What the plans know of what the form asks. Names and numbers only for those who may print such."""
        saved = self._read_saved()
        wanted = {one.known for part in form.part for one in part.fields if one.known}
        if not self._actor.may(Can.PRINT_CONFIDENTIAL):
            wanted &= {"agency"}
        found = {name: self._form_fact(name, saved) for name in sorted(wanted)}
        return {name: words for name, words in found.items() if words}

    def _form_fact(self, name: str, saved: Saved) -> str:
        homes = [CORE, *(plan for plan in sorted(self.templates.overlays) if self._asks_for(plan, name))]
        template = self.template(homes[-1] if len(homes) > 1 else CORE)
        places = Places(template, self._known(saved, homes[-1] if len(homes) > 1 else CORE))
        asked = template.find_field(name)
        if asked is not None and asked.kind == "contact":
            office = places.office(asked)
            numbers = () if office.stale else office.numbers[:1]
            return ", ".join(part for part in (office.name, *numbers) if part)
        found = places.look_up(f"{name}.name" if asked is None else name)
        return "" if found is None or isinstance(found, Blank) else found

    def _asks_for(self, plan: str, name: str) -> bool:
        return self.templates.overlays[plan].find_field(name) is not None


def psob_words(death: date, decided: date | None) -> Mapping[str, str]:
    """The dates of the federal benefit as they stand in the tracker. Raises ValueError when they cannot be right."""
    last = tr("{day} (verify locally)", day=day_text(psob_file_by(death, decided)))
    return {
        "psob_death": day_text(death),
        "psob_decided": day_text(decided) if decided else "",
        "psob_file_by": last,
    }
