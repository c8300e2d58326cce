"""One backup is one folder: the encrypted store, the key file that opens it, and a sheet of facts about both.

The sheet holds no secret: when it was made, by which schema, and checksums, so that a torn copy is noticed
before anyone needs it. What vouches for the contents are the store's and the key file's own keys.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import cannot_write
from wellness_desktop.base.language import tr

STORE = "station.db"
KEYS = "station.keys"
SHEET = "backup.json"
ALSO = ("settings.json", "board.json", "agency_lines.json")
"""Plain files that make a restored station the same one; copied when they are there."""
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup."""

    folder: Path
    made_at: datetime
    schema: int
    """The number of the last migration; a program that knows fewer cannot restore it."""
    rows: int
    """How many rows it holds, counted in the store and in the copy."""
    size: int
    """Bytes of the encrypted store."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in backup.json."""

    made_at: str
    schema: int
    rows: int
    size: int
    sums: dict[str, str]


def write_sheet(folder: Path, made_at: datetime, schema: int, rows: int) -> None:
    """The last file of a backup, written when the others are whole."""
    names = [name for name in (STORE, KEYS, *ALSO) if (folder / name).exists()]
    sheet = Sheet(
        made_at=made_at.isoformat(),
        schema=schema,
        rows=rows,
        size=(folder / STORE).stat().st_size,
        sums={name: checksum(folder / name) for name in names},
    )
    (folder / SHEET).write_text(json.dumps(asdict(sheet), indent=2, sort_keys=True), encoding="utf-8")


def inspect(folder: Path) -> Backup:
    """What the backup's sheet says. Quick; does not read the store. Raises Problem when it is no backup."""
    sheet = read_sheet(folder)
    return Backup(folder, datetime.fromisoformat(sheet.made_at), sheet.schema, sheet.rows, sheet.size)


def list_backups(folder: Path) -> list[Backup]:
    """The finished backups in a folder, newest first; anything else in it is passed over."""
    found = []
    for inside in folder.iterdir() if folder.is_dir() else ():
        try:
            found.append(inspect(inside))
        except Problem:
            continue
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def require_whole(folder: Path) -> Sheet:
    """Reads every file of the backup and compares it with the sheet. Raises Problem for a torn one."""
    sheet = read_sheet(folder)
    try:
        whole = all(checksum(folder / name) == known for name, known in sheet.sums.items())
    except FileNotFoundError:
        whole = False
    except OSError as error:
        raise cannot_write(error) from error
    if not whole or not {STORE, KEYS} <= sheet.sums.keys():
        raise torn()
    return sheet


def read_sheet(folder: Path) -> Sheet:
    try:
        sheet = Sheet(**json.loads((folder / SHEET).read_text(encoding="utf-8")))
        made_at = datetime.fromisoformat(sheet.made_at)
        good = made_at.tzinfo is not None and all(name in (STORE, KEYS, *ALSO) for name in sheet.sums)
        if good and all(isinstance(number, int) for number in (sheet.schema, sheet.rows, sheet.size)):
            return sheet
    except (OSError, ValueError, TypeError, AttributeError):
        pass
    raise Problem(
        tr("There is no backup in this folder."),
        tr("Choose the folder that the program made; its name begins with “backup”."),
    )


def checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def torn() -> Problem:
    return Problem(
        tr("This backup is damaged or incomplete."),
        tr("Nothing was changed. Choose another backup, and make a new one soon."),
    )
