"""Where somebody reads: the guides opened one after the other, and how far each was read. In memory only.

It ends when the page is emptied: at lock, at sign-in, and when nobody was at the PC for a while. A shared PC must not
tell the next person what the last one read, and a guide that opens in its middle would (DESIGN 1.1).
"""


class Trail:
    """Back and forward through guides, and the place in each where the reading stopped."""

    def __init__(self) -> None:
        self._guides: list[str] = []
        self._here = -1
        self._places: dict[str, int] = {}

    def open(self, guide_id: str) -> None:
        """A guide is opened: what lay ahead is dropped. The guide that is open already changes nothing."""
        if self.here == guide_id:
            return
        self._guides = [*self._guides[: self._here + 1], guide_id]
        self._here += 1

    @property
    def here(self) -> str:
        """The guide that is open; blank when none is."""
        return self._guides[self._here] if self._here >= 0 else ""

    @property
    def can_go_back(self) -> bool:
        """Whether a guide was open before this one."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody came back from a guide."""
        return self._here + 1 < len(self._guides)

    def back(self) -> str:
        """The guide before; blank when there is none."""
        if not self.can_go_back:
            return ""
        self._here -= 1
        return self.here

    def forward(self) -> str:
        """The guide after this one; blank when there is none."""
        if not self.can_go_forward:
            return ""
        self._here += 1
        return self.here

    def stopped(self, guide_id: str, place: int) -> None:
        """Keeps the place, a position in the text, at which the reading of a guide stopped; 0 is its beginning."""
        if place > 0:
            self._places[guide_id] = place
        else:
            self._places.pop(guide_id, None)

    def place(self, guide_id: str) -> int:
        """Where the reading of a guide stopped; 0 when it was not begun."""
        return self._places.get(guide_id, 0)

    def close(self) -> None:
        """The reader is closed: the way through the guides ends, the places are kept."""
        self._guides, self._here = [], -1

    def forget(self) -> None:
        """Nothing is kept."""
        self.close()
        self._places.clear()
