"""What a lost laptop held, as far as the district knows."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.audit.incident import FIELDS, incident_of, tell_before
from services.context import AppContext
from services.programmes.commands import create_programme, decide
from services.workers.commands import register_workers
from tests.offices import NOW, OTHER_VILLAGE, VILLAGE, worker
from tests.world import World, terms


def test_people_and_fields_of_a_village(world: World) -> None:
    register_workers(world.one, [worker(9301, phone="", kk_number="", monthly_income=None, mother_name="")])
    world.up()
    found = incident_of(world.district, VILLAGE)
    assert found.people == 7
    assert found.fields["nik"] == found.fields["full_name"] == found.fields["birth_date"] == 7
    assert (found.fields["kk_number"], found.fields["monthly_income"], found.fields["mother_name"]) == (6, 6, 6)
    assert found.fields["heirs"] == 0
    assert found.fields.keys() == FIELDS.keys()
    assert (found.last_no, found.here, found.photos, found.encrypted) == (1, False, None, True)
    assert datetime.fromisoformat(found.since) <= datetime.fromisoformat(found.last_at)


def test_the_district_holds_everybody(world: World) -> None:
    world.up()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    found = incident_of(world.district, world.district.office.code)
    assert (found.people, found.here, found.photos) == (9, True, 0)
    assert found.decisions > 0
    assert found.since


def test_a_village_that_never_delivered(district: AppContext) -> None:
    found = incident_of(district, OTHER_VILLAGE)
    assert (found.people, found.last_no, found.last_at, found.since) == (0, 0, "", "")
    assert set(found.fields.values()) == {0}


def test_three_days_to_tell() -> None:
    assert tell_before(NOW) - NOW == timedelta(days=3)
