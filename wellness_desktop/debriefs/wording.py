"""Sentences about support that are said the same way everywhere, and words that never are (section 11, DB-09).

Reviewed sentences stand here so that no page or print makes up its own claim about what a session does.
"""

import re

from wellness_desktop.base.language import tr

BANNED = (
    "prevents",
    "cures",
    "closure",
    "mandatory",
    "vent",
    "venting",
    "get it all out",
    "cleared",
    "privileged",
    "cjis compliant",
    "fips certified",
    "securely erased",
    "counseling session record",
)
"""Never in our own texts about support: promises, orders and claims that nobody can keep."""

_DEBRIEF = re.compile(r"\bdebrief\w*", re.IGNORECASE)
_QUALIFIED = re.compile(r"\b(group debriefings?|operational debrief(?:ing)?s?)\b", re.IGNORECASE)


def what_support_is() -> str:
    """The paragraph that explains support after a hard event, without a promise."""
    return tr(
        "Support after a hard event is a way to rest, to be together, to hear which reactions are common and to "
        "know whom to call. It is not treatment, and it does not stop post-traumatic stress disorder. Reviews "
        "of single sessions found no benefit and some possible harm, above all where people were made to relive "
        "an event before they were ready. So nobody has to speak, whoever reacts strongly is offered a "
        "clinician, and follow-up over months counts more than any meeting."
    )


def in_short() -> str:
    """The same on a card."""
    return tr("Come, listen, leave when you wish. Help is one call away, today and in six months.")


def late_is_useful() -> str:
    """What a window says after its range."""
    return tr("The usual time is over. One-on-one contact and follow-up are still useful.")


def window_is_a_range() -> str:
    """What a care window is (DB-08)."""
    return tr("These are ranges from the sources named, not deadlines.")


def check_locally() -> str:
    """The mark of a value that nobody has read in its source (DESIGN, first page)."""
    return tr("check locally")


def work_time() -> str:
    """DB-13, as invitations and notices say it."""
    return tr("Time in a session that the agency requires is work time. Ask payroll how to enter it.")


def ground_rules() -> list[str]:
    """The rules read aloud before a session (section 8)."""
    return [
        tr("What is said here stays here, within the limits read aloud."),
        tr("Nobody has to speak."),
        tr("Speak for yourself only."),
        tr("There is no rank in this room."),
        tr("This is no critique of tactics."),
        tr("This is no inquiry. Leave out evidence and anything that could be charged."),
        tr("Phones are silent, and whoever can is off duty."),
        tr("No notes, no recording."),
        tr("You may leave at any time. Somebody steps out with you to see that you are well."),
        tr("Does anybody here not belong to this group? Say so now."),
    ]


def ground_rules_short() -> list[str]:
    """The same on a card for the pocket."""
    return [
        tr("What is said here stays here, within the limits."),
        tr("Nobody has to speak. Speak for yourself only."),
        tr("No rank in this room."),
        tr("No critique of tactics, no inquiry, no evidence."),
        tr("Phones silent. No notes, no recording."),
        tr("Leave when you wish; somebody steps out with you."),
        tr("Does anybody here not belong to this group?"),
    ]


def clinician_privilege() -> str:
    """One line on the clinician's own duty of secrecy, which is not the peers'."""
    return tr(
        "A clinician's own duty of secrecy covers what is said to the clinician. It may not cover what peers hear."
    )


def ask_counsel() -> str:
    """Beside every list of limits until counsel has confirmed the state's own."""
    return tr(
        "These are the widest limits. The agency's counsel has not yet confirmed those of this state: ask counsel "
        "before you rely on fewer."
    )


def counsel_confirmed(day: str) -> str:
    """Beside the limits that counsel has confirmed."""
    return tr("The agency's counsel confirmed these limits on {day}.", day=day)


def law_to_read(law: str) -> str:
    """The state's law, as far as it was found, for counsel; not every state's was."""
    return tr("For counsel to read: {law}.", law=law)


def kept_of_coming(values: str) -> str:
    """What is written down of who came, on the invitation."""
    return tr(
        "Written down is only one of these, for the coordinator alone, and deleted 90 days later: {values}.",
        values=values,
    )


def stray_debrief(text: str) -> list[str]:
    """Where the word stands alone in a text (DB-01); empty when every one is qualified."""
    without = _QUALIFIED.sub("", text)
    return _DEBRIEF.findall(without)


def banned_in(text: str) -> list[str]:
    """The banned words in a text."""
    folded = text.casefold()
    return [word for word in BANNED if re.search(rf"\b{re.escape(word)}\b", folded)]
