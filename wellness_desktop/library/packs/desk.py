"""Everything that is done with packs: looked at, installed, taken out, put back; and whose keys are trusted.

The page Library updates and the command line work through it. Where a station exists it takes the right to change
settings, and each deed leaves a line in the audit log. Where none exists, packs signed by the project may be installed
by anyone at the PC: nobody is there to ask, and nothing but the project's own word is let in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from uuid import UUID

from wellness_desktop.accounts.roles import Can
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.files import make_private_folder, write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.library.packs.checking import Checked, Checker
from wellness_desktop.library.packs.container import SIGNATURE_BYTES, Pack, read_pack, sha256
from wellness_desktop.library.packs.content_check import CheckTemplates
from wellness_desktop.library.packs.installed import (
    LIST_FILE,
    MANIFEST_FILE,
    SIGNATURE_FILE,
    Installed,
    LivePack,
    Version,
    read_list,
    read_version,
)
from wellness_desktop.library.packs.installing import Staged, changing, staged, write_list
from wellness_desktop.library.packs.keys import PackKey, check_signature, project_keys
from wellness_desktop.library.packs.trust import (
    CHANGED,
    INSTALLED,
    KEY_REMOVED,
    KEY_TRUSTED,
    KEYS_FILE,
    MOST_KEYS,
    TAKEN_OUT,
    AgencyKey,
    confirmed_subjects,
    read_keys,
    write_keys,
)
from wellness_desktop.library.packs.versions import known_pack, require_new, with_use


@dataclass(frozen=True, slots=True)
class Looked:
    """A pack that may be installed, and what it would do. Nothing was changed by looking."""

    pack: Pack
    key: PackKey
    checked: Checked
    before: Installed | None
    """What is installed of it so far."""


class State(Enum):
    """How a pack of the list stands."""

    IN_USE = "in use"
    OUT = "taken out"
    DAMAGED = "damaged"
    UNTRUSTED = "untrusted"
    """In use, whole, but its publisher's key is not trusted (any more)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pack of the list, its signature checked a moment ago."""

    pack: Installed
    state: State
    made_on: dict[int, date]
    """The day each kept version was made."""
    holds: dict[str, int]
    """How many files of each folder the newest kept version, or the one in use, holds."""
    about: str = ""

    @property
    def id(self) -> str:
        """Keeps a chosen pack chosen when the list is made anew."""
        return f"{self.pack.id}.{self.pack.key}"


class PackDesk:
    """Built for whoever is at the PC. Slow calls (look, install, rows) may run off the window's thread."""

    def __init__(
        self,
        content: Path,
        root: Path,
        today: Callable[[], date],
        check_templates: CheckTemplates,
        *,
        signed_in: SignedIn | None,
        station_exists: bool,
    ) -> None:
        """`content` is the folder of the packs, `root` the program's resources."""
        self._content, self._root, self._today = content, root, today
        self._check_templates = check_templates
        self._signed_in, self._station_exists = signed_in, station_exists

    # ---- packs ----

    def read(self, path: Path) -> Pack:
        """The pack in the file: whole, its signature not looked at yet. Raises PackRefused, NotAllowed or Problem."""
        self._require()
        return read_pack(path)

    def look(self, path: Path) -> Looked:
        """Reads and checks the pack in the file. Raises PackRefused, or Problem when it cannot be read."""
        pack = self.read(path)
        with self._staged(pack) as (one, before):
            checked = self._check(one)
        return Looked(pack, one.key, checked, before)

    def install(self, pack: Pack) -> Installed:
        """Checks the pack again and installs it, whole or not at all. Raises PackRefused or Problem."""
        self._require()
        with self._staged(pack) as (one, _before):
            self._check(one)
            with self._noted(INSTALLED, _subject(pack.manifest_bytes)):
                made = one.switch(self._today())
        return made

    def rows(self) -> list[Row]:
        """Every pack that is or was installed. Checks the signature of each that is in use."""
        self._require()
        return [self._row(pack) for pack in read_list(self._content)]

    def use(self, pack: Installed, sequence: int | None) -> None:
        """Puts another kept version in use, or takes the pack out. Raises Problem."""
        self._require()
        self._require_station()
        with changing(self._content) as listed:
            known = known_pack(listed, pack.id, pack.key)
            if known is None:
                raise _gone()
            after = with_use(listed, known, sequence)
            if sequence is not None:
                self._require_sound(known, next(each for each in known.versions if each.sequence == sequence))
            with self._noted(TAKEN_OUT if sequence is None else CHANGED, _version_subject(known, sequence)):
                write_list(self._content, after)

    # ---- keys ----

    def project_keys(self) -> tuple[PackKey, ...]:
        """The keys that came with the program."""
        return project_keys(self._root)

    def agency_keys(self) -> tuple[AgencyKey, ...]:
        """The keys that administrators of this station added; confirmed by the audit log or not."""
        self._require()
        return self._agency_keys()

    def trust(self, key: PackKey) -> None:
        """Trusts a publisher's key, once its words were compared. Raises Problem."""
        self._require()
        self._require_station()
        if any(key.name.casefold() == each.name.casefold() for each in self.project_keys()):
            raise Problem(
                tr("This key bears the project's name."), tr("Nothing was changed. It may not be what it says.")
            )
        make_private_folder(self._content)
        with changing(self._content):
            others = [each for each in read_keys(self._content) if each.key.public != key.public]
            if len(others) >= MOST_KEYS:
                raise Problem(tr("This station trusts as many keys as it can."), tr("Remove one first."))
            if any(each.key.name.casefold() == key.name.casefold() for each in others):
                raise Problem(
                    tr("Another key bears the same name."),
                    tr("Nothing was changed. If the publisher has a new key, remove the old one first."),
                )
            with self._noted(KEY_TRUSTED, key.subject):
                write_keys(self._content, [*others, AgencyKey(key, self._today())])

    def distrust(self, key: PackKey) -> int:
        """Removes a key and takes its packs out; returns how many. Raises Problem."""
        self._require()
        self._require_station()
        with changing(self._content) as listed:
            kept = [each for each in read_keys(self._content) if each.key.public != key.public]
            out = [each for each in listed if each.key == key.public and each.in_use is not None]
            after = listed
            for each in out:
                after = with_use(after, each, None)
            with self._noted(KEY_REMOVED, key.subject):
                if out:
                    write_list(self._content, after)
                write_keys(self._content, kept)
        return len(out)

    # ---- inside ----

    def _require(self) -> None:
        """Raises NotAllowed unless this person may do this here."""
        if self._signed_in is not None:
            self._signed_in.actor.require(Can.CHANGE_SETTINGS)
        elif self._station_exists:
            raise NotAllowed(
                tr("Only an administrator of this station may do this."),
                tr("Nothing was changed. Sign in, then open Settings and Library updates."),
            )

    def _require_station(self) -> None:
        if self._signed_in is None:
            raise NotAllowed(
                tr("This takes a station with an administrator."), tr("Nothing was changed. Set up the station first.")
            )

    def _agency_keys(self) -> tuple[AgencyKey, ...]:
        if self._signed_in is None:
            return ()
        with self._signed_in.store.read() as session:
            subjects = confirmed_subjects(session)
        return tuple(
            AgencyKey(each.key, each.added_on, each.key.subject in subjects) for each in read_keys(self._content)
        )

    def _trusted(self) -> tuple[PackKey, ...]:
        ours = self.project_keys()
        names = {each.name.casefold() for each in ours}
        agency = [each.key for each in self._agency_keys() if each.confirmed]
        return (*ours, *(key for key in agency if key.name.casefold() not in names))

    @contextmanager
    def _staged(self, pack: Pack) -> Iterator[tuple[Staged, Installed | None]]:
        """The pack unpacked where nothing points to, its signature and its place among the versions found good."""
        key = check_signature(pack, self._trusted())
        before = require_new(pack.manifest, read_list(self._content))
        with staged(self._content, pack, key) as one:
            yield one, before

    def _check(self, one: Staged) -> Checked:
        checker = Checker(self._root, self._content, self._check_templates, self._today())
        return checker.check(one.pack.manifest, one.folder, project=one.key.project)

    @contextmanager
    def _noted(self, event: str, subject: UUID) -> Iterator[None]:
        """Does a deed inside the unit of work that notes it; where there is no station, nobody notes anything."""
        if self._signed_in is None:
            yield
            return
        here = self._signed_in
        before = {name: _bytes_of(self._content / name) for name in (LIST_FILE, KEYS_FILE)}
        try:
            with here.store.work() as session:
                here.audit.record(session, here.actor, event, subject)
                yield
        except BaseException:
            # Not written down is not done: the switch goes back when the log cannot be saved.
            for name, data in before.items():
                if data is not None and _bytes_of(self._content / name) != data:
                    write_whole(self._content / name, data)
                elif data is None:
                    (self._content / name).unlink(missing_ok=True)
            raise

    def _row(self, pack: Installed) -> Row:
        found: dict[int, LivePack] = {}
        for version in pack.versions:
            try:
                found[version.sequence] = read_version(self._content, pack, version)
            except Problem:
                continue
        shown = found.get(pack.in_use or pack.highest) or next(iter(found.values()), None)
        holds: dict[str, int] = {}
        for each in shown.manifest.files if shown else ():
            folder = each.name.partition("/")[0]
            holds[folder] = holds.get(folder, 0) + 1
        return Row(
            pack,
            self._state(pack, found),
            {sequence: one.manifest.made_on for sequence, one in found.items()},
            holds,
            shown.manifest.about if shown else "",
        )

    def _state(self, pack: Installed, found: dict[int, LivePack]) -> State:
        if pack.in_use is None:
            return State.OUT
        live = found.get(pack.in_use)
        if live is None or live.damaged:
            return State.DAMAGED
        try:
            key = check_signature(_as_pack(live), self._trusted())
        except Problem:
            trusted = any(each.public == pack.key for each in self._trusted())
            return State.DAMAGED if trusted else State.UNTRUSTED
        return State.IN_USE if key.project == pack.project else State.UNTRUSTED

    def _require_sound(self, pack: Installed, version: Version) -> None:
        live = read_version(self._content, pack, version)
        if live.damaged:
            raise _gone()
        key = check_signature(_as_pack(live), self._trusted())
        Checker(self._root, self._content, self._check_templates, self._today()).check(
            live.manifest, live.folder, project=key.project
        )


def _as_pack(live: LivePack) -> Pack:
    """The manifest and signature of an installed version, for checking."""
    try:
        written = (live.folder / MANIFEST_FILE).read_bytes()
        signature = bytes.fromhex((live.folder / SIGNATURE_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise _gone() from error
    if len(signature) != SIGNATURE_BYTES:
        raise _gone()
    return Pack(live.manifest, written, signature, {})


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _subject(written: bytes) -> UUID:
    """How the audit log names one version of a pack."""
    return UUID(hex=sha256(written)[:32])


def _version_subject(pack: Installed, sequence: int | None) -> UUID:
    wanted = pack.in_use if sequence is None else sequence
    found = next((each for each in pack.versions if each.sequence == wanted), pack.versions[-1])
    return UUID(hex=found.manifest_sha256[:32])


def _gone() -> Problem:
    return Problem(
        tr("This version of the pack is not whole any more."),
        tr("Nothing was changed. Install the pack's next version, or ask its publisher for one."),
    )
