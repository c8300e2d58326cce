"""What a plan prints besides its binder: each paper with what it is for and into whose hand it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.plans.merged import RoleLine
from wellness_desktop.plans.people import Holder, Place
from wellness_desktop.plans.templates import CORE

ALL = "all"
"""Stands for a plan's id where a paper is made from all of them."""


class SheetKind(StrEnum):
    """The papers; a value is part of a file name and the `kind` in the register of copies."""

    QUICK_CARD = "quick-card"
    CALL_TREE = "call-tree"
    ROLE_CARDS = "role-cards"
    MESSAGES = "message-sheets"
    LEADER = "leader-packet"
    HANDOVER = "handover-packet"
    WALLET = "call-tree-wallet"
    BINDER = "binder"
    ALL_CARDS = "all-quick-cards"
    GRAB_FOLDER = "grab-folder"
    ALL_PLANS = "all-plans"


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """A line of the chooser."""

    kind: SheetKind
    title: str
    use: str
    """What it is for, in a few words."""
    give_to: str
    """How many copies, and to whom."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished print: what a page offers and a register of copies writes down."""

    kind: SheetKind
    plan: str
    """The plan's id, or `ALL`."""
    title: str
    file_name: str
    """Neutral: no names, nothing of an incident (crisis_plans.md M)."""
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class RolePick:
    """All roles, those of one person, or a single one."""

    words: str
    roles: tuple[str, ...]


def choices(plan: str) -> tuple[PrintChoice, ...]:
    """The papers of one plan, or those of all plans together; what is wanted first stands first."""
    return _for_all() if plan in (ALL, CORE, "") else _for_one()


def _for_one() -> tuple[PrintChoice, ...]:
    return (
        PrintChoice(
            SheetKind.QUICK_CARD,
            tr("Quick card"),
            tr("The first hour on one sheet."),
            tr("One in every car, one at the desk."),
        ),
        PrintChoice(
            SheetKind.CALL_TREE,
            tr("Call tree sheet"),
            tr("Whom to call, and who was reached."),
            tr(
                "In order, with alternates and room to write. It holds home numbers: number each copy and take it back."
            ),
        ),
        PrintChoice(
            SheetKind.ROLE_CARDS,
            tr("Role cards"),
            tr("What one person does and says."),
            tr("One for each person who takes a role."),
        ),
        PrintChoice(
            SheetKind.MESSAGES,
            tr("Message sheets"),
            tr("Words to read aloud, and a log."),
            tr("One for the message lead, one for whoever approves."),
        ),
        PrintChoice(
            SheetKind.LEADER,
            tr("Leader's packet"),
            tr("One page for the chief to hold."),
            tr("Values, three lines to say, whom to call, what not to promise. One for the chief, one for the deputy."),
        ),
        PrintChoice(
            SheetKind.HANDOVER,
            tr("Handover packet"),
            tr("For a team that comes to help."),
            tr("Where they are, whom to ask, what is not for them. No member's number is in it. One for each team."),
        ),
        PrintChoice(
            SheetKind.WALLET,
            tr("Wallet cards"),
            tr("The call tree to fold and carry."),
            tr("One for each person in the call tree; four on a sheet."),
        ),
        PrintChoice(
            SheetKind.BINDER,
            tr("Binder"),
            tr("The whole plan, to be signed."),
            tr("One at the desk, one with the chief."),
        ),
    )


def _for_all() -> tuple[PrintChoice, ...]:
    return (
        PrintChoice(
            SheetKind.ALL_CARDS,
            tr("All quick cards"),
            tr("The first hour of every plan."),
            tr("One set in every car, one at the desk."),
        ),
        PrintChoice(
            SheetKind.GRAB_FOLDER,
            tr("Grab folder"),
            tr("What you take out of the door."),
            tr("Call orders, roles, blank call sheets, all quick cards. One by the door, one in the chief's car."),
        ),
        PrintChoice(
            SheetKind.ALL_PLANS,
            tr("All plans in one binder"),
            tr("Every plan, to be signed."),
            tr("What all plans share once, then a tab for each. One at the desk, one with the chief."),
        ),
    )


def choice_of(kind: SheetKind) -> PrintChoice:
    """The line of this kind."""
    return next(one for one in (*_for_one(), *_for_all()) if one.kind is kind)


def file_name(plan: str, version: str, kind: SheetKind) -> str:
    """A name that gives nothing away, such as plan-CP01-v2026.2-call-tree.pdf."""
    code = "".join(letter for letter in plan if letter.isascii() and letter.isalnum())
    parts = ["plans"] if plan == ALL else [f"plan-{code}", f"v{version}"]
    return "-".join([*parts, kind.value]) + ".pdf"


def role_picks(lines: Sequence[RoleLine]) -> tuple[RolePick, ...]:
    """What one may choose: all cards, those that a person holds or stands in for, or a single one."""
    of: dict[Holder, list[str]] = {}
    for line in lines:
        for place in Place:
            holder = line.seats.at(place).holder
            if holder is not None and line.role.id not in of.setdefault(holder, []):
                of[holder].append(line.role.id)
    people = (
        RolePick(tr("{name}: {roles}", name=holder.name, roles=", ".join(roles)), tuple(roles))
        for holder, roles in sorted(of.items(), key=lambda one: name_key(one[0].name))
    )
    single = (
        RolePick(tr("{code}  {title}", code=line.role.id, title=line.role.title), (line.role.id,)) for line in lines
    )
    everything = RolePick(tr("All roles"), tuple(line.role.id for line in lines))
    return (everything, *people, *single)
