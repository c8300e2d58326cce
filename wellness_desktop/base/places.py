"""Which folders may hold the station's records: a local disk, not a share, not a folder that is synced (DESIGN 4)."""

import os
import sys
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

NETWORK_KINDS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "afpfs", "ncpfs", "9p", "davfs"}
)
SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "box sync",
    "nextcloud",
)
_WINDOWS_REMOTE = 4


def require_local(folder: Path) -> None:
    """Raises Problem when the folder lies on a network drive: two stations would ruin each other's records."""
    if is_network(folder):
        raise Problem(
            tr("Records cannot live on a network drive."),
            tr("Choose a folder on this PC. To carry records to another PC, use a backup on a stick."),
        )


def sync_warning(folder: Path) -> str:
    """A sentence when the folder seems to be copied to an online service; empty when not."""
    parts = [part.casefold() for part in folder.parts]
    if any(part.startswith(name) for part in parts for name in SYNCED):
        return tr("This folder seems to be copied to an online service. Choose a folder that stays on this PC.")
    return ""


def is_network(folder: Path) -> bool:
    """Whether the folder lies on another machine, as far as the system tells."""
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(text)[0] + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _WINDOWS_REMOTE)
    return _mount_kind(folder, Path("/proc/mounts")) in NETWORK_KINDS


def _mount_kind(folder: Path, mounts: Path) -> str:
    """The file system kind under `folder`, from a table like /proc/mounts; empty where there is none."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    where = str(folder.absolute())
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
