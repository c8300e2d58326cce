"""What a publisher may do. The project speaks for the program; an agency's publisher speaks beside it, and is marked.

Why so strict: an agency's pack is made by people nobody in the project knows, and read by somebody at 2 a.m.
"""

from dataclasses import dataclass, field

from wellness_desktop.base.language import tr
from wellness_desktop.library.lines import ALWAYS_THERE, HELP_FILE
from wellness_desktop.library.packs.content_check import Contents
from wellness_desktop.library.packs.manifest import Manifest
from wellness_desktop.library.packs.refusals import against_the_format, not_for_this_publisher


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the library without the agency's packs, and what must not be touched by one."""

    entries: frozenset[tuple[str, str]]
    """Kind and id of everything that came with the program or a pack of the project."""
    help_lines: frozenset[str]
    """The lines of Get help now."""
    urgent_guide: str
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of what packs of the project withdrew."""
    plans: frozenset[str] = frozenset()
    """Names of the plan files that came with the program or a pack of the project."""
    of_others: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind and id of what other publishers' packs hold, with their names."""


def require_allowed(manifest: Manifest, contents: Contents, standing: Standing, *, project: bool) -> None:
    """Raises PackRefused when the pack does what its publisher may not."""
    ids = {(kind, entry.id) for kind, _name, entry in contents.entries()}
    both = ids & {(kind, one) for kind in ("guide", "line", "resource") for one in manifest.withdrawn(kind)}
    if both:
        raise against_the_format(tr("it holds and withdraws the same entry: {id}", id=sorted(both)[0][1]))
    if project:
        if ALWAYS_THERE in manifest.withdrawn("line"):
            raise against_the_format(tr("988 cannot be withdrawn"))
        return
    _require_no_withdrawal(manifest)
    _require_no_help_line(manifest, contents, standing)
    for kind, one in sorted(ids):
        if (kind, one) in standing.withdrawn:
            raise not_for_this_publisher(
                tr("This pack would bring back an entry that the project withdrew: {id}.", id=one)
            )
        if (kind, one) in standing.of_others:
            raise not_for_this_publisher(
                tr("This pack would replace an entry of another publisher, {publisher}: {id}.",
                   publisher=standing.of_others[kind, one], id=one)
            )  # fmt: skip


def replaced(contents: Contents, standing: Standing) -> list[str]:
    """The titles of entries that stand in for one of the program's."""
    return [
        title_of(entry) for kind, _name, entry in contents.entries() if (kind, entry.id) in standing.entries
    ]  # fmt: skip


def added(contents: Contents, standing: Standing) -> list[str]:
    """The titles of entries that are new."""
    return [title_of(entry) for kind, _name, entry in contents.entries() if (kind, entry.id) not in standing.entries]


def title_of(entry: object) -> str:
    """What the library calls an entry."""
    for name in ("shown_title", "title", "name"):
        if found := getattr(entry, name, ""):
            return str(found)
    return ""


def _require_no_withdrawal(manifest: Manifest) -> None:
    if manifest.withdraws or manifest.withdrawn_numbers:
        raise not_for_this_publisher(
            tr(
                "Only the project may withdraw entries or numbers. "
                "An agency's publisher leaves its own out of its next version."
            )
        )


def _require_no_help_line(manifest: Manifest, contents: Contents, standing: Standing) -> None:
    touched = {line.id for _name, line in contents.lines} & standing.help_lines
    if touched or any(name.endswith("/" + HELP_FILE) for name in manifest.names("support_lines")):
        raise not_for_this_publisher(tr("Only the project may change the lines of Get help now."))
    if any(line.help_now for _name, line in contents.lines):
        raise not_for_this_publisher(
            tr("Only the project may put a line on Get help now. A station's coordinator can do it there.")
        )
    if standing.urgent_guide in {guide.id for _name, guide in contents.guides}:
        raise not_for_this_publisher(tr("Only the project may change the guide for somebody in danger."))
    same = set(contents.plans) & (standing.plans | {"core"})
    if same:
        raise not_for_this_publisher(
            tr("Only the project may change a plan of the program: {plan}. Give the plan a name of its own.",
               plan=sorted(same)[0])
        )  # fmt: skip
