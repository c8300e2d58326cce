"""Settings of this station: declared once, typed, forgiving. Nothing in them is secret."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from wellness_desktop.base.files import write_whole

PaperSize = Literal["letter", "a4"]
"""What lies in the printer."""
LIMITS: dict[str, tuple[int, int]] = {
    "lock_after_minutes": (5, 30),  # SEC-10: never off
    "text_percent": (100, 200),
    "check_numbers_days": (14, 730),
    "check_providers_days": (14, 730),
    "check_partners_days": (14, 730),
    "check_training_days": (30, 1825),
    "rotate_sessions": (1, 20),
    "rotate_days": (3, 45),
    "report_least": (5, 50),  # chaplain_log.md 5.3: k, never under 5
    "report_least_people": (5, 25),  # m
}
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark", "contrast"),
    "paper": ("letter", "a4"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a station chose. Unknown or spoiled entries fall back one by one."""

    agency_name: str = ""
    state: str = ""
    """Two-letter postal code; decides which state-only lines show. Empty shows national lines only."""
    time_zone: str = ""
    """IANA name; empty means the PC's own."""
    theme: str = "system"
    text_percent: int = 100
    lock_after_minutes: int = 10
    paper: PaperSize = "letter"
    care_profile: str = "program_default"
    """Which profile of resources/protocols decides the care windows."""
    check_numbers_days: int = 90
    """After how many days somebody's number is checked again; likewise the three below."""
    check_providers_days: int = 90
    check_partners_days: int = 180
    check_training_days: int = 365
    rotate_sessions: int = 3
    """After so many sessions within the days below, a helper is due for a rest (debrief_protocols.md 7)."""
    rotate_days: int = 14
    report_least: int = 11
    """The least number of contacts that a report shows (chaplain_log.md 5.3, k)."""
    report_least_people: int = 5
    """The least number of different people behind such a number (m)."""
    icisf_team: bool = False
    """Whether the support team is registered with ICISF, whose rules on courses it then follows."""


def load_settings(path: Path) -> Settings:
    """The settings in the file, or the defaults where the file or an entry is missing or spoiled."""
    return read_settings(path)[0]


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in the file, and the names of the entries that were spoiled and fell back to their defaults.

    A file that is not there was never written: nothing is spoiled then, nor is an entry that an older version did
    not know.
    """
    names = tuple(field.name for field in fields(Settings))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError):
        return Settings(), names
    if not isinstance(found, dict):
        return Settings(), names
    good = {name: found[name] for name in names if _is_good(name, found)}
    return Settings(**good), tuple(name for name in names if name in found and name not in good)


def save_settings(path: Path, settings: Settings) -> None:
    """Writes the settings whole. Raises Problem when the disk refuses."""
    write_whole(path, json.dumps(asdict(settings), indent=2, sort_keys=True).encode())


def change(settings: Settings, **changes: Any) -> Settings:
    """A copy with some entries changed; entries out of range are left as they were."""
    good = {name: value for name, value in changes.items() if _is_good(name, changes)}
    return replace(settings, **good)


def _is_good(name: str, found: dict[str, Any]) -> bool:
    if name not in found:
        return False
    value, default = found[name], getattr(Settings(), name)
    if type(value) is not type(default):
        return False
    if name in LIMITS:
        low, high = LIMITS[name]
        return bool(low <= value <= high)
    if name in CHOICES:
        return value in CHOICES[name]
    return True
