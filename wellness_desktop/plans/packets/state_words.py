"""How the family papers stand, in words. Plain Python."""

from wellness_desktop.base.language import tr
from wellness_desktop.kit.when import day_words
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.packets.values import DUE_AFTER_MONTHS, Age, Custody, MyPacket, PacketState


def state_words(state: PacketState) -> str:
    """What there is, in a sentence."""
    return {
        PacketState.NONE: tr("You have not written any. It is voluntary, and takes about twenty minutes."),
        PacketState.SAVED: tr("Your papers are written and sealed."),
        PacketState.LOST: tr("Your passphrase was reset, and your papers cannot be opened with the new one."),
        PacketState.SPOILED: tr("Your papers were damaged or changed by somebody else. They are not shown."),
    }[state]


def age_words(mine: MyPacket) -> str:
    """When they were looked at, and when that is due again (crisis_plans.md L)."""
    if mine.reviewed_on is None:
        return ""
    looked = day_words(mine.reviewed_on)
    due = day_words(months_later(mine.reviewed_on, DUE_AFTER_MONTHS))
    if mine.age is Age.DUE:
        return tr("You last looked at them {day}. That is more than a year ago: look at them again.", day=looked)
    if mine.age is Age.ASK:
        return tr("You last looked at them {day}. Is everything still right? Look again by {due}.", day=looked, due=due)
    return tr("You last looked at them {day}. Look again by {due}, or when something changes.", day=looked, due=due)


def openers_words(mine: MyPacket, custody: Custody) -> str:
    """Who opens them besides their member."""
    if mine.state is not PacketState.NONE and mine.opens_for_two:
        return tr("Two of these together, never one alone: {names}.", names=", ".join(mine.opened_by))
    if mine.state is not PacketState.NONE:
        return tr("Nobody else can open them now: they are not sealed to two custodians.")
    if custody.ready:
        names = ", ".join(one.name for one in custody.ready)
        return tr("The custodians are {names}. Two of them together open papers, never one alone.", names=names)
    return tr("There are no custodians yet. A planner names the first three. What you write now opens for you alone.")
