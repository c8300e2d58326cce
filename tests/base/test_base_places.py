from pathlib import Path

import pytest

from wellness_desktop.base import paths, places
from wellness_desktop.base.errors import Problem


def test_a_share_is_refused_and_a_local_folder_is_not(tmp_path: Path) -> None:
    places.require_local(tmp_path)
    with pytest.raises(Problem, match="network drive"):
        places.require_local(Path("//server/share/wellness"))


@pytest.mark.parametrize(
    ("folder", "kind"), [("/mnt/my share/records", "cifs"), ("/mnt/usb", "vfat"), ("/home/a", "ext4")]
)
def test_the_deepest_mount_decides(tmp_path: Path, folder: str, kind: str) -> None:
    table = tmp_path / "mounts"
    table.write_text("/dev/a / ext4 rw 0 0\n//srv/x /mnt/my\\040share cifs rw 0 0\n/dev/b /mnt/usb vfat rw 0 0\nodd\n")
    assert places._mount_kind(Path(folder), table) == kind


@pytest.mark.parametrize(
    ("folder", "warned"),
    [("/home/a/OneDrive - Town of X/data", True), ("/home/a/Dropbox/w", True), ("/home/a/records", False)],
)
def test_a_synced_folder_is_warned_about(folder: str, warned: bool) -> None:
    assert bool(places.sync_warning(Path(folder))) is warned


def test_a_chosen_folder_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "platform_folder", lambda kind: str(tmp_path / kind))
    assert paths.find_paths().data == tmp_path / "user_data_dir"
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "station.keys").write_text("{}")
    paths.remember_folder(stick)
    assert paths.find_paths().data == stick
    (tmp_path / "site_data_dir").mkdir()
    (tmp_path / "site_data_dir" / "station.keys").write_text("{}")
    (stick / "station.keys").unlink()
    assert paths.find_paths().data == tmp_path / "site_data_dir"
