"""The one style sheet. No fonts in it; lengths follow the text height; every color is a token."""

from wellness_desktop.base.resources import resource
from wellness_desktop.kit.tokens import Tokens

_SHEET = """
QFrame[card="true"] {{ background:{surface}; border:1px solid {line}; border-radius:{round_big}px; }}
QFrame[card="flat"] {{ background:{sunken}; border:1px solid {sunken}; border-radius:{round_big}px; }}
QFrame[rule="true"] {{ background:{line}; border:0; max-height:1px; min-height:1px; }}
QLabel {{ background:transparent; }}
QLabel[tone="muted"] {{ color:{muted}; }}
QLabel[tone="danger"] {{ color:{danger}; }}
QLabel[chip], QFrame[chip] {{ border-radius:{round_chip}px; padding:{chip_y}px {chip_x}px; }}
QLabel[chip="ok"] {{ background:{ok_soft}; color:{on_ok_soft}; border:1px solid {chip_ok_edge}; }}
QLabel[chip="warn"] {{ background:{warn_soft}; color:{on_warn_soft}; border:1px solid {chip_warn_edge}; }}
QLabel[chip="late"] {{ background:{bad_soft}; color:{on_bad_soft}; border:1px solid {chip_bad_edge}; }}
QLabel[chip="info"] {{ background:{info_soft}; color:{on_info_soft}; border:1px solid {chip_info_edge}; }}
QLabel[chip="plain"] {{ background:{sunken}; color:{text}; border:1px solid {chip_plain_edge}; }}
QFrame[banner] {{ border-radius:{round_big}px; border:1px solid {edge}; }}
QFrame[banner="ok"] {{ background:{ok_soft}; border-color:{on_ok_soft}; }}
QFrame[banner="ok"] QLabel {{ color:{on_ok_soft}; }}
QFrame[banner="info"] {{ background:{info_soft}; border-color:{on_info_soft}; }}
QFrame[banner="info"] QLabel {{ color:{on_info_soft}; }}
QFrame[banner="warn"] {{ background:{warn_soft}; border-color:{on_warn_soft}; }}
QFrame[banner="warn"] QLabel {{ color:{on_warn_soft}; }}
QFrame[banner="bad"] {{ background:{bad_soft}; border-color:{on_bad_soft}; }}
QFrame[banner="bad"] QLabel {{ color:{on_bad_soft}; }}

QPushButton {{ background:{surface}; color:{text}; border:1px solid {edge}; border-radius:{round}px;
  padding:{pad_y}px {pad_x}px; outline:0; }}
QPushButton:hover {{ background:{sunken}; }}
QPushButton:pressed {{ background:{line}; color:{pressed_text}; }}
QPushButton:focus {{ border:2px solid {focus}; padding:{pad_y1}px {pad_x1}px; }}
QPushButton[kind="primary"] {{ background:{accent}; color:{on_accent}; border-color:{accent}; }}
QPushButton[kind="primary"]:hover {{ background:{accent_hover}; border-color:{accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border-color:{accent}; }}
QPushButton[kind="danger"] {{ color:{danger}; border-color:{danger}; }}
QPushButton[kind="danger"]:focus {{ border-color:{focus}; }}
QPushButton[kind="help"] {{ background:{help}; color:{on_help}; border-color:{help}; }}
QPushButton[kind="help"]:hover {{ background:{help_hover}; border-color:{help_hover}; }}
QPushButton[kind="help"]:focus {{ border-color:{help}; }}
QPushButton[kind="row"] {{ text-align:left; }}
QPushButton[kind="link"] {{ background:transparent; color:{link}; border-color:transparent;
  padding:{pad_link}px {pad_small}px; }}
QPushButton[kind="link"]:hover {{ background:{sunken}; }}
QPushButton[kind="link"]:focus {{ border:2px solid {focus}; padding:{pad_link1}px {pad_small1}px; }}
QPushButton[kind="quiet"] {{ background:transparent; border-color:transparent; padding:{pad_y2}px; }}
QPushButton[kind="quiet"]:focus {{ border:2px solid {focus}; padding:{pad_y3}px; }}
QPushButton:disabled {{ color:{muted}; border:1px dashed {edge}; background:{bg}; }}

QLineEdit, QComboBox, QPlainTextEdit {{ background:{surface}; color:{text}; placeholder-text-color:{muted};
  border:1px solid {edge}; border-radius:{round}px; selection-background-color:{chosen};
  selection-color:{on_chosen}; }}
QLineEdit, QComboBox {{ padding:{pad_y}px {pad_field}px; }}
QPlainTextEdit {{ padding:{pad_y2}px {pad_text}px; }}
QLineEdit:focus, QComboBox:focus {{ border:2px solid {focus}; padding:{pad_y1}px {pad_field1}px; }}
QPlainTextEdit:focus {{ border:2px solid {focus}; padding:{pad_y3}px {pad_text1}px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color:{danger}; }}
QLineEdit:read-only {{ background:{sunken}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ background:{bg}; color:{muted};
  border:1px dashed {edge}; }}
QComboBox {{ combobox-popup:0; padding-right:{arrow_room}px; padding-left:{pad_combo}px; }}
QComboBox:focus {{ padding-right:{arrow_room1}px; padding-left:{pad_combo1}px; }}
QComboBox::drop-down {{ border:0; width:{arrow_room}px; }}
QComboBox::down-arrow {{ image:url({chevron}); width:{arrow}px; height:{arrow}px; }}
QComboBox QAbstractItemView {{ background:{surface}; color:{text}; border:1px solid {edge}; border-radius:0;
  selection-background-color:{chosen}; selection-color:{on_chosen}; outline:0; }}

QCheckBox, QRadioButton {{ spacing:{gap}px; background:transparent; border:2px solid transparent;
  border-radius:{round}px; padding:1px 4px 1px 0; }}
QCheckBox:focus, QRadioButton:focus {{ border-color:{focus}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width:{tick}px; height:{tick}px; border:2px solid {edge};
  background:{surface}; }}
QCheckBox::indicator {{ border-radius:{round_tick}px; }}
QRadioButton::indicator {{ border-radius:{round_radio}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background:{sunken}; }}
QCheckBox::indicator:checked {{ background:{accent}; border-color:{accent}; image:url({check}); }}
QRadioButton::indicator:checked {{ background:{accent}; border-color:{accent}; image:url({dot}); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background:{bg}; border-color:{muted}; }}

QScrollBar {{ background:transparent; border:0; margin:0; }}
QScrollBar:vertical {{ width:{bar}px; }}
QScrollBar:horizontal {{ height:{bar}px; }}
QScrollBar::handle {{ background:{edge}; border-radius:{round_bar}px; margin:3px; min-height:{grip}px;
  min-width:{grip}px; }}
QScrollBar::handle:hover {{ background:{muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width:0; height:0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background:transparent; }}
QScrollArea, QWidget[page="true"] {{ background:transparent; border:0; }}

QTableView, QListView, QTextBrowser, QTreeView {{ background:{surface}; border:1px solid {line};
  border-radius:{round_big}px; gridline-color:{line}; alternate-background-color:{sunken};
  selection-background-color:{chosen}; selection-color:{on_chosen}; outline:0; }}
QListView[plain="true"] {{ border:2px solid transparent; background:transparent; }}
QTableView:focus, QListView:focus, QTextBrowser:focus, QTreeView:focus {{ border:2px solid {focus}; }}
QTableView::item {{ padding:0 {pad_field}px; border-bottom:1px solid {line}; }}
QTableView::item:selected, QListView::item:selected {{ background:{chosen}; color:{on_chosen}; }}
QListView::item {{ padding:{pad_y2}px {pad_field}px; }}
QHeaderView {{ background:transparent; border:0; }}
QHeaderView::section {{ background:transparent; color:{muted}; border:0; border-bottom:1px solid {edge};
  padding:{pad_y}px {pad_head}px; }}
QHeaderView::down-arrow {{ image:url({chevron}); width:{arrow}px; height:{arrow}px; }}
QHeaderView::up-arrow {{ image:url({chevron_up}); width:{arrow}px; height:{arrow}px; }}
QTableCornerButton::section {{ background:transparent; border:0; }}
QProgressBar {{ background:{sunken}; border:1px solid {edge}; border-radius:{round_bar}px; min-height:{thin}px;
  max-height:{thin}px; }}
QProgressBar::chunk {{ background:{accent}; border-radius:{round_bar}px; }}
QToolTip {{ background:{text}; color:{surface}; border:1px solid {text}; padding:{pad_y2}px; }}
QMenu {{ background:{surface}; color:{text}; border:1px solid {edge}; padding:4px; }}
QMenu::item {{ padding:{pad_y2}px {pad_x}px; border-radius:{round}px; }}
QMenu::item:selected {{ background:{chosen}; color:{on_chosen}; }}
QSplitter::handle {{ background:transparent; }}

#rail {{ background:{rail}; border:0; border-right:1px solid {rail_edge}; }}
#rail QLabel {{ color:{rail_text}; }}
#rail QListView {{ background:transparent; border:0; }}
#topbar {{ background:{surface}; border:0; border-bottom:1px solid {line}; }}
#popup {{ background:{surface}; border:1px solid {edge}; border-radius:{round_big}px; }}
#popup QListView, #popup QListView:focus {{ border:0; background:transparent; }}
#cover {{ background:{bg}; }}
#glance {{ background:{surface}; border:1px solid {line}; border-radius:{round_big}px; }}
"""


def style_sheet(t: Tokens, text_height: int) -> str:
    """The sheet for one theme; all lengths grow with the text (pixels)."""
    return _SHEET.format(**t._asdict(), **_lengths(text_height), **_edges(t), **_pictures(t))


def _lengths(height: int) -> dict[str, int]:
    def of(part: float) -> int:
        return max(1, round(height * part))

    tick = of(0.9)
    return {
        "pad_y": of(0.42),
        "pad_y1": of(0.42) - 1,
        "pad_y2": of(0.3),
        "pad_y3": max(0, of(0.3) - 1),
        "pad_x": of(0.85),
        "pad_x1": of(0.85) - 1,
        "pad_field": of(0.6),
        "pad_head": of(0.6) + 3,
        "pad_field1": of(0.6) - 1,
        "pad_text": of(0.35),
        "pad_text1": of(0.35) - 1,
        "pad_link": of(0.06),
        "pad_link1": 0,
        "pad_small": of(0.4),
        "pad_small1": of(0.4) - 1,
        "round": of(0.38),
        "round_big": of(0.55),
        "round_chip": of(0.55),
        "round_tick": of(0.22),
        "round_radio": (tick + 4) // 2,
        "chip_y": of(0.1),
        "chip_x": of(0.5),
        "gap": of(0.5),
        "tick": tick,
        "arrow": of(0.85),
        "pad_combo": of(0.6) + 2,
        "pad_combo1": of(0.6) + 1,
        "arrow_room1": of(1.9) - 1,
        "arrow_room": of(1.9),
        "bar": max(14, of(0.75)),
        "round_bar": 4,
        "grip": of(2),
        "thin": of(0.45),
    }


def _edges(t: Tokens) -> dict[str, str]:
    """High contrast has no soft fills, so its chips and rail carry an outline; the others need none."""
    plain = t.name != "contrast"
    return {
        "chip_ok_edge": t.ok_soft if plain else t.on_ok_soft,
        "chip_warn_edge": t.warn_soft if plain else t.on_warn_soft,
        "chip_bad_edge": t.bad_soft if plain else t.on_bad_soft,
        "chip_info_edge": t.info_soft if plain else t.on_info_soft,
        "chip_plain_edge": t.sunken if plain else t.text,
        "rail_edge": t.rail if plain else t.edge,
        "pressed_text": t.text if plain else t.bg,
    }


def _pictures(t: Tokens) -> dict[str, str]:
    """Style sheets take pictures only from files, so these are shipped ready-made in each theme's colors."""
    names = {"chevron": "chevron-down", "chevron_up": "chevron-up", "check": "check", "dot": "dot"}
    return {
        place: f'"{resource("icons", "themed", f"{name}-{t.name}.svg").as_posix()}"' for place, name in names.items()
    }
