"""Nothing typed is lost: keeps the drafts of the open pages while somebody works, and hands them back (DESIGN 8)."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from wellness_desktop.base.errors import Problem

if TYPE_CHECKING:
    from wellness_desktop.accounts.drafts import Drafts, HeldDraft
    from wellness_desktop.kit.page import Page

log = logging.getLogger(__name__)

KEEP_EVERY_MS = 2000
"""How much typing a crash can cost at most."""


class DraftKeeper(QObject):
    """Asks the open pages of one sign-in for what is typed and not saved, and keeps it, sealed to its owner.

    A page takes part by offering `draft()` and `take_draft(values)` (docs/architecture.md, app). The store is touched
    only when a draft is another one than last time. What the disk refuses is tried again each time and held in
    memory; `tell` hears of it once.
    """

    def __init__(
        self, drafts: "Drafts", pages: Callable[[], Mapping[str, "Page"]], tell: Callable[[Problem], object]
    ) -> None:
        super().__init__()
        self._drafts, self._pages, self._tell = drafts, pages, tell
        self._kept: dict[str, str] = {}
        self._refused: dict[str, dict[str, Any]] = {}
        self._not_shown: set[str] = set()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(KEEP_EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def start(self, held: "Iterable[HeldDraft]" = ()) -> None:
        """Begins to keep. `held` is what `close` gave at the lock before; drafts of other people are passed over."""
        for draft in held:
            values = self._drafts.held(draft)
            if values is not None:
                self._refused[draft.place] = values
        self._timer.start()

    def hand_back(self, place: str, page: Any) -> None:
        """Gives a page that was just built what was typed there before and not saved."""
        if not hasattr(page, "take_draft"):
            return
        try:
            values = self._refused.get(place) or self._drafts.kept(place)
            if values is None:
                return
            self._kept[place] = _text(values)
            page.take_draft(values)
        except Problem as problem:
            self._not_shown.add(place)
            page.banner.problem(problem)
        except Exception:  # the draft of another program version must not bar the way to the page
            self._not_shown.add(place)
            log.exception("a draft could not be shown")

    def waiting(self) -> frozenset[str]:
        """The places where something was typed and not saved. Raises Problem."""
        return self._drafts.places() | self._refused.keys()

    @property
    def refused(self) -> frozenset[str]:
        """The places whose draft the disk refused the last time; it lives in memory only."""
        return frozenset(self._refused)

    def keep(self) -> None:
        """Keeps each draft that changed since the last time, and forgets those that were saved or thrown away."""
        pages = dict(self._pages())
        for place, page in pages.items():
            if hasattr(page, "draft"):
                self._look_at(place, page)
        for place in self._refused.keys() - pages.keys():
            self._store(place, self._refused[place])

    def close(self) -> "list[HeldDraft]":
        """Keeps for the last time, before the keys are dropped. Gives what the disk refused, sealed."""
        self._timer.stop()
        self._told = True  # nobody reads a banner that is about to go
        self.keep()
        return [self._drafts.hold(place, values) for place, values in self._refused.items()]

    def _look_at(self, place: str, page: Any) -> None:
        try:
            values = page.draft()
        except Exception:  # one page's defect must neither cost another page its draft nor prevent a lock
            log.exception("a draft could not be read")
            return
        if values is not None:
            self._not_shown.discard(place)
        elif place in self._not_shown:
            return
        text = None if values is None else _text(values)
        if text != self._kept.get(place) or place in self._refused:
            self._store(place, values)

    def _store(self, place: str, values: dict[str, Any] | None) -> None:
        try:
            if values is None:
                self._drafts.forget(place)
            else:
                self._drafts.keep(place, values)
        except Problem as problem:
            self._note_refusal(place, values, problem)
            return
        self._refused.pop(place, None)
        self._told = self._told and bool(self._refused)
        if values is None:
            self._kept.pop(place, None)
        else:
            self._kept[place] = _text(values)

    def _note_refusal(self, place: str, values: dict[str, Any] | None, problem: Problem) -> None:
        if values is None:
            self._refused.pop(place, None)
            return
        self._refused[place] = values
        if not self._told:
            self._told = True
            log.warning("a draft could not be kept")
            self._tell(problem)


def _text(values: dict[str, Any]) -> str:
    """The draft as one text, to be compared."""
    return json.dumps(values, sort_keys=True)
