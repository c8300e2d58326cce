"""Where things lie on this PC."""

import json
from dataclasses import dataclass
from pathlib import Path

from wellness_desktop.base.files import make_private_folder, write_whole

APP_FOLDER = "WellnessDesktop"
CHOICE_FILE = "where.json"


@dataclass(frozen=True, slots=True)
class Paths:
    """Every file and folder the program owns. `data` holds the agency's records; `cache` can be lost."""

    data: Path
    cache: Path

    @property
    def store(self) -> Path:
        return self.data / "station.db"

    @property
    def keys(self) -> Path:
        return self.data / "station.keys"

    @property
    def board(self) -> Path:
        return self.data / "board.json"

    @property
    def agency_lines(self) -> Path:
        """What the agency corrected and added among the support lines; read without signing in."""
        return self.data / "agency_lines.json"

    @property
    def content(self) -> Path:
        """Installed content packs; read without signing in, like the library itself."""
        return self.data / "content"

    @property
    def notes(self) -> Path:
        """Sealed notes from the front door, until the support team takes them in."""
        return self.data / "notes"

    @property
    def note_address(self) -> Path:
        """The support team's public key, by which the front door seals them."""
        return self.data / "note_address.json"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def tries(self) -> Path:
        """Wrong passphrase tries; kept outside the store, since they happen before it opens."""
        return self.data / "tries.json"

    @property
    def feedback(self) -> Path:
        """Sealed comments and near misses from the front door, until the coordinator takes them in."""
        return self.data / "feedback"

    @property
    def answers(self) -> Path:
        """What came of feedback, in the coordinator's words; read without signing in."""
        return self.data / "answers.json"

    @property
    def demo_note(self) -> Path:
        """Present only in the demo agency: its names and passphrases for the sign-in page."""
        return self.data / "demo.json"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def private(self) -> Path:
        """Prints on their way to the printer; emptied at lock, start and exit."""
        return self.data / "private"

    @property
    def library_index(self) -> Path:
        return self.cache / "library.db"


def find_paths(data_dir: Path | None = None) -> Paths:
    """The folders to use: `data_dir` when given; else the folder chosen at the first start; else where all
    logins of this PC share their records, if they do; else this login's own folder.
    """
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Paths(data=root, cache=root / "cache")
    cache = Path(platform_folder("user_cache_dir"))
    for folder in (_chosen_folder(), shared_folder()):
        if folder is not None and (folder / "station.keys").exists():
            return Paths(data=folder, cache=cache)
    return Paths(data=own_folder(), cache=cache)


def shared_folder() -> Path:
    """Where every login of this PC finds the same records."""
    return Path(platform_folder("site_data_dir"))


def own_folder() -> Path:
    """Where only this login's records live."""
    return Path(platform_folder("user_data_dir"))


def platform_folder(kind: str) -> str:
    """The system's folder of that kind for this program; platformdirs knows each system's customs."""
    import platformdirs

    return str(getattr(platformdirs, kind)(APP_FOLDER, appauthor=False))


def remember_folder(folder: Path) -> None:
    """Notes that this login's records live in a folder of its own choice. Raises Problem when it cannot."""
    make_private_folder(own_folder())
    write_whole(own_folder() / CHOICE_FILE, json.dumps({"data": str(folder)}).encode())


def _chosen_folder() -> Path | None:
    try:
        return Path(json.loads((own_folder() / CHOICE_FILE).read_text(encoding="utf-8"))["data"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
