"""Until when a claim for the federal Public Safety Officers' Benefits can be filed.

Source: 28 CFR 32.12 (death) and 32.22 (disability), as opened for crisis_plans.md E. The regulation also
knows other starts of the year and an extension for good cause, so wherever the date is printed it says: verify locally.
"""

from datetime import date

from wellness_desktop.plans.days import months_later

AFTER_DEATH = 36
"""Months."""
AFTER_DECISION = 12


def psob_file_by(happened: date, decided: date | None = None) -> date:
    """The later of 3 years after the death (or injury) and 1 year after the agency's benefits were finally decided.

    Where the day does not exist, the earlier one counts (CP-T4): three years after February 29 is February 28.
    Raises ValueError when the decision lies before the death.
    """
    if decided is None:
        return months_later(happened, AFTER_DEATH)
    if decided < happened:
        raise ValueError("the decision lies before the death")
    return max(months_later(happened, AFTER_DEATH), months_later(decided, AFTER_DECISION))
