from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from wellness_desktop.accounts.prints import recovery_sheet
from wellness_desktop.store.recovery_code import new_code


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_recovery_sheet_is_one_page_with_the_whole_code(size: str) -> None:
    code = new_code()
    reader = PdfReader(BytesIO(recovery_sheet(code, "Millbrook <PD> & Co", date(2026, 11, 24), size=size)))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for group in code.replace("-", " ").split():
        assert group in text
    assert "Millbrook <PD> & Co" in text
