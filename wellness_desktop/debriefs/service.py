"""Incidents and support: from "something happened" to the last follow-up."""

from dataclasses import replace

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.activity_log.exchange_desk import LogExchangeDesk
from wellness_desktop.debriefs.asking.desk import AskingDesk
from wellness_desktop.debriefs.calendar_views.calendar_desk import CalendarDesk
from wellness_desktop.debriefs.handover.handover_desk import HandoverDesk
from wellness_desktop.debriefs.happened_desk import HappenedDesk
from wellness_desktop.debriefs.helper_day.day_desk import DayDesk
from wellness_desktop.debriefs.local_rules import LocalRules, checked_rules
from wellness_desktop.debriefs.long_tail.forgetting_plans_desk import ForgettingPlansDesk
from wellness_desktop.debriefs.long_tail.leaving_desk import LeavingDesk
from wellness_desktop.debriefs.notice.notice_desk import NoticeDesk
from wellness_desktop.debriefs.records import LocalRulesRecord
from wellness_desktop.debriefs.reports.reports_desk import ReportsDesk
from wellness_desktop.debriefs.worklist.worklist_desk import WorklistDesk
from wellness_desktop.roster.people import Done
from wellness_desktop.store.problems import require_version


class Debriefs(
    NoticeDesk,
    LeavingDesk,
    ForgettingPlansDesk,
    DayDesk,
    AskingDesk,
    HappenedDesk,
    CalendarDesk,
    HandoverDesk,
    ReportsDesk,
    LogExchangeDesk,
    WorklistDesk,
):
    """Everything the room does for the person signed in.

    Each method asks the actor first; most changes come back with a way to undo them. One file per subject:
    incidents_desk, coverage_desk, proposals_desk, session_list_desk, sessions_desk, followups_desk,
    papers_desk, happened_desk, notice.notice_desk, long_tail.long_tail_desk, long_tail.leaving_desk,
    long_tail.forgetting_plans_desk, asking.desk,
    calendar_views.calendar_desk, handover.handover_desk; in retention: hold_desk, forgetting_desk, retention_desk;
    in activity_log: log_desk, shelf_desk, totals_desk, exchange_desk; reports.reports_desk; worklist.worklist_desk;
    helper_day.day_desk; desk.py is what they stand on.
    """

    def set_local_rules(self, rules: LocalRules) -> Done[LocalRules]:
        """Saves the agency's own rules: attendance, rest, sessions during shifts.

        Raises Problem for a required attendance without its policy, ChangedElsewhere when someone saved since.
        """
        self._actor.require(Can.SEE_COVERAGE)
        before = self.local_rules()
        saved = self._save_rules(checked_rules(rules, self.protocols, self.state, self.today))
        return Done(saved, lambda: self._rules_back(before, saved))

    def _rules_back(self, before: LocalRules, saved: LocalRules) -> None:
        """The rules as they were, unless somebody saved others since; what counsel confirmed keeps its date."""
        self._save_rules(replace(before, version=saved.version))

    def _save_rules(self, checked: LocalRules) -> LocalRules:
        with self._work(Event.SETTINGS_CHANGED, None) as work:
            record = work.query(LocalRulesRecord).first()
            if record is None:
                record = LocalRulesRecord()
                work.add(record)
            else:
                require_version(record, checked.version, self._rules_in(work))
            record.policy, record.citation = checked.policy, checked.citation
            record.rest_after_night_h, record.during_shifts = checked.rest_after_night_h, checked.during_shifts
            record.limits, record.limits_state = list(checked.limits), checked.limits_state
            record.limits_on = checked.limits_on
            work.flush()
            return self._rules_in(work)
