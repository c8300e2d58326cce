"""Where one can go, signed out and signed in."""

from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.kit.rail import Destination

if TYPE_CHECKING:
    from wellness_desktop.accounts.actor import Actor


def open_places() -> list[Destination]:
    """What everyone at the PC can open."""
    return [
        Destination("start", tr("Start"), "house"),
        Destination("help", tr("Get help now"), "life-buoy"),
        Destination("people", tr("Who answers"), "phone-call"),
        Destination("library", tr("Library"), "library"),
    ]


def open_foot(station_exists: bool) -> list[Destination]:
    """Below them: the way in."""
    if station_exists:
        return [Destination("sign-in", tr("Sign in"), "log-in")]
    return [Destination("first-run", tr("Set up"), "key-round")]


def own_places(actor: "Actor") -> list[Destination]:
    """What this person may open; what is not allowed is not shown."""
    from wellness_desktop.accounts.roles import Can

    places = [
        (None, Destination("today", tr("Today"), "sun")),
        (Can.LEAD_SESSIONS, Destination("support-day", tr("My support day"), "heart-handshake")),
        (None, Destination("library", tr("Library"), "library")),
        (Can.SEE_ROSTER, Destination("roster", tr("Roster"), "users")),
        (Can.SEE_INCIDENTS, Destination("incidents", tr("Incidents & support"), "calendar-clock")),
        (Can.KEEP_LOG, Destination("log", tr("Activity log"), "notebook-pen")),
        (Can.SEE_TOTALS, Destination("reports", tr("Reports"), "chart-column")),
        (Can.SEE_PLANS, Destination("plans", tr("Crisis plans"), "file-text")),
    ]
    by_the_incidents = {"reports"} if actor.may(Can.SEE_INCIDENTS) else set()
    return [place for can, place in places if (can is None or actor.may(can)) and place.key not in by_the_incidents]


def own_foot() -> list[Destination]:
    """Below them: settings, and what the program is."""
    return [Destination("settings", tr("Settings"), "settings")]


def unfinished_places() -> list[tuple[str, str, str]]:
    """Pages that keep drafts, the most pressing first: key, entry in the rail, and what to say of a draft there."""
    return [
        ("happened", "incidents", tr("You began a report under Something happened and did not finish it.")),
        ("incidents", "incidents", tr("You typed something about an incident that is not saved yet.")),
        ("calls", "incidents", tr("You typed something under Calls to make that is not saved yet.")),
        ("log", "log", tr("You began an entry of your activity log and did not save it.")),
        ("support-day", "support-day", tr("You began a line of your private list and did not save it.")),
        ("reports", "incidents", tr("You began a report of the support team and did not issue it.")),
        ("roster", "roster", tr("You began an entry in the roster and did not finish it.")),
        ("shifts", "roster", tr("You began something under Who works when and did not finish it.")),
        ("lines", "settings", tr("You began to change the support lines and did not finish it.")),
        ("plans", "plans", tr("You typed something for the crisis plans that is not saved yet.")),
        ("reviews", "plans", tr("You typed something for a review or a lesson that is not saved yet.")),
        ("family-papers", "settings", tr("You began to write your family papers and did not seal them.")),
        ("station", "settings", tr("You typed something under This station that is not saved yet.")),
    ]
