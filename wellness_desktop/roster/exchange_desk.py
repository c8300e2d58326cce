"""People in and out, and on paper: imports, exports with consent, and the printed phone list."""

from collections.abc import Sequence
from typing import Literal

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.export_desk import ExportDesk
from wellness_desktop.roster.import_desk import ImportDesk
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.roster.people_desk import as_published
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.prints import ON_CALL_DAYS, PhoneListPaper, phone_list, stands_on_list
from wellness_desktop.roster.prints_desk import PrintsDesk
from wellness_desktop.roster.publishing import may_be_shown
from wellness_desktop.roster.reading import duties_between, published_people
from wellness_desktop.roster.reading import everybody as all_people


class ExchangeDesk(ImportDesk, ExportDesk, PrintsDesk):
    """Imports, exports, the phone list and the other prints."""

    def print_phone_list(
        self,
        lines: Sequence[PrintedLine],
        *,
        everybody: bool = False,
        agency: str = "",
        size: Literal["letter", "a4"] = "letter",
        large: bool = False,
        holder: str = "",
    ) -> bytes:
        """The phone list as a PDF: published people and numbers, or with `everybody` all, marked confidential.

        `lines` are the support lines for its end, `holder` is who gets it. Raises NotAllowed for everybody's numbers
        where the actor may not print them.
        """
        self._actor.require(Can.PRINT_CONFIDENTIAL if everybody else Can.SEE_ROSTER)
        now = self._clock.now()
        with self._store.read() as session:
            people = (
                all_people(session)
                if everybody
                else [as_published(each) for each in published_people(session) if may_be_shown(each)]
            )
            duties = duties_between(session, now, now + ON_CALL_DAYS)
        there = {person.id: person for person in people}
        on_call = [OnCallEntry(duty, there[duty.person_id]) for duty in duties if duty.person_id in there]
        paper = PhoneListPaper(now, self._zone, agency, size, large, confidential=everybody)
        pdf = phone_list(people, on_call, lines, paper)
        shown = {person.id for person in people if stands_on_list(person)} | {entry.person.id for entry in on_call}
        self._printed(PaperKind.PHONE_LIST, shown, holder)
        return pdf
