"""A village that gave somebody away lets go of the person and of all that speaks of the person."""

from __future__ import annotations

from dataclasses import replace

from services import startup
from services.handover.due import changes_up
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.transferring import transfer_workers
from services.programmes.commands import create_programme, decide
from services.programmes.queries import programmes
from services.safekeeping.backups import make_backup
from services.safekeeping.restoring import restore_backup
from services.workers.commands import update_worker
from services.workers.queries import get_worker
from tests.histories.state import rebuilt_fingerprints
from tests.offices import PASSPHRASE, VILLAGE, doors, village_office
from tests.world import World, column, terms


def test_the_decision_about_somebody_given_away_goes_too(world: World) -> None:
    world.up()
    create_programme(world.district, terms())
    decide(world.district, programmes(world.district)[0].id)
    world.down()
    person = str(column(world.one, "SELECT worker_id FROM decision ORDER BY worker_id")[0])
    transfer_workers(world.district, [person], world.two.office.code)
    for _ in range(2):
        world.up()
        world.down()
    assert person not in column(world.one, "SELECT worker_id FROM decision")
    assert person not in column(world.one, "SELECT id FROM worker")
    assert person in column(world.two, "SELECT worker_id FROM decision")
    payloads = column(
        world.one, "SELECT count(*) FROM journal WHERE payload IS NOT NULL AND ? IN (record, about)", person
    )
    assert payloads == [0]
    grown, rebuilt = rebuilt_fingerprints(world.one)
    assert grown == rebuilt


def test_somebody_given_back_is_there_again_with_everything(world: World) -> None:
    world.up()
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    form = get_worker(world.one, person).form
    for village in (world.two, world.one):
        transfer_workers(world.district, [person], village.office.code)
        world.down()
        world.up()
        world.down()
        held = column(world.one, "SELECT count(*) FROM journal WHERE payload IS NULL AND record = ?", person)
        assert held == [0 if village is world.one else 2]
    assert get_worker(world.one, person).form == form


def test_a_restored_district_gives_receipts_for_people_whom_a_village_gave_away(world: World) -> None:
    """Also for what the district itself had written about them: else the village would carry it for ever."""
    world.up()
    person = str(column(world.one, "SELECT id FROM worker ORDER BY id")[0])
    update_worker(world.district, person, replace(get_worker(world.district, person).form, phone="081234567890"))
    world.down()
    transfer_workers(world.district, [person], world.two.office.code)
    world.down()
    world.up()
    world.down()
    assert column(world.one, "SELECT count(*) FROM worker WHERE id = ?", person) == [0]
    made = make_backup(world.district)
    startup.close(world.district)
    world.district = restore_backup(world.district.paths.data, made.path, PASSPHRASE, doors=doors(9)).context
    world.down()
    world.up()
    world.down()
    with world.one.read() as connection:
        assert [row.record for row in changes_up(connection)] == []


def test_another_laptop_of_the_office_does_not_speak_for_the_district(world: World) -> None:
    """The one has the notice; what the other wrote since is at the district, and the new village has not read it."""
    kit = make_kits(world.district, [VILLAGE], world.stick())[0].path
    second = village_office(world.folder / "second", VILLAGE, kit=kit, seed=13)
    try:
        world.up(world.one, world.two, second)
        world.down(world.one, world.two, second)
        person = str(column(second, "SELECT id FROM worker ORDER BY id")[0])
        transfer_workers(world.district, [person], world.two.office.code)
        world.down(world.two)
        world.up(world.two)
        world.down(world.one)
        update_worker(second, person, replace(get_worker(second, person).form, phone="081200000009"))
        world.up(second)
        world.down(second)
        stick = world.stick()
        hand_over(world.one, stick)
        receive(second, [stick])
        held = "SELECT payload FROM journal WHERE record = ? AND payload LIKE '%081200000009%'"
        assert column(second, "SELECT count(*) FROM worker WHERE id = ?", person) == [0]
        assert len(column(second, held, person)) == 1
        for _ in range(2):
            world.down(world.one, world.two, second)
            world.up(world.one, world.two, second)
        assert column(second, held, person) == []
        assert len(column(world.two, held, person)) == 1
    finally:
        startup.close(second)
