"""The vetting sheet, read back from the PDF: blank and filled, letter and A4, large; tagged."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.paper.tag_checker import faults
from tests.roster.station import TODAY, a_person, a_phone, added
from tests.roster.test_roster_vetting import an_answer
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting_questions import question_sets

pytestmark = pytest.mark.usefixtures("support_team")


@pytest.fixture
def clinician(roster):
    phones = (a_phone("406-555-0177", checked_on=TODAY),)
    return added(roster, a_person("Zoë <Moore>", roles=frozenset({PersonRole.CLINICIAN}), phones=phones))[0]


def text_of(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_blank_sheet_asks_everything_and_tells_nothing(roster, clinician, size, large):
    roster.answer(clinician.id, an_answer(finding=Finding.WARNING, remark="Full until May"))
    pdf = roster.print_dossier(clinician.id, blank=True, agency="Millbrook PD", size=size, large=large)
    words = text_of(pdf)
    for question in question_sets()[0].questions:
        assert " ".join(question.ask.split()) in words
    assert words.count("check locally") >= sum(bool(one.ground.label) for one in question_sets()[0].questions)
    assert "Full until May" not in words
    assert "(406)\xa0555-0177" in words or "(406) 555-0177" in words
    assert "Zoë <Moore>" in words


def test_the_filled_sheet_says_who_asked_when_and_when_to_ask_again(roster, clinician):
    roster.answer(clinician.id, an_answer(finding=Finding.WARNING, remark="Full until May"))
    words = text_of(roster.print_dossier(clinician.id, agency="Millbrook PD"))
    assert "1 of 14 asked, 1 warning sign, ask again by Mar 10, 2027." in words
    assert "Asked Mar 10, 2026 by Dana Whitfield, by telephone; ask again by Mar 10, 2027." in words
    assert "Full until May" in words
    assert words.count("Not asked yet") == 13
    assert "Confidential" in words
    assert "%" not in words


def test_an_answer_to_an_earlier_question_stands_at_the_end(roster, clinician):
    roster.answer(clinician.id, an_answer("clinician-from-before", checked_on=TODAY - timedelta(days=9)))
    assert "clinician-from-before: Good answer" in text_of(roster.print_dossier(clinician.id))


def test_the_print_is_tagged_and_stands_in_the_register_of_paper(roster, clinician):
    pdf = roster.print_dossier(clinician.id)
    assert faults(pdf) == []
    assert faults(roster.print_dossier(clinician.id, blank=True, large=True)) == []
    assert {paper.kind for paper in roster.papers(clinician.id)} == {PaperKind.DOSSIER}
