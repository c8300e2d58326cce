"""What copies and answers are called, on screen and paper."""

from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.plans.copies.comparing import PageAnswer, Worth
from wellness_desktop.plans.copies.kinds import ALL, CopyState, kind_label
from wellness_desktop.plans.copies.values import Copy, PaperKey
from wellness_desktop.roster.when import day_text


def paper_name(key: PaperKey) -> str:
    """The paper's name: CP-01  Binder."""
    label = kind_label(key.kind)
    name = label if key.plan == ALL else tr("{plan}  {paper}", plan=key.plan.upper(), paper=label)
    return tr("{paper}, large print", paper=name) if key.large else name


def copy_name(copy: Copy) -> str:
    """The copy's number as it stands on its foot, and what it is a copy of."""
    return tr("{paper}: copy {number} ({mark})", paper=paper_name(copy.key), number=copy.number, mark=copy.mark)


def holder_words(copy: Copy) -> str:
    """Who holds it; somebody who left is said to have left."""
    if copy.gone:
        return tr("{name}, no longer on the roster", name=copy.holder) if copy.holder else tr("no longer on the roster")
    return copy.holder or tr("nobody named")


def short_number(copy: Copy) -> str:
    """The number and the letters behind it, as on the foot: 2 (K7)."""
    return tr("{number} ({mark})", number=copy.number, mark=copy.mark)


def state_words(copy: Copy) -> tuple[str, str]:
    """What is to do about a copy, or what became of it, in a word or two; and the color it has."""
    if copy.state is not CopyState.IN_USE:
        return copy.state.label, "muted"
    if copy.gone:
        return tr("Take it back"), "danger"
    if copy.coming_on is not None:
        return tr("Pages to put in"), "warn"
    if copy.stale:
        return tr("Out of date"), "danger"
    return tr("Current"), "ok"


def reading_words(copy: Copy) -> str:
    """Who has read it: DW on Nov 20, 2026; LF on …"""
    return "; ".join(
        tr("{initials} on {day}", initials=one.initials, day=day_text(one.read_on)) for one in copy.readings
    )


def to_take_back(copy: Copy) -> str:
    """The sentence about a copy whose holder has left."""
    name, holder = copy_name(copy), holder_words(copy)
    if copy.place:
        return tr("{copy}, {holder}, at: {place}", copy=name, holder=holder, place=copy.place)
    return tr("{copy}, {holder}", copy=name, holder=holder)


def answer_words(answer: PageAnswer, zone: ZoneInfo) -> tuple[str, str]:
    """What to say about a typed page: the answer, and what to do."""
    code, mark = answer.code, answer.mark
    day = day_text(answer.day.astimezone(zone).date()) if answer.day else ""
    if answer.worth is Worth.CURRENT:
        return tr("{code} with mark {mark} is current.", code=code, mark=mark), tr("Use it.")
    if answer.worth is Worth.IN_FORCE:
        since = tr("In force since {day}.", day=day) if day else tr("It was never printed as a numbered copy.")
        return (
            tr("The page in force is {code} with mark {mark}.", code=code, mark=mark),
            tr("{since} If your page has another mark, it is an old one.", since=since),
        )
    if answer.worth is Worth.UNKNOWN:
        return (
            tr("There is no such page."),
            tr("Type what stands at the right of the foot, for example: CP-01 S11-2 K7QM."),
        )
    old = tr("This page was replaced on {day}.", day=day) if day else tr("This page is an old one.")
    if answer.worth is Worth.GONE:
        return old, tr("The binder has no page {code} any more. Take it out and destroy it.", code=code)
    return old, tr("Take page {code} with mark {mark}.", code=code, mark=mark)
