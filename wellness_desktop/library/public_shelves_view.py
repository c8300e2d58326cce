"""What stands on the shelves that are open to everyone, as entries of the list."""

from collections.abc import Iterable, Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Resource
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.entries_view import Entry
from wellness_desktop.library.lines import kind_label


class PublicShelves:
    """Asks the library anew each time: today's date and the state may change while a page is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._library = desk, desk.library

    def guides(self) -> list[Entry]:
        """Every guide, in the order of the library."""
        today = self._desk.setup().printed_on
        return [
            Entry(
                "guide",
                guide.id,
                guide.title,
                tr("{minutes} min · for: {readers}", minutes=guide.minutes, readers=self._labels(guide.audience)),
                guide.summary,
                faded=guide.stale(today),
            )
            for guide in self._library.guides()
        ]

    def resources(self, found: Iterable[Resource]) -> list[Entry]:
        """These entries of the catalogue."""
        return [
            Entry(
                "resource",
                resource.id,
                resource.shown_title,
                " · ".join(
                    part
                    for part in (self._library.words.label(resource.kind), resource.when, resource.publisher)
                    if part
                ),
                resource.annotation,
                faded=resource.relevance != "core",
            )
            for resource in found
        ]

    def lines(self) -> list[Entry]:
        """Every support line of the state, those to be checked again last."""
        today = self._desk.setup().printed_on
        lines = self._library.lines(self._desk.state())
        fresh = [line for line in lines if not line.stale(today)]
        late = [line for line in lines if line.stale(today)]
        return [
            Entry(
                "line",
                line.id,
                line.name,
                " · ".join(line.ways[:2]),
                f"{kind_label(line.kind)}. {line.for_whom}",
                faded=line.stale(today) or not line.print_ok,
                icon="phone" if line.call else "message-circle",
            )
            for line in (*fresh, *late)
        ]

    def is_faded(self, kind: str, entry_id: str) -> bool:
        """Whether what was found is stale, or hardly about wellness."""
        today = self._desk.setup().printed_on
        if kind == "line":
            line = self._library.line(entry_id)
            return line.stale(today) or not line.print_ok
        if kind == "resource":
            return self._library.resource(entry_id).relevance != "core"
        return kind == "guide" and self._library.guide(entry_id).stale(today)

    def _labels(self, slugs: Sequence[str]) -> str:
        return ", ".join(self._library.words.label(slug).lower() for slug in slugs)
