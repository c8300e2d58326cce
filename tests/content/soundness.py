"""What is wrong with a library folder, each fault with its file and what to do: `python -m tests.content.soundness`.

The program itself is lenient: it leaves out what it cannot use and goes on. What is shipped must have no fault at all.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.catalogue import Resource, load_catalogue_files
from wellness_desktop.library.doors import Doors
from wellness_desktop.library.fields import Note, files_in
from wellness_desktop.library.guides import NO_CITATION, Guide, load_guide_files
from wellness_desktop.library.lines import Line, load_line_files
from wellness_desktop.library.service import Library
from wellness_desktop.library.tools import Tool, load_tools

MEMORY = re.compile(r"\bmemory[ -]only\b|\b(?:from|by) memory\b", re.I)
ADDRESS = re.compile(r"https?://\S+")
OTHER_GUIDE = re.compile(r"\bG\d\d\b|app:guide/(\w+)")
CITATION = re.compile(r"\[[a-z0-9.,; -]+\](?!\()")
AGAIN = "read it again against its sources, then set checked_on and review_by"


def faults(root: Path, today: date) -> list[str]:
    """Every fault of the resources folder `root`, as "file: what is wrong; what to do"."""
    library = Library(root=root)
    folder = root / "library"
    guides = {guide.id for guide in library.guides()}
    found = [*_left_out(root, library)]
    for path in files_in(folder / "guides", ".md"):
        for guide in load_guide_files([path], library.words).entries:
            found += [f"{path.name}: {fault}" for fault in _of_guide(guide, guides, _codes(folder), today)]
    for path in files_in(folder / "catalogue", ".toml"):
        for resource in load_catalogue_files([path], library.words).entries:
            found += [f"{path.name}, {resource.id}: {fault}" for fault in _of_resource(resource, today)]
    for path in files_in(root / "support_lines", ".toml"):
        for line in load_line_files([path]).entries:
            found += [f"{path.name}, {line.id}: {fault}" for fault in _of_line(line, today)]
    for tool in load_tools(folder / "tools", library.words).entries:
        found += [f"{tool.id}.md: {fault}" for fault in _of_tool(tool, guides, today)]
    found += _of_doors(Doors(library, folder / "doors.toml").notes())
    found += _asked(folder, library)
    return found


def _left_out(root: Path, library: Library) -> Iterator[str]:
    """What the program's own loaders could not use, or doubt."""
    ids = _files_by_id(root)
    for note in library.notes():
        files = " and ".join(ids.get(note.place, ()))
        where = f"{files}, {note.place}" if files else note.place
        what = "give one of them another id" if files else "mend it there, or take the entry out"
        yield f"{where}: {note.reason}; {what}"


def _files_by_id(root: Path) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for part in ("library/guides", "library/catalogue", "support_lines", "library/tools"):
        for ending in (".md", ".toml"):
            for path in files_in(root / part, ending):
                for one in re.findall(r'(?m)^id = "(.+)"', path.read_text(encoding="utf-8", errors="replace")):
                    ids.setdefault(one, []).append(path.name)
    return ids


def _of_guide(guide: Guide, known: set[str], codes: set[str], today: date) -> Iterator[str]:
    yield from _dates(guide.checked_on, guide.review_by, today)
    for other in guide.related:
        if other not in known:
            yield f"related names {other}, which is no guide; take it out or write the guide"
    for found in OTHER_GUIDE.finditer(guide.body):
        if (found[1] or found[0]) not in known:
            yield f"the text names {found[0]}, which is no guide; name one that is there"
    for code in set(guide.covers) - codes:
        yield f"covers names {code}, which is no code of recommendations.toml; mend the code"
    for key in CITATION.findall(guide.cited(NO_CITATION)):
        yield f"the text cites {key}, which is none of its sources; add the source or take the claim out"
    if not guide.sources:
        yield "it names no source; add one, for a claim without a source is cut"
    for source in guide.sources:
        if not ADDRESS.fullmatch(source.url):
            yield f"the source {source.key} has no address; write where it was read"
        if MEMORY.search(f"{source.title} {source.publisher}"):
            yield f"the source {source.key} is memory only; find a page that says so or take the claim out"


def _of_resource(resource: Resource, today: date) -> Iterator[str]:
    if resource.checked_on > today:
        yield f"checked_on lies ahead ({resource.checked_on}); write the day on which it was checked"
    if MEMORY.search(resource.how_we_know):
        yield "how_we_know says memory only; find a page that names it or take the entry out"
    if not resource.readers:
        yield "readers is missing; add words of topics.toml"
    for address in filter(None, (resource.url, resource.about_url)):
        if not ADDRESS.fullmatch(address):
            yield f"{address} is no address; mend it"


def _of_line(line: Line, today: date) -> Iterator[str]:
    if line.review_by is not None and line.checked_on is not None:
        yield from _dates(line.checked_on, line.review_by, today)
    if MEMORY.search(f"{line.source_dates} {line.caution} {line.what_happens}"):
        yield "it is memory only; find two pages that state the number or take the line out"
    for source in line.sources:
        if not ADDRESS.fullmatch(source):
            yield f"the source {source} is no address; write where the number was read"


def _of_tool(tool: Tool, known: set[str], today: date) -> Iterator[str]:
    yield from _dates(tool.checked_on, tool.review_by, today)
    for guide in tool.guides:
        if guide not in known:
            yield f"guides names {guide}, which is no guide; name one that is there"


def _dates(checked_on: date, review_by: date, today: date) -> Iterator[str]:
    if checked_on > today:
        yield f"checked_on lies ahead ({checked_on}); write the day on which it was checked"
    if review_by <= checked_on:
        yield f"review_by ({review_by}) is not after checked_on; write a day within a year"
    if review_by < today:
        yield f"review_by ({review_by}) has passed; {AGAIN}"


def _of_doors(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        yield f"{note.place}: {note.reason.rstrip('.')}; mend the door, or what it leads to"


def _asked(folder: Path, library: Library) -> Iterator[str]:
    """What people type must lead somewhere."""
    path = folder / "asked.toml"
    if not path.is_file():
        return
    known = {one.id for group in (library.guides(), library.catalogue(), library.shipped_lines()) for one in group}
    known |= {tool.id for tool in load_tools(folder / "tools", library.words).entries}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("asked", ())
    except ValueError:
        return  # told by the loader already
    for entry in entries:
        if entry.get("id") not in known | _ids_of_paths(folder):
            yield f"{path.name}: {entry.get('id')} is no guide, entry, line or tool; mend the id"


def _ids_of_paths(folder: Path) -> set[str]:
    return {path.stem for path in files_in(folder / "paths", ".toml")}


def _codes(folder: Path) -> set[str]:
    with (folder / "recommendations.toml").open("rb") as file:
        return {entry["code"] for entry in tomllib.load(file)["recommendation"]}


def main() -> int:
    """Prints every fault of the program's own library; 1 when there is one."""
    found = faults(resources_root(), datetime.now(UTC).date())
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or "The library is sound.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
