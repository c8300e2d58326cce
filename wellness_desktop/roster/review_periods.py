"""The agency's review periods, from the settings of the station."""

from wellness_desktop.base.settings import Settings
from wellness_desktop.roster.freshness import Kind, use_periods

SETTING_OF = {
    Kind.NUMBER: "check_numbers_days",
    Kind.PROVIDER: "check_providers_days",
    Kind.PARTNER: "check_partners_days",
    Kind.TRAINING: "check_training_days",
}
"""Which setting says how many days a check holds. Support lines carry their own dates."""


def follow_settings(settings: Settings) -> None:
    """From now on every number ages as these settings say."""
    use_periods({kind: getattr(settings, name) for kind, name in SETTING_OF.items()})
