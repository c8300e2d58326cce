"""Writes the structure tree of a tagged PDF: elements, parent tree, document language and metadata.

Written as compact objects of our own, since a binder has thousands of them.
"""

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from wellness_desktop.paper.tagging import Element, TaggedCanvas

_KEPT_EMPTY = frozenset({"TD", "TH"})
"""Cells stay in the tree without content, or the columns of a table would shift."""


class _Raw(PDFObject):
    """An object whose text we wrote ourselves."""

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: object) -> bytes:  # noqa: ARG002 - ReportLab's signature
        return self.text.encode("latin-1")


class _Writer:
    """Turns elements into numbered objects of one document."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._document = canvas._doc
        self.numbers: dict[int, str] = {}

    def new(self) -> tuple[_Raw, str]:
        """A registered object and the text that refers to it."""
        raw = _Raw()
        return raw, self.refer(self._document.Reference(raw))

    def refer(self, reference: PDFObjectReference) -> str:
        return reference.format(self._document).decode("latin-1")

    def page(self, number: int) -> str:
        return self.refer(PDFObjectReference(f"Page{number}"))

    def string(self, text: str) -> str:
        return PDFString(text).format(self._document).decode("latin-1")

    def element(self, element: Element, parent: str) -> str:
        """Writes the element and all below it; an empty text when there is nothing in it."""
        if not _has_content(element):
            return ""
        raw, own = self.new()
        self.numbers[id(element)] = own
        home = next((page for page, mark in element.marks if isinstance(mark, int)), 0)
        kids = [self._mark(page, mark, home) for page, mark in element.marks]
        kids += [text for kid in element.kids if (text := self.element(kid, own))]
        parts = [f"/S/{element.role}/P {parent}"]
        if home:
            parts.append(f"/Pg {self.page(home)}")
        if kids:
            parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        parts += _attributes(element)
        if element.alt:
            parts.append(f"/Alt {self.string(element.alt)}")
        raw.text = f"<<{''.join(parts)}>>"
        return own

    def _mark(self, page: int, mark: int | PDFObjectReference, home: int) -> str:
        if not isinstance(mark, int):
            return f"<</Type/OBJR/Pg {self.page(page)}/Obj {self.refer(mark)}>>"
        if page == home:
            return str(mark)
        return f"<</Type/MCR/Pg {self.page(page)}/MCID {mark}>>"


def _has_content(element: Element) -> bool:
    if element.marks or element.role in _KEPT_EMPTY:
        return True
    return any(_has_content(kid) for kid in element.kids)


def _attributes(element: Element) -> list[str]:
    """The attribute dictionary of the kinds of element that need one."""
    if element.scope:
        return [f"/A<</O/Table/Scope/{element.scope}>>"]
    if element.numbering:
        return [f"/A<</O/List/ListNumbering/{element.numbering}>>"]
    if element.bbox:
        edges = " ".join(f"{edge:.1f}" for edge in element.bbox)
        return [f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"]
    return []


def write_structure(canvas: TaggedCanvas) -> None:
    """Adds the tree, the parent tree and the metadata to the document; call once, after the last page."""
    document, catalog, writer = canvas._doc, canvas._doc.Catalog, _Writer(canvas)
    root, root_number = writer.new()
    top = writer.element(canvas.root, root_number)
    parents = []
    for page, marks in enumerate(canvas.page_marks):
        if marks:
            parents.append(f"{page} [{' '.join(writer.numbers[id(element)] for element in marks)}]")
    first = len(canvas.page_marks)
    for number, (element, annotation) in enumerate(canvas.annotations, start=first):
        annotation["StructParent"] = number
        parents.append(f"{number} {writer.numbers[id(element)]}")
    following = first + len(canvas.annotations)
    root.text = (
        f"<</Type/StructTreeRoot/K[{top}]/ParentTree<</Nums[{' '.join(parents)}]>>/ParentTreeNextKey {following}>>"
    )
    catalog.StructTreeRoot = root
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.__Refs__ = [name for name in PDFCatalog.__Refs__ if name not in ("AcroForm", "MarkInfo")]
    catalog.Metadata = _metadata(canvas)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if canvas.fields:
        from wellness_desktop.paper.form_widgets import form_entry

        catalog.AcroForm = form_entry(document, PDFArray(canvas.fields))


def _metadata(canvas: TaggedCanvas) -> PDFStream:
    """XMP with title and language. It says which rules the tags follow; no one has certified them."""
    title = escape(canvas._doc.info.title)
    language = escape(canvas.language)
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    stream = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), text.encode("utf-8"))
    stream.filters = []
    return stream
