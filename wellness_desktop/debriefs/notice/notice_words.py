"""What somebody is told before a first talk: what stays between two people, and what may have to leave.

Plain values, so that the words can be tested for every state (7.1 to 7.5 of the rules of the log). The notice says what
narrows a promise. It never says what a law grants: counsel decides that, and a wrong promise costs more than none.
"""

from dataclasses import dataclass
from datetime import date

from wellness_desktop.base.language import tr
from wellness_desktop.base.us_states import STATES
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.local_rules import Limits
from wellness_desktop.debriefs.state_law import Groups, LawDates, Read, StateRecords
from wellness_desktop.roster.when import day_text


@dataclass(frozen=True, slots=True)
class Law:
    """The part of the notice about the law."""

    title: str
    citation: str
    """As lawyers write it; empty where no law was found."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Every sentence of the notice, in order."""

    lead: tuple[str, ...]
    kept: tuple[str, ...]
    limits: tuple[str, ...]
    standing: tuple[str, ...]
    """Who says that these are the limits."""
    danger: tuple[str, ...]
    """What we do, in this order."""
    helpers: tuple[str, ...]
    law: Law

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it as running text, without the citation: what is measured for its reading grade."""
        return (
            *self.lead,
            *self.kept,
            *(f"{one}." for one in self.limits),
            *self.standing,
            *self.danger,
            *self.helpers,
            *self.law.sentences,
        )


def notice(state: str, limits: Limits, law: StateRecords | None, dates: LawDates, today: date) -> Notice:
    """The notice of an agency in `state` ("" where none is set), as of `today`."""
    return Notice(
        lead=(
            tr("You choose if you talk, and what you say. You can stop at any time."),
            tr("You can ask for another helper, or for one from outside."),
            tr("Read this first, or let us read it to you."),
        ),
        kept=(
            tr("We write down nothing of what you say."),
            tr("We do not tell your boss what you say, outside of the limits below."),
            tr("We will not ask you about facts that a case may turn on. Please leave them out."),
            tr("In a group, the others hear you too. We cannot make them keep it."),
        ),
        limits=tuple(_capital(tr(one)) for one in limits.sentences),
        standing=_standing(limits),
        danger=_danger(),
        helpers=_helpers(),
        law=_law(state, law, dates, today),
    )


def _standing(limits: Limits) -> tuple[str, ...]:
    if limits.confirmed_on is not None:
        return (wording.counsel_confirmed(day_text(limits.confirmed_on)),)
    return (
        tr("These are the widest limits. A lawyer for the agency has not yet said which of them apply here."),
        tr("Until then, count on all of them. Ask counsel before you count on fewer."),
    )


def _danger() -> tuple[str, ...]:
    """The order of action for danger (7.5). The duty is to act, not to write."""
    return (
        tr("We stay with you."),
        tr("We call 988 or 911, as it fits."),
        tr("We reach a clinician."),
        tr("We tell you what we do, as we do it."),
        tr("We do not write down your story."),
    )


def _helpers() -> tuple[str, ...]:
    """Who you talk to makes a difference (7.3); each sentence names a limit and none a promise."""
    return (
        tr("A peer is a colleague with training, not a lawyer or a doctor."),
        tr("A chaplain may be clergy. State rules for talks about faith are narrow."),
        tr(
            "They may not hold in a group, with a third person there, when the chaplain works as a peer, or when a "
            "child is harmed."
        ),
        tr("Ask your chaplain first: do you now speak with me as clergy, or as a peer?"),
        tr("A clinician has rules of their own. They may not cover what a peer hears."),
    )


def _law(state: str, law: StateRecords | None, dates: LawDates, today: date) -> Law:
    federal = tr("A federal act on such talks is for federal officers. It does not cover city, county or tribal staff.")
    if not state:
        none = tr("No state is set for this agency. So this notice names no state law.")
        return Law(tr("The law"), "", (none, _ask(), federal))
    name = STATES.get(state, state)
    title = tr("The law of {state}", state=name)
    if law is None:
        return Law(
            title, "", (tr("We have not found a law of this state on such talks. There may be one."), _ask(), federal)
        )
    found = [_read(law.read, dates.checked_on)]
    if dates.are_old(today):
        found.append(tr("That was long ago. The law may have changed since then."))
    return Law(title, law.citation, (*found, *_narrow(law), _ask(), federal))


def _read(read: Read, on: date) -> str:
    day = day_text(on)
    return {
        Read.TEXT: tr("We looked at its text on {day}.", day=day),
        Read.PART: tr("We looked at a part of its text on {day}, not all of it.", day=day),
        Read.SUMMARY: tr("We did not see its full text. We read on {day} what others say of it.", day=day),
    }[read]


def _narrow(law: StateRecords) -> tuple[str, ...]:
    groups = {
        Groups.YES: (),
        Groups.LIKELY: (tr("We are not sure that it is also for groups."),),
        Groups.UNKNOWN: (tr("We did not see if it is also for groups. Take it that it is not."),),
        Groups.NO: (tr("It is for talks of two people only. It is not for groups."),),
    }[law.groups]
    there = (tr("It may not hold when your helper was there when it happened."),) if law.helper_there else ()
    return (*groups, *there, *(tr(one) for one in law.cautions))


def _ask() -> str:
    return tr("Ask counsel what it means for you.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
