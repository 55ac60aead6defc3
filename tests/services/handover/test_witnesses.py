"""What the district signed comes back with the villages, and tells it that it is an older copy."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from models.office import Device
from services import startup
from services.context import AppContext
from services.handover import outgoing
from services.handover.due import changes_up
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.manifest import SignedManifest
from services.handover.office_facts import trusted_root, writing_stream
from services.handover.outgoing import build_up
from services.handover.recovering import receive_with_recovery
from services.handover.rotating import adopt_earlier_root
from services.handover.signing import signature_to_text
from services.handover.witnesses import newest_witness
from services.safekeeping.device_keys import new_device_keys
from services.safekeeping.district_keys import RECOVERY_FILE, DistrictSecrets, read_root_secret
from services.safekeeping.waking import WENT_BACK
from services.workers.commands import register_worker
from services.workers.queries import find_by_nik
from tests.offices import DISTRICT, PASSPHRASE, at, doors, worker
from tests.world import World, column, reopened


def stream(ctx: AppContext) -> str:
    with ctx.read() as connection:
        return writing_stream(connection)


def witness(ctx: AppContext) -> tuple[SignedManifest, ...]:
    with ctx.read() as connection:
        return newest_witness(connection)


def disk_of_the_district(world: World) -> Path:
    """The whole disk as it is now: the data folder and what lies outside it."""
    image = world.copy_of(world.district, "disk")
    shutil.copytree(os.environ["PAYUNG_ANCHORS"], world.folder / "disk-outside")
    world.district = reopened(world.district.paths.data, 51)
    return image


def put_back(world: World, image: Path) -> None:
    startup.close(world.district)
    for place, kept in ((world.district.paths.data, image), (os.environ["PAYUNG_ANCHORS"], f"{image}-outside")):
        shutil.rmtree(place)
        shutil.copytree(kept, place)
    world.district = reopened(world.district.paths.data, 52)


@pytest.fixture
def exchanged(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """One exchange; so long a history that none of it goes along; marks outside that no other test knows."""
    monkeypatch.setattr(outgoing, "HISTORY_ROOM", 0)
    world.up()
    world.down()
    return world


def test_a_disk_that_was_put_back_gets_everything_again(exchanged: World) -> None:
    """Nothing on the computer itself can tell; what the villages call received was received by a later state."""
    world = exchanged
    image = disk_of_the_district(world)
    register_worker(world.one, worker(9071))
    world.up(world.one)
    world.down(world.one)
    with world.one.read() as connection:
        assert changes_up(connection) == []
    put_back(world, image)
    assert world.district.notices == () and find_by_nik(world.district, worker(9071).nik) is None
    before = stream(world.district)
    assert world.up(world.one).notices == (WENT_BACK,)
    assert stream(world.district) != before
    world.down(world.one)
    assert world.up(world.one).notices == ()
    assert find_by_nik(world.district, worker(9071).nik) is not None


def test_it_is_noticed_also_when_it_has_given_out_the_number_again(exchanged: World) -> None:
    world = exchanged
    image = disk_of_the_district(world)
    world.down(world.one)
    put_back(world, image)
    world.district = at(world.district, world.district.now() + timedelta(seconds=1))
    world.down(world.two)
    assert world.up(world.one).notices == (WENT_BACK,)


def test_a_disk_put_back_that_replies_first_takes_its_receipts_back(exchanged: World) -> None:
    """It knows every reply that the village brings back; but its reply lists all that it holds, so the rest is sent."""
    world = exchanged
    image = disk_of_the_district(world)
    register_worker(world.one, worker(9071))
    world.up(world.one)
    world.down(world.one)
    put_back(world, image)
    world.district = at(world.district, world.district.now() + timedelta(days=1))
    world.down()
    world.down()
    with world.one.read() as connection:
        assert changes_up(connection)
    world.up(world.one)
    assert find_by_nik(world.district, worker(9071).nik) is not None
    world.down(world.one)
    with world.one.read() as connection:
        assert changes_up(connection) == []


def test_a_late_reply_of_the_lost_state_makes_nothing_received(exchanged: World) -> None:
    world = exchanged
    image = disk_of_the_district(world)
    register_worker(world.one, worker(9071))
    world.up(world.one)
    late = world.stick()
    hand_over(world.district, late, villages=[world.one.office.code])
    put_back(world, image)
    world.district = at(world.district, world.district.now() + timedelta(days=1))
    world.down()
    world.down()
    assert receive(world.one, [late]).accepted
    world.up(world.one)
    assert find_by_nik(world.district, worker(9071).nik) is not None


def test_a_late_reply_takes_nothing_back(exchanged: World) -> None:
    world = exchanged
    late = world.stick()
    hand_over(world.district, late, villages=[world.one.office.code])
    register_worker(world.one, worker(9071))
    world.up(world.one)
    world.down(world.one)
    receive(world.one, [late])
    with world.one.read() as connection:
        assert changes_up(connection) == []


def test_of_this_database_only_its_own_computer_speaks(exchanged: World) -> None:
    """A computer that was left out keeps its key: with it nobody makes the district begin anew."""
    world = exchanged
    before = stream(world.district)
    (honest,) = witness(world.one)
    said = msgspec.json.decode(honest.text)
    stolen = new_device_keys(lambda size: bytes([7]) * size)
    key = Ed25519PrivateKey.from_private_bytes(stolen.signing_key)
    with world.district.write() as unit:
        values = {"id": stolen.id, "office": world.district.office.code, "role": "district", "revoked": False}
        pem = {"public_key": stolen.public_key_pem, "age_recipient": stolen.age_recipient}
        unit.connection.execute(insert(Device).values(**values, **pem))
    sender = {**said["from"], "device": stolen.id, "public_key": stolen.public_key_pem}
    for words in (
        {"no": 900_000, "from": sender},
        {"no": 900_000, "from": sender, "epoch": "made-up", "epochs_dead": [before]},
    ):
        text = msgspec.json.encode({**said, **words}).decode()
        forged = SignedManifest(text=text, signature=signature_to_text(key.sign(text.encode())))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outgoing, "newest_witness", lambda connection, forged=forged: (forged,))
            assert world.up(world.one).notices == ()
    assert stream(world.district) == before


def test_a_new_computer_gets_what_only_the_burned_one_had_received(exchanged: World) -> None:
    """Its root document names itself alone. It has to hear of the burned database to call it gone."""
    world = exchanged
    paper = world.district.paths.data / "kunci-akar"
    recovery = (paper / RECOVERY_FILE).read_text("ascii").splitlines()[-1]
    with world.district.read() as connection:
        earlier = trusted_root(connection)
    typed = DistrictSecrets(read_root_secret(paper), recovery, earlier.version + 1)
    startup.close(world.district)
    folder = world.folder / "new"
    world.district = startup.set_up_district(folder, DISTRICT, "Hendro", PASSPHRASE, typed, doors=doors(77)).context
    adopt_earlier_root(world.district, earlier)
    stick = world.stick()
    for village in (world.one, world.two):
        hand_over(village, stick)
    assert receive_with_recovery(world.district, recovery, [stick]).refused == ()
    world.down()
    world.up()
    assert column(world.district, "SELECT count(*) FROM worker") == [9]


def test_an_honest_district_stays_in_its_stream(exchanged: World) -> None:
    before = stream(exchanged.district)
    for _ in range(3):
        exchanged.down()
        assert exchanged.up().notices == ()
    assert stream(exchanged.district) == before
    assert len(witness(exchanged.one)) == 1


def test_a_reply_that_was_cut_off_before_its_log_is_known(exchanged: World) -> None:
    """Written, then the power failed: no older copy, only a line that is missing in the log."""
    world = exchanged
    world.down()
    with world.district.write() as unit:
        unit.connection.exec_driver_sql(
            "DELETE FROM bundle WHERE rowid IN (SELECT rowid FROM bundle WHERE written ORDER BY no DESC LIMIT 2)"
        )
    assert world.up().notices == ()


def test_what_the_district_did_not_sign_moves_nothing(exchanged: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = exchanged
    (honest,) = witness(world.one)
    before = stream(world.district)
    said = msgspec.json.decode(honest.text)
    later = msgspec.json.encode({**said, "no": 900_000}).decode()
    another = msgspec.json.encode({**said, "epoch": "made-up", "epochs_dead": [before]}).decode()
    own_key = msgspec.json.encode(
        {**said, "no": 900_000, "from": msgspec.to_builtins(build_up(world.one).sealed.manifest.from_)}
    ).decode()
    for text, signature in (
        ("", ""),
        ("{}", honest.signature),
        (later, honest.signature),
        (another, signature_to_text(world.one.sign(another.encode()))),
        (own_key, signature_to_text(world.one.sign(own_key.encode()))),
        (honest.text, "no signature"),
    ):
        forged = (SignedManifest(text=text, signature=signature),)
        monkeypatch.setattr(outgoing, "newest_witness", lambda connection, forged=forged: forged)
        told = world.up(world.one)
        assert (told.refused, told.notices) == ((), ())
    assert stream(world.district) == before
    assert column(world.district, "SELECT count(*) FROM epoch") == [1]
