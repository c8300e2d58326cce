"""`python -m wellness_desktop`, which is also how the Windows launcher starts the program."""

import sys

from wellness_desktop.app.main import run

if __name__ == "__main__":
    sys.exit(run())
