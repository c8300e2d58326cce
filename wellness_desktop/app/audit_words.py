"""The words for what stands in the audit log. The log keeps plain keys; these are for reading."""

from wellness_desktop.accounts.audit import Event
from wellness_desktop.app.backup_desk import PROVED
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.trust import CHANGED, INSTALLED, KEY_REMOVED, KEY_TRUSTED, TAKEN_OUT


def event_words(event: str) -> str:
    """What happened, in words; an event that a newer version wrote stays as it is."""
    return _events().get(event, event)


def outcome_words(outcome: str) -> str:
    """How it ended; what went as meant needs no word."""
    return {
        "done": "",
        "refused": tr("refused"),
        "noticed": tr("noticed"),
        "found faults": tr("found faults"),
        "trusted anew": tr("compared in person and trusted"),
        "late paper": tr("sheets on paper came late"),
        "absence": tr("a helper was away"),
        "mistake": tr("something was logged wrong"),
        "older log": tr("an older log is taken in"),
    }.get(outcome, outcome)


def _events() -> dict[str, str]:
    return {
        Event.STATION_CREATED: tr("Made the station"),
        Event.SIGNED_IN: tr("Signed in"),
        Event.SIGN_IN_REFUSED: tr("Wrong passphrase"),
        Event.ACCOUNT_LOCKED: tr("Account locked after five wrong passphrases"),
        Event.LOCKED: tr("Locked the program"),
        Event.ACCOUNT_ADDED: tr("Added an account"),
        Event.ACCOUNT_CHANGED: tr("Changed the roles of an account"),
        Event.ACCOUNT_CLOSED: tr("Closed an account"),
        Event.ACCOUNT_RELEASED: tr("Released a locked account"),
        Event.PASSPHRASE_CHANGED: tr("Changed the own passphrase"),
        Event.PASSPHRASE_RESET: tr("Reset a passphrase"),
        Event.RECOVERY_USED: tr("Opened the records with the recovery sheet"),
        Event.RECOVERY_RENEWED: tr("Made a new recovery sheet"),
        Event.RECOVERY_PLACE_NOTED: tr("Noted where the recovery sheet lies"),
        Event.TEAM_LET_IN: tr("Let someone into the support team"),
        Event.PERSON_CHANGED: tr("Changed the roster"),
        Event.LINES_CHANGED: tr("Changed the support lines"),
        Event.CONTACTS_IMPORTED: tr("Imported contacts"),
        Event.EXPORTED: tr("Exported"),
        Event.PRINTED: tr("Printed"),
        Event.INCIDENT_CHANGED: tr("Changed an incident"),
        Event.SESSION_CHANGED: tr("Changed a support session"),
        Event.OVERRIDE_USED: tr("Overrode a rule, with a reason"),
        Event.HOLD_SET: tr("Set a legal hold"),
        Event.HOLD_LIFT_ASKED: tr("Asked to lift a legal hold"),
        Event.HOLD_LIFTED: tr("Lifted a legal hold"),
        Event.RETENTION_RUN: tr("Deleted what was past its date"),
        Event.LOG_REOPENED: tr("Opened a month of the activity log again"),
        Event.REPORT_ISSUED: tr("Issued a report of the support team"),
        Event.LOG_CLOSED_AGAIN: tr("Closed a month of the activity log again"),
        Event.CUSTODIANS_CHANGED: tr("Changed the custodians of family papers"),
        Event.CUSTODY_CODE_MADE: tr("Made a sealed code for family papers"),
        Event.PACKET_SEALED: tr("Sealed the own family papers"),
        Event.PACKET_DELETED: tr("Deleted the own family papers"),
        Event.PACKET_ASKED: tr("Asked to open family papers"),
        Event.PACKET_REFUSED: tr("Took back or refused to open family papers"),
        Event.PACKET_OPENED: tr("Opened family papers, as the second of two"),
        Event.DOCUMENT_CHANGED: tr("Changed the agency's own documents"),
        Event.PATH_CHANGED: tr("Changed the plan for the wellness program"),
        Event.PLAN_CHANGED: tr("Changed a crisis plan"),
        Event.PLAN_APPROVED: tr("Approved a crisis plan"),
        Event.PLAN_STARTED: tr("Put a crisis plan to use, or began a drill"),
        Event.PLAN_ENDED: tr("Ended a run of a crisis plan"),
        Event.SETTINGS_CHANGED: tr("Changed the settings"),
        Event.BACKED_UP: tr("Made a backup"),
        Event.RESTORED: tr("Restored a backup"),
        Event.AUDIT_READ: tr("Read the audit log"),
        Event.CLOCK_BACK: tr("The PC's clock was set back"),
        KEY_TRUSTED: tr("Trusted a publisher of content packs"),
        KEY_REMOVED: tr("Stopped trusting a publisher of content packs"),
        INSTALLED: tr("Installed a content pack"),
        CHANGED: tr("Put another version of a content pack in use"),
        TAKEN_OUT: tr("Took out a content pack"),
        PROVED: tr("Proved that a backup can be restored"),
        "on call changed": tr("Changed who is on call"),
        "calendar changed": tr("Changed a calendar"),
        "close ties changed": tr("Changed the own close ties"),
        "vetting changed": tr("Changed vetting answers"),
        "courses changed": tr("Changed the courses of a helper"),
    }
