"""What every print of one moment shares: when and where it was printed, for whom, on what."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wellness_desktop.base.settings import PaperSize


@dataclass(frozen=True, slots=True)
class Paper:
    """What a sheet is printed on."""

    printed_at: datetime
    """Aware."""
    zone: ZoneInfo
    agency: str = ""
    size: PaperSize = "letter"
    large: bool = False

    @property
    def local(self) -> datetime:
        """The moment by the station's clock, as sheets want it."""
        return self.printed_at.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The station's date."""
        return self.local.date()
