"""Every font is ours and embedded; Helvetica, which a PC may lack, never sneaks in (findings 6)."""

import pytest
from paper_help import a_sheet
from reportlab.pdfbase.ttfonts import TTFontFace
from tag_checker import fonts_of
from test_paper_tags import everything

from wellness_desktop.base.resources import resource
from wellness_desktop.paper import blocks as b
from wellness_desktop.paper import fonts
from wellness_desktop.paper.cards import WalletCard, wallet_cards
from wellness_desktop.paper.form_font import letters
from wellness_desktop.paper.sheet import make


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: make(a_sheet(draft=True, copy=(1, 2), mark="Close"), everything()),
        lambda: make(a_sheet(), [b.text("李 김 ᏣᎳᎩ ✓ 𐓏 Արամ"), b.text([b.italic("i"), b.bold("b")])]),
        lambda: make(a_sheet(), []),
        lambda: wallet_cards(a_sheet(), WalletCard("Help", (("988", "call or text"),), "tel:988", "Dials 988")),
    ],
)
def test_all_fonts_are_embedded_and_none_is_helvetica(pdf):
    found = fonts_of(pdf())
    assert found
    assert all(found.values()), found
    names = {name.partition("+")[2] for name in found}
    assert all(name.startswith(("NotoSans", "DroidSansFallback", "NanumSquare")) for name in names), names


def test_fonts_for_other_scripts_are_embedded_only_when_needed():
    assert len(fonts_of(make(a_sheet(), [b.text("plain")]))) <= 2


def test_shipped_fonts_stay_small_and_carry_their_licenses():
    folder = resource("fonts")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 6_000_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert "Apache License" in (folder / "Apache-2.0.txt").read_text(encoding="utf-8")
    named = (folder / "README.md").read_text(encoding="utf-8")
    assert all(
        name.split("-")[0].removeprefix("NotoSans").removesuffix(".ttf") in named for name in fonts._FILES.values()
    )


def test_the_letters_of_american_forms_and_names_are_all_there():
    western = "".join(chr(code) for code in range(0x20, 0x17F) if chr(code).isprintable())
    assert fonts.unprintable(western + "–—‘’“”•…€™†‡‰′″") == ""


@pytest.mark.parametrize(
    "name", ["José Ñuñez", "Łukasz Żółć", "Dvořáček", "Kovačević Đorđe", "Őry Kürtű", "İpek Ağaoğlu Şen", "Kealiʻi"]
)
def test_names_can_be_typed_into_a_form(name):
    assert set(name) <= set(letters().values())


def test_the_font_of_forms_draws_every_letter_it_promises():
    face = TTFontFace(str(resource("fonts", "NotoSans-Form.ttf")))
    missing = [letter for letter in letters().values() if letter != "\ufffd" and ord(letter) not in face.charToGlyph]
    assert missing == []
    assert len(set(letters().values()) - {"\ufffd"}) == len([one for one in letters().values() if one != "\ufffd"])
