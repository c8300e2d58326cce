"""Builds every service once, at sign-in (EXAMPLES 3)."""

from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.accounts.tries import Tries
from wellness_desktop.app.asking_rooms import note_box
from wellness_desktop.app.feedback_room import feedback_box
from wellness_desktop.app.plan_files import plan_templates
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.mentions import mentions as mentions_in_incidents
from wellness_desktop.debriefs.merged_people import follow as merged_in_incidents
from wellness_desktop.debriefs.retention.periods import Subject
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.feedback.service import Feedback
from wellness_desktop.library.agency.service import AgencyDocuments
from wellness_desktop.plans.mentions import mentions as mentions_in_plans
from wellness_desktop.plans.merged_people import follow as merged_in_plans
from wellness_desktop.plans.packets.leaving import account_closed, person_removed
from wellness_desktop.plans.packets.leaving import mentions as mentions_in_packets
from wellness_desktop.plans.service import Plans
from wellness_desktop.roster.care_load import Limits
from wellness_desktop.roster.service import Roster
from wellness_desktop.roster.station_facts import StationFacts
from wellness_desktop.store.note_box import NoteBox


@dataclass(frozen=True, slots=True, repr=False)
class Services:
    """What the person signed in works with."""

    signed_in: SignedIn
    accounts: Accounts
    roster: Roster
    debriefs: Debriefs
    plans: Plans
    documents: AgencyDocuments
    notes: NoteBox
    """Sealed notes from the front door."""
    feedback: Feedback
    """Notes without a name."""


def build_services(
    signed_in: SignedIn,
    tries: Tries,
    paths: Paths,
    settings: Settings,
    clock: Clock,
    zone: ZoneInfo,
    documents: AgencyDocuments | None = None,
) -> Services:
    """The services of one sign-in; they end with `documents.close()` and `signed_in.end()`.

    `documents` is the one in use when the others are built again: it may be adding files, and takes no settings.
    """
    store, actor, keyring, audit = signed_in.store, signed_in.actor, signed_in.keyring, signed_in.audit
    roster = Roster(store, actor, keyring, clock, audit, zone, paths.board)
    roster.follow_merges(merged_in_plans, merged_in_incidents)
    roster.ask_for_mentions(mentions_in_plans, mentions_in_packets, mentions_in_incidents)
    roster.let_go_through(person_removed)
    debriefs = Debriefs(store, actor, keyring, clock, audit, zone, roster, settings)
    roster.hand_over_through(debriefs.hand_on, debriefs.let_go)
    notes = note_box(paths)
    debriefs.know_notes(notes)
    feedback = Feedback(
        store,
        actor,
        keyring,
        clock,
        audit,
        zone,
        settings,
        feedback_box(paths),
        paths.answers,
        lambda: debriefs.station_is_held,
    )
    debriefs.also_forget(Subject.FEEDBACK, feedback.forget_old)
    limits = Limits(settings.rotate_sessions, settings.rotate_days)
    roster.know(StationFacts(settings.state, settings.icisf_team, limits, debriefs.sessions_led))
    templates = partial(plan_templates, paths.content)
    accounts = Accounts(signed_in, tries, clock, (settings.agency_name,))
    accounts.tell_at_closing(account_closed)
    plans = Plans(store, actor, keyring, clock, audit, zone, roster, settings, templates)
    debriefs.also_forget(Subject.COPIES, lambda work: plans.copies.forget_old(work, held=debriefs.station_is_held))
    return Services(
        signed_in=signed_in,
        accounts=accounts,
        roster=roster,
        debriefs=debriefs,
        plans=plans,
        documents=documents or AgencyDocuments(store, actor, clock, audit),
        notes=notes,
        feedback=feedback,
    )
