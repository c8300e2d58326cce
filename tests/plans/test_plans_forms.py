"""Forms F-01 to F-25: each readable, fillable, sound for a screen reader, and the file of whoever fills it in."""

import re
import tomllib
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest

from tests.content.reading_grade import grade
from tests.paper.tag_checker import faults, fonts_of
from tests.support.cases import every
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.paper.form_widgets import state_name
from wellness_desktop.plans.forms.files import open_forms, shipped_forms
from wellness_desktop.plans.forms.finding import find_forms
from wellness_desktop.plans.forms.own import form_of
from wellness_desktop.plans.forms.prints import FormPaper, form_pdf, forms_pack
from wellness_desktop.plans.forms.psob import psob_file_by
from wellness_desktop.plans.forms.sheets import FieldKind, FormSheet, PartKind
from wellness_desktop.plans.items import Form
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.templates import load_templates

if TYPE_CHECKING:
    from conftest import Agency

FORMS = shipped_forms().forms
NOON = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - station time, as the sheet wants
LARGE_PAGES = 4
"""Large print may take so many times the pages of plain print."""
_made: dict[Any, bytes] = {}


def made(form_id: str, *, fillable: bool = False, large: bool = False, size: Any = "letter") -> bytes:
    """The form, printed once for all tests that only read it."""
    key = (form_id, fillable, large, size)
    if key not in _made:
        paper = FormPaper(PrintStyle(NOON, None, size, large), "Millbrook Police Department", fillable)
        _made[key] = form_pdf(FORMS[form_id], paper)
    return _made[key]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


def fields_of(pdf: bytes) -> dict[str, Any]:
    return pypdf.PdfReader(BytesIO(pdf)).get_fields() or {}


def filled_in(pdf: bytes, values: dict[str, str]) -> bytes:
    """The form after somebody typed, by a library that did not write it."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf)))
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def names_of(form: FormSheet) -> list[str]:
    """The names of a form's fields, told from its file and not from what printed it."""
    found = []
    for part in form.part:
        if part.kind is PartKind.TABLE:
            rows = len(part.heads) or part.rows
            found += [f"{form.key}_{one.id}_{row}" for row in range(1, rows + 1) for one in part.columns]
            found += [f"{form.key}_other_{at}" for at, head in enumerate(part.heads, start=1) if not head]
        copies = [""] if part.copies == 1 else [f"_{copy}" for copy in range(1, part.copies + 1)]
        found += [f"{form.key}_{one.id}{copy}" for copy in copies for one in part.fields]
    return found


def test_every_form_of_the_field_guide_has_a_file() -> None:
    assert list(FORMS) == [f"F-{number:02}" for number in range(1, 26)]
    assert shipped_forms().left_out == ()
    core = {form.id: form for form in load_templates().core.form}
    assert core.keys() == FORMS.keys()
    for form_id, form in FORMS.items():
        assert core[form_id].title == form.title
        assert (core[form_id].layout == "sealed") == form.sealed
        assert form.checked_on < form.review_by
        assert form.words, "people call it something"


@pytest.mark.parametrize("form_id", every(3, FORMS))
def test_a_form_keeps_to_its_pages_on_both_papers_and_in_large_print(form_id: str) -> None:
    form = FORMS[form_id]
    assert form.pages <= 2
    for size in ("letter", "a4"):
        assert len(pypdf.PdfReader(BytesIO(made(form_id, size=size))).pages) <= form.pages
    assert len(pypdf.PdfReader(BytesIO(made(form_id, large=True))).pages) <= LARGE_PAGES * form.pages


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_says_all_it_asks_and_leaves_no_word_cut(form_id: str) -> None:
    form = FORMS[form_id]
    for large in (False, True):
        text = text_of(made(form_id, large=large))
        wanted = [form.title, form.use, *form.steps]
        for part in form.part:
            wanted += [part.title, part.about, *part.texts, *(one.label for one in (*part.fields, *part.columns))]
            wanted += part.heads
        for words in filter(None, wanted):
            assert all(word in text for word in words.split()), words
        assert not re.search(r"[{}]", text)


@pytest.mark.parametrize("form_id", every(3, FORMS))
def test_a_form_is_tagged_and_its_fonts_are_embedded(form_id: str) -> None:
    assert faults(made(form_id)) == []
    assert faults(made(form_id, large=True)) == []
    if FORMS[form_id].fillable:
        pdf = made(form_id, fillable=True)
        assert faults(pdf) == []
        assert all(fonts_of(pdf).values())


@pytest.mark.parametrize("form_id", [form_id for form_id, form in FORMS.items() if form.fillable])
def test_every_field_has_a_name_a_spoken_label_and_nothing_that_runs(form_id: str) -> None:
    pdf = made(form_id, fillable=True)
    found = fields_of(pdf)
    assert sorted(names_of(FORMS[form_id])) == sorted(name for name, one in found.items() if "/FT" in one)
    file = pikepdf.open(BytesIO(pdf))
    for raw in file.Root.AcroForm.Fields:
        assert len(str(raw.TU)) > 1
        assert int(raw.get("/Ff", 0)) & 2 == 0, "nothing is required"
    for raw in file.objects:
        if isinstance(raw, pikepdf.Dictionary):
            actions = [name for name in ("/JS", "/AA", "/OpenAction", "/URI", "/SubmitForm") if name in raw]
            assert not actions
            assert "/S" not in raw.get("/A", {}), "no action, only attributes"


@pytest.mark.parametrize("form_id", every(4, [form_id for form_id, form in FORMS.items() if form.fillable]))
def test_what_is_typed_comes_back_with_every_accent(form_id: str) -> None:
    form, pdf = FORMS[form_id], made(form_id, fillable=True)
    found = fields_of(pdf)
    typed = {name: f"José Ñuñez, Łukasz {at}" for at, (name, one) in enumerate(found.items()) if one["/FT"] == "/Tx"}
    ticks = {f"{form.key}_{one.id}": "/Yes" for part in form.part if part.kind is PartKind.TICKS for one in part.fields}
    for part in form.part:
        for one in part.fields:
            if one.kind is FieldKind.ONE_OF:
                ticks[f"{form.key}_{one.id}"] = f"/{state_name(one.options[-1])}"
    again = fields_of(filled_in(pdf, typed | ticks))
    assert {name: again[name]["/V"] for name in typed} == typed
    assert {name: again[name]["/V"] for name in ticks} == ticks


def test_the_tab_key_goes_from_field_to_field_as_one_reads() -> None:
    file = pikepdf.open(BytesIO(made("F-07", fillable=True)))
    names = [str(raw.T) for raw in file.Root.AcroForm.Fields if "/T" in raw]
    wanted = names_of(FORMS["F-07"])
    assert names == wanted
    for page in file.pages:
        assert str(page.obj.Tabs) == "/S"
        places = [(-round(float(raw.Rect[3])), float(raw.Rect[0])) for raw in page.obj.Annots]
        assert places == sorted(places), "from the left to the right, from the top to the foot"


def test_a_list_to_choose_from_offers_its_words_and_takes_others() -> None:
    found = fields_of(made("F-25", fillable=True))["f25_state_3"]
    assert list(found["/_States_"]) == ["Safe", "In a shelter", "Not reached", "Needs help"]
    assert int(found["/Ff"]) & (1 << 18)


def test_the_private_page_is_for_the_hand_only() -> None:
    assert not FORMS["F-01"].fillable
    assert all(FORMS[form_id].sealed and "envelope" in FORMS[form_id].mark for form_id in ("F-01", "F-02", "F-03"))


def test_no_form_asks_how_somebody_feels() -> None:
    """F-05 and F-06 may be read by others one day (DB-02)."""
    for form in FORMS.values():
        labels = " ".join(one.label for part in form.part for one in (*part.fields, *part.columns)).lower()
        assert not re.search(r"\b(feel\w*|emotion\w*|reaction\w*|upset|cr(y|ied)|mood|diagnos\w*)\b", labels), form.id
        assert "$" not in labels


def test_the_benefit_date_says_to_ask_and_keeps_no_amount() -> None:
    """Amounts change every year and are not printed; the date carries its advice (CP-T4)."""
    text = text_of(made("F-09"))
    assert "later of two days: 3 years after the death, or 1 year after" in text
    assert "ask the PSOB office" in text
    assert "Verify locally" in text
    assert not re.search(r"\d{3},\d{3}", text)


def test_instructions_are_easy_to_read() -> None:
    assert grade("\n\n".join(step for form in FORMS.values() for step in (form.use, *form.steps))) <= 6.0
    for form in FORMS.values():
        assert len(form.steps) <= 4


@pytest.mark.parametrize(
    ("happened", "decided", "last"),
    [
        (date(2026, 2, 14), None, date(2029, 2, 14)),
        (date(2026, 2, 14), date(2028, 6, 1), date(2029, 6, 1)),
        (date(2026, 2, 14), date(2026, 3, 1), date(2029, 2, 14)),
        (date(2028, 2, 29), None, date(2031, 2, 28)),
        (date(2026, 2, 14), date(2032, 2, 29), date(2033, 2, 28)),
    ],
)
def test_psob_can_be_filed_until_the_later_of_two_days(happened: date, decided: date | None, last: date) -> None:
    """CP-T4, 28 CFR 32.12."""
    assert psob_file_by(happened, decided) == last


def test_a_decision_before_the_death_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        psob_file_by(date(2026, 2, 14), date(2026, 2, 13))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("property release form", "F-04"),
        ("benefits tracker", "F-09"),
        ("psob", "F-09"),
        ("f-16", "F-16"),
        ("F16", "F-16"),
        ("ics 214", "F-16"),
        ("next of kin", "F-01"),
        ("death notification", "F-05"),
        ("mutual aid", "F-21"),
        ("cad down", "F-23"),
        ("after action", "F-17"),
        ("hospital", "F-07"),
    ],
)
def test_a_form_is_found_by_what_people_call_it(typed: str, first: str) -> None:
    assert find_forms(FORMS.values(), typed)[0].id == first


def test_search_finds_no_form_for_words_that_say_nothing() -> None:
    assert find_forms(FORMS.values(), "") == []
    assert find_forms(FORMS.values(), "the") == []
    assert find_forms(FORMS.values(), "sleeping badly") == []
    assert len(find_forms(FORMS.values(), "forms")) == 25


def test_a_spoiled_form_is_told_and_spoils_no_other(tmp_path: Path) -> None:
    good = resource("forms", "f-05.toml").read_text(encoding="utf-8")
    files = {
        "f-05": good,
        "f-06": good,
        "f-90": good.replace('"F-05"', '"F-90"').replace("Notification record", "", 1).replace("use =", "usage ="),
        "f-91": good.replace('"F-05"', '"F-91"').replace('id = "pair"', 'id = "member"'),
        "f-92": good.replace('"F-05"', '"F-92"').replace('kind = "one_of", ', ""),
        "f-93": "id = [",
        "f-94": good.replace('"F-05"', '"F-94"').replace('need = "night"', 'need = "soon"'),
        "f-95": good.replace('"F-05"', '"F-95"').replace("rows = 5\n", ""),
    }
    for name, words in files.items():
        (tmp_path / f"{name}.toml").write_text(words, encoding="utf-8")
    found = open_forms(tmp_path)
    assert list(found.forms) == ["F-05"]
    told = {one.file: one.fault for one in found.left_out}
    assert "bear the name of its form" in told["f-06.toml"]
    assert '"usage" is not known' in told["f-90.toml"]
    assert '"member" stands there twice' in told["f-91.toml"]
    assert "needs options" in told["f-92.toml"]
    assert "'soon' does not belong here" in told["f-94.toml"]
    assert '"rows" is missing' in told["f-95.toml"]
    with pytest.raises(Problem, match="no such form"):
        found.form("F-77")


def test_no_two_fields_of_a_form_share_a_name() -> None:
    for form in FORMS.values():
        names = names_of(form)
        assert len(names) == len(set(names)), form.id
        heads = tomllib.loads(resource("forms", f"{form.id.lower()}.toml").read_text(encoding="utf-8"))
        assert heads["id"] == form.id


def test_a_form_of_a_plan_alone_is_printed_as_well() -> None:
    template = load_templates().overlays["CP-13"]
    sheet = form_of(Form("F-60", "Kennel list", "For the kennel.", "log", ("Dog", "Food", "Vet")), template)
    lines = form_of(Form("F-61", "Vet sheet", "For the vet.", "lines", ("Name", "Phone")), template)
    text = text_of(forms_pack([sheet, lines], "Forms", FormPaper(PrintStyle(NOON))))
    for words in ("Kennel list", "Dog", "Food", "F-60-1", "Vet sheet", "Phone", "F-61-1"):
        assert words in text


def test_what_is_known_stands_in_the_form_and_the_rest_is_blank(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    found = fields_of(plans.form("F-07", fillable=True))
    assert found["f07_hospital"]["/V"] == "Alder County Hospital, emergency desk, (507) 555-0112"
    assert found["f07_pio"]["/V"] == "Chief Alana Reyes"
    assert found["f07_room"]["/V"] == ""
    assert "Alder County Hospital" in text_of(plans.form("F-07"))
    assert "Alder County Hospital" not in text_of(plans.form("F-07", known=False))
    assert fields_of(plans.form("F-08", fillable=True))["f08_director"]["/V"].startswith("Hansen Funeral Home")


def test_whoever_may_not_print_numbers_gets_the_agency_only(millbrook: "Agency") -> None:
    plans = millbrook.plans(Role.MEMBER)
    assert fields_of(plans.form("F-21", fillable=True))["f21_from"]["/V"] == "Millbrook Police Department"
    assert fields_of(plans.form("F-07", fillable=True))["f07_hospital"]["/V"] == ""
    with pytest.raises(NotAllowed):
        millbrook.plans(Role.ADMINISTRATOR).forms()


def test_names_in_other_letters_are_drawn_in_the_field(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.set_fact("hospital", "Szpital Świętego Łukasza", numbers=["507-555-0112"])
    pdf = plans.form("F-07", fillable=True)
    assert fields_of(pdf)["f07_hospital"]["/V"].startswith("Szpital Świętego Łukasza")
    assert faults(pdf) == []


def test_dates_are_worked_out_only_when_given(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    assert fields_of(plans.form("F-09", fillable=True))["f09_file_by"]["/V"] == ""
    pdf = plans.form("F-09", fillable=True, dates=(date(2028, 2, 29), None))
    assert fields_of(pdf)["f09_file_by"]["/V"] == "Feb 28, 2031 (verify locally)"


def test_the_pack_of_a_plan_holds_the_forms_it_names(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    pdf = plans.forms_pack("CP-13")
    text = text_of(pdf)
    codes = {code.split("-", 2)[1] for code in re.findall(r"F-\d\d-\d", text)}
    assert codes == {form.id[2:] for form in plans.merged("CP-13").forms}
    assert faults(pdf) == []
    assert not fields_of(pdf)
    assert len(pypdf.PdfReader(BytesIO(plans.forms_pack())).pages) <= sum(form.pages for form in FORMS.values())


def test_nothing_of_a_form_reaches_log_or_audit(millbrook: "Agency", caplog: pytest.LogCaptureFixture) -> None:
    plans = millbrook.plans()
    before = sorted((path.name, path.stat().st_size) for path in millbrook.folder.iterdir())
    with caplog.at_level("DEBUG"):
        plans.form("F-07", fillable=True)
        plans.form("F-09", dates=(date(2026, 2, 14), None))
    ours = [one for one in caplog.records if one.name.startswith("wellness_desktop")]
    assert ours == []
    assert sorted((path.name, path.stat().st_size) for path in millbrook.folder.iterdir()) == before
