"""Family papers on Today: told to whom they belong, and to the custodians who are asked."""

from collections.abc import Iterator, Sequence

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.packets.values import Age, MyPacket, Opening, PacketState, Request
from wellness_desktop.today.matters import Kind, Matter, Urgency

MINE, OTHERS = "family-papers", "custody"


def family_matters(mine: MyPacket, openings: Sequence[Opening], requests: Sequence[Request]) -> Iterator[Matter]:
    """What needs the person signed in. Says of nobody else but who asked, and of the papers only that they wait."""
    for one in requests:
        if one.can_confirm:
            title = tr("{name} asks to open family papers", name=one.asked_by)
            yield Matter(Kind.FAMILY, title, tr("A second custodian is needed."), Urgency.NOW, OTHERS, due=one.until)
    unseen = sum(not one.seen for one in openings)
    if unseen:
        title = tr_count("Your family papers were opened", "Your family papers were opened {count} times", unseen)
        yield Matter(Kind.FAMILY, title, tr("See by whom, and why."), Urgency.TODAY, MINE)
    if mine.state in {PacketState.LOST, PacketState.SPOILED}:
        title = tr("Your family papers cannot be opened")
        yield Matter(Kind.FAMILY, title, tr("See what you can do."), Urgency.TODAY, MINE)
    elif mine.state is PacketState.SAVED:
        if mine.renew or mine.custody_doubt:
            title = tr("The custodians changed: seal your family papers again")
            yield Matter(Kind.FAMILY, title, tr("See who is new before you do."), Urgency.SOON, MINE)
        elif mine.age is not Age.FRESH:
            title = tr("Look at your family papers again")
            late = mine.age is Age.DUE
            detail = tr("It is more than a year ago.") if late else tr("Is everything still right? It is one press.")
            yield Matter(Kind.FAMILY, title, detail, Urgency.TODAY if late else Urgency.SOON, MINE)
