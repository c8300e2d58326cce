"""The notice of confidentiality for this agency, as of today."""

from dataclasses import replace
from datetime import date

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.followups import anniversary
from wellness_desktop.debriefs.local_rules import CONFIRMED_FOR_YEARS
from wellness_desktop.debriefs.notice.notice_prints import notice_sheet
from wellness_desktop.debriefs.notice.notice_words import Notice, notice
from wellness_desktop.debriefs.papers_desk import PapersDesk


class NoticeDesk(PapersDesk):
    """What is handed out before a first talk. It names nobody, so that printing it leaves no line in the audit log."""

    def confidentiality_words(self) -> Notice:
        """Every sentence of the notice, for a screen. Raises NotAllowed for whoever has nothing to do with support."""
        self._require_notice()
        limits = self._limits()
        law = self.protocols.states.get(self.state)
        return notice(self.state, limits, law, self.protocols.law_dates, self.today)

    def confidentiality_notice(self, *, large: bool = False) -> bytes:
        """The notice as a tagged PDF, to read before a first talk."""
        words = self.confidentiality_words()
        return notice_sheet(words, replace(self._paper(), large=large), self._notice_over())

    def _require_notice(self) -> None:
        if not self._actor.may(Can.LEAD_SESSIONS):
            self._actor.require(Can.SEE_INCIDENTS)

    def _notice_over(self) -> date:
        """When it must be looked at again: the law's date, or the lawyer's answer, whichever is over first."""
        dates, confirmed = self.protocols.law_dates, self._limits().confirmed_on
        if confirmed is None:
            return dates.review_by
        return min(dates.review_by, anniversary(confirmed, CONFIRMED_FOR_YEARS))
