"""What tags cost: `python tests/paper/measure_paper.py [rounds]` prints time and size per page, with and without.

The bar is DESIGN 10: at most twice the time of the same pages untagged, at most 10 KiB a page without form fields.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import NamedTuple

from wellness_desktop.paper import blocks as b
from wellness_desktop.paper.canvas import PaperCanvas
from wellness_desktop.paper.layout import lay_out
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.paper.tagging import TaggedCanvas


class Cost(NamedTuple):
    """What one binder took."""

    pages: int
    tagged_ms: float
    """Milliseconds a page, median."""
    plain_ms: float
    tagged_kib: float
    """KiB a page."""
    plain_kib: float

    @property
    def ratio(self) -> float:
        return self.tagged_ms / self.plain_ms


def a_binder(sections: int = 12) -> list[b.Block]:
    """A crisis binder: contents, call tree, timed checklists, tables and running text."""
    steps = [
        "Send a supervisor who was not involved",
        "Move the involved officer away with a companion officer; do not leave anyone alone",
        "Offer a phone call to family before the press knows",
        "Name one point of contact for the family and write down the number",
        "Start the log of who was told and when",
    ]
    people = [
        b.CallRow(f"Sgt. Dana Whitfield {n}", "Peer lead", ("(555) 010-0142", "(555) 010-0143")) for n in range(9)
    ]
    story: list[b.Block] = [b.heading("Crisis response plan"), b.heading("Contents", 2), b.contents()]
    for number in range(sections):
        story += [
            b.section(f"S{number + 1:02}", f"Part {number + 1}"),
            b.text("Use this part from the top. Write the time and your initials. Skip nothing without a note. " * 4),
            b.call_table(people),
            b.time_box("First 15 minutes", steps, when="0 to 15 minutes"),
            b.time_box("First hour", steps, when="15 to 60 minutes", time=True, initials=True),
            b.heading("Days 1 to 3", 2),
            b.checklist(steps * 2),
            b.table(["Who", "What they are told", "By whom"], [["Family", steps[1], "Chief"]] * 8, row_heads=True),
            b.text("The chief decides who speaks. Everyone else says: please ask the chief. " * 10),
            b.fill_lines(["Name", "Time", "Told by", "Answer"], columns=2),
        ]
    return story


def measure(blocks: Sequence[b.Block], rounds: int = 12) -> Cost:
    """Lays the blocks out `rounds` times with and without tags, in turn, after one warm-up each."""
    sheet = Sheet("Crisis response plan", date(2026, 11, 24), version="2026.1", agency="Millbrook Police Department")
    times: dict[type[PaperCanvas], list[float]] = {TaggedCanvas: [], PaperCanvas: []}
    last: dict[type[PaperCanvas], Printed] = {kind: lay_out(sheet, blocks, kind) for kind in times}
    for _ in range(rounds):
        for kind, taken in times.items():
            start = time.perf_counter()
            last[kind] = lay_out(sheet, blocks, kind)
            taken.append(time.perf_counter() - start)
    pages = len(last[TaggedCanvas].pages)
    tagged, plain = (statistics.median(times[kind]) * 1000 / pages for kind in (TaggedCanvas, PaperCanvas))
    big, small = (len(BytesIO(last[kind].pdf).getvalue()) / 1024 / pages for kind in (TaggedCanvas, PaperCanvas))
    return Cost(pages, tagged, plain, big, small)


if __name__ == "__main__":
    cost = measure(a_binder(), int(sys.argv[1]) if len(sys.argv) > 1 else 12)
    sys.stdout.write(
        f"{cost.pages} pages: tagged {cost.tagged_ms:.1f} ms a page, untagged {cost.plain_ms:.1f} ms, "
        f"ratio {cost.ratio:.2f}; {cost.tagged_kib:.1f} KiB a page, untagged {cost.plain_kib:.1f} KiB\n"
    )
