"""What an import would do, in one line for the person who decides."""

from wellness_desktop.base.language import tr_count
from wellness_desktop.roster.import_preview import ImportPreview


def import_summary(preview: ImportPreview) -> str:
    """What the preview says, in one line."""
    return " ".join(
        [
            tr_count("{count} person is new.", "{count} people are new.", len(preview.new)),
            tr_count(
                "{count} seems to be on the roster already.",
                "{count} seem to be on the roster already.",
                len(preview.doubles),
            ),
            tr_count(
                "{count} row stays out; the reason stands beside it.",
                "{count} rows stay out; the reason stands beside each.",
                len(preview.bad),
            ),
        ]
    )
