"""What the tests of the kit share."""

import pytest

OFFSCREEN_ONLY = "This plugin does not support "
"""Qt's windowless platform says so of size hints, raising and grabbing; a real one does all three."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY, extend=True))
