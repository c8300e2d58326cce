"""Where things lie on this PC."""

from dataclasses import dataclass
from pathlib import Path

APP_FOLDER = "WellnessDesktop"


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
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def tries(self) -> Path:
        """Wrong passphrase tries; kept outside the store, since they happen before it opens."""
        return self.data / "tries.json"

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
    """The folders to use: `data_dir` when given, else where this system keeps records for all its users
    if the first start put them there, else this login's own folder.
    """
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Paths(data=root, cache=root / "cache")
    import platformdirs

    shared = Path(platformdirs.site_data_dir(APP_FOLDER, appauthor=False))
    own = Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))
    cache = Path(platformdirs.user_cache_dir(APP_FOLDER, appauthor=False))
    if (shared / "station.keys").exists():
        return Paths(data=shared, cache=cache)
    return Paths(data=own, cache=cache)
