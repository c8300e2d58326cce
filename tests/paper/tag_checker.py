"""Checks a tagged PDF without using the code that wrote it: the machine-checkable rules of PDF/UA-1 that matter here.

Rule numbers are those of the Matterhorn Protocol 1.1. Passing means "tagged and machine-checked", never "certified":
whether the reading order makes sense is for a person to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

GROUPING = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
TEXT = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
INLINE = "Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form"
STANDARD = frozenset(f"{GROUPING} {TEXT} {INLINE}".split())
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
PAINTING = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"])


@dataclass
class Node:
    """An element of the structure tree as it stands in the file."""

    role: str
    raw: Dictionary
    parent: "Node | None"
    kids: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Check:
    """One file under examination; `faults` fills while it is read."""

    def __init__(self, pdf: bytes) -> None:
        self.faults: list[str] = []
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.root = self.pdf.Root
        self.marks: dict[tuple[Any, int], Node] = {}
        self.annotations: dict[Any, Node] = {}
        self.nodes: list[Node] = []
        self._document()
        if Name.StructTreeRoot in self.root:
            self._tree()
            self._parents = dict(_numbers(self.root.StructTreeRoot.ParentTree))
            for page in self.pdf.pages:
                self._page(page)
        else:
            self.fault("01-005", "there is no structure tree")

    def fault(self, rule: str, says: str) -> None:
        self.faults.append(f"{rule}: {says}")

    def _document(self) -> None:
        marked = self.root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
        shown = self.root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False)
        metadata = self.root.Metadata.read_bytes().decode() if Name.Metadata in self.root else ""
        for rule, good, says in (
            ("06-003", bool(marked), "the file is not marked as tagged"),
            ("07-001", bool(shown), "the title is not shown in the title bar"),
            ("11-006", str(self.root.get(Name.Lang, "")) != "", "no language"),
            ("06-002", "<pdfuaid:part>1<" in metadata, "no PDF/UA identifier"),
            ("06-004", re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", metadata), "no title in the metadata"),
            ("own", str(self.pdf.docinfo.get(Name.Title, "")) != "", "no title"),
        ):
            if not good:
                self.fault(rule, says)

    def _tree(self) -> None:
        top = self.root.StructTreeRoot.K
        for raw in top if isinstance(top, Array) else [top]:
            self._node(raw, None, None)
        last = 0
        for node in self.nodes:
            self._nesting(node)
            if match := re.fullmatch("H([1-6])", node.role):
                if int(match[1]) > last + 1:
                    self.fault("14-003", f"headings jump from {last} to {match[1]}")
                last = int(match[1])
        for node in self.nodes:
            if node.role == "Table":
                self._table(node)

    def _node(self, raw: Dictionary, page: Any, parent: Node | None) -> None:
        node = Node(str(raw.S)[1:], raw, parent)
        self.nodes.append(node)
        if parent is not None:
            parent.kids.append(node)
            if raw.P.objgen != parent.raw.objgen:
                self.fault("own", f"{node.role} names another parent than the one that holds it")
        page = raw.get(Name.Pg, page)
        kids = raw.get(Name.K, Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and str(kid.get(Name.Type, "")) == "/OBJR":
                self.annotations[kid.Obj.objgen] = node
            elif isinstance(kid, Dictionary) and Name.S in kid:
                self._node(kid, page, node)
            else:
                inner = isinstance(kid, Dictionary)
                place = (kid.get(Name.Pg, page) if inner else page).objgen
                number = int(kid.MCID if inner else kid)
                if (place, number) in self.marks:
                    self.fault("01-006", "a piece of content belongs to two elements")
                self.marks[place, number] = node

    def _nesting(self, node: Node) -> None:
        above = node.parent.role if node.parent else ""
        if node.role not in STANDARD:
            self.fault("02-001", f"{node.role} is not a standard element")
        if node.role in PARENTS and above not in PARENTS[node.role]:
            self.fault("09-004", f"{node.role} stands in {above or 'nothing'}")
        if node.role == "Figure" and str(node.raw.get(Name.Alt, "")) == "":
            self.fault("13-004", "a figure without alternative text")
        if node.role == "Figure" and Name.BBox not in node.raw.get(Name.A, Dictionary()):
            self.fault("own", "a figure without its place")
        if node.role == "TH" and Name.Scope not in node.raw.get(Name.A, Dictionary()):
            self.fault("15-003", "a head cell without scope")
        if node.role == "LI" and not any(kid.role == "LBody" for kid in node.kids):
            self.fault("09-005", "a list item without content")

    def _table(self, table: Node) -> None:
        widths = {len(node.kids) for node in table.walk() if node.role == "TR"}
        if len(widths) != 1:
            self.fault("15-005", f"rows of different length: {sorted(widths)}")
        if not any(node.role == "TH" for node in table.walk()):
            self.fault("15-003", "a table without head cells")

    def _page(self, page: pikepdf.Page) -> None:
        used = self._content(page)
        raw = page.obj
        if used:
            owners = self._parents.get(int(raw.get(Name.StructParents, -1)), [])
            for number in used:
                node = self.marks.get((raw.objgen, number))
                if node is None:
                    self.fault("01-005", "content on the page stands nowhere in the tree")
                elif number >= len(owners) or owners[number].objgen != node.raw.objgen:
                    self.fault("own", "the parent tree disagrees with the structure tree")
        for annotation in raw.get(Name.Annots, Array()):
            self._annotation(annotation)
        if Name.Annots in raw and str(raw.get(Name.Tabs, "")) != "/S":
            self.fault("28-008", "the tab order is not that of the structure")

    def _content(self, page: pikepdf.Page) -> set[int]:
        """The marked-content numbers of a page; every painting operator must lie in a mark or an artifact."""
        used: set[int] = set()
        stack: list[tuple[str, int | None]] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                tag, number = str(instruction.operands[0]), None
                if operator == "BDC":
                    number = int(instruction.operands[1].MCID)
                    if number in used:
                        self.fault("01-006", "a mark is used twice on a page")
                    used.add(number)
                if stack:
                    self.fault("01-001", f"{tag} lies inside {stack[-1][0]}")
                stack.append((tag, number))
            elif operator == "EMC":
                stack.pop()
            elif operator in PAINTING and not stack:
                self.fault("01-005", f"{operator} paints outside any mark")
        if stack:
            self.fault("own", "a mark is not closed")
        return used

    def _annotation(self, raw: Dictionary) -> None:
        kind, node = str(raw.Subtype)[1:], self.annotations.get(raw.objgen)
        if node is None:
            self.fault("28-002", f"{kind} stands nowhere in the tree")
            return
        if self._parents[int(raw.StructParent)].objgen != node.raw.objgen:
            self.fault("own", "the parent tree disagrees about an annotation")
        if node.role != {"Link": "Link", "Widget": "Form"}[kind]:
            self.fault("28-011", f"{kind} lies in {node.role}")
        if kind == "Link" and str(raw.get(Name.Contents, "")) == "":
            self.fault("28-012", "a link that says nothing")
        if kind == "Widget" and str(raw.get(Name.TU, "")) == "":
            self.fault("28-005", "a form field that says nothing")


def _numbers(tree: Dictionary) -> Iterator[tuple[int, Any]]:
    flat = list(tree.get(Name.Nums, Array()))
    for key, value in zip(flat[::2], flat[1::2], strict=True):
        yield int(key), value
    for kid in tree.get(Name.Kids, Array()):
        yield from _numbers(kid)


def faults(pdf: bytes) -> list[str]:
    """What is wrong with the tags; empty is good."""
    return Check(pdf).faults


def reading(pdf: bytes) -> list[str]:
    """The roles of the tree in reading order."""
    return [node.role for node in Check(pdf).nodes]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font of the file, forms included: its name and whether it is embedded and its text can be copied."""
    found: dict[str, bool] = {}
    file = pikepdf.open(BytesIO(pdf))
    for raw in file.objects:
        if isinstance(raw, Dictionary) and str(raw.get(Name.Type, "")) == "/Font":
            descriptor = raw.get(Name.FontDescriptor, Dictionary())
            embedded = any(key in descriptor for key in (Name.FontFile, Name.FontFile2, Name.FontFile3))
            readable = Name.ToUnicode in raw or str(raw.get(Name.Encoding, "")) == "/WinAnsiEncoding"
            found[str(raw.BaseFont)[1:]] = embedded and readable
    return found
