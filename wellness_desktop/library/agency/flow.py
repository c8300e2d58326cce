"""A text document as a row of blocks: headings, paragraphs, list items, table rows; and how it is read and searched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&=:@$^\"'])")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text. `kind` is "heading", "paragraph", "item" or "row"; `level` counts headings from 1."""

    kind: str
    text: str
    level: int = 0


def plain(blocks: Iterable[Block]) -> str:
    """The words alone, one block a line."""
    return "\n".join(block.text for block in blocks)


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown in which every sign of the text is itself: nothing typed becomes a link or a picture."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        tight = block.kind == before == "item"
        parts.append(("\n" if tight else "\n\n") + _marked(block))
        before = block.kind
    return "".join(parts).strip()


def _marked(block: Block) -> str:
    words = literal(block.text)
    if block.kind == "heading":
        # The reader's contents hold the second and third level; the title stands above them.
        return f"{'#' * min(3, block.level + 1)} {words}"
    return f"- {words}" if block.kind == "item" else words


def literal(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class Writer:
    """Collects characters into blocks while a document is read from its beginning to its end."""

    def __init__(self, most: int) -> None:
        """`most` is how many characters may be collected before `full` says so."""
        self.blocks: list[Block] = []
        self._most = most
        self._size = 0
        self._parts: list[str] = []

    @property
    def full(self) -> bool:
        """Whether more was collected than may be."""
        return self._size > self._most

    def write(self, text: str) -> None:
        """Adds characters to the block at hand."""
        self._parts.append(text)
        self._size += len(text)

    def end(self, kind: str = "paragraph", level: int = 0) -> None:
        """The block at hand ends here; a blank one is left out."""
        words = " ".join("".join(self._parts).split())
        self._parts = []
        if words:
            self.blocks.append(Block(kind, words, level))
