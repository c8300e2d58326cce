"""The benchmarks by name. Each gives its results with the bars of DESIGN 10; only ratios within a run count."""

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.benchmarks.machine import ROOT, Starter, a_starter, ask, in_turn
from tests.benchmarks.result import Result, median, p95

FRAME = 1000 / 60
"""Milliseconds of one frame at 60 Hz."""
Benchmark = Callable[[int, Path], list[Result]]


def start(rounds: int, scratch: Path) -> list[Result]:
    """From the start of the process to the front door, then to a number on the screen, then to each open page."""
    folder = scratch / "open"
    make_open_station(folder)
    with a_starter() as starter:
        times = in_turn(
            rounds,
            {
                "bare": lambda: starter.seconds(_bare_command(starter)),
                "ours": lambda: starter.seconds(_our_command(starter, folder)),
                "help": lambda: ask("help_page", folder, display=starter.display),
                "cover": lambda: ask("cover", folder, display=starter.display),
                "pages": lambda: ask("open_openings", folder, display=starter.display),
            },
        )
    bare_shown, bare_painted = (median(one) * 1000 for one in zip(*times["bare"], strict=True))
    shown, painted = (median(one) * 1000 for one in zip(*times["ours"], strict=True))
    with_help = painted + median(times["help"])
    return [
        Result("start: front door painted", bare_painted, painted, "ms", 1.75, 1.5),
        Result("start: front door window there", bare_shown, shown, "ms", 1.75, 1.5),
        Result("start: Get help now, a number on screen", painted, with_help, "ms", 100, 30, added=True),
        Result("F9: the cover painted, against 200 ms", 200, median(times["cover"]), "ms", 1),
        *_openings(times["pages"], bare_painted),
    ]


def pages(rounds: int, scratch: Path) -> list[Result]:
    """The first opening of each page behind the sign-in, in the demo agency."""
    station = scratch / "demo"
    make_demo_at(station)
    with a_starter() as starter:
        times = in_turn(
            max(3, rounds // 2),
            {
                "bare": lambda: starter.seconds(_bare_command(starter)),
                "pages": lambda: ask("own_openings", station, display=starter.display),
            },
        )
    return _openings(times["pages"], median(painted for _, painted in times["bare"]) * 1000)


def memory(rounds: int, scratch: Path) -> list[Result]:
    """At the front door, and after every page was open. RSS is the steadier of the two on a shared machine."""
    station = scratch / "demo"
    make_demo_at(station)
    found = in_turn(
        max(3, rounds // 4),
        {
            name: lambda name=name: ask(name, station)
            for name in ("bare_memory", "front_door_memory", "all_pages_memory")
        },
    )
    if None in found["bare_memory"]:
        return []

    def mib(question: str, kind: str) -> float:
        return median(each[kind] for each in found[question]) / 1024

    return [
        Result(f"memory: {name} ({kind.upper()})", mib("bare_memory", kind), mib(question, kind), "MiB", *bars)
        for question, name, *bars in (
            ("front_door_memory", "front door", 1.35, 1.25),
            ("all_pages_memory", "all pages visited, signed in", 3, 2.5),
        )
        for kind in ("Rss", "Pss")
    ]


def unlock(rounds: int, scratch: Path) -> list[Result]:
    """From Enter to Today, without key stretching; the demo agency's records."""
    station = scratch / "demo"
    make_demo_at(station)
    found = [ask("work.unlock", station) for _ in range(rounds)]
    floor = median(each["floor"] for each in found)
    again = median(each["again"] for each in found)
    first = median(each["first"] for each in found)
    return [
        Result("unlock: sign-in to Today", floor, again, "ms", 3, 2),
        Result("unlock: the first time after a start", floor, first, "ms"),
    ]


def search(rounds: int, scratch: Path) -> list[Result]:
    """A keystroke in the library's search, 95 of 100."""
    make_open_station(scratch / "open")
    lookups = ask("work.search", scratch, rounds=rounds)
    typed = ask("work.search_box", scratch / "open", rounds=max(3, rounds // 4))
    crowded = ask("shelves.search_2000", scratch, rounds=max(3, rounds // 4))["ours"]
    return [
        Result("search: keystroke p95, shipped library", FRAME, p95(lookups), "ms", 1.0, 0.35),
        Result("search: keystroke p95, 2,000 documents", FRAME, p95(crowded), "ms", 2.0, 1.0),
        Result("search: window busy per key p95, results painted", FRAME, p95(typed), "ms", 1.0, 0.5),
    ]


def reading(rounds: int, _scratch: Path) -> list[Result]:
    """Opening a guide of 1,500 words and a PDF of 400 pages, beside Qt's bare views of the same."""
    guide, pdf = ask("reading.guide", rounds=rounds), ask("reading.pdf", rounds=max(3, rounds // 3))
    return [
        Result("reading: a guide of 1,500 words", median(guide["floor"]), median(guide["ours"]), "ms"),
        Result("reading: a PDF of 400 pages", median(pdf["floor"]), median(pdf["ours"]), "ms"),
        Result(
            "reading: memory, a PDF of 400 pages",
            max(1, median(pdf["floor_memory"])) / 1024,
            median(pdf["ours_memory"]) / 1024,
            "MiB",
        ),
    ]


def shelves(rounds: int, scratch: Path) -> list[Result]:
    """Searching 300, 10,000 and 100,000 documents, beside raw FTS5 queries; minutes of building, so only when named."""
    results = []
    for count, bar in ((300, 1.0), (10_000, None), (100_000, 60.0)):
        found = ask(f"shelves.search_{count}", scratch, rounds=max(2, rounds // 6))
        size = f"{count:,} documents"
        results += [
            Result(f"search: keystroke p95, {size}, in frames", FRAME, p95(found["ours"]), "ms", bar),
            Result(f"search: keystroke p95, {size}, beside raw FTS5", p95(found["raw"]), p95(found["ours"]), "ms"),
            Result(f"search: index build, {size}", found["bare_build"], found["build"], "s"),
            Result(
                f"search: memory, beside the index file, {size}", found["file"] / 1024, found["memory"] / 1024, "MiB"
            ),
        ]
    return results


def roster(rounds: int, scratch: Path) -> list[Result]:
    """A keystroke in the roster's filter at 5,000 people, list painted."""
    typed = ask("work.roster_filter", scratch / "many", rounds=rounds)
    return [
        Result("roster: filter keystroke median, 5,000 people", FRAME, median(typed), "ms", 1.0, 0.5),
        Result("roster: filter keystroke p95, 5,000 people", FRAME, p95(typed), "ms"),
    ]


def people(rounds: int, scratch: Path) -> list[Result]:
    """5,000 people: the page opened, a list taken in, doubles found; and a card each for 500 (issue 5, Benchmarks)."""
    opened = ask("people.opening", scratch / "people-open", rounds=max(4, rounds // 2))
    taken = ask("people.importing", scratch / "people-import", rounds=rounds)
    doubles = ask("people.doubles", scratch / "people-doubles", rounds=rounds)
    cards = ask("people.cards", scratch, rounds=rounds)
    floor = median(taken["floor"])
    bare, once, again, small = (median(opened[name]) for name in ("bare", "first", "ours", "small"))
    same, drawn = ((median(each["floor"]), median(each["ours"])) for each in (doubles, cards))
    return [
        Result("people: page at 5,000, beside the same page at 30", small, again, "ms", 1.5, 1.2),
        Result("people: the same before anything read them, beside a bare list", bare, once, "ms"),
        Result("people: look at a list of 5,000 rows, beside bare inserts", floor, median(taken["preview"]), "ms", 4),
        Result("people: take in 5,000 rows, beside bare inserts", floor, median(taken["import"]), "ms", 4.5, 4),
        Result("people: doubles at 5,000, beside reading them", *same, "ms", 1),
        Result("people: a card each for 500, beside bare ones", *drawn, "ms", 0.25),
    ]


def paper(rounds: int, _scratch: Path) -> list[Result]:
    """A tagged binder against the same pages untagged, and its size a page."""
    from tests.paper.measure_paper import a_binder, measure

    cost = measure(a_binder(), rounds)
    return [
        Result("paper: tagged binder, a page", cost.plain_ms, cost.tagged_ms, "ms", 2, 1.5),
        Result("paper: size of a page against 10 KiB", 10, cost.tagged_kib, "KiB", 1),
    ]


def binder(rounds: int, scratch: Path) -> list[Result]:
    """All crisis plans as one binder, beside bare ReportLab drawing the same words; and the first page to look at."""
    station = scratch / "demo"
    make_demo_at(station)
    found = ask("binder.together", station, rounds=max(3, rounds // 4))
    first = ask("binder.first_page", station, rounds=max(3, rounds // 2))
    typed = ask("binder.codes", station, rounds=max(3, rounds // 2))
    size = f"{found['pages']} pages"
    ours, floor = median(found["ours"]), median(found["floor"])
    return [
        Result(f"binder: all plans, {size}, a page, beside bare ReportLab", floor, ours, "ms"),
        Result(f"binder: all plans, {size}, pages in a second, and bare", 1000 / floor, 1000 / ours, ""),
        Result(f"binder: all plans, {size}, size a page against 10 KiB", 10, found["kib"] / found["pages"], "KiB", 1),
        Result(f"binder: all plans, {size}, memory added, against 128 MiB", 128, found["memory"] / 1024, "MiB", 1),
        Result("binder: one plan, first page to look at, against 500 ms", 500, median(first["binder"]), "ms", 1, 0.5),
        Result("binder: a page code, 500 copies, beside reading them", *_beside(typed, "answer"), "ms", 4, 3),
        Result("binder: the register of 500 copies, beside the same", *_beside(typed, "list"), "ms", 4, 3),
        Result("binder: a page code, 500 copies, against 200 ms", 200, median(typed["answer"]), "ms", 1, 0.5),
        Result("binder: quick card to look at, against 500 ms", 500, median(first["card"]), "ms", 1, 0.5),
    ]


def _beside(found: dict[str, list[float]], name: str) -> tuple[float, float]:
    return median(found["floor"]), median(found[name])


def proposals(rounds: int, _scratch: Path) -> list[Result]:
    """Proposed sessions."""
    found = ask("work.proposals", rounds=rounds)
    return [
        Result("proposals: 15 people, 72 hours, against 20 ms", 20, median(found["15"]), "ms", 1),
        Result("proposals: 200 people, 7 days, against 1 s", 1000, median(found["200"]), "ms", 1),
    ]


def care(rounds: int, scratch: Path) -> list[Result]:
    """The care clock of 200 people exposed; and Incidents & support in an agency with ten years of history."""
    found = ask("care.clock", scratch / "care", rounds=rounds)
    floor = median(found["floor"])
    demo, full = scratch / "demo", scratch / "ten-years"
    make_demo_at(demo)
    shutil.rmtree(full, ignore_errors=True)
    shutil.copytree(demo, full)
    ask("care.fill", full)
    turns = max(3, rounds // 3)
    times = in_turn(
        2,
        {
            name: lambda folder=folder: ask("care.opening", folder, rounds=turns)
            for name, folder in (("demo", demo), ("full", full))
        },
    )
    opened = {name: median(each for one in found for each in one["ours"]) for name, found in times.items()}
    statements = {name: float(found[-1]["statements"]) for name, found in times.items()}
    return [
        Result("care: clock of 200 people, beside reading their incident", floor, median(found["ours"]), "ms", 2, 1.5),
        Result("care: one person's own clock, beside the same", floor, median(found["one"]), "ms", 2, 1.5),
        Result("care: clock of 200 people, beside bare SQL", median(found["bare"]), median(found["ours"]), "ms"),
        Result("care: page open with ten years of history", opened["demo"], opened["full"], "ms", 1.5, 1.2),
        Result("care: statements of that, which must not grow", statements["demo"], statements["full"], "", 1),
    ]


def log(rounds: int, scratch: Path) -> list[Result]:
    """The activity log: one entry, a month sheet, and a year of 100,000 entries as sums and as the yearly report."""
    found = ask("activity.log", scratch / "log", rounds=rounds)
    entry, sheet, opening, sums, report = (
        median(found[name]) for name in ("entry", "sheet", "opening", "sums", "report")
    )
    return [
        Result("log: entry saved, beside saving a bare row", median(found["row"]), entry, "ms", 3, 2),
        Result("log: month sheet, beside a bare table of 20 rows", median(found["paper"]), sheet, "ms", 3, 2),
        Result("log: sums of 100,000 entries, beside opening them", opening, sums, "ms", 3, 2),
        Result("log: yearly report on 100,000 entries, beside the same", opening, report, "ms", 3, 2),
        Result("log: sums of 100,000 entries, against 3 s", 3000, sums, "ms", 1, 0.5),
    ]


def backup(rounds: int, scratch: Path) -> list[Result]:
    """A backup of 5,000 people against SQLite's own."""
    found = ask("work.backup", scratch / "kept", rounds=rounds)
    return [Result("backup: 5,000 people", median(found["floor"]), median(found["ours"]), "ms", 1.5, 1.2)]


USUAL = (start, pages, memory, unlock, search, reading, roster, people, paper, binder, proposals, care, log, backup)
"""What is measured when nothing is named."""
BENCHMARKS: dict[str, Benchmark] = {each.__name__: each for each in (*USUAL, shelves)}


def _openings(found: list[dict[str, float]], bare: float) -> list[Result]:
    return [
        Result(f"first opening: {key}", bare, median(each[key] for each in found), "ms", 0.5, 0.3) for key in found[0]
    ]


# Stations to measure


def make_demo_at(folder: Path) -> None:
    """The demo agency, made once a run."""
    from wellness_desktop.app.demo import make_demo
    from wellness_desktop.base.clock import Clock
    from wellness_desktop.base.paths import find_paths

    if not folder.exists():
        make_demo(find_paths(folder), Clock())


def make_open_station(folder: Path) -> None:
    """What the front door of a working agency reads: settings, and a board with two helpers on call."""
    from wellness_desktop.base.paths import find_paths
    from wellness_desktop.base.settings import Settings, save_settings
    from wellness_desktop.roster.board import Board, BoardContact, BoardDuty, BoardPhone, replace_board
    from wellness_desktop.roster.on_call import LAYERS

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = find_paths(folder)
    agency = "Millbrook Police Department"
    save_settings(paths.settings, Settings(agency_name=agency, state="MT", time_zone="America/Denver"))
    phone = BoardPhone("Mobile", "(406) 555-0142", "tel:+14065550142", takes_texts=True, checked_on=date.today())  # noqa: DTZ011
    contacts = tuple(
        BoardContact(str(n), name, "", agency, ("peer",), "any hour", ("English",), (phone,))
        for n, name in enumerate(("Dana Whitfield", "Thomas Oduya"))
    )
    now = datetime.now(UTC)
    duties = tuple(
        BoardDuty(layer, contact.key, now - timedelta(days=1), now + timedelta(days=1))
        for layer, contact in zip(LAYERS, contacts, strict=False)
    )
    replace_board(paths.board, Board(contacts, duties))


def _bare_command(starter: Starter) -> list[str]:
    if starter.display:
        return [sys.executable, str(Path(__file__).with_name("bare.py"))]
    return [sys.executable, "-m", "tests.benchmarks.inside", "bare_paint", "1"]


def _our_command(starter: Starter, folder: Path) -> list[str]:
    if starter.display:
        return [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder)]
    return [sys.executable, "-m", "tests.benchmarks.inside", "front_door_paint", "1", str(folder)]
