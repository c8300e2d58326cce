"""What a benchmark found, and the table that shows it."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: ours against its floor in the same run, and the bars of DESIGN 10."""

    name: str
    floor: float
    ours: float
    unit: str
    bar: float | None = None
    """The largest ratio (or, with `added`, the largest difference) that passes; None where nothing is promised."""
    stretch: float | None = None
    added: bool = False
    """Judged by how much comes on top of the floor, in its unit, rather than by the ratio."""

    @property
    def value(self) -> float:
        """What is held against the bar."""
        return self.ours - self.floor if self.added else self.ours / self.floor

    @property
    def passed(self) -> bool:
        return self.bar is None or self.value <= self.bar

    @property
    def verdict(self) -> str:
        if self.bar is None:
            return ""
        if self.stretch is not None and self.value <= self.stretch:
            return "stretch"
        return "ok" if self.passed else "MISSED"


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def p95(values: Iterable[float]) -> float:
    """The time that 95 of 100 stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


HEAD = ("name", "floor", "ours", "ratio", "bar", "stretch", "ok")


def table(results: Sequence[Result]) -> str:
    """The results in columns."""
    rows = [HEAD, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, len(HEAD) - 1) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(result: Result) -> tuple[str, ...]:
    def judged(value: float | None) -> str:
        if value is None:
            return ""
        return f"+{value:.0f} {result.unit}" if result.added else f"{value:.2f}"

    amounts = (f"{value:.{0 if value >= 100 else 1}f} {result.unit}" for value in (result.floor, result.ours))
    return (result.name, *amounts, *map(judged, (result.value, result.bar, result.stretch)), result.verdict)
