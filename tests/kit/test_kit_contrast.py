"""Every pair of colors that meets on screen can be told apart: 4.5:1 for text, 3:1 for parts (WCAG 2.1 AA)."""

import pytest

from tests.support.contrast import contrast
from tests.support.themed_icons import NAMES, file_name, themed
from wellness_desktop.base.resources import resource
from wellness_desktop.kit.tokens import THEMES, Tokens

TEXT = [
    *(("text", ground) for ground in ("bg", "surface", "sunken", "line")),
    *(("muted", ground) for ground in ("bg", "surface", "sunken")),
    *(("danger", ground) for ground in ("bg", "surface", "sunken")),
    *(("link", ground) for ground in ("bg", "surface", "sunken")),
    *(("accent", ground) for ground in ("bg", "surface")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_info_soft", "info_soft"),
    ("on_ok_soft", "ok_soft"),
    ("on_warn_soft", "warn_soft"),
    ("on_bad_soft", "bad_soft"),
    ("on_help", "help"),
    ("on_help", "help_hover"),
    ("rail_text", "rail"),
    ("rail_text", "rail_hover"),
    ("on_rail_here", "rail_here"),
    ("on_chosen", "chosen"),
    ("surface", "text"),
]
PARTS = [
    *(("edge", ground) for ground in ("bg", "surface")),
    *(("focus", ground) for ground in ("bg", "surface", "sunken")),
    *(("accent", ground) for ground in ("bg", "surface", "sunken")),
    *(("on_ok_soft", ground) for ground in ("bg", "surface")),
    *(("on_warn_soft", ground) for ground in ("bg", "surface")),
    *(("on_bad_soft", ground) for ground in ("bg", "surface")),
    ("on_info_soft", "bg"),
    ("help", "surface"),
    ("help", "bg"),
    ("rail_text", "rail"),
    ("on_rail_here", "rail_here"),
    ("chosen", "surface"),
]
PRESSED_TEXT_IN_CONTRAST = ("bg", "line")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_can_be_read(theme: Tokens, ink: str, ground: str) -> None:
    if theme.name == "contrast" and (ink, ground) == ("text", "line"):
        ink, ground = PRESSED_TEXT_IN_CONTRAST
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_parts_can_be_seen(theme: Tokens, part: str, ground: str) -> None:
    assert contrast(getattr(theme, part), getattr(theme, ground)) >= 3


def test_high_contrast_is_high() -> None:
    theme = THEMES["contrast"]
    for ink, ground in TEXT:
        if (ink, ground) != ("text", "line"):
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 7, (ink, ground)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_the_pictures_of_the_style_sheet_follow_the_tokens(theme: Tokens, name: str) -> None:
    shipped = resource("icons", "themed", file_name(name, theme)).read_text(encoding="utf-8")
    assert shipped == themed(name, theme), "run python -m tests.support.themed_icons"


def test_the_formula_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0A5878", "#0A5878") == 1
