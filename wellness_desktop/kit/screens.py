"""A page of several screens, one of which is open. Those that nobody has opened yet are not built."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from wellness_desktop.kit.page import Page

W = TypeVar("W", bound=QWidget)

screen = cached_property
"""Marks a method of the page that builds a screen and hands it to `take_in`: it is called when first asked for."""


class ScreensPage(Page):
    """Each screen is a method marked `@screen`; asking for it builds it, `is_built` and `is_open` do not."""

    @property
    def screens_parent(self) -> QWidget:
        """What a screen is made in: given another parent first, all its parts would be styled twice."""
        return self._content

    def take_in(self, made: W) -> W:
        """Puts a screen into the page, hidden, and returns it."""
        # Not a stack: that would be as high as its highest screen, and a short one would scroll.
        made.hide()
        self._screens.append(made)
        self.body.addWidget(made, 1)
        return made

    def is_built(self, name: str) -> bool:
        """Whether the screen of this name was ever opened."""
        return name in vars(self)

    def is_open(self, name: str) -> bool:
        """Whether the screen of this name is the one shown."""
        made = vars(self).get(name)
        return made is not None and not made.isHidden()

    def open_screen(self, wanted: QWidget) -> None:
        """Shows this screen and hides the others."""
        for one in self._screens:
            one.setVisible(one is wanted)
        # A screen that was just built learns its width now: where the cursor goes may hang on it.
        layout = self._content.layout()
        if layout is not None:
            layout.activate()

    @cached_property
    def _screens(self) -> list[QWidget]:
        return []
