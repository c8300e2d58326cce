"""What can be handed out on paper, and what becomes of a copy."""

from enum import StrEnum

from wellness_desktop.base.language import tr

BINDER, ALL_PLANS = "binder", "all-plans"
"""The two loose-leaf binders: of one plan, and of all of them. The other kinds are single papers."""
LOOSE_LEAF = (BINDER, ALL_PLANS)
CALL_TREE = "call-tree"
NUMBERED = (*LOOSE_LEAF, CALL_TREE)
"""What is handed out in numbered copies: it holds numbers that are not published, and is kept."""
ALL = "all"
"""Stands for the plan where a paper is of all plans."""
MOST_AT_ONCE = 40
"""Copies in one print; an agency of five with three cars needs a handful."""
LONGEST_INITIALS, LONGEST_NAME = 12, 120
"""Letters that initials, and a holder or a place in words, may have."""


class CopyState(StrEnum):
    """Where a copy is. Stored by value."""

    IN_USE = "in_use"
    LOST = "lost"
    RECALLED = "recalled"
    DESTROYED = "destroyed"

    @property
    def label(self) -> str:
        """The state in a word or two."""
        return {
            CopyState.IN_USE: tr("In use"),
            CopyState.LOST: tr("Lost"),
            CopyState.RECALLED: tr("Taken back"),
            CopyState.DESTROYED: tr("Destroyed"),
        }[self]


def kind_label(kind: str) -> str:
    """What the paper is called; an unknown kind, from a newer program, goes by its own name."""
    return {
        BINDER: tr("Binder"),
        ALL_PLANS: tr("All plans in one binder"),
        "quick-card": tr("Quick card"),
        "all-quick-cards": tr("All quick cards"),
        CALL_TREE: tr("Call tree"),
        "role-cards": tr("Role cards"),
        "message-sheets": tr("Message sheets"),
        "leader-packet": tr("Leader packet"),
        "handover-packet": tr("Handover packet"),
        "call-tree-wallet": tr("Wallet cards"),
        "grab-folder": tr("Grab folder"),
    }.get(kind, kind)
