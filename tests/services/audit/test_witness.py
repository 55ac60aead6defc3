"""A district that rewrote its history is found by its villages; one that was honestly restored is not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.values import EventKind
from services import startup
from services.audit.comparing import NOTICES, Compared, Kind, compare, compare_files
from services.audit.events import note_event, office_events
from services.audit.witness import WitnessRefused, make_witness, read_witness, write_witness
from services.context import AppContext
from services.errors import NotAllowed
from services.programmes.commands import create_programme, decide
from services.safekeeping.backups import make_backup
from services.safekeeping.restoring import restore_backup
from services.workers.queries import get_worker
from tests.offices import PASSPHRASE, VILLAGE, doors
from tests.world import World, column, terms, two_villages


@pytest.fixture
def decided(world: World) -> World:
    """Delivered, decided, answered: both villages hold heads of the district."""
    world.up()
    world.down()
    decide(world.district, create_programme(world.district, terms()).first("programme"))
    world.down()
    return world


def swear(world: World, folder: Path, *offices: AppContext) -> Compared:
    folder.mkdir(exist_ok=True)
    paths = []
    for number, ctx in enumerate(offices or (world.district, world.one, world.two)):
        paths.append(folder / f"{number}.payung-saksi")
        write_witness(ctx, paths[-1])
    return compare_files(paths)


def kinds(found: Compared) -> set[Kind]:
    return {finding.kind for finding in found.findings}


def test_honest_offices_agree(decided: World, tmp_path: Path) -> None:
    found = swear(decided, tmp_path / "s")
    assert (found.good, found.findings, found.with_district, found.files) == (True, (), True, 3)
    assert found.offices == ("33.16", "33.16.01.2001", "33.16.06.2002")
    assert found.heads >= 2
    villages = swear(decided, tmp_path / "v", decided.one, decided.two)
    assert (villages.good, villages.with_district, villages.findings) == (True, False, ())


def image(world: World, name: str) -> Path:
    return world.copy_of(world.district, name)


def put_back(world: World, folder: Path, seed: int) -> None:
    """The district goes on from that image, and nobody notices: no anchor, no new stream."""
    startup.close(world.district)
    shutil.rmtree(world.district.paths.data)
    shutil.copytree(folder, world.district.paths.data)
    world.district = startup.open_office(world.district.paths.data, PASSPHRASE, doors=doors(seed))


def test_a_district_that_was_put_back_and_rewrote_is_found(world: World, tmp_path: Path) -> None:
    world.up()
    world.down()
    before = image(world, "before")
    world.district = startup.open_office(world.district.paths.data, PASSPHRASE, doors=doors(51))
    first = decide(world.district, create_programme(world.district, terms(people=2)).first("programme"))
    world.down()
    put_back(world, before, 52)
    other = decide(world.district, create_programme(world.district, terms(people=7)).first("programme"))
    assert (first.funded, other.funded) == (2, 7)
    found = swear(world, tmp_path / "s")
    assert not found.good
    assert Kind.NOT_IN_CHAIN in kinds(found)
    assert {office for each in found.findings for office in each.offices} >= {VILLAGE}


def test_villages_alone_find_it_once_both_stories_were_told(world: World, tmp_path: Path) -> None:
    world.up()
    before = image(world, "before")
    world.district = startup.open_office(world.district.paths.data, PASSPHRASE, doors=doors(51))
    note_event(world.district, EventKind.OTHER, 1)
    world.down(world.one)
    put_back(world, before, 52)
    note_event(world.district, EventKind.OTHER, 2)
    world.down(world.two)
    found = swear(world, tmp_path / "s", world.one, world.two)
    assert not found.good
    assert Kind.TWO_HEADS in kinds(found)


def test_an_honestly_restored_district_is_not_accused(decided: World, tmp_path: Path) -> None:
    kept = make_backup(decided.district)
    note_event(decided.district, EventKind.OTHER)
    decided.down()
    data = decided.district.paths.data
    startup.close(decided.district)
    decided.district = restore_backup(data, kept.path, PASSPHRASE, None, doors=doors(61)).context
    found = swear(decided, tmp_path / "s")
    assert found.good
    assert kinds(found) <= NOTICES
    assert Kind.MISSING in kinds(found)
    decided.up()
    decided.down()
    again = swear(decided, tmp_path / "t")
    assert again.good


def test_the_file_holds_nothing_about_people(decided: World, tmp_path: Path) -> None:
    planted = [get_worker(decided.one, str(each)).form for each in column(decided.one, "SELECT id FROM worker")]
    for number, ctx in enumerate((decided.district, decided.one)):
        path = tmp_path / f"{number}.payung-saksi"
        write_witness(ctx, path, note=True)
        text = path.read_text("utf-8")
        for form in planted:
            assert form.nik not in text and form.full_name not in text and form.mother_name not in text
        assert "Siti" not in text and "Hendro" not in text and ctx.user.id not in text
        assert office_events(ctx, 1)[0].note == "berkas saksi"


def altered(path: Path, change: object) -> Path:
    content = json.loads(path.read_text("utf-8"))
    body = json.loads(content["text"])
    change(body)  # type: ignore[operator]
    path.write_text(json.dumps({**content, "text": json.dumps(body)}), "utf-8")
    return path


def test_a_file_that_was_changed_is_refused(decided: World, tmp_path: Path) -> None:
    path = tmp_path / "a.payung-saksi"
    write_witness(decided.one, path)
    with pytest.raises(WitnessRefused) as refused:
        read_witness(altered(path, lambda body: body["heads"].pop()))
    assert refused.value.code == "witness.altered"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"text":"x"}', "\x00", '{"text":"{}","public_key":"x","signature":"y"}']
)
def test_what_is_no_witness_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x"
    path.write_text(text, "utf-8")
    with pytest.raises(WitnessRefused) as refused:
        compare_files([path])
    assert refused.value.code == "witness.unreadable"
    with pytest.raises(WitnessRefused):
        compare_files([tmp_path / "none"])
    with pytest.raises(WitnessRefused):
        compare([])


def test_a_village_cannot_invent_a_head(decided: World) -> None:
    """It signs its file with its own key; the heads inside must carry the district's signature."""
    body = read_witness_of(decided.one)
    forged = re.sub(r'"no":\d+,', '"no":99,', body.heads[0].manifest)
    assert forged != body.heads[0].manifest
    heads = (type(body.heads[0])(manifest=forged, signature=body.heads[0].signature), *body.heads[1:])
    fields = {name: getattr(body, name) for name in body.__struct_fields__} | {"heads": heads}
    found = compare([type(body)(**fields)])
    assert kinds(found) == {Kind.UNSIGNED}
    assert not found.good


def read_witness_of(ctx: AppContext):  # type: ignore[no-untyped-def]
    path = ctx.paths.scratch / "saksi"
    write_witness(ctx, path)
    return read_witness(path)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[World]:
    with two_villages(tmp_path / "elsewhere") as made:
        yield made


def test_files_of_another_district_do_not_mix(decided: World, elsewhere: World, tmp_path: Path) -> None:
    elsewhere.up()
    elsewhere.down()
    found = compare([read_witness_of(decided.one), read_witness_of(elsewhere.one)])
    assert Kind.OTHER_ROOT in kinds(found)
    assert not found.good


def test_a_village_without_a_kit_has_nothing_to_swear_to(village: AppContext) -> None:
    with pytest.raises(NotAllowed) as refused:
        make_witness(village)
    assert refused.value.code == "handover.no_kit"
