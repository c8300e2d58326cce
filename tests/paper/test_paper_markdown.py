"""Our guides' Markdown on paper; nothing in it is ever run or hidden."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_help import a_sheet, printed, text_of
from tag_checker import faults, reading

from tests.support.cases import every
from wellness_desktop.base.resources import resource
from wellness_desktop.paper.markdown import inline, markdown_blocks
from wellness_desktop.paper.sheet import make
from wellness_desktop.paper.words import Run, plain


def roles(source: str) -> list[str]:
    """The structure of the handout, without its frame."""
    return [role for role in reading(make(a_sheet(), markdown_blocks(source))) if role not in ("Document", "Sect")]


ITEM = ["LI", "Lbl", "LBody"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One\n\n## Two\n### Three\n#### Four", ["H1", "H2", "H3", "H3"]),
        ("one\nstill one\n\ntwo", ["P", "P"]),
        ("- a\n- b", ["L", *ITEM, *ITEM]),
        ("* a\n+ b", ["L", *ITEM, *ITEM]),
        ("1. a\n2) b", ["L", *ITEM, *ITEM]),
        ("text\n- a", ["P", "L", *ITEM]),
        ("- a\n\n- b\n\ntext", ["L", *ITEM, *ITEM, "P"]),
        ("- [ ] a\n- [x] b", ["L", *ITEM, *ITEM]),
        ("> said\n> more\n\nafter", ["BlockQuote", "P", "P"]),
        ("> - listed", ["BlockQuote", "L", *ITEM]),
        ("|A|B|\n|-|:-:|\n|1|2|", ["Table", "THead", "TR", "TH", "TH", "TBody", "TR", "TD", "TD"]),
        ("a | b is no table", ["P"]),
        ("***", []),
        ("", []),
        ("#no heading", ["P"]),
        ("1984 was a year", ["P"]),
        ("**bold** start", ["P"]),
    ],
)
def test_structure(source, expected):
    assert roles(source) == expected


def test_words_to_say_below_a_step_stand_between_the_steps_and_the_count_goes_on():
    text = printed(*markdown_blocks('1. Ask.\n   > "Are you safe?"\n2. Listen.\n3. Stay.'))
    assert '1. Ask. "Are you safe?" 2. Listen. 3. Stay.' in text


@pytest.mark.parametrize(
    ("source", "printed_as"),
    [
        ('1. Ask.\n   > "Safe?"\n\n   Then wait.\n2. Stay.', '1. Ask. "Safe?" Then wait. 2. Stay.'),
        ('1. Ask.\n   > "Safe?"\n   > "Are you?"\n\n   Wait.\n   > "Now?"\n2. Stay.',
         '1. Ask. "Safe?" "Are you?" Wait. "Now?" 2. Stay.'),
        ('- Ask.\n  > "Safe?"\n\n  Then wait.\n\n  And again.\n- Stay.',
         '• Ask. "Safe?" Then wait. And again. • Stay.'),
        ('1. Ask.\n   - at home\n     > "Safe?"\n\n     Then wait.\n\n   In any case.\n2. Stay.',
         '1. Ask. • at home "Safe?" Then wait. In any case. 2. Stay.'),
        ('- [ ] Ask.\n  > "Safe?"\n\n  Then wait.', 'Ask. "Safe?" Then wait.'),
        ("1. Ask.\n\n   Wait\n   a while.\n2. Stay.", "1. Ask. Wait a while. 2. Stay."),
    ],
)  # fmt: skip
def test_what_stands_below_an_item_is_printed_in_the_order_it_was_written(source, printed_as):
    pdf = make(a_sheet(), markdown_blocks(source))
    assert faults(pdf) == []
    assert printed_as in text_of(pdf)


def test_nested_items_stand_below_their_item_and_the_count_goes_on():
    text = printed(*markdown_blocks("1. one\n   - inner\n2. two\n   goes on\n3. three"))
    assert "1. one • inner 2. two goes on 3. three" in text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", ["plain"]),
        ("a **b** c", ["a ", Run("b", bold=True), " c"]),
        ("*i* and _i_", [Run("i", italic=True), " and ", Run("i", italic=True)]),
        ("**b *bi* b**", [Run("b ", bold=True), Run("bi", bold=True, italic=True), Run(" b", bold=True)]),
        ("***both***", [Run("both", bold=True, italic=True)]),
        ("snake_case_name", ["snake_case_name"]),
        ("2 * 3 * 4", ["2 * 3 * 4"]),
        (r"\*no\*", ["*", "no", "*"]),
        ("`<code>`", ["<code>"]),
        ("[here](https://a.example/b/)", ["here", " (a.example/b)"]),
        ("[a.example](https://a.example/)", ["a.example"]),
        ("[call](tel:+15550100)", ["call", " (+15550100)"]),
        ("[555-0100](tel:5550100)", ["555-0100"]),
        ("[**bold** link](http://a.example)", [Run("bold", bold=True), " link", " (a.example)"]),
        ("<https://a.example/x>", ["a.example/x"]),
        ("[evil](javascript:alert(1))", ["evil"]),
        ("[other guide](app:guide/G02)", ["other guide"]),
        ("![picture](x.png)", ["picture"]),
        ("[key-1] is a source", ["[key-1] is a source"]),
        ("<b>html</b> &amp; <script>", ["<b>html</b> &amp; <script>"]),
        ("5 < 6 **", ["5 < 6 **"]),
    ],
)
def test_inline(source, expected):
    assert inline(source) == expected


def test_html_is_printed_as_the_characters_it_is_made_of():
    source = 'A <script>alert(1)</script> and <img src="file:///etc/passwd"/> & <b>not bold</b>'
    assert source in printed(*markdown_blocks(source))


def test_table_cells_may_be_short_long_or_hold_a_bar():
    text = printed(*markdown_blocks("| A | B |\n|---|---|\n| x \\| y |\n| 1 | 2 | 3 |"))
    assert "A B x | y 1 2" in text
    assert "3" not in text.partition("A B")[2].partition("Printed")[0]


def test_hard_breaks_are_kept():
    assert plain(inline("x")) == "x"
    assert "first line second line" in printed(*markdown_blocks("first line  \nsecond line\\\n"))


def test_a_handout_may_start_one_level_lower():
    pdf = make(a_sheet(), markdown_blocks("# One\n## Two", top_level=2))
    assert [role for role in reading(pdf) if role.startswith("H")] == ["H1", "H2"]


@pytest.mark.parametrize(
    "file", every(8, sorted(resource("library", "guides").glob("*.md"))), ids=lambda file: file.stem[:3]
)
def test_every_guide_prints_whole(file):
    body = file.read_text(encoding="utf-8").split("+++")[2]
    pdf = make(a_sheet(title=file.stem), markdown_blocks(body))
    assert faults(pdf) == []
    text = text_of(pdf)
    place = 0
    for word in (word for line in body.splitlines() for word in line.split() if word.isalpha()):
        place = text.find(word, place)
        assert place >= 0, f"“{word}” is missing or stands too early"
    assert "**" not in text
    assert " > " not in text


@settings(max_examples=100, deadline=None)
@given(st.text("ab *_`[]()<>|#-+1.\n\\>", max_size=60))
def test_no_markdown_stops_a_handout(source):
    make(a_sheet(), markdown_blocks(source))
