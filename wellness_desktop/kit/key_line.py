"""The line that names a list's keys: no line ends between a key and the first word of what it does."""

import re
from typing import Any

from PySide6.QtWidgets import QWidget

from wellness_desktop.kit.text import Text

GAP = "   "
"""Stands between two keys."""
_KEY = re.compile(r"(?:^|(?<= {3}))(\S+:) ")
_HELD = "\u00a0"


class KeyLine(Text):
    """“Enter: open   S: stop the plan”. `text()` holds it as it was given."""

    def __init__(self, text: str = "", parent: QWidget | None = None, **options: Any) -> None:
        super().__init__(text, "small", parent, **options)
        self.setAccessibleName(text)

    def setText(self, text: str) -> None:
        super().setText(_KEY.sub(rf"\1{_HELD}", text))

    def text(self) -> str:
        return super().text().replace(_HELD, " ")
