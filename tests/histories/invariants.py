"""What must hold once everybody has met in peace: invariants I1 to I15 of handover.md B13, one function each.

Messages name replicas, counts and groups; never what stands in a field.
"""

from __future__ import annotations

import hashlib
import json
import random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from services.journal.records import load_records
from services.journal.roster import load_roster
from services.rules.fold import fold
from services.safekeeping.checking import check_office
from tests.histories.plain_model import EMPTY, OWNER, View
from tests.histories.state import Row, State, as_view, rebuilt_fingerprints
from tests.histories.town import Replica, Town

Key = tuple[str, str]


class Picture:
    """Everybody's state at one moment, the district first."""

    def __init__(self, town: Town, states: list[State]) -> None:
        self.town = town
        self.district = states[0]
        self.loyal = [state for state in states[1:] if not town.is_cut_off(self.replica(state))]
        """Village laptops that were not revoked: the others hear nothing any more."""
        self.everybody = [self.district, *self.loyal]

    def replica(self, state: State) -> Replica:
        """The laptop that a state was read from."""
        return next(each for each in self.town.everybody if each.name == state.name)


def i1_converge(picture: Picture) -> None:
    """Every office sees its own records as the district does, with heads and disputes; rows are equal byte for byte."""
    for state in picture.loyal:
        for key, view in picture.district.views.items():
            if _belongs_to(picture.district, key, state.office):
                assert state.views.get(key) == view, f"I1: {state.name} and the district differ on a {key[0]}"
                assert state.projected.get(key) == picture.district.projected.get(key), f"I1: rows of {key[0]} differ"


def _belongs_to(district: State, key: Key, office: str) -> bool:
    """Whether a record belongs to an office, by itself or by the worker it is about; programmes belong to all.

    Of erased people headers do not travel any more.
    """
    entity, record = key
    if entity in ("programme", "batch"):
        return True
    about = next((row.about for row in district.rows.values() if row.record == record and row.about), None)
    subject = about or record
    return subject not in district.erased and district.owner(subject) == office


def i2_complete(picture: Picture) -> None:
    """Every change that any living laptop holds is at the district; revoked ones may keep theirs to themselves."""
    for state in picture.loyal:
        missing = state.rows.keys() - picture.district.rows.keys()
        assert not missing, f"I2: the district lacks {len(missing)} changes of {state.name}"


def i2b_delivered_stays(picture: Picture) -> None:
    """What was ever delivered is there, unless the district's own file went back in time."""
    if not picture.town.district_went_back:
        missing = picture.town.delivered - picture.district.rows.keys()
        assert not missing, f"I2b: {len(missing)} delivered changes are gone"


def i2c_shown_as_received(picture: Picture) -> None:
    """No village shows as received what the district does not hold."""
    for state in picture.loyal:
        missing = (state.known & state.rows.keys()) - picture.district.rows.keys()
        assert not missing, f"I2c: {state.name} calls {len(missing)} changes received that the district lacks"


def i3_erased(picture: Picture) -> None:
    """Of an erased record no payload and no row is anywhere; where it belongs, no other payload is missing."""
    gone = picture.district.erased
    for state in picture.everybody:
        assert state.erased == gone, f"I3: {state.name} knows of {len(state.erased)} erasures, not {len(gone)}"
        for row in state.rows.values():
            if row.subject in gone:
                assert row.payload is None, f"I3: {state.name} kept a payload of an erased {row.entity}"
            elif list(_groups(row)) != [OWNER] and _whole_at(picture, state, (row.entity, row.record)):
                assert row.payload is not None, f"I3: {state.name} lacks a payload of a {row.entity}"
        assert not gone & {record for entity, record in state.projected if entity == "worker"}, "I3: a row is left"


def i3_given_away(picture: Picture) -> None:
    """A village holds no content about people who belong to another one, unless that one never answers."""
    for state in picture.loyal:
        elsewhere = {record for entity, record in state.views if _is_elsewhere(picture, state, record)}
        for row in state.rows.values():
            if row.subject in elsewhere and list(_groups(row)) != [OWNER]:
                assert row.payload is None, f"I3: {state.name} kept content of a {row.entity} that it gave away"


def _is_elsewhere(picture: Picture, state: State, record: str) -> bool:
    view = picture.district.views.get(("worker", record))
    claims = frozenset() if view is None else claims_of(view)
    return bool(claims) and state.office not in claims and claims <= {each.office for each in picture.loyal}


def _whole_at(picture: Picture, state: State, key: Key) -> bool:
    """Whether a replica has to hold a record with all its content."""
    return state.district or _belongs_to(picture.district, key, state.office)


def i4_no_silent_loss(picture: Picture) -> None:
    """Per group: an entitled value is shown or in dispute, unless an entitled change of its rank or above names it."""
    for state in picture.everybody:
        named = _named_by_entitled(state)
        for row in state.rows.values():
            view = state.views[row.entity, row.record]
            for group in _groups(row):
                if (row.id, group) in view.ignored or (row.id, group) in named:
                    continue
                assert row.id in view.groups[group].heads, f"I4: {state.name} lost a value of {group}"
                mine = state.plain[row.entity, row.record].groups.get(group)
                shown = view.groups[group]
                if mine is not None:
                    assert set(mine.disputed) == set(shown.disputed), f"I4: a disputed value of {group} is hidden"


def _groups(row: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(row.header)["k"]
    return found


def _rank(state: State, row: Row) -> int:
    device = state.roster.get(row.device)
    return 0 if device is None else 2 if device.district else 1


def _named_by_entitled(state: State) -> set[tuple[str, str]]:
    """Pairs that an entitled change of at least their rank says it had seen."""
    named = set()
    for row in state.rows.values():
        view = state.views[row.entity, row.record]
        for group, replaces in _groups(row).items():
            if (row.id, group) not in view.ignored:
                for other in replaces:
                    target = state.rows.get(other)
                    if target is not None and _rank(state, row) >= _rank(state, target):
                        named.add((other, group))
    return named


def i5_rank(picture: Picture) -> None:
    """Where the district's value stands, no village's is shown in its place, nor can a village bury it."""
    for state in picture.everybody:
        for view in state.views.values():
            for group, shown in view.groups.items():
                ranks = {_rank(state, state.rows[head]) for head in shown.heads}
                best = _rank(state, state.rows[shown.winner])
                assert best == max(ranks), f"I5: a village overrides the district on {group}"


def i6_streams(picture: Picture) -> None:
    """One stream is written by one database, and nobody writes in one whose numbers were given out twice."""
    writing = [stream for state in picture.everybody for stream in state.writing]
    assert len(writing) == len(picture.everybody), "I6: a laptop writes in no stream or in several"
    assert len(set(writing)) == len(writing), "I6: two databases write one stream"
    forked = {stream for state in picture.everybody for stream in state.writing} & forks_in(
        picture.district.rows.values()
    )
    assert not forked, f"I6: {len(forked)} forked streams are still being written"


def forks_in(rows: Iterable[Row]) -> set[str]:
    """Streams in which a number stands twice."""
    seen: dict[tuple[str, int], str] = {}
    return {row.stream for row in rows if seen.setdefault((row.stream, row.n), row.id) != row.id}


def i7_bound(picture: Picture) -> None:
    """Once received, nothing has to be carried again."""
    for state in picture.loyal:
        assert state.due == 0, f"I7: {state.name} would still carry {state.due} changes"


def i9_order_and_rebuild(picture: Picture, rng: random.Random) -> None:
    """The rows that grew change by change equal rows made anew, and the order of changes does not matter."""
    for state in picture.everybody:
        ctx = picture.replica(state).ctx
        grown, rebuilt = rebuilt_fingerprints(ctx)
        assert grown == rebuilt, f"I9: a rebuild of {state.name} gives other rows"
        with ctx.read() as connection:
            roster = load_roster(connection)
            for entity, record in rng.sample(sorted(state.views), min(8, len(state.views))):
                entries = [each.entry for each in load_records(connection, entity, [record])[record]]
                rng.shuffle(entries)
                assert as_view(fold(entries, roster)) == state.views[entity, record], "I9: the order of changes matters"


def i9_plain_model(picture: Picture) -> None:
    """The program's fold says what the independent model says, and its tables hold a row exactly where that does."""
    for state in picture.everybody:
        for key, view in state.views.items():
            mine = state.plain[key]
            if mine is not EMPTY:
                assert mine == view, f"I9: {state.name} folds a {key[0]} unlike the plain model"
            if key[0] == "worker":
                wanted = _has_row(state, key, mine)
                assert wanted == (key in state.projected), (
                    f"I9: {state.name}: a worker {'lacks' if wanted else 'has'} a row"
                )


def _has_row(state: State, key: Key, view: View) -> bool:
    """Nobody is shown who was erased, whose name is not here, or who belongs to another village."""
    if "identity" in view.groups and view.groups["identity"].value == "null":
        return False
    rows = [row for row in state.rows.values() if (row.entity, row.record) == key]
    if all(row.payload is None for row in rows) or not view.groups:
        return False
    claims = claims_of(view)
    return state.district or not claims or state.office in claims


def claims_of(view: View) -> set[str]:
    """Offices that an unburied change names as owner."""
    owner = view.groups.get(OWNER)
    values = () if owner is None else owner.disputed or (owner.value,)
    return {json.loads(value)["office"] for value in values}


def i10_chain(picture: Picture) -> None:
    """Every stored row proves itself, and the chains link; told by the program's check and by our own."""
    for state in picture.everybody:
        ctx = picture.replica(state).ctx
        checked = check_office(ctx)
        assert checked.database and checked.journal, f"I10: the check of {state.name} finds {checked.problems}"
        with ctx.read() as connection:
            pems = {device: pem for device, pem in connection.exec_driver_sql("SELECT id, public_key FROM device")}
        keys = {device: load_pem_public_key(pem.encode()) for device, pem in pems.items()}
        for row in state.rows.values():
            _proves_itself(row, keys[row.device])


def _proves_itself(row: Row, key: Any) -> None:
    assert _b64(hashlib.sha256(row.header.encode()).digest()) == row.id, "I10: an id is not the hash of its header"
    if row.payload is not None:
        told = json.loads(row.header)["ph"]
        assert _b64(hashlib.sha256(row.payload.encode()).digest()) == told, "I10: a payload is not what was signed"
    try:
        key.verify(urlsafe_b64decode(row.signature + "=="), b"payung-change-v1\0" + row.header.encode())
    except InvalidSignature:
        raise AssertionError("I10: a signature does not fit") from None


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def i12_revocation(picture: Picture) -> None:
    """What a revoked laptop wrote beyond the cut has no effect anywhere; what lies before it keeps its own."""
    for state in picture.everybody:
        for row in state.rows.values():
            accepted = state.roster[row.device].accepted if row.device in state.roster else None
            if accepted is None:
                continue
            view = state.views[row.entity, row.record]
            for group in _groups(row):
                if row.id[:22] not in accepted:
                    assert (row.id, group) in view.ignored, f"I12: {state.name} obeys a revoked laptop"
    cut = {device: known.accepted for device, known in picture.district.roster.items() if known.accepted is not None}
    for state in picture.loyal:
        known = {device: each.accepted for device, each in state.roster.items() if each.accepted is not None}
        wrong = [device for device in known if known[device] != cut.get(device)]
        assert not wrong, f"I12: {state.name} cuts elsewhere than the district"


def i13_versions(picture: Picture) -> None:
    """What an older program does not know it kept and passed on, to the letter."""
    for state in picture.loyal:
        for row in state.rows.values():
            at_district = picture.district.rows.get(row.id)
            if at_district is not None:
                assert (row.header, row.signature) == (at_district.header, at_district.signature), "I13: a line changed"
                if row.payload is not None and at_district.payload is not None:
                    assert row.payload == at_district.payload, "I13: a payload changed on its way"
        mine = {order for order, office in picture.district.orders.items() if office in ("", state.office)}
        assert mine <= state.orders.keys(), f"I13: {state.name} lacks {len(mine - state.orders.keys())} orders"
        strange = state.orders.keys() - picture.district.orders.keys()
        assert not strange, f"I13: the district lacks {len(strange)} orders that {state.name} has"


def i15_decisions(picture: Picture) -> None:
    """Whatever a village shows as decided, the district signed."""
    for state in picture.loyal:
        for entity, record in state.projected:
            if entity in ("decision", "programme", "batch", "participation", "contribution"):
                for shown in state.views[entity, record].groups.values():
                    assert state.roster[state.rows[shown.winner].device].district, f"I15: a village made a {entity}"


CHECKS: tuple[Callable[[Picture], None], ...] = (
    i1_converge,
    i2_complete,
    i2b_delivered_stays,
    i2c_shown_as_received,
    i3_erased,
    i3_given_away,
    i4_no_silent_loss,
    i5_rank,
    i6_streams,
    i7_bound,
    i9_plain_model,
    i12_revocation,
    i13_versions,
    i15_decisions,
)
"""Judged at every peace. I9's order and I10 at the end; I8, I11 and I14 are tried by the history itself."""
