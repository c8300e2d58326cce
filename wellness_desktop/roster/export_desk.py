"""People out: only those who agreed to be handed on, with the numbers they ticked."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.contact_sheets import as_csv, as_xlsx
from wellness_desktop.roster.handed_people import HandedPerson, as_file
from wellness_desktop.roster.handing_on import as_handed_on, may_be_handed_on
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.people_desk import as_published
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.vcard_export import cards_of, qr_card
from wellness_desktop.roster.vetting_desk import VettingDesk
from wellness_desktop.roster.vetting_questions import is_vetted


class ExportForm(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"
    VCARD_3 = "vcard_3"
    VCARD_4 = "vcard_4"
    HANDED = "handed"
    HANDED_WITH_REMARKS = "handed_with_remarks"

    @property
    def label(self) -> str:
        return {
            ExportForm.CSV: tr("Spreadsheet text (CSV)"),
            ExportForm.XLSX: tr("Workbook (XLSX)"),
            ExportForm.VCARD_3: tr("Address cards for any phone (vCard 3.0)"),
            ExportForm.VCARD_4: tr("Address cards for newer programs (vCard 4.0)"),
            ExportForm.HANDED: tr("For an agency with this program, with vetting answers"),
            ExportForm.HANDED_WITH_REMARKS: tr("The same, and the remarks that you can open"),
        }[self]

    @property
    def ending(self) -> str:
        """How the file's name ends."""
        cards = ExportForm.VCARD_3, ExportForm.VCARD_4
        return "vcf" if self in cards else "json" if self.value.startswith("handed") else self.value


def form_for(name: str) -> ExportForm:
    """The form that a file's name asks for; CSV when it names none."""
    endings = {"xlsx": ExportForm.XLSX, "vcf": ExportForm.VCARD_3, "json": ExportForm.HANDED}
    return endings.get(name.rpartition(".")[2].casefold(), ExportForm.CSV)


class ExportDesk(VettingDesk):
    """Exports."""

    def handed_on(self) -> list[Person]:
        """The people an export would hold, as they would leave."""
        self._actor.require(Can.EXPORT_CONTACTS)
        return [as_handed_on(person) for person in self.people() if may_be_handed_on(person)]

    def export_contacts(self, form: ExportForm = ExportForm.CSV, agency: str = "") -> bytes:
        """The people who agreed to be handed on. Each number says when it was checked.

        What was asked of them leaves in the form for another agency only; a remark beside an answer leaves only
        when that was chosen, and only where this actor opens it.
        """
        people = self.handed_on()
        if form in (ExportForm.HANDED, ExportForm.HANDED_WITH_REMARKS):
            remarks = form is ExportForm.HANDED_WITH_REMARKS
            data = as_file([self._handed(each, remarks) for each in people], self.today, agency)
        else:
            data = _written(people, form, self.today)
        self._note(Event.EXPORTED)
        return data

    def _handed(self, person: Person, remarks: bool) -> HandedPerson:
        block = self.dossier_as_json(person.id) if is_vetted(person.roles) else None
        if block is None or not block["answers"]:
            return HandedPerson(person, None)
        if not remarks:
            answers = [{key: value for key, value in one.items() if key != "remark"} for one in block["answers"]]
            held_back = "none" if block["remarks"] == "none" else "left_out"
            block = {**block, "answers": answers, "remarks": held_back}
        return HandedPerson(person, block)

    def contact_code(self, person_id: UUID) -> str:
        """One person as a small address card, for a QR code that a phone scans into its contacts.

        Whoever sees a number may write it down, so this gives no more than that: the numbers this actor sees that
        need no check. Of others than oneself it asks for their consent. Raises Problem where there is none.
        """
        person = self.person(person_id)
        own = self._is_own(person)
        if may_be_handed_on(person):
            person = as_handed_on(person)
        elif may_be_shown(person):
            person = as_published(person)
        elif not own:
            raise Problem(
                tr("{name} has not agreed to be handed on.", name=person.name),
                tr("Ask first, then note the day in the entry, and tick the numbers that may be handed on."),
            )
        if all(phone.freshness(self.today).needs_check for phone in person.phones):
            raise Problem(
                tr("No number of {name} was checked lately.", name=person.name),
                tr("Call one, press Still right, then make the code."),
            )
        return qr_card(person, self.today)


def _written(people: list[Person], form: ExportForm, today: date) -> bytes:
    if form is ExportForm.XLSX:
        return as_xlsx(people, today)
    if form is ExportForm.CSV:
        return as_csv(people, today)
    return cards_of(people, today, "3.0" if form is ExportForm.VCARD_3 else "4.0")
