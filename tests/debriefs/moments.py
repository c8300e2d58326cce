"""Moments for property tests: aware, over twelve years, with many near midnight and near the clock changes."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
CHANGES = [
    datetime(2026, 3, 8, 8, tzinfo=UTC),
    datetime(2026, 11, 1, 7, tzinfo=UTC),
    datetime(2028, 2, 29, 5, tzinfo=UTC),
    datetime(2027, 1, 1, 6, tzinfo=UTC),
]


def moments() -> st.SearchStrategy[datetime]:
    """Any minute of twelve years, or one within a day of a clock change, a leap day or a new year."""
    anywhere = st.integers(0, 12 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
    near = st.tuples(st.sampled_from(CHANGES), st.integers(-1440, 1440)).map(
        lambda pair: pair[0] + timedelta(minutes=pair[1])
    )
    return st.one_of(anywhere, near)
