"""That records are held is told to everybody whose records they are, and to whoever works with them."""

from collections.abc import Iterator

from wellness_desktop.base.language import tr
from wellness_desktop.today.matters import Kind, Matter, Urgency


def hold_matters(*, station: bool, mine: bool, go: str) -> Iterator[Matter]:
    """One quiet line. `go` is the page about it, for whoever may open that."""
    if station:
        yield Matter(
            Kind.HOLD,
            tr("A legal hold is set on this station"),
            tr("Nothing that is kept here is deleted until the chief and the coordinator lift it."),
            Urgency.QUIET,
            go,
        )
    elif mine:
        yield Matter(
            Kind.HOLD,
            tr("A legal hold keeps records about an incident that you were part of"),
            tr("Nothing about it is deleted until the chief and the coordinator lift the hold."),
            Urgency.QUIET,
            go,
        )
