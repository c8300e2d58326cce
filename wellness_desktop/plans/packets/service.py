"""The family papers (F-01 to F-03): each member's own, and the custodians who open them two by two (DESIGN 5, 6.5)."""

from wellness_desktop.plans.packets.opening_desk import OpeningDesk


class Packets(OpeningDesk):
    """Everything the family papers do for the person signed in. Who may read what is decided by keys, not by roles:
    members read their own, and two custodians together, or one and the chief's sealed code, read somebody else's.
    """
