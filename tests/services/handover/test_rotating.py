from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, NotAllowed
from services.handover.age_file import new_identity
from services.handover.handing_over import hand_over
from services.handover.incoming import ROOT_DIFFERS, receive
from services.handover.office_facts import signed_root
from services.handover.recovering import receive_with_recovery
from services.handover.root import Root, verify_root
from services.handover.rotating import NewComputer, adopt_earlier_root, root_facts, rotate
from services.safekeeping.device_keys import new_device_keys
from services.safekeeping.district_keys import (
    RECOVERY_FILE,
    DistrictSecrets,
    new_district_secrets,
    read_root_secret,
)
from services.safekeeping.keyfile import unlock_with_district
from services.workers.commands import register_worker
from tests.offices import DISTRICT, PASSPHRASE, doors, worker
from tests.world import World, reopened


def secret(district: AppContext) -> str:
    return read_root_secret(district.paths.data / "kunci-akar")


def root_of(ctx: AppContext) -> Root:
    with ctx.read() as connection:
        signed = signed_root(connection)
    assert signed is not None
    return verify_root(signed)


def further() -> NewComputer:
    keys = new_device_keys(os.urandom)
    return NewComputer(keys.id, keys.public_key_pem, keys.age_recipient)


def test_a_further_computer_and_another_recovery_key(district: AppContext) -> None:
    before, words = root_facts(district), root_facts(district).print.words
    other, (identity, recipient) = further(), new_identity()
    rotate(district, secret(district), add=[other], recovery=recipient)
    after = root_facts(district)
    assert (before.version, after.version, after.recovery) == (1, 2, recipient)
    assert [computer.here for computer in after.computers] == [True, False]
    assert other.age_recipient in root_of(district).recipients
    assert after.print.words == words, "villages keep comparing with the same letter"
    assert unlock_with_district(district.paths.keyfile, identity).database_key == district.database.key


def test_one_that_is_left_out_no_longer_speaks_nor_reads(district: AppContext) -> None:
    other = further()
    rotate(district, secret(district), add=[other])
    rotate(district, secret(district), leave_out=[other.device])
    root = root_of(district)
    assert root.version == 3
    assert [key.device for key in root.signing_keys] == [district.device_id]
    assert other.age_recipient not in root.recipients and len(root.recipients) == 1


def test_another_root_key_this_computer_or_a_village_is_refused(world: World) -> None:
    with pytest.raises(AccessDenied, match=r"root\.wrong_key"):
        rotate(world.district, new_district_secrets().root_pem)
    with pytest.raises(AccessDenied, match=r"root\.wrong_key"):
        rotate(world.district, "nothing")
    with pytest.raises(NotAllowed, match=r"root\.own_computer"):
        rotate(world.district, secret(world.district), leave_out=[world.district.device_id])
    with pytest.raises(NotAllowed, match=r"district\.only"):
        rotate(world.one, secret(world.district))
    with pytest.raises(ValueError, match="recipient"):
        rotate(world.district, secret(world.district), recovery="age1nothing")
    assert root_facts(world.district).version == 1


def test_a_village_learns_it_from_the_next_reply_and_seals_to_the_new_keys(world: World) -> None:
    world.up(world.one)
    other, (identity, recipient) = further(), new_identity()
    rotate(world.district, secret(world.district), add=[other], recovery=recipient)
    (reply,) = world.down(world.one)
    assert reply.refused == ()
    assert root_of(world.one) == root_of(world.district)
    assert unlock_with_district(world.one.paths.keyfile, identity).database_key == world.one.database.key


def test_a_new_district_computer_works_on_with_the_sticks_of_the_villages(world: World, tmp_path: Path) -> None:
    """The old one burned, no backup: keys from the safe, any earlier kit, then the villages' ordinary bundles."""
    world.up()
    world.down()
    earlier = root_of(world.district)
    recovery = (world.district.paths.data / "kunci-akar" / RECOVERY_FILE).read_text("ascii").splitlines()[-1]
    typed = DistrictSecrets(secret(world.district), recovery, earlier.version + 1)
    new = startup.set_up_district(tmp_path / "baru", DISTRICT, "Hendro", PASSPHRASE, typed, doors=doors(77)).context
    adopt_earlier_root(new, earlier)
    register_worker(world.one, worker(9070))
    stick = world.stick()
    hand_over(world.one, stick)
    hand_over(world.two, stick)
    assert {refused.code for refused in receive(new, [stick]).refused} == {"bundle.not_for_us"}
    first = receive_with_recovery(new, recovery, [stick])
    assert (len(first.accepted), first.refused) == (2, ())
    back = world.stick()
    hand_over(new, back)
    for village in (world.one, world.two):
        assert receive(village, [back]).refused == ()
        assert root_of(village) == root_of(new)
    hand_over(world.one, stick := world.stick())
    assert receive(new, [stick]).refused == (), "from now on sealed for the new computer, no key from the safe"
    people = "SELECT full_name, nik, owner FROM worker WHERE owner = '33.16.06.2002' ORDER BY id"
    assert rows(new, people) == rows(world.one, people) != []
    startup.close(new)


def rows(ctx: AppContext, sql: str) -> list[tuple[object, ...]]:
    with ctx.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def test_a_district_from_before_a_rotation_learns_of_it_from_a_village(world: World) -> None:
    """Else it would go on sealing for a recovery key that was given up, and number its next rotation like this one."""
    world.up()
    world.down()
    image = world.copy_of(world.district, "before")
    world.district = reopened(world.district.paths.data, 61)
    root_secret = secret(world.district)
    identity, recipient = new_identity()
    rotate(world.district, root_secret, recovery=recipient)
    world.down()
    startup.close(world.district)
    shutil.rmtree(world.district.paths.data)
    shutil.copytree(image, world.district.paths.data)
    world.district = reopened(world.district.paths.data, 62)
    assert root_facts(world.district).version == 1
    assert world.up().refused == ()
    assert (root_facts(world.district).version, root_facts(world.district).recovery) == (2, recipient)
    assert unlock_with_district(world.district.paths.keyfile, identity).database_key == world.district.database.key


def test_two_root_documents_of_one_version_are_told_until_a_third_is_made(world: World) -> None:
    world.up()
    world.down()
    image = world.copy_of(world.district, "before")
    world.district = reopened(world.district.paths.data, 61)
    root_secret = secret(world.district)
    rotate(world.district, root_secret, recovery=new_identity()[1])
    world.down(world.one)
    startup.close(world.district)
    shutil.rmtree(world.district.paths.data)
    shutil.copytree(image, world.district.paths.data)
    world.district = reopened(world.district.paths.data, 62)
    rotate(world.district, root_secret, recovery=new_identity()[1])
    assert ROOT_DIFFERS not in world.up(world.two).notices
    assert ROOT_DIFFERS in world.up(world.one).notices
    rotate(world.district, root_secret)
    world.down()
    assert {root_facts(each).recovery for each in (world.one, world.two)} == {root_facts(world.district).recovery}
    assert ROOT_DIFFERS not in world.up().notices


def test_a_computer_that_was_left_out_is_not_listened_to(world: World, tmp_path: Path) -> None:
    """A stolen one: it could erase people and call the real district dead."""
    world.up()
    world.down()
    stolen, root_secret = world.district, secret(world.district)
    earlier, facts = root_of(stolen), root_facts(stolen)
    recovery = (stolen.paths.data / "kunci-akar" / RECOVERY_FILE).read_text("ascii").splitlines()[-1]
    secrets = DistrictSecrets(root_secret, recovery, facts.version + 1)
    world.district = startup.set_up_district(
        tmp_path / "baru", DISTRICT, "Hendro Prasetyo", PASSPHRASE, secrets, doors=doors(63)
    ).context
    adopt_earlier_root(world.district, earlier)
    stick = world.stick()
    for village in (world.one, world.two):
        hand_over(village, stick)
    receive_with_recovery(world.district, recovery, [stick])
    world.down()
    late = world.stick()
    hand_over(stolen, late)
    for village in (world.one, world.two):
        told = receive(village, [late])
        assert (told.accepted, [each.code for each in told.refused]) == ((), ["bundle.left_out"])
    assert world.down(world.one)[0].refused == ()
    startup.close(stolen)
