"""Starts Wellness Desktop from a checkout: `python main.py`."""

import sys

from wellness_desktop.app.main import run

if __name__ == "__main__":
    sys.exit(run())
