"""Who may do what (DESIGN 3). A person may hold several roles; the administrator gets no support data."""

from enum import StrEnum

from wellness_desktop.base.language import tr


class Role(StrEnum):
    """What a person is to this station. Stored by value."""

    MEMBER = "member"
    HELPER = "helper"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role's name on screen and paper."""
        return _labels()[self]

    @property
    def explanation(self) -> str:
        """One line that tells a person whether the role is theirs."""
        return _explanations()[self]


class Can(StrEnum):
    """One entry per thing that a service lets somebody do."""

    SEE_ROSTER = "see_roster"
    """The roster as its people published it, and one's own entry."""
    SEE_WHOLE_ROSTER = "see_whole_roster"
    """Everybody in the roster, published or not."""
    EDIT_OWN_ENTRY = "edit_own_entry"
    EDIT_ROSTER = "edit_roster"
    EXPORT_CONTACTS = "export_contacts"
    SEE_ON_CALL = "see_on_call"
    EDIT_ON_CALL = "edit_on_call"
    SEE_SHIFTS = "see_shifts"
    """Who works when, who is on leave or in court; why, nobody sees."""
    EDIT_SHIFTS = "edit_shifts"
    """Shift patterns, teams, leave, court, trades: the sergeant's daily work, and nothing about support."""
    CORRECT_LINES = "correct_lines"
    """Correct support lines, add the agency's own, set the order of Get help now."""

    ASK_FOR_CALL = "ask_for_call"
    """Ask the support team for a call, or to begin; the front door asks nobody's leave for it."""
    ANSWER_REQUESTS = "answer_requests"
    """Who wants a call; the support team's key is needed as well."""
    READ_FEEDBACK = "read_feedback"
    """What was left at the front door without a name; the support team's key is needed as well."""
    REPORT_INCIDENT = "report_incident"
    SEE_INCIDENTS = "see_incidents"
    PLAN_SUPPORT = "plan_support"
    """Times, rooms, leaders and cover of support sessions."""
    SEE_OFFERED = "see_offered"
    """Only whether a session took place and support was offered to all: yes or not yet. The chief sees that much."""
    SEE_COVERAGE = "see_coverage"
    """Who was offered what, and what they said."""
    HOLD_RECORDS = "hold_records"
    """Set a legal hold, and lift it together with the other office."""
    LEAD_SESSIONS = "lead_sessions"
    """The sessions one leads oneself."""
    KEEP_LOG = "keep_log"
    """The own activity log: entries, month sheets, templates. Nobody else reads them."""
    KEEP_WORKLIST = "keep_worklist"
    """Turn on a private worklist and write in it; its owner reads and deletes it in any role."""
    RUN_LOG = "run_log"
    """Raw sums of the activity log on screen, reopening a month, the labels of categories."""
    SEE_TOTALS = "see_totals"
    """Reports with small numbers left out."""

    SEE_PLANS = "see_plans"
    USE_PLANS = "use_plans"
    """Start a plan and tick it off. Whoever works here: at night the one officer on duty may be all there is."""
    REVIEW_PLANS = "review_plans"
    """Look back on what happened, and keep the register of lessons. Notes without a name feed it as well."""
    EDIT_PLANS = "edit_plans"
    APPROVE_PLANS = "approve_plans"

    KEEP_PACKET = "keep_packet"
    """The own family papers. Who opens those of others is decided by keys, and by no role."""
    BEGIN_CUSTODY = "begin_custody"
    """Name the first custodians of family papers; from then on they let each other in."""

    SEE_DOCUMENTS = "see_documents"
    """The agency's own documents in the library: policies, leaflets, forms; nothing about a person."""
    KEEP_DOCUMENTS = "keep_documents"
    """Add, rename and remove them."""
    SEE_PATH = "see_path"
    """How far the agency is with building its wellness program; nothing about a person."""
    KEEP_PATH = "keep_path"
    """Plan the steps and tick them off."""

    PRINT_CONFIDENTIAL = "print_confidential"
    """Paper with numbers or names that are not published."""

    SEE_KEEPING = "see_keeping"
    """Who may sign in with which roles, and how old the backups are: what one tells whoever takes over."""
    KNOW_RECOVERY = "know_recovery"
    """Where the recovery sheet lies."""
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_BACKUPS = "manage_backups"
    CHANGE_SETTINGS = "change_settings"
    SEE_AUDIT = "see_audit"


_STAFF = frozenset({Role.MEMBER, Role.HELPER, Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})
_LEADS = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})
_COORDINATOR = frozenset({Role.COORDINATOR})
_INCIDENTS = frozenset({Role.COORDINATOR, Role.SUPERVISOR})
_PLANNER = frozenset({Role.PLANNER})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_LIBRARIANS = frozenset({Role.COORDINATOR, Role.PLANNER, Role.ADMINISTRATOR})
"""Who runs the support team, who writes the plans, and who is handed the stick: each knows what the others need to
read. A supervisor reads; documents are no support data, so the administrator may keep them."""

ALLOWED: dict[Can, frozenset[Role]] = {
    Can.SEE_ROSTER: _STAFF,
    Can.SEE_WHOLE_ROSTER: _LEADS,
    Can.EDIT_OWN_ENTRY: _STAFF,
    Can.EDIT_ROSTER: _COORDINATOR,
    Can.EXPORT_CONTACTS: _COORDINATOR,
    Can.SEE_ON_CALL: _STAFF,
    Can.EDIT_ON_CALL: _COORDINATOR,
    Can.SEE_SHIFTS: _LEADS,
    Can.EDIT_SHIFTS: _INCIDENTS,
    Can.CORRECT_LINES: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    Can.ASK_FOR_CALL: _STAFF | _ADMINISTRATOR,
    Can.ANSWER_REQUESTS: frozenset({Role.HELPER, Role.COORDINATOR}),
    Can.READ_FEEDBACK: _COORDINATOR,
    Can.REPORT_INCIDENT: _INCIDENTS,
    Can.SEE_INCIDENTS: _INCIDENTS,
    Can.PLAN_SUPPORT: _INCIDENTS,
    Can.SEE_OFFERED: _LEADS,
    Can.SEE_COVERAGE: _COORDINATOR,
    Can.HOLD_RECORDS: frozenset({Role.COORDINATOR, Role.PLANNER}),
    Can.LEAD_SESSIONS: frozenset({Role.HELPER}),
    Can.KEEP_LOG: frozenset({Role.HELPER}),
    Can.KEEP_WORKLIST: frozenset({Role.HELPER}),
    Can.RUN_LOG: _COORDINATOR,
    Can.SEE_TOTALS: frozenset({Role.COORDINATOR, Role.PLANNER}),
    Can.SEE_PLANS: _STAFF,
    Can.USE_PLANS: _STAFF,
    Can.REVIEW_PLANS: _LEADS,
    Can.EDIT_PLANS: _PLANNER,
    Can.APPROVE_PLANS: _PLANNER,
    Can.KEEP_PACKET: _STAFF | _ADMINISTRATOR,
    Can.BEGIN_CUSTODY: _PLANNER,
    Can.SEE_DOCUMENTS: _STAFF | _ADMINISTRATOR,
    Can.KEEP_DOCUMENTS: _LIBRARIANS,
    Can.SEE_PATH: _STAFF | _ADMINISTRATOR,
    Can.KEEP_PATH: _LIBRARIANS,
    Can.PRINT_CONFIDENTIAL: _LEADS,
    Can.SEE_KEEPING: _LEADS | {Role.HELPER} | _ADMINISTRATOR,
    Can.KNOW_RECOVERY: _PLANNER | _ADMINISTRATOR,
    Can.MANAGE_ACCOUNTS: _ADMINISTRATOR,
    Can.MANAGE_BACKUPS: _ADMINISTRATOR,
    Can.CHANGE_SETTINGS: _ADMINISTRATOR,
    Can.SEE_AUDIT: _ADMINISTRATOR,
}


def _labels() -> dict[Role, str]:
    return {
        Role.MEMBER: tr("Member"),
        Role.HELPER: tr("Helper"),
        Role.COORDINATOR: tr("Support coordinator"),
        Role.SUPERVISOR: tr("Supervisor"),
        Role.PLANNER: tr("Planner"),
        Role.ADMINISTRATOR: tr("Administrator"),
    }


def _explanations() -> dict[Role, str]:
    return {
        Role.MEMBER: tr("Works here. Keeps their own contact data, sees published helpers and the plans."),
        Role.HELPER: tr("A peer, chaplain or clinician. Sees the sessions they lead."),
        Role.COORDINATOR: tr("Runs the support team: roster, on call, incidents, scheduling."),
        Role.SUPERVISOR: tr("Says that something happened, finds times and cover. Never sees who accepted."),
        Role.PLANNER: tr("The chief or a delegate. Writes, approves and prints the crisis plans."),
        Role.ADMINISTRATOR: tr("Looks after this PC: accounts, backups, settings. Sees no support data."),
    }
