"""Everything that is asked of a pack before it may be installed, in the order that gives the most useful refusal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Vocabulary, load_catalogue, load_vocabulary
from wellness_desktop.library.guides import Guide, load_guides
from wellness_desktop.library.lines import load_help_lines, load_lines
from wellness_desktop.library.packs.content_check import (
    CheckTemplates,
    Contents,
    read_contents,
    require_fit,
    require_plans,
)
from wellness_desktop.library.packs.installed import LivePack, live_packs
from wellness_desktop.library.packs.laying import words_of
from wellness_desktop.library.packs.manifest import KINDS, Manifest
from wellness_desktop.library.packs.publishers import Standing, added, replaced, require_allowed, title_of
from wellness_desktop.library.packs.refusals import PackRefused, against_the_format
from wellness_desktop.library.packs.withdrawn import Withdrawn, load_withdrawn
from wellness_desktop.library.synonyms import load_synonyms


@dataclass(frozen=True, slots=True)
class Checked:
    """What a pack that passed would do, in titles."""

    adds: tuple[str, ...]
    replaces: tuple[str, ...]
    withdraws: tuple[str, ...]
    plans: tuple[str, ...]


class Checker:
    """Holds packs against what the library shows now: the shipped files and the packs in use."""

    def __init__(self, root: Path, content: Path | None, check_templates: CheckTemplates, today: date) -> None:
        """`root` is the program's resources; `content` the folder of the packs, or None where there are none."""
        self._root, self._check_templates, self._today = root, check_templates, today
        self._live = live_packs(content)
        self._words = load_vocabulary(root / "library" / "topics.toml")

    def check(self, manifest: Manifest, folder: Path, *, project: bool) -> Checked:
        """Reads the unpacked files. Raises PackRefused at the first thing that is wrong."""
        if manifest.made_on > self._today:
            raise PackRefused(
                tr("This pack says it was made on a day that has not come yet."),
                tr("Nothing was changed. Set the clock of this PC right, or tell the publisher."),
            )
        contents = read_contents(folder, tuple(each.name for each in manifest.files), self._words)
        known = self._live.withdrawn_numbers | frozenset(manifest.withdrawn_numbers)
        withdrawn = load_withdrawn(self._root, known)
        require_fit(contents, folder, withdrawn, self._today)
        standing = self._standing(manifest)
        require_allowed(manifest, contents, standing, project=project)
        if project and manifest.withdrawn_numbers:
            self._require_numbers_gone(manifest, contents)
        require_plans(contents, folder, self._check_templates)
        return Checked(
            adds=tuple(added(contents, standing)),
            replaces=tuple(replaced(contents, standing)),
            withdraws=tuple(self._titles(manifest)),
            plans=contents.plans,
        )

    def _standing(self, manifest: Manifest) -> Standing:
        shipped = _ids(_shipped(self._root, self._words))
        help_lines = {line.id for line in load_help_lines(self._root / "support_lines").entries}
        plans = {path.stem for path in (self._root / "plan_templates").glob("*.toml")}
        others: dict[tuple[str, str], str] = {}
        for pack in self._live.packs:
            held = self._contents(pack)
            if pack.pack.project:
                shipped |= _ids(held)
                plans |= set(held.plans)
                help_lines |= {line.id for name, line in held.lines if name.endswith("help_now.toml")}
            elif (pack.pack.id, pack.pack.key) != (manifest.id, manifest.key):
                others |= dict.fromkeys(_ids(held), pack.pack.publisher)
        withdrawn = {
            (kind, one) for pack in self._live.of_project for kind in KINDS for one in pack.manifest.withdrawn(kind)
        }
        return Standing(
            entries=frozenset(shipped),
            help_lines=frozenset(help_lines),
            urgent_guide=load_synonyms(self._root / "library" / "synonyms.toml").urgent_guide,
            withdrawn=frozenset(withdrawn),
            plans=frozenset(plans),
            of_others=others,
        )

    def _contents(self, pack: LivePack) -> Contents:
        return read_contents(pack.folder, _sound(pack), self._words)

    def _titles(self, manifest: Manifest) -> list[str]:
        """What a pack withdraws, by title; by id where the library has none of this id."""
        known = {
            f"{kind}:{entry.id}": title_of(entry) for kind, _, entry in _shipped(self._root, self._words).entries()
        }
        return [known.get(one) or one.partition(":")[2] for one in manifest.withdraws]

    def _require_numbers_gone(self, manifest: Manifest, contents: Contents) -> None:
        """A number that the project withdraws must not go on standing in a text that the pack leaves as it is."""
        only = Withdrawn(frozenset(manifest.withdrawn_numbers))
        changed = _ids(contents) | {(kind, one) for kind in KINDS for one in manifest.withdrawn(kind)}
        for kind, _name, entry in _shipped(self._root, self._words).entries():
            if (kind, entry.id) not in changed and only.found_in(words_of(entry)):
                raise against_the_format(tr("a number that it withdraws still stands in {id}", id=entry.id))


def _sound(pack: LivePack) -> tuple[str, ...]:
    lost = set(pack.damaged)
    return tuple(each.name for each in pack.manifest.files if each.name not in lost)


def _shipped(root: Path, words: Vocabulary) -> Contents:
    guides: Sequence[Guide] = load_guides(root / "library" / "guides", words).entries
    return Contents(
        guides=tuple(("", guide) for guide in guides),
        resources=tuple(("", one) for one in load_catalogue(root / "library" / "catalogue", words).entries),
        lines=tuple(("", line) for line in load_lines(root / "support_lines").entries),
    )


def _ids(contents: Contents) -> set[tuple[str, str]]:
    return set(_pairs(contents))


def _pairs(contents: Contents) -> Iterator[tuple[str, str]]:
    for kind, _name, entry in contents.entries():
        yield kind, entry.id
