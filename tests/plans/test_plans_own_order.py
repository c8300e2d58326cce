"""The agency's own order: stable, the same on every station, and at home in a newer template."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.plans.own_words.order import Move, frame_of, ordered, places, put
from wellness_desktop.plans.own_words.ranks import between

TEMPLATE = ("a", "b", "c", "d")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
RANKS = st.text(DIGITS, min_size=1, max_size=6).map(lambda text: text.rstrip("0") or "1")


def named(item: str) -> tuple[str, str]:
    return item, ""


def laid(moves: list[Move], items: tuple[str, ...] = TEMPLATE, added: frozenset[str] = frozenset()) -> tuple[str, ...]:
    return ordered(items, named, lambda _item: "", {move.item: move for move in moves}, added)


def moved(line: tuple[str, ...], moves: list[Move], item: str, behind: str | None) -> list[Move]:
    others = [move for move in moves if move.item != item]
    keys = places(TEMPLATE, named, {move.item: move for move in others})
    return [*others, put(item, behind, keys, frame_of(TEMPLATE, named, frozenset()))]


@settings(max_examples=150)
@given(RANKS, RANKS)
def test_there_is_always_room_between_two_ranks(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        return
    middle = between(low, high)
    assert low < middle < high
    assert not middle.endswith("0")
    assert between("", low) < low < between(low, None)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(TEMPLATE), st.integers(0, 3)), max_size=25))
def test_moving_puts_an_item_where_it_was_dragged_and_leaves_the_others_alone(steps: list[tuple[str, int]]) -> None:
    moves: list[Move] = []
    line = list(TEMPLATE)
    for item, place in steps:
        line.remove(item)
        line.insert(place, item)
        behind = line[place - 1] if place else None
        moves = moved(tuple(line), moves, item, behind)
        assert laid(moves) == tuple(line)


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.sampled_from(TEMPLATE), st.sampled_from(["", *TEMPLATE]), RANKS), max_size=6), st.randoms()
)
def test_two_stations_see_the_same_order_whatever_came_first(rows: list[tuple[str, str, str]], chance: object) -> None:
    moves = list({item: Move(item, after, rank) for item, after, rank in rows}.values())
    turned = list(moves)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    line = laid(moves)
    assert line == laid(turned)
    assert sorted(line) == sorted(TEMPLATE)
    still = [item for item in TEMPLATE if item not in {move.item for move in moves}]
    assert [item for item in line if item in still] == still


def test_two_that_were_put_at_the_same_spot_stand_by_their_id() -> None:
    assert laid([Move("d", "a", "i"), Move("c", "a", "i")]) == ("a", "c", "d", "b")


def test_two_moves_behind_each_other_form_no_ring() -> None:
    assert sorted(laid([Move("a", "b", "i"), Move("b", "a", "i")])) == sorted(TEMPLATE)


def test_an_item_whose_anchor_left_the_template_goes_home_and_an_added_one_to_the_end() -> None:
    newer = ("a", "c", "d", "new")
    assert laid([Move("d", "b", "i")], newer) == newer
    assert laid([Move("ours", "b", "i")], (*newer, "ours"), frozenset({"ours"})) == (*newer, "ours")


def test_a_newer_template_puts_its_new_item_between_without_moving_ours() -> None:
    moves = [Move("d", "a", "i")]
    assert laid(moves) == ("a", "d", "b", "c")
    assert laid(moves, ("new", "a", "x", "b", "c", "d")) == ("new", "a", "d", "x", "b", "c")
