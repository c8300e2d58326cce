"""The colors of each theme. Every pair that meets on screen is measured in tests/kit/test_kit_contrast.py."""

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme's colors, named after what they are for, never after how they look.

    A named tuple, since a dataclass of this size costs start-up time (findings/window_pdf_speed.md 3).
    """

    name: str
    bg: str
    """Behind everything."""
    surface: str
    """Cards, fields, lists."""
    sunken: str
    """Hover, table stripes, empty tracks."""
    line: str
    """Quiet separators; never the only sign of a control."""
    edge: str
    """The outline of a control, 3:1 against what it stands on."""
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    info_soft: str
    on_info_soft: str
    ok_soft: str
    on_ok_soft: str
    warn_soft: str
    on_warn_soft: str
    bad_soft: str
    on_bad_soft: str
    danger: str
    """Our own overdue tasks and failed entries; never a person (DESIGN 1.3)."""
    help: str
    on_help: str
    help_hover: str
    rail: str
    rail_text: str
    rail_hover: str
    rail_here: str
    on_rail_here: str
    focus: str
    link: str
    chosen: str
    on_chosen: str


LIGHT = Tokens(
    name="light",
    bg="#F3F5F7",
    surface="#FFFFFF",
    sunken="#ECF0F3",
    line="#D6DDE3",
    edge="#76848F",
    text="#15202B",
    muted="#4A5966",
    accent="#0A5878",
    on_accent="#FFFFFF",
    accent_hover="#084862",
    info_soft="#DDECF3",
    on_info_soft="#073E57",
    ok_soft="#DCF1E3",
    on_ok_soft="#14502C",
    warn_soft="#FFEFC9",
    on_warn_soft="#664000",
    bad_soft="#FBE3E1",
    on_bad_soft="#8A1A14",
    danger="#A8221B",
    help="#B3261E",
    on_help="#FFFFFF",
    help_hover="#941D17",
    rail="#12303F",
    rail_text="#DCE7ED",
    rail_hover="#1A3D4F",
    rail_here="#24536A",
    on_rail_here="#FFFFFF",
    focus="#0A5878",
    link="#0A5878",
    chosen="#0A5878",
    on_chosen="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    bg="#11171C",
    surface="#1A2229",
    sunken="#232D35",
    line="#33404B",
    edge="#8495A4",
    text="#E9EFF3",
    muted="#AAB8C3",
    accent="#7FC6E6",
    on_accent="#06222F",
    accent_hover="#A3D7EF",
    info_soft="#17384A",
    on_info_soft="#C2E5F5",
    ok_soft="#173A26",
    on_ok_soft="#ACE6C1",
    warn_soft="#433412",
    on_warn_soft="#FFDF9C",
    bad_soft="#4A1F1D",
    on_bad_soft="#FFC9C4",
    danger="#FF9A91",
    help="#D13A30",
    on_help="#FFFFFF",
    help_hover="#B92F26",
    rail="#0B1115",
    rail_text="#C3D0D9",
    rail_hover="#16252E",
    rail_here="#22465A",
    on_rail_here="#FFFFFF",
    focus="#7FC6E6",
    link="#7FC6E6",
    chosen="#2F7799",
    on_chosen="#FFFFFF",
)

CONTRAST = Tokens(
    name="contrast",
    bg="#000000",
    surface="#000000",
    sunken="#1C1C1C",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFE100",
    on_accent="#000000",
    accent_hover="#FFFFFF",
    info_soft="#000000",
    on_info_soft="#66E3FF",
    ok_soft="#000000",
    on_ok_soft="#7CFF9B",
    warn_soft="#000000",
    on_warn_soft="#FFE100",
    bad_soft="#000000",
    on_bad_soft="#FF9D96",
    danger="#FF9D96",
    help="#FF5F57",
    on_help="#000000",
    help_hover="#FFFFFF",
    rail="#000000",
    rail_text="#FFFFFF",
    rail_hover="#2A2A2A",
    rail_here="#FFE100",
    on_rail_here="#000000",
    focus="#66E3FF",
    link="#FFE100",
    chosen="#FFE100",
    on_chosen="#000000",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
