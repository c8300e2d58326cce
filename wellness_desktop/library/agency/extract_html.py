"""The words of a web page. Scripts, styles, frames and pictures are left out, so nothing of it can run or be loaded."""

from html.parser import HTMLParser

from wellness_desktop.library.agency import refusals
from wellness_desktop.library.agency.flow import Block, Writer, plain
from wellness_desktop.library.agency.formats import decoded
from wellness_desktop.library.agency.limits import MOST_SHOWN, MOST_TEXT_BYTES
from wellness_desktop.library.agency.values import Extracted, Step

_LEFT_OUT = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "audio", "video", "canvas",
     "select", "textarea", "button", "datalist", "title")
)  # fmt: skip
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr")
)
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "ul", "ol", "dl", "dt", "dd",
     "table", "thead", "tbody", "tfoot", "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset",
     "caption", "body", "html", "hr", "details", "summary")
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_AT_ONCE = 64 * 1024


def read_html(data: bytes, step: Step) -> Extracted:
    """The page's words. Raises Problem when there are none, or far too many."""
    blocks = html_blocks(data, step)
    if not blocks:
        raise refusals.no_words()
    return Extracted(plain(blocks))


def html_blocks(data: bytes, step: Step) -> list[Block]:
    """The page as headings, paragraphs, items and rows."""
    if len(data) > MOST_TEXT_BYTES:
        raise refusals.too_many_words()
    text = decoded(data)
    reader = _Reader()
    for start in range(0, len(text), _AT_ONCE):
        step(start, len(text))
        reader.feed(text[start : start + _AT_ONCE])
        if reader.writer.full:
            raise refusals.too_many_words()
    reader.close()
    reader.end_block()
    return reader.writer.blocks


class _Reader(HTMLParser):
    """Counts how deep it is in what is left out, by kind, so that a tag never closed hides no more than itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = Writer(MOST_SHOWN)
        self._hidden = ""
        self._depth = 0
        self._kind, self._level = "paragraph", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
            return
        if tag in _LEFT_OUT:
            self._hidden, self._depth = tag, 1
        elif tag == "br":
            self.writer.write(" ")
        elif tag == "img":
            alternative = next((value for name, value in attrs if name == "alt" and value), "")
            self.writer.write(f" {alternative} ")
        elif tag in _HEADINGS:
            self._begin("heading", _HEADINGS[tag])
        elif tag == "li":
            self._begin("item")
        elif tag == "tr":
            self._begin("row")
        elif tag in ("td", "th"):
            self.writer.write(" | ")
        elif tag in _BLOCKS:
            if self._kind not in ("item", "row") or tag in ("ul", "ol", "table"):
                self._begin("paragraph")
            else:
                self.writer.write(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only some tags can be empty; a script that says so of itself still hides what follows."""
        self.handle_starttag(tag, attrs)
        if tag in _LEFT_OUT and tag not in ("script", "style"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            if self._depth == 0:
                self._hidden = ""
            return
        if tag in _HEADINGS or tag in ("li", "tr") or (tag in _BLOCKS and self._kind not in ("item", "row")):
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.writer.write(data)

    def end_block(self) -> None:
        """What was collected is a block."""
        self.writer.end(self._kind, self._level)
        if self.writer.blocks and self.writer.blocks[-1].kind == "row":
            cells = [cell.strip() for cell in self.writer.blocks.pop().text.split("| ")]
            if words := " | ".join(cell for cell in cells if cell):
                self.writer.blocks.append(Block("row", words))
        self._kind, self._level = "paragraph", 0

    def _begin(self, kind: str, level: int = 0) -> None:
        self.end_block()
        self._kind, self._level = kind, level
