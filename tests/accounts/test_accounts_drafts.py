from tests.support.station import OTHER_PHRASE, PHRASE
from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import Station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths


def test_a_draft_survives_a_lock_and_is_gone_once_saved(station: Station) -> None:
    signed_in, _ = station.create("Dana", PHRASE, frozenset())
    Drafts(signed_in).keep("person", {"name": "Lee"})
    Drafts(signed_in).keep("person", {"name": "Lee Novak", "phones": ["555-0142"]})
    signed_in.end()
    again = station.sign_in("Dana", PHRASE)
    assert Drafts(again).kept("person") == {"name": "Lee Novak", "phones": ["555-0142"]}
    assert Drafts(again).kept("incident") is None
    Drafts(again).forget("person")
    assert Drafts(again).kept("person") is None
    again.end()


def test_closing_an_account_deletes_its_drafts(station: Station, clock: FixedClock) -> None:
    from wellness_desktop.accounts.records import DraftRecord

    chief, _ = station.create("Dana", PHRASE, frozenset())
    accounts = Accounts(chief, station.tries, clock)
    lee_account = accounts.add("Lee Novak", OTHER_PHRASE, frozenset({Role.HELPER}))
    lee = station.sign_in("Lee Novak", OTHER_PHRASE)
    Drafts(lee).keep("log", {"label": "half a sentence"})
    lee.end()
    accounts.close(lee_account.id)
    with chief.store.read() as session:
        assert session.query(DraftRecord).count() == 0
    chief.end()


def test_a_draft_is_its_owner_s_alone(station: Station, clock: FixedClock, paths: Paths) -> None:
    chief, _ = station.create("Dana", PHRASE, frozenset())
    Accounts(chief, station.tries, clock).add("Lee Novak", OTHER_PHRASE, frozenset({Role.HELPER}))
    lee = station.sign_in("Lee Novak", OTHER_PHRASE)
    Drafts(lee).keep("log", {"label": "canary-5d1f"})
    lee.end()
    assert Drafts(chief).kept("log") is None
    with chief.store.read() as session:
        from wellness_desktop.accounts.records import DraftRecord

        (row,) = session.query(DraftRecord).all()
        assert b"canary-5d1f" not in row.sealed
    chief.end()


def test_the_places_of_the_drafts_are_known_for_oneself_only(station: Station, clock: FixedClock, paths: Paths) -> None:
    chief, _ = station.create("Dana", PHRASE, frozenset())
    Accounts(chief, station.tries, clock).add("Lee Novak", OTHER_PHRASE, frozenset({Role.HELPER}))
    lee = station.sign_in("Lee Novak", OTHER_PHRASE)
    Drafts(lee).keep("roster", {"name": "Sam"})
    Drafts(chief).keep("plans", {"fact": "x"})
    assert Drafts(lee).places() == {"roster"}
    assert Drafts(chief).places() == {"plans"}
    lee.end()
    chief.end()


def test_a_draft_held_in_memory_opens_for_its_owner_after_a_lock_and_for_nobody_else(
    station: Station, clock: FixedClock, paths: Paths
) -> None:
    chief, _ = station.create("Dana", PHRASE, frozenset())
    Accounts(chief, station.tries, clock).add("Lee Novak", OTHER_PHRASE, frozenset({Role.HELPER}))
    held = Drafts(chief).hold("roster", {"name": "canary-77aa"})
    assert Drafts(chief).places() == frozenset()
    assert b"canary" not in held.sealed
    assert "canary" not in repr(held)
    chief.end()
    lee = station.sign_in("Lee Novak", OTHER_PHRASE)
    assert Drafts(lee).held(held) is None
    lee.end()
    again = station.sign_in("Dana", PHRASE)
    assert Drafts(again).held(held) == {"name": "canary-77aa"}
    again.end()


def test_a_draft_held_in_memory_does_not_pass_for_a_stored_one(station: Station) -> None:
    from wellness_desktop.accounts.records import DraftRecord

    signed_in, _ = station.create("Dana", PHRASE, frozenset())
    drafts = Drafts(signed_in)
    held = drafts.hold("roster", {"name": "old"})
    drafts.keep("roster", {"name": "new"})
    with signed_in.store.work() as session:
        (row,) = session.query(DraftRecord).all()
        row.sealed = held.sealed
    assert drafts.kept("roster") is None
    signed_in.end()
