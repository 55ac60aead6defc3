"""The fold: laws that hold for any set of changes, and the cases the handover design names."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from models.values import Role
from services.rules.fold import Entry, Writer, fold

VILLAGE, OTHER, DISTRICT = "33.16.01.2001", "33.16.01.2002", "33.16"
ROSTER = {
    "laptop": Writer(VILLAGE, Role.VILLAGE),
    "laptop2": Writer(VILLAGE, Role.VILLAGE),
    "stranger": Writer(OTHER, Role.VILLAGE),
    "office": Writer(DISTRICT, Role.DISTRICT),
}


def entry(id: str, device: str, values: dict[str, object], sees: dict[str, list[str]] | None = None) -> Entry:
    own = values.pop("own", None)
    replaces = {group: (sees or {}).get(group, []) for group in values}
    if own is not None:
        replaces["owner"] = (sees or {}).get("owner", [])
    payload = {group: {"value": value} for group, value in values.items()}
    return Entry(id, device, "worker", replaces, payload, own if isinstance(own, str) else None)


def first(**values: object) -> Entry:
    return entry("a", "laptop", {"own": VILLAGE, **values})


def test_a_first_change_is_shown() -> None:
    state = fold([first(identity="Sutini")], ROSTER)
    assert state.owner == VILLAGE
    assert state.value("identity") == {"value": "Sutini"}
    assert state.heads("identity") == ("a",)
    assert not state.conflicts


def test_the_short_way_for_a_first_change_equals_the_long_one() -> None:
    change = first(identity="Sutini", contact="08")
    long_way = fold([change, entry("z", "unknown", {"identity": "x"})], ROSTER)
    short_way = fold([change], ROSTER)
    assert dict(short_way.groups) == dict(long_way.groups)
    assert short_way.owner == long_way.owner


def test_two_that_did_not_see_each_other_are_both_kept() -> None:
    one = entry("b", "laptop", {"contact": "1"}, {"contact": ["a"]})
    two = entry("c", "laptop2", {"contact": "2"}, {"contact": ["a"]})
    state = fold([first(contact="0"), one, two], ROSTER)
    assert state.conflicts == ("contact",)
    assert state.heads("contact") == ("b", "c")


def test_the_same_value_twice_is_no_conflict() -> None:
    one = entry("b", "laptop", {"contact": "1"}, {"contact": ["a"]})
    two = entry("c", "laptop2", {"contact": "1"}, {"contact": ["a"]})
    assert fold([first(contact="0"), one, two], ROSTER).conflicts == ()


def test_a_village_never_buries_the_district() -> None:
    district = entry("b", "office", {"identity": "right"}, {"identity": ["a"]})
    village = entry("c", "laptop", {"identity": "wrong"}, {"identity": ["b"]})
    state = fold([first(identity="old"), district, village], ROSTER)
    assert state.value("identity") == {"value": "right"}
    assert state.conflicts == ("identity",)


def test_a_resolution_names_all_heads() -> None:
    one = entry("b", "laptop", {"contact": "1"}, {"contact": ["a"]})
    two = entry("c", "laptop2", {"contact": "2"}, {"contact": ["a"]})
    resolved = entry("d", "laptop", {"contact": "2"}, {"contact": ["b", "c"]})
    state = fold([first(contact="0"), one, two, resolved], ROSTER)
    assert state.conflicts == ()
    assert state.value("contact") == {"value": "2"}


def test_burial_works_per_group() -> None:
    later = entry("b", "laptop", {"contact": "1"}, {"contact": ["a"], "identity": ["a"]})
    state = fold([first(identity="Sutini", contact="0"), later], ROSTER)
    assert state.value("identity") == {"value": "Sutini"}
    assert state.value("contact") == {"value": "1"}


def test_a_stranger_may_neither_write_nor_claim() -> None:
    write = entry("b", "stranger", {"contact": "x"}, {"contact": ["a"]})
    claim = entry("c", "stranger", {"own": OTHER}, {"owner": ["a"]})
    state = fold([first(contact="0"), write, claim], ROSTER)
    assert state.owner == VILLAGE
    assert state.value("contact") == {"value": "0"}
    assert state.ignored == {("b", "contact"), ("c", "owner")}


def test_an_unauthorised_group_leaves_the_change_s_other_groups_valid() -> None:
    mixed = entry("b", "laptop", {"own": OTHER, "contact": "1"}, {"contact": ["a"], "owner": ["a"]})
    state = fold([first(contact="0"), mixed], ROSTER)
    assert state.owner == VILLAGE
    assert state.value("contact") == {"value": "1"}


def test_after_a_transfer_the_old_village_makes_a_conflict_and_loses_nothing() -> None:
    transfer = entry("b", "office", {"own": OTHER}, {"owner": ["a"]})
    late = entry("c", "laptop", {"contact": "1"}, {"contact": ["a"]})
    new = entry("d", "stranger", {"contact": "2"}, {"contact": ["a"]})
    state = fold([first(contact="0"), transfer, late, new], ROSTER)
    assert state.owner == OTHER
    assert state.owners_ever == {VILLAGE, OTHER}
    assert state.conflicts == ("contact",)


def test_a_village_writes_no_decision() -> None:
    forged = Entry("a", "laptop", "decision", {"decision": []}, {"decision": {"outcome": "funded"}}, None)
    assert fold([forged], ROSTER).groups == {}
    assert fold([forged], ROSTER, owners_of_about=frozenset({VILLAGE})).groups == {}


def test_unrostered_devices_have_no_effect() -> None:
    state = fold([entry("a", "unknown", {"own": VILLAGE, "identity": "x"})], ROSTER)
    assert state.groups == {}
    assert state.ignored == {("a", "identity"), ("a", "owner")}


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Random graphs: any device writes any groups, having seen any earlier changes."""
    changes = [first(identity=0, contact=0)]
    for number in range(draw(st.integers(0, 9))):
        groups = draw(st.sets(st.sampled_from(["identity", "contact", "status"]), min_size=1))
        known = [change.id for change in changes]
        sees = {group: draw(st.lists(st.sampled_from(known), max_size=3, unique=True)) for group in groups}
        device = draw(st.sampled_from([*ROSTER, "unknown"]))
        changes.append(entry(f"c{number}", device, {group: draw(st.integers(0, 2)) for group in groups}, sees))
    return changes


@given(histories(), st.integers())
def test_order_of_arrival_never_matters(changes: list[Entry], seed: int) -> None:
    shuffled = list(changes)
    random.Random(seed).shuffle(shuffled)
    assert fold(changes, ROSTER) == fold(shuffled, ROSTER)


@given(histories())
def test_no_authorised_value_is_lost_silently(changes: list[Entry]) -> None:
    """I4: each authorised value is a head, or an entitled change named it."""
    state = fold(changes, ROSTER)
    for change in changes:
        for group in change.replaces:
            if (change.id, group) in state.ignored or change.id in state.heads(group):
                continue
            assert any(
                change.id in other.replaces.get(group, ())
                and (other.id, group) not in state.ignored
                and ROSTER[other.device].role.rank >= ROSTER[change.device].role.rank
                for other in changes
            )


@given(histories())
def test_the_district_s_word_is_always_the_one_shown(changes: list[Entry]) -> None:
    state = fold(changes, ROSTER)
    by_id = {change.id: change for change in changes}
    for group, shown in state.groups.items():
        heads = [by_id[id] for id in shown.heads]
        if any(head.device == "office" for head in heads):
            assert by_id[shown.winner].device == "office", group
