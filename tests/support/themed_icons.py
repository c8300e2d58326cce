"""Makes the few pictures the style sheet needs, in each theme's colors.

Run it after changing a color: `PYTHONPATH=.:tests python -m support.themed_icons`.
"""

from wellness_desktop.base.resources import resource
from wellness_desktop.kit.tokens import THEMES, Tokens

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="6" fill="{}"/></svg>\n'
NAMES = {"check": "on_accent", "dot": "on_accent", "chevron-down": "text", "chevron-up": "text"}


def themed(name: str, theme: Tokens) -> str:
    """The picture `name` as SVG text in the theme's color."""
    color = getattr(theme, NAMES[name])
    if name == "dot":
        return DOT.format(color)
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    return source.replace('stroke-width="2"', 'stroke-width="3"') if name == "check" else source


def file_name(name: str, theme: Tokens) -> str:
    return f"{name}-{theme.name}.svg"


def main() -> None:
    folder = resource("icons") / "themed"
    folder.mkdir(exist_ok=True)
    for theme in THEMES.values():
        for name in NAMES:
            (folder / file_name(name, theme)).write_text(themed(name, theme), encoding="utf-8")


if __name__ == "__main__":
    main()
