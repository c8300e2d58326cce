"""What accounts prints: the recovery sheet."""

from datetime import date
from typing import Literal


def recovery_sheet(code: str, agency: str, printed_on: date, *, size: Literal["letter", "a4"] = "letter") -> bytes:
    """The one sheet that opens the records when every passphrase is lost, as PDF; it opens no sealed record.

    Also carries the code as QR, so that nobody has to type 32 letters from paper into a phone camera's text.
    """
    from wellness_desktop.base.language import tr
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    sheet = Sheet(
        title=tr("Recovery sheet"),
        printed_on=printed_on,
        agency=agency,
        size=size,
        mark=tr("Keep sealed in the agency's safe"),
        subject=tr("How to open the station's records again"),
    )
    return make(
        sheet,
        [
            b.heading(tr("Recovery sheet")),
            b.text(
                tr("This sheet opens the station's records if nobody can sign in any more. It is printed once."),
                kind="lead",
            ),
            b.two_columns(
                [
                    b.heading(tr("The code"), level=2),
                    *(b.text(b.bold(line), kind="lead") for line in _in_lines(code)),
                ],
                [b.qr(code, tr("The same code"), tr("QR code that holds the recovery code"))],
                share=0.7,
            ),
            b.heading(tr("What to do with it now"), level=2),
            b.checklist(
                [
                    tr("Put it in an envelope. Sign across the flap."),
                    tr("Lock it in the safe, or give it to someone outside the agency, such as the county clerk."),
                    tr("Do not photograph it, copy it or leave it by the PC."),
                ]
            ),
            b.heading(tr("How to use it"), level=2),
            b.numbered(
                [
                    tr("Start the program and choose Sign in."),
                    tr("Press Use the recovery sheet."),
                    tr("Type the code. Spaces, dashes and small letters do not matter."),
                    tr("Choose a name and a new passphrase. You are now an administrator."),
                    tr("Print a new recovery sheet and shred this one."),
                ]
            ),
            b.note(
                tr("What this sheet does not open: anything that a helper or a member sealed under their own key."),
                title=tr("Its limit"),
            ),
            b.heading(tr("Where it was kept"), level=2),
            b.fill_lines([tr("Sealed by"), tr("Date"), tr("Kept where"), tr("Opened by, date")], columns=2),
        ],
    )


def _in_lines(code: str) -> list[str]:
    """The eight groups of four letters, four to a line."""
    groups = code.replace("-", " ").split()
    return ["   ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
