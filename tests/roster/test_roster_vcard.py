"""Address cards in and out (roster/vcards.py, contacts_vcard.py, vcard_export.py)."""

import string
from dataclasses import replace

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roster.address_books import (
    ANDROID_21,
    ANDROID_LIST,
    EVOLUTION,
    GOOGLE,
    GOOGLE_MANY,
    ICLOUD,
    MAC_CONTACTS,
    OUTLOOK,
    OUTLOOK_WHOLE,
    THUNDERBIRD,
    THUNDERBIRD_ADDRESS_LABEL,
)
from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, handed_on, published, saved_person
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.contacts_vcard import preview_of_cards
from wellness_desktop.roster.export_desk import ExportForm, form_for
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.vcard_export import cards_of
from wellness_desktop.roster.vcards import is_vcard, read_cards


def preview(data, own="Millbrook PD"):
    assert is_vcard(data)
    return preview_of_cards(read_cards(data), [], own)


def numbers(person):
    return [(phone.label, phone.shown) for phone in person.phones]


def test_icloud():
    (row,) = preview(ICLOUD).rows
    person = row.person
    assert (person.name, person.call_name, person.agency, person.own_agency) == (
        "Officer Ann Bell",
        "Annie",
        "Millbrook PD",
        True,
    )
    assert person.roles == {PersonRole.OFFICER}
    assert person.email == "ann@home.example"
    assert numbers(person) == [
        ("Mobile", "(406) 555-0101"),
        ("Phone", "(406) 555-0104"),
        ("Mobile", "(406) 555-0102"),
        ("Cabin on the lake", "(406) 555-0103"),
    ]
    assert row.notes == ("A fax number was left out.",)
    assert person.area == ""
    assert "penicillin" not in repr(person)
    assert "Hidden Lane" not in repr(row)


def test_mac_contacts_with_a_company_and_a_group():
    clinic, group = preview(MAC_CONTACTS).rows
    assert (clinic.person.name, clinic.person.agency, clinic.person.area) == (
        "County Crisis Clinic",
        "County Crisis Clinic",
        "Granite",
    )
    assert numbers(clinic.person) == [("Phone", "(800) 555-0199")]
    assert (group.person, group.line) == (None, 17)
    assert group.problems == ("This card is a group, not a person.",)


def test_google_with_a_number_that_has_no_name():
    jose, nobody = preview(GOOGLE).rows
    assert (jose.person.name, jose.person.agency, jose.person.roles) == (
        "José Núñez",
        "Millbrook PD",
        {PersonRole.DISPATCHER},
    )
    assert numbers(jose.person) == [
        ("Mobile", "(406) 555-0106"),
        ("Work phone", "(406) 555-0107 ext. 12"),
        ("Duty phone", "(406) 555-0108"),
    ]
    assert jose.notes == ()
    assert nobody.problems == ("A person needs a name.",)


def test_an_old_android_phone_with_quoted_printable():
    (row,) = preview(ANDROID_21).rows
    assert row.person.name == "Jörg Müller"
    assert numbers(row.person)[:2] == [("Mobile", "(406) 555-0110"), ("Home phone", "(406) 555-0111")]
    assert len(row.person.phones) == 4


def test_outlook_with_last_names_first_and_windows_letters():
    (row,) = preview(OUTLOOK).rows
    assert (row.person.name, row.person.area) == ("Ruth Okafor", "Café Town")
    assert row.person.own_agency is False
    assert row.person.roles == {PersonRole.CHAPLAIN}
    assert numbers(row.person) == [("Work phone", "(406) 555-0114 ext. 7"), ("Mobile", "(406) 555-0115")]


def test_thunderbird_with_links_and_languages():
    (row,) = preview(THUNDERBIRD).rows
    person = row.person
    assert (person.name, person.call_name, person.area) == ("Lee Park", "P-4", "Millbrook")
    assert person.languages == ("English", "Spanish")
    assert person.email == "lee@millbrook.example"
    assert numbers(person) == [
        ("Work phone", "(406) 555-0118 ext. 44"),
        ("Mobile", "(406) 555-0117"),
        ("Mobile", "(406) 555-0119"),
    ]
    assert [phone.takes_texts for phone in person.phones] == [False, False, True]


def test_outlook_with_everything_it_knows():
    """Numbers inside a note are words, keys and pictures are skipped with their blank lines, callbacks are no entry."""
    (row,) = preview(OUTLOOK_WHOLE).rows
    person = row.person
    assert (person.name, person.call_name, person.agency, person.area) == (
        "Lt. Morgan Quinn Hale Jr.",
        "Mo",
        "Millbrook PD",
        "Millbrook",
    )
    assert person.email == "morgan@millbrook.example"
    assert numbers(person) == [
        ("Work phone", "(406) 555-0161"),
        ("Home phone", "(406) 555-0162"),
        ("Mobile", "(406) 555-0163"),
    ]
    assert row.notes[0] == "A fax number was left out."


def test_google_with_more_numbers_than_an_entry_holds():
    """The first eight are taken, a number that comes twice once, and what is left out is said."""
    (row,) = preview(GOOGLE_MANY).rows
    assert [shown[-2:] for _label, shown in numbers(row.person)] == ["70", "71", "72", "73", "74", "76", "77", "78"]
    assert {shown[-2:]: label for label, shown in numbers(row.person)}["78"] == "Radio room"
    assert "(406) 555-0179 was left out: 8 is the most." in row.notes


def test_evolution_with_marks_in_every_line():
    (row,) = preview(EVOLUTION).rows
    person = row.person
    assert (person.name, person.agency, person.area) == ("Dr. Noor Ada, Mae Larsen", "Granite Counseling", "Granite")
    assert person.roles == {PersonRole.CLINICIAN}
    assert person.email == "noor@counseling.example"
    assert numbers(person) == [("Mobile", "(406) 555-0180"), ("Work phone", "(406) 555-0181")]


def test_a_phone_that_exports_everybody():
    nameless, maria, sam = preview(ANDROID_LIST).rows
    assert nameless.problems == ("A person needs a name.",)
    assert (maria.person.name, numbers(maria.person)) == (
        "María Ñúñez",
        [("Mobile", "(406) 555-0185"), ("Home phone", "(406) 555-0186")],
    )
    assert (sam.person.name, numbers(sam.person)) == ("Sam Tran", [("Mobile", "(406) 555-0187")])


def test_an_address_label_with_colons_in_it():
    (row,) = preview(THUNDERBIRD_ADDRESS_LABEL).rows
    assert (row.person.name, row.person.area) == ("Jo Weber", "Granite")
    assert numbers(row.person) == [("Mobile", "(406) 555-0190"), ("Work phone", "(406) 555-0191")]


def test_several_files_put_together_and_ends_that_are_missing():
    data = (
        ICLOUD.replace(b"END:VCARD\r\n", b"") + OUTLOOK + b"\r\n\r\nrubbish\r\n" + THUNDERBIRD.replace(b"\r\n", b"\n")
    )
    assert [row.name for row in preview(data).rows] == ["Officer Ann Bell", "Ruth Okafor", "Lee Park"]


def test_a_card_within_a_card_is_somebody_else():
    data = OUTLOOK.replace(b"REV:", b"AGENT:\r\nBEGIN:VCARD\r\nFN:Secretary\r\nTEL:406-555-0150\r\nEND:VCARD\r\nREV:")
    (row,) = preview(data).rows
    assert len(row.person.phones) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings(encoding):
    data = GOOGLE.decode().encode(encoding)
    assert preview(data).rows[0].name == "José Núñez"


def test_whoever_stands_on_the_roster_is_set_apart_and_the_import_is_taken_back_whole(roster):
    added(roster, a_person("Lee Park"))
    found = roster.import_preview(THUNDERBIRD + OUTLOOK, "Millbrook PD")
    assert ([row.name for row in found.new], [row.name for row in found.doubles]) == (["Ruth Okafor"], ["Lee Park"])
    assert (found.header, found.columns) == ((), ())
    done = roster.import_people(found)
    assert [person.name for person in roster.people()] == ["Lee Park", "Ruth Okafor"]
    done.undo()
    assert [person.name for person in roster.people()] == ["Lee Park"]


def test_a_file_without_cards_is_refused(roster):
    with pytest.raises(Problem, match="no address card"):
        read_cards(b"hello")
    with pytest.raises(Problem):
        roster.import_preview(b"BEGIN:VCARD" * 3)


FULL = handed_on(
    "Ruth, Maria; Okafor\\Hale",
    call_name="Rev. Ruth",
    agency="Granite, County; Sheriff",
    own_agency=False,
    roles=frozenset({PersonRole.CHAPLAIN, PersonRole.PEER}),
    languages=("English", "Spanish", "Klingon"),
    hours="8 to 5; or call dispatch, any time",
    called_for="Anyone, of any faith or none " * 4,
    area="The whole county",
    phones=(
        a_phone("406-555-0101 x7", label="Work phone", published=True, checked_on=TODAY),
        a_phone("406-555-0102", published=True, takes_texts=True),
        a_phone("406-555-0103", label="Parish, house", published=True),
        a_phone("406-555-0199", label="Home phone"),
    ),
)


@pytest.mark.parametrize("form", [ExportForm.VCARD_3, ExportForm.VCARD_4])
def test_an_export_comes_back_as_it_was(roster, form):
    (saved,) = added(roster, replace(FULL, called_for=FULL.called_for.strip()))
    data = roster.export_contacts(form)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"0199" not in data
    (row,) = preview(data).rows
    person = row.person
    for name in ("name", "call_name", "agency", "roles", "languages", "hours", "called_for", "area", "own_agency"):
        assert getattr(person, name) == getattr(saved, name), name
    assert numbers(person) == numbers(saved)[:3]
    if form is ExportForm.VCARD_4:
        assert [phone.takes_texts for phone in person.phones] == [False, True, False]


@pytest.mark.parametrize("form", [ExportForm.VCARD_3, ExportForm.VCARD_4])
def test_another_library_reads_the_cards(roster, form):
    added(roster, FULL, handed_on("José Núñez"))
    cards = list(vobject.readComponents(roster.export_contacts(form).decode()))
    assert [card.fn.value for card in cards] == ["José Núñez", "Ruth, Maria; Okafor\\Hale"]
    ruth = cards[1]
    assert ruth.version.value == ("3.0" if form is ExportForm.VCARD_3 else "4.0")
    assert (ruth.n.value.family, ruth.n.value.given) == ("Okafor\\Hale", "Ruth, Maria;")
    assert ruth.org.value == ["Granite, County; Sheriff"]
    assert "Never checked" in ruth.note.value or "Check before use" in ruth.note.value
    told = [(tel.value, {each.casefold() for each in tel.params["TYPE"]}) for tel in ruth.tel_list]
    if form is ExportForm.VCARD_3:
        assert told == [
            ("(406) 555-0101 ext. 7", {"work"}),
            ("(406) 555-0102", {"cell"}),
            ("(406) 555-0103", {"voice"}),
        ]
    else:
        assert told == [
            ("tel:+14065550101;ext=7", {"work"}),
            ("tel:+14065550102", {"cell", "text"}),
            ("tel:+14065550103", {"voice"}),
        ]
        assert {tel.params["VALUE"][0] for tel in ruth.tel_list} == {"uri"}
        assert [each.value for each in ruth.lang_list] == ["en", "es", "Klingon"]
    labels = {each.group: each.value for each in ruth.contents["x-ablabel"]}
    assert labels == {ruth.tel_list[2].group: "Parish, house"}
    if form is ExportForm.VCARD_3:
        for card in cards:
            card.validate()


def made_elsewhere(version, name, agency, note, number="+1 406-555-0102"):
    """A card that the other library wrote."""
    card = vobject.vCard()
    card.add("version").value = version
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=name, given="")
    card.add("org").value = [agency, "Support team"]
    card.add("note").value = note
    phone = card.add("tel")
    phone.value = number
    phone.params["TYPE"] = ["CELL", "pref"] if version == "3.0" else ["cell", "text"]
    own = card.add("tel", "item1")
    own.value = "406-555-0103"
    card.add("x-ablabel", "item1").value = "Night desk, back"
    return card.serialize().encode()


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_another_library_wrote_is_read(version):
    data = made_elsewhere(version, "Zoë Müller; Jr., Ph.D", "Granite, County", "Long “words” " * 30)
    (row,) = preview(data).rows
    assert (row.person.name, row.person.agency) == ("Zoë Müller; Jr., Ph.D", "Granite, County")
    assert numbers(row.person) == [("Mobile", "(406) 555-0102"), ("Night desk, back", "(406) 555-0103")]
    assert row.person.phones[0].takes_texts is (version == "4.0")


def test_only_people_who_agreed_to_be_handed_on_leave(roster, station):
    added(
        roster,
        handed_on("Agreed"),
        published("On the board only"),
        a_person("Never asked"),
        handed_on("No number ticked", phones=(a_phone(),)),
        handed_on("Left", standing=Standing.LEFT),
    )
    assert [person.name for person in roster.handed_on()] == ["Agreed"]
    for form in ExportForm:
        data = roster.export_contacts(form)
        assert b"On the board" not in data
        assert station.audited()[-1] == ("exported", None)
    (agreed,) = [person for person in roster.people() if person.name == "Agreed"]
    roster.change(replace(agreed, shared_on=None))
    assert roster.handed_on() == []
    with pytest.raises(NotAllowed):
        station.roster(Role.SUPERVISOR, account=HELPER).export_contacts()


def test_the_name_of_a_file_says_what_it_is_written_as():
    assert [form_for(name) for name in ("a.csv", "b.XLSX", "c.vcf", "d")] == [
        ExportForm.CSV,
        ExportForm.XLSX,
        ExportForm.VCARD_3,
        ExportForm.CSV,
    ]


def test_the_code_of_one_contact_is_a_small_card(roster):
    ruth, sam, nobody = added(
        roster,
        handed_on("Ruth Okafor", phones=(a_phone("406-555-0101 x7", published=True, checked_on=TODAY), a_phone())),
        handed_on("Sam Stale", phones=(a_phone(published=True),)),
        a_person("Never asked"),
    )
    code = roster.contact_code(ruth.id)
    assert len(code) < 200
    card = vobject.readOne(code)
    assert (card.fn.value, card.tel.value) == ("Ruth Okafor", "+14065550101,7")
    (row,) = preview(code.encode()).rows
    assert numbers(row.person) == [("Mobile", "(406) 555-0101 ext. 7")]
    with pytest.raises(Problem, match="checked lately"):
        roster.contact_code(sam.id)
    with pytest.raises(Problem, match="not agreed"):
        roster.contact_code(nobody.id)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=40
)


@settings(max_examples=150, deadline=None)
@given(name=WORDS, agency=WORDS, hours=WORDS, version=st.sampled_from(["3.0", "4.0"]))
def test_any_words_come_back(name, agency, hours, version):
    person = saved_person(name=name, agency=agency, hours=hours)
    (card,) = read_cards(cards_of([person], TODAY, version))
    assert (card.text("FN"), card.text("X-WELLNESS-HOURS")) == (name, hours)
    assert card.all("ORG")[0].parts == [agency]


@settings(max_examples=40, deadline=None)
@given(
    name=WORDS, agency=WORDS, note=st.lists(WORDS, max_size=4).map(" ".join), version=st.sampled_from(["3.0", "4.0"])
)
def test_any_words_come_through_another_library_and_back(name, agency, note, version):
    """Ours to theirs and theirs to ours, folded lines, escapes and all letters included."""
    (card,) = read_cards(made_elsewhere(version, name, agency, note))
    assert (card.text("FN"), card.all("ORG")[0].parts[0], card.text("NOTE")) == (name, agency, note.strip())
    theirs = vobject.readOne(cards_of([saved_person(name=name, agency=agency)], TODAY, version).decode())
    assert (theirs.fn.value, theirs.org.value) == (name, [agency])


def test_plain_letters_are_folded_at_seventy_five():
    lines = cards_of([saved_person(name=string.ascii_letters * 2)], TODAY).split(b"\r\n")
    assert max(map(len, lines)) == 75
