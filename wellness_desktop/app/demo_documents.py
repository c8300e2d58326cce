"""The demo agency's own documents: added as their coordinator would have added them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wellness_desktop.base.resources import resource
from wellness_desktop.library.agency.service import AgencyDocuments


def add_documents(documents: AgencyDocuments, tables: Mapping[str, Any], agency: str, printed_on: date) -> None:
    """Adds every document of the table."""
    for one in tables["document"]:
        data = resource("demo", "documents", one["file"]).read_bytes()
        if one.get("make") == "pdf":
            data = _as_pdf(one["title"], data.decode(), agency, printed_on)
        documents.add(one["name"], data, title=one["title"], about=one["about"])


def _as_pdf(title: str, markdown: str, agency: str, printed_on: date) -> bytes:
    from wellness_desktop.paper.markdown import markdown_blocks
    from wellness_desktop.paper.sheet import Sheet, make

    sheet = Sheet(title=title, printed_on=printed_on, agency=agency)
    return make(sheet, markdown_blocks(markdown, top_level=1))
