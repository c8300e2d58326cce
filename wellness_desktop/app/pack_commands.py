"""Content packs without the window: make-key and make-pack for publishers, install-pack for stations (DESIGN 7)."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.resources import resources_root
from wellness_desktop.base.settings import load_settings

if TYPE_CHECKING:
    from wellness_desktop.accounts.station import SignedIn


def make_key(options: Namespace, _paths: Paths) -> None:
    """Writes a key and says its twelve words, to be read out over the phone."""
    from wellness_desktop.library.packs import own_key

    key = own_key.make_key(options.name, _passphrase(options), options.out.absolute())
    sys.stdout.write(tr("The key was made. Its words: {words}", words=" ".join(key.words)) + "\n")


def make_pack(options: Namespace, _paths: Paths) -> None:
    """Writes the pack of a folder, checked as a station would check it."""
    from wellness_desktop.app.plan_files import check_plan_files
    from wellness_desktop.library.packs.checking import Checker
    from wellness_desktop.library.packs.container import ENDING, pack_bytes
    from wellness_desktop.library.packs.keys import project_keys
    from wellness_desktop.library.packs.making import make_pack as make
    from wellness_desktop.library.packs.own_key import open_key

    if options.out.suffix != ENDING:
        raise Problem(tr("The name of a pack ends in {ending}.", ending=ENDING), tr("Nothing was written."))
    key, private = open_key(options.key, _passphrase(options))
    root = resources_root()
    ours = any(each.public == key.public for each in project_keys(root))
    checker = Checker(root, None, check_plan_files, Clock().today(station_zone("")))
    pack = make(options.folder, key, private, checker, project=ours)
    write_whole(options.out.absolute(), pack_bytes(pack))
    sys.stdout.write(
        tr("The pack was written: {title}, version {number}, {count} files.",
           title=pack.manifest.title, number=pack.manifest.sequence, count=len(pack.manifest.files)) + "\n"
    )  # fmt: skip


def install_pack(options: Namespace, paths: Paths, clock: Clock, signed_in: "SignedIn | None") -> str:
    """Installs the pack; returns what to say. Raises PackRefused, NotAllowed or Problem, and nothing is changed."""
    from wellness_desktop.app.pack_desk import pack_desk

    zone = station_zone(load_settings(paths.settings).time_zone)
    desk = pack_desk(paths, clock, zone, signed_in)
    made = desk.install(desk.read(options.file.absolute()))
    return tr("The pack is installed: {title}, version {number}.", title=made.title, number=made.highest)


def _passphrase(options: Namespace) -> str:
    if not options.passphrase_stdin:
        raise Problem(tr("Pass the key's passphrase on standard input with --passphrase-stdin."))
    return sys.stdin.buffer.readline().decode(errors="replace").rstrip("\r\n")
