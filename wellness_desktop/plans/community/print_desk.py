"""The papers about the town."""

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.plans.community.desk import CommunityDesk
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.records import id_of


class CommunityPapers(CommunityDesk):
    """Prints of the register and the log."""

    def print_partners(self, *, large: bool = False) -> bytes:
        """The register as a PDF; it holds numbers, so a line of the audit log says that it was printed."""
        from wellness_desktop.plans.community.prints import register_sheet

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        found = self.partners(), self.partner_kinds_missing()
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.PRINTED, id_of("plan", "partners"))
        return register_sheet(*found, self._agency_words(), self.today, self._community_style(large))

    def print_engagements(self, year: int, *, large: bool = False) -> bytes:
        """One year of the log as a PDF."""
        from wellness_desktop.plans.community.prints import year_sheet

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        return year_sheet(self.engagements(), year, self._agency_words(), self._community_style(large))

    def _agency_words(self) -> str:
        fact = self._read_saved().facts.get("agency")
        return fact.text if fact is not None else ""

    def _community_style(self, large: bool) -> PrintStyle:
        moment = self._clock.now().astimezone(self._zone)
        return PrintStyle(moment, None, self._settings.paper, large)
