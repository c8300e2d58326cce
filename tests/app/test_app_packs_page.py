"""Library updates on a real station: a publisher is trusted by words, a pack installed, taken out and put back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from tests.app.settings_people import DANA, KIT, LEE, Desk, buttons, press, require_sound, words
from tests.library.pack_workshop import COUNTY, PROJECT, TODAY, Publisher, guide_text, no_templates, root_with
from tests.support.looks import settle, show_at
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.library.packs.desk import PackDesk, State
from wellness_desktop.library.packs.keys import public_key_file
from wellness_desktop.library.packs.refusals import PackRefused
from wellness_desktop.library.packs.trust import read_keys
from wellness_desktop.library.packs.updates_page import UpdatesPage
from wellness_desktop.library.service import Library

WAIT = 30_000
MINE = {"guides/h01-rest.md": guide_text()}


@pytest.fixture
def county() -> Publisher:
    return Publisher(COUNTY)


@pytest.fixture
def project() -> Publisher:
    return Publisher(PROJECT)


@pytest.fixture
def root(tmp_path: Path, project: Publisher) -> Path:
    return root_with(tmp_path / "root", project)


@pytest.fixture
def desk_of(sign_in: Callable[[str], Desk], root: Path) -> Callable[[str], tuple[Desk, PackDesk]]:
    def one(name: str) -> tuple[Desk, PackDesk]:
        desk = sign_in(name)
        packs = PackDesk(
            desk.paths.content, root, lambda: TODAY, no_templates, signed_in=desk.signed_in, station_exists=True
        )
        return desk, packs

    return one


def updates(packs: PackDesk, tasks: Any, height: int = 1300) -> UpdatesPage:
    page = UpdatesPage(packs, tasks)
    show_at(QApplication.instance(), page, 1150, height)
    return page


def key_file(publisher: Publisher, folder: Path) -> Path:
    path = folder / "county.wdkey"
    path.write_bytes(public_key_file(publisher.key))
    return path


def by_keyboard(widget: QPushButton) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)
    settle(QApplication.instance())


def choose_file(page: UpdatesPage, path: Path) -> None:
    """Answers the file picker that is open."""
    (picker,) = page.findChildren(QFileDialog)
    picker.hide()  # as Qt does before it tells what was chosen
    settle(QApplication.instance())
    picker.fileSelected.emit(str(path))
    picker.close()
    settle(QApplication.instance())


def test_the_whole_way_by_keyboard(
    qtbot: Any,
    desk_of: Callable[[str], tuple[Desk, PackDesk]],
    tasks: Any,
    county: Publisher,
    tmp_path: Path,
    root: Path,
) -> None:
    desk, packs = desk_of(KIT)
    page = updates(packs, tasks)
    assert "No pack is installed." in words(page)
    assert "No agency's publisher is trusted yet." in words(page)
    pack = county.make(tmp_path, MINE)

    by_keyboard(page.choose_button)
    choose_file(page, pack)
    qtbot.waitUntil(lambda: "does not trust the publisher" in page.banner.words, timeout=WAIT)

    by_keyboard(page.publishers.add_button)
    choose_file(page, key_file(county, tmp_path))
    assert page.new_key.isVisibleTo(page)
    assert page.new_key.words().split() == list(county.key.words)
    assert page.window().focusWidget() is page.new_key.cancel_button, "the answer that changes nothing"
    by_keyboard(page.new_key.trust_button)
    assert COUNTY in page.banner.words
    assert desk.audited()[-1] == "pack key trusted"

    by_keyboard(page.choose_button)
    choose_file(page, pack)
    qtbot.waitUntil(lambda: page._look.isVisibleTo(page), timeout=WAIT)
    shown = words(page)
    for part in (
        "Harmon County guides",
        "a publisher that this station trusts",
        "Rest in our county",
        "November 23, 2026",
    ):
        assert part in shown
    assert page.window().focusWidget() is page.install_button
    QTest.keyClick(page.install_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "The pack is installed" in page.banner.words, timeout=WAIT)
    assert desk.audited()[-1] == "pack installed"
    library = Library(root=root, content=desk.paths.content)
    assert library.guide("H01").mark == f"Added by {COUNTY}, November 23, 2026."

    assert f"Harmon County guides: Version 1, made November 23, 2026, by {COUNTY}." in words(page)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.out_button
    QTest.keyClick(page.publishers.table.view, Qt.Key.Key_Return)
    assert page.new_key.words().split() == list(county.key.words)
    assert not page.new_key.trust_button.isVisibleTo(page)
    by_keyboard(page.new_key.cancel_button)

    by_keyboard(page.out_button)
    assert "taken out" in page.banner.words
    assert "Taken out" in page.table.rows.data(page.table.rows.index(0, 4))
    assert desk.audited()[-1] == "pack taken out"
    library.reload()
    with pytest.raises(Problem):
        library.guide("H01")
    press(page, "Undo").click()
    assert packs.rows()[0].state is State.IN_USE
    by_keyboard(page.out_button)
    by_keyboard(page.in_button)
    assert "back in use" in page.banner.words
    assert packs.rows()[0].state is State.IN_USE
    assert desk.audited()[-1] == "pack version changed"


def test_one_goes_back_to_the_version_before(
    qtbot: Any, desk_of: Callable[[str], tuple[Desk, PackDesk]], tasks: Any, project: Publisher, tmp_path: Path
) -> None:
    desk, packs = desk_of(KIT)
    for number in (1, 2):
        files = {"guides/h01.md": guide_text(title=f"Edition {number}")}
        packs.install(packs.read(project.make(tmp_path, files, sequence=number)))
    page = updates(packs, tasks)
    assert page.before_button.text() == "Use version 1"
    by_keyboard(page.before_button)
    assert "Version 1 is in use" in page.banner.words
    assert page.before_button.text() == "Use version 2"
    assert Library(root=packs._root, content=desk.paths.content).guide("H01").title == "Edition 1"
    with pytest.raises(PackRefused, match="older"):
        packs.look(project.make(tmp_path / "again", MINE, sequence=1))


def test_to_stop_trusting_takes_the_packs_out(
    qtbot: Any, desk_of: Callable[[str], tuple[Desk, PackDesk]], tasks: Any, county: Publisher, tmp_path: Path
) -> None:
    desk, packs = desk_of(KIT)
    packs.trust(county.key)
    packs.install(packs.read(county.make(tmp_path, MINE)))
    page = updates(packs, tasks)
    by_keyboard(page.publishers.remove_button)
    (question,) = page.window().findChildren(Question)
    assert COUNTY in question.windowTitle()
    question.answer("do")
    settle(QApplication.instance())
    assert "1 pack was taken out." in words(page)
    assert packs.agency_keys() == ()
    assert [row.state for row in packs.rows()] == [State.OUT]
    assert desk.audited()[-1] == "pack key removed"
    with pytest.raises(PackRefused, match="does not trust"):
        packs.look(county.make(tmp_path, MINE, sequence=2))


def test_a_spoiled_pack_is_told_with_what_to_mend(
    qtbot: Any, desk_of: Callable[[str], tuple[Desk, PackDesk]], tasks: Any, project: Publisher, tmp_path: Path
) -> None:
    _desk, packs = desk_of(KIT)
    bad = tmp_path / "bad.wdpack"
    bad.write_bytes(project.raw({"guides/a.md": guide_text().replace("review_by = 2027", "review_by = 2025").encode()}))
    page = updates(packs, tasks)
    page.look_at(str(bad))
    qtbot.waitUntil(lambda: bool(page.banner.words), timeout=WAIT)
    assert "guides/a.md" in page.banner.words
    assert page.choose_button.isEnabled()
    assert page.window().focusWidget() is page.choose_button
    assert not page._look.isVisibleTo(page)


def test_a_key_that_nobody_added_here_does_not_count(
    qtbot: Any, desk_of: Callable[[str], tuple[Desk, PackDesk]], tasks: Any, county: Publisher, tmp_path: Path
) -> None:
    """Somebody who can write into the data folder, but not sign in, puts a key there: the audit log knows none."""
    desk, packs = desk_of(KIT)
    packs.trust(Publisher("Another county").key)
    file = desk.paths.content / "keys.json"
    stranger = packs.agency_keys()[0].key.public
    file.write_text(file.read_text().replace(stranger, county.key.public).replace("Another county", COUNTY))
    assert [each.confirmed for each in packs.agency_keys()] == [False]
    with pytest.raises(PackRefused, match="does not trust"):
        packs.look(county.make(tmp_path, MINE))
    page = updates(packs, tasks)
    assert f"so it does not count: {COUNTY}" in words(page)
    assert "No: add it again" in page.publishers.table.rows.data(page.publishers.table.rows.index(0, 2))
    packs.trust(county.key)
    assert packs.look(county.make(tmp_path, MINE)).key.name == COUNTY


def test_what_the_log_cannot_hold_is_not_done(
    desk_of: Callable[[str], tuple[Desk, PackDesk]], project: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audit entry and the switch are one: when the store cannot be saved, the old packs stand."""
    desk, packs = desk_of(KIT)
    packs.install(packs.read(project.make(tmp_path, MINE)))
    before = (desk.paths.content / "installed.json").read_bytes()
    two = packs.read(project.make(tmp_path, MINE, sequence=2))
    real = type(desk.signed_in.store).work

    def work(store: Any) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def one() -> Any:
            with real(store) as session:
                yield session
                raise Problem("The disk is full.")

        return one()

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.signed_in.store), "work", work)
        with pytest.raises(Problem, match="disk is full"):
            packs.install(two)
        with pytest.raises(Problem, match="disk is full"):
            packs.trust(Publisher(COUNTY).key)
    assert (desk.paths.content / "installed.json").read_bytes() == before
    assert read_keys(desk.paths.content) == ()
    packs.install(two)


def test_an_agencys_publisher_stands_beside_the_project(
    desk_of: Callable[[str], tuple[Desk, PackDesk]], county: Publisher, project: Publisher, tmp_path: Path, root: Path
) -> None:
    """What it changes is marked; what the project alone may do is refused."""
    desk, packs = desk_of(KIT)
    packs.trust(county.key)

    def refusal(files: dict[str, str], **facts: Any) -> str:
        path = tmp_path / "try.wdpack"
        path.write_bytes(county.raw({name: text.encode() for name, text in files.items()}, **facts))
        with pytest.raises(PackRefused) as told:
            packs.look(path)
        return told.value.title

    from tests.library.pack_workshop import line_text

    assert "Only the project may withdraw" in refusal({}, withdraws=("line:copline",))
    assert "lines of Get help now" in refusal({"support_lines/a.toml": line_text("copline", "COPLINE")})
    assert "lines of Get help now" in refusal({"support_lines/help_now.toml": line_text()})
    helping = line_text() + 'state = "NJ"\nhelp_now = true\n'
    assert "put a line on Get help now" in refusal({"support_lines/a.toml": helping})
    assert "guide for somebody in danger" in refusal({"guides/g01.md": guide_text("G01")})
    template = (root / "plan_templates" / "cp-03.toml").read_text(encoding="utf-8")
    assert "Only the project may change a plan" in refusal({"plan_templates/cp-03.toml": template})

    packs.install(packs.read(county.make(tmp_path, {"guides/g12.md": guide_text("G12", "Our first contact")})))
    library = Library(root=root, content=desk.paths.content)
    assert library.guide("G12").mark == (
        f"Changed by {COUNTY}, November 23, 2026. The program's own text is different."
    )

    other = Publisher("Another county")
    packs.trust(other.key)
    path = tmp_path / "other.wdpack"
    path.write_bytes(other.raw({"guides/g12.md": guide_text("G12").encode()}, id="other-guides"))
    with pytest.raises(PackRefused, match=f"another publisher, {COUNTY}"):
        packs.look(path)
    same_name = tmp_path / "same.wdpack"
    same_name.write_bytes(other.raw({"guides/h09.md": guide_text("H09").encode()}))
    with pytest.raises(PackRefused, match="bears the same name"):
        packs.look(same_name)

    packs.install(packs.read(project.make(tmp_path / "project", {}, id="wellness-library", withdraws=["guide:G12"])))
    library.reload()
    with pytest.raises(Problem):
        library.guide("G12")
    assert any("withdrew it" in note.reason for note in library.notes())
    path.write_bytes(county.raw({"guides/g12.md": guide_text("G12").encode()}, sequence=2))
    with pytest.raises(PackRefused, match="bring back an entry that the project withdrew"):
        packs.look(path)


def test_a_key_cannot_bear_a_name_that_is_taken(
    desk_of: Callable[[str], tuple[Desk, PackDesk]], county: Publisher
) -> None:
    _desk, packs = desk_of(KIT)
    with pytest.raises(Problem, match="bears the project's name"):
        packs.trust(Publisher("wellness desktop PROJECT").key)
    packs.trust(county.key)
    with pytest.raises(Problem, match="bears the same name"):
        packs.trust(Publisher(COUNTY).key)


def test_only_whoever_keeps_the_pc_may(
    desk_of: Callable[[str], tuple[Desk, PackDesk]], project: Publisher, county: Publisher, tmp_path: Path
) -> None:
    desk, packs = desk_of(LEE)
    pack = project.make(tmp_path, MINE)
    for deed in (packs.rows, packs.agency_keys, lambda: packs.look(pack), lambda: packs.trust(county.key)):
        with pytest.raises(NotAllowed):
            deed()
    assert not desk.paths.content.exists()


@pytest.mark.slow
def test_the_running_program_shows_a_pack_at_once(program: Any, clock: Any, project: Publisher, tmp_path: Path) -> None:
    """Settings, Library updates: what was read before is read anew, also the library page that is open behind."""
    from tests.support.station import PHRASE, a_station
    from wellness_desktop.accounts.roles import Role

    signed_in, _ = a_station(program.paths.data, clock).create(DANA, PHRASE, frozenset({Role.PLANNER}))
    program.open_records(signed_in)
    library = program.go("library")
    before = len(program.library.guides())
    page = program.go("packs", "settings")
    assert page.title == "Library updates"
    page._desk._root = root_with(tmp_path / "root", project)
    page._desk.install(page._desk.read(project.make(tmp_path)))
    page.changed.emit()
    assert len(program.library.guides()) == before + 1
    press(page, "All settings").click()
    assert program.frame.page_key == "settings"
    assert program.go("library") is not library
    program.lock()


@pytest.mark.slow
def test_nothing_is_cut_and_everything_is_reached(
    qtbot: Any, desk_of: Callable[[str], tuple[Desk, PackDesk]], tasks: Any, county: Publisher, project: Publisher,
    tmp_path: Path,
) -> None:  # fmt: skip
    _desk, packs = desk_of(KIT)
    require_sound(updates(packs, tasks))
    packs.trust(county.key)
    for number in (1, 2):
        packs.install(packs.read(county.make(tmp_path, MINE, sequence=number)))
    looked = packs.look(project.make(tmp_path / "p", {"guides/g12.md": guide_text("G12")}, id="wellness-library"))
    page = updates(packs, tasks)
    page._show_look(looked)
    page.new_key.show_key(county.key)
    assert "Install it" in buttons(page)
    require_sound(page)
