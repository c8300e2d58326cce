"""What the tests of the kit share."""

import pytest

OFFSCREEN_ONLY = "This plugin does not support propagateSizeHints"
"""Qt's windowless platform says so for every window with a smallest size; a real one has size hints."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY, extend=True))
