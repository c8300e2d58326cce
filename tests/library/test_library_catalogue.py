"""The filters of the catalogue: what fits, and counts that keep their word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.library.catalogue import Publisher, Resource
from wellness_desktop.library.filtering import FACETS, OTHERS, UNKNOWN_YEAR, Catalogue, Wish
from wellness_desktop.library.service import Library

SHIPPED = Library()
CATALOGUE = Catalogue(SHIPPED.catalogue(), SHIPPED.words)
OFFERED = {name: [choice.value for choice in CATALOGUE.narrow(Wish()).choices[name]] for name in FACETS}
WISHES = st.builds(Wish, **{name: st.none() | st.sampled_from(OFFERED[name]) for name in FACETS})


def by_hand(wish: Wish) -> list[Resource]:
    """What fits, said another way."""
    found = []
    for one in SHIPPED.catalogue():
        of = [each.slug for each in SHIPPED.words.publishers if any(name in one.publisher for name in each.names)]
        fits = (
            (wish.topic is None or wish.topic in one.topics)
            and (wish.reader is None or wish.reader in one.readers)
            and (wish.kind is None or wish.kind == one.kind)
            and (wish.publisher is None or wish.publisher in of or (wish.publisher == OTHERS and not of))
            and (wish.year is None or wish.year == one.year)
        )
        if fits:
            found.append(one)
    return found


@given(WISHES)
def test_what_fits_is_listed_in_the_same_order(wish: Wish) -> None:
    assert list(CATALOGUE.narrow(wish).resources) == by_hand(wish)


@given(WISHES, st.sampled_from(FACETS))
def test_a_count_is_what_the_choice_will_list(wish: Wish, name: str) -> None:
    for choice in CATALOGUE.narrow(wish).choices[name]:
        assert len(CATALOGUE.narrow(replace(wish, **{name: choice.value})).resources) == choice.count


@given(WISHES)
def test_only_the_chosen_value_may_list_nothing(wish: Wish) -> None:
    for name, choices in CATALOGUE.narrow(wish).choices.items():
        assert [one for one in choices if not one.count and one.value != getattr(wish, name)] == []
        assert getattr(wish, name) in (None, *(one.value for one in choices))


def test_without_a_wish_everything_is_listed_and_every_value_offered() -> None:
    narrowed = CATALOGUE.narrow(Wish())
    assert narrowed.resources == SHIPPED.catalogue()
    assert len(CATALOGUE) == len(SHIPPED.catalogue())
    assert {one.value for one in narrowed.choices["topic"]} == {word.slug for word in SHIPPED.words.topics}
    assert {one.value for one in narrowed.choices["reader"]} == {word.slug for word in SHIPPED.words.readers}
    assert Wish().everything
    assert not Wish(year=UNKNOWN_YEAR).everything


def test_years_stand_newest_first_and_the_unknown_one_last() -> None:
    years = [one.value for one in CATALOGUE.narrow(Wish()).choices["year"]]
    assert years == sorted(years, reverse=True)
    assert years[-1] == UNKNOWN_YEAR
    assert CATALOGUE.narrow(Wish()).choices["year"][-1].words == "Year not known"


def test_publishers_stand_by_name_and_the_others_last() -> None:
    choices = CATALOGUE.narrow(Wish()).choices["publisher"]
    assert choices[-1].value == OTHERS
    words = [one.words.casefold() for one in choices[:-1]]
    assert words == sorted(words)
    assert choices[0].shown.endswith(f"({choices[0].count})")


@pytest.mark.parametrize(
    ("made_by", "belongs"),
    [("COPS Office, The Beat", True), ("IACP, with COPS Office support", True), ("Somebody else", False), ("", False)],
)
def test_a_publication_belongs_to_all_its_makers(made_by: str, belongs: bool) -> None:
    cops = Publisher("cops", "COPS Office", ("COPS Office", "Office of Community Oriented Policing Services"))
    assert cops.made(made_by) is belongs


def test_an_empty_catalogue_offers_nothing() -> None:
    narrowed = Catalogue((), SHIPPED.words).narrow(Wish(topic="families"))
    assert narrowed.resources == ()
    assert [one.count for one in narrowed.choices["topic"]] == [0]
    assert narrowed.choices["kind"] == ()
