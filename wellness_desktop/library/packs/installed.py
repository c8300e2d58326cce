"""Which packs are installed, and their files, as the library reads them: plain Python, no cryptography.

    content/installed.json          which version of each pack is in use; replaced whole, so it is the one switch
    content/<pack>.<key>.<number>/  one version of one pack: its signed manifest, its signature, its files

The signature is checked when a pack is installed, and again whenever the page Library updates is opened. On reading,
each file is held against the hash in its manifest, and the manifest against its hash in installed.json: that finds
damage and a slip of the hand. Whoever may write into the data folder could change both, as they could change the
program; docs/content-packs.md says so.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.fields import Note
from wellness_desktop.library.packs.container import sha256
from wellness_desktop.library.packs.manifest import Manifest, PackFile, read_manifest

LIST_FILE = "installed.json"
MANIFEST_FILE = "manifest.json"
SIGNATURE_FILE = "signature"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a pack that lies in the content folder."""

    sequence: int
    manifest_sha256: str
    installed_on: date


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is or was installed. It stays in the list for good, so that no older version comes back."""

    id: str
    key: str
    title: str
    publisher: str
    project: bool
    highest: int
    """The highest sequence ever installed."""
    in_use: int | None
    """The sequence of the version that the library shows; None when the pack is taken out."""
    versions: tuple[Version, ...]
    """The newest version and the one before, oldest first."""

    @property
    def current(self) -> Version | None:
        """The version in use."""
        return next((each for each in self.versions if each.sequence == self.in_use), None)

    def folder(self, version: Version) -> str:
        """The name of the version's folder."""
        return f"{self.id}.{self.key[:16]}.{version.sequence}"


@dataclass(frozen=True, slots=True)
class LivePack:
    """A version of a pack whose manifest is sound. Its files are held against their hashes when they are asked for,
    so that the front door reads only the few it needs.
    """

    pack: Installed
    manifest: Manifest
    folder: Path

    def paths(self, kind: str) -> list[Path]:
        """The sound files of one of its folders."""
        files = [each for each in self.manifest.files if each.name.startswith(kind + "/")]
        return [self.folder / each.name for each in files if _is_sound(self.folder, each)]

    @property
    def damaged(self) -> tuple[str, ...]:
        """The files that were changed or lost since the pack was installed. Reads all of them."""
        return tuple(each.name for each in self.manifest.files if not _is_sound(self.folder, each))


@dataclass(frozen=True, slots=True)
class LivePacks:
    """The packs in use in the order in which they are laid on the shipped library: the project's, then agencies'."""

    packs: tuple[LivePack, ...] = ()
    left_out: tuple[Note, ...] = ()
    """Packs that cannot be shown at all, and why."""

    def notes(self) -> tuple[Note, ...]:
        """What is left out, for the administrator. Reads every file of every pack."""
        changed = tr("the file was changed or damaged after it was installed")
        lost = [Note(f"{each.pack.title}: {name}", changed) for each in self.packs for name in each.damaged]
        return (*self.left_out, *lost)

    @property
    def of_project(self) -> tuple[LivePack, ...]:
        """Those that count as part of the program."""
        return tuple(each for each in self.packs if each.pack.project)

    @property
    def withdrawn_numbers(self) -> frozenset[str]:
        """Hashes of the numbers that packs of the project withdraw."""
        return frozenset(number for each in self.of_project for number in each.manifest.withdrawn_numbers)


def live_packs(content: Path | None) -> LivePacks:
    """The packs in use. One look at the file system where there are none; never raises."""
    if content is None or not (content / LIST_FILE).is_file():
        return LivePacks()
    try:
        listed = read_list(content)
    except Problem as problem:
        return LivePacks(left_out=(Note(LIST_FILE, problem.title),))
    live: list[LivePack] = []
    notes: list[Note] = []
    for pack in sorted(listed, key=lambda each: not each.project):
        if pack.current is not None:
            found = _live(content, pack, pack.current, notes)
            live += [found] if found else []
    return LivePacks(tuple(live), tuple(notes))


def read_list(content: Path) -> tuple[Installed, ...]:
    """Every pack that is or was installed, in order of first installation. Raises Problem for a spoiled list."""
    try:
        found = json.loads((content / LIST_FILE).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError("another format")
        return tuple(_installed(each) for each in found["packs"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(
            tr("The list of installed packs cannot be read."),
            tr("The library shows what came with the program. Ask whoever keeps this PC to bring the file "
               "installed.json of the folder named content back from a copy of this PC's files."),
        ) from error  # fmt: skip


def list_bytes(packs: Sequence[Installed]) -> bytes:
    """The list as it is written."""
    listed = [
        {
            "id": each.id,
            "key": each.key,
            "title": each.title,
            "publisher": each.publisher,
            "project": each.project,
            "highest": each.highest,
            "in_use": each.in_use,
            "versions": [
                {
                    "sequence": one.sequence,
                    "manifest_sha256": one.manifest_sha256,
                    "installed_on": one.installed_on.isoformat(),
                }
                for one in each.versions
            ],
        }
        for each in packs
    ]
    return json.dumps({"format": FORMAT, "packs": listed}, indent=1, sort_keys=True, ensure_ascii=False).encode()


def read_version(content: Path, pack: Installed, version: Version) -> LivePack:
    """One version that lies in the folder. Raises Problem when its manifest is not the one that was installed."""
    folder = content / pack.folder(version)
    try:
        written = (folder / MANIFEST_FILE).read_bytes()
    except OSError as error:
        raise _not_sound() from error
    if sha256(written) != version.manifest_sha256:
        raise _not_sound()
    return LivePack(pack, read_manifest(written), folder)


def using(pack: Installed, sequence: int | None) -> Installed:
    """The pack with another of its versions in use, or none. Raises ValueError for a version that is not there."""
    if sequence is not None and sequence not in {each.sequence for each in pack.versions}:
        raise ValueError("this version is not kept")
    return replace(pack, in_use=sequence)


def _live(content: Path, pack: Installed, version: Version, notes: list[Note]) -> LivePack | None:
    try:
        return read_version(content, pack, version)
    except Problem as problem:
        notes.append(Note(pack.title, problem.title))
        return None


def _is_sound(folder: Path, file: PackFile) -> bool:
    try:
        return sha256((folder / file.name).read_bytes()) == file.sha256
    except OSError:
        return False


def _not_sound() -> Problem:
    return Problem(
        tr("This pack was changed or damaged after it was installed."),
        tr("Its entries are not shown. Install its next version, or ask its publisher for one."),
    )


def _installed(found: dict[str, Any]) -> Installed:
    versions = tuple(
        Version(int(each["sequence"]), str(each["manifest_sha256"]), date.fromisoformat(each["installed_on"]))
        for each in found["versions"]
    )
    pack = Installed(
        id=str(found["id"]),
        key=str(found["key"]),
        title=str(found["title"]),
        publisher=str(found["publisher"]),
        project=found["project"] is True,
        highest=int(found["highest"]),
        in_use=None if found["in_use"] is None else int(found["in_use"]),
        versions=versions,
    )
    # A folder's name is made of these two; a list that someone edited must not lead out of the content folder.
    if not pack.id.replace("-", "").isalnum() or not pack.key.isalnum():
        raise ValueError("not the name of a pack")
    return pack
