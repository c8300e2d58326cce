"""Killed, full or refused at every single step: the library shows the old packs or the new, never half of either."""

import errno
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library.pack_workshop import PROJECT, Place, Publisher, guide_text, root_with
from tests.support.cases import slow
from wellness_desktop.base.errors import Problem
from wellness_desktop.library.packs.installed import live_packs, read_list

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a way to die in the middle of a step")

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}
KILLED, REFUSED, BORNE, WHOLE, WRONG = 9, 3, 4, 0, 1
"""BORNE: something happened, and the work was done all the same (a folder that was there already, tidying up)."""
MOST_STEPS = 200


@pytest.fixture
def place(tmp_path: Path) -> Place:
    project = Publisher(PROJECT)
    place = Place(root_with(tmp_path / "root", project), tmp_path / "content", project)
    place.install(project.make(tmp_path, {"guides/h01.md": guide_text(title="Edition 1")}))
    return place


def changes_something(event: str, arguments: tuple[object, ...], folder: str) -> bool:
    """Whether this step writes below the folder."""
    if event == "open" and isinstance(arguments[2], int):
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return bool(writes) and str(arguments[0]).startswith(folder)
    return event in CHANGES and str(arguments[0]).startswith(folder)


def at_step(step: int, folder: Path, do: Callable[[], object], happens: Callable[[], object]) -> int:
    """Does something in a process of its own where, at this step, something happens. Returns how that process ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of fork beside threads
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = [step]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if changes_something(event, arguments, str(folder)):
            left[0] -= 1
            if left[0] == 0:
                happens()

    sys.addaudithook(watch)
    status = WRONG
    try:
        do()
        status = WHOLE if left[0] > 0 else BORNE
    except Problem:
        status = REFUSED
    finally:
        os._exit(status)


def die() -> None:
    os._exit(KILLED)


def no_room() -> None:
    raise OSError(errno.ENOSPC, "no room")


def not_allowed() -> None:
    raise PermissionError(errno.EACCES, "not allowed")


def title(place: Place) -> str:
    """The title of the guide that both versions hold, once every file of the pack in use was found sound."""
    (pack,) = live_packs(place.content).packs
    assert pack.damaged == ()
    return (pack.folder / "guides/h01.md").read_text(encoding="utf-8").split('title = "')[1].split('"')[0]


def edition(place: Place, tmp_path: Path, number: int) -> Path:
    files = {"guides/h01.md": guide_text(title=f"Edition {number}"), "guides/h02.md": guide_text("H02", "More")}
    path = tmp_path / f"{number}.wdpack"
    path.write_bytes(place.project.raw({name: text.encode() for name, text in files.items()}, sequence=number))
    return path


def install(place: Place, path: Path) -> None:
    """Without looking first, as the command line does it."""
    desk = place.desk()
    desk.install(desk.read(path))


def walk(place: Place, tmp_path: Path, happens: Callable[[], object], ended: int, *, every: int) -> int:
    """Installs version after version, each cut at another step, until nothing is left to cut. Returns how many were."""
    number, step, cut = 2, 1, 0
    while step < MOST_STEPS:
        pack = edition(place, tmp_path, number)
        before = title(place)
        status = at_step(step, place.content, lambda pack=pack: install(place, pack), happens)
        after = title(place)
        assert after in (before, f"Edition {number}")
        if status in (WHOLE, BORNE):
            assert after == f"Edition {number}", "said that it was done, and it was not"
        assert status in (ended, BORNE, WHOLE), status
        cut += status == ended
        if status == WHOLE:
            return cut
        (known,) = read_list(place.content)
        install(place, edition(place, tmp_path, known.highest + 1))
        assert len([each for each in place.content.iterdir() if each.is_dir()]) == 2, "what was cut is swept away"
        number, step = known.highest + 2, step + every
    return cut


@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_any_step(place: Place, tmp_path: Path, every: int) -> None:
    assert walk(place, tmp_path, die, KILLED, every=every) * every >= 12


@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("happens", [no_room, slow(not_allowed)])
def test_a_full_disk_and_a_folder_that_refuses(
    place: Place, tmp_path: Path, happens: Callable[[], object], every: int
) -> None:
    assert walk(place, tmp_path, happens, REFUSED, every=every) * every >= 6


@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_while_a_pack_is_taken_out(place: Place, every: int) -> None:
    for step in range(1, 12, every):
        (pack,) = read_list(place.content)
        from wellness_desktop.library.packs.installing import changing, write_list
        from wellness_desktop.library.packs.versions import with_use

        def take_out(pack=pack) -> None:
            with changing(place.content) as listed:
                write_list(place.content, with_use(listed, pack, None))

        status = at_step(step, place.content, take_out, die)
        (after,) = read_list(place.content)
        assert after.in_use in (1, None)
        assert status == KILLED or after.in_use is None
        with changing(place.content) as listed:
            write_list(place.content, with_use(listed, after, 1))
        assert title(place) == "Edition 1"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is refused to the system's own user")
def test_a_folder_without_the_right_to_write(place: Place, tmp_path: Path) -> None:
    pack = place.project.make(tmp_path, sequence=2)
    place.content.chmod(0o500)
    try:
        with pytest.raises(Problem, match="may not write"):
            place.install(pack)
    finally:
        place.content.chmod(0o700)
    assert title(place) == "Edition 1"


def test_a_disk_that_is_nearly_full_is_noticed_first(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    pack = place.project.make(tmp_path, sequence=2)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    with pytest.raises(Problem, match="not enough free space"):
        place.install(pack)
    assert title(place) == "Edition 1"
    assert not [each for each in place.content.iterdir() if each.name.startswith(".new-")]


def test_what_lies_about_is_swept_and_nothing_else(place: Place, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    (place.content / "a-link").symlink_to(outside, target_is_directory=True)
    (place.content / ".new-left").mkdir()
    (place.content / "harmon-guides.0000.9").mkdir()
    (place.content / "keys.json").write_text('{"format": 1, "keys": []}')
    place.install(place.project.make(tmp_path, sequence=2))
    assert (outside / "kept.txt").read_text() == "kept"
    names = {each.name for each in place.content.iterdir()}
    assert ".new-left" not in names
    assert "harmon-guides.0000.9" not in names
    assert "keys.json" in names
