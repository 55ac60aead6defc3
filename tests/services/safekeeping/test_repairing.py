"""Whatever could still be read is there again after a repair, and nothing of the old state is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from services import startup
from services.context import AppContext, Paths
from services.errors import AccessDenied, Cancelled, StorageTrouble
from services.handover.handing_over import hand_over
from services.journal.fingerprint import projection_fingerprint
from services.safekeeping.backups import make_backup
from services.safekeeping.checking import check_office
from services.safekeeping.damaged_pages import PAGE, DamagedFile
from services.safekeeping.repairing import Repaired, look_around, repair_office
from services.safekeeping.salvage import Salvage
from services.safekeeping.setting_aside import set_aside
from services.safekeeping.start_up_checks import MARK, is_whole
from services.safekeeping.tries import FILE
from services.workers.commands import register_workers
from services.workers.drafts import list_drafts, save_draft
from tests.offices import PASSPHRASE, doors, village_office, worker
from tests.services.safekeeping.damage import flip_bits, leave_open, pages_of, reopen, truncate, zero
from tests.world import World, column

PEOPLE = 60


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The closed folder of an office of sixty people and a draft, without a backup."""
    ctx = village_office(tmp_path / "desa")
    register_workers(ctx, [worker(9001 + number) for number in range(PEOPLE)])
    save_draft(ctx, "d", {"nik": "33"}, focus="nik", title="")
    startup.close(ctx)
    return ctx.paths.data


def ids(ctx: AppContext) -> set[object]:
    return set(column(ctx, "SELECT id FROM journal"))


def journal_of(data: Path) -> tuple[set[object], str]:
    """Ids of the journal and the fingerprint of the rows, as long as the file opens."""
    ctx = startup.open_office(data, PASSPHRASE, doors=doors(5))
    try:
        with ctx.read() as connection:
            return ids(ctx), projection_fingerprint(connection)
    finally:
        startup.close(ctx)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that a repair must not change; the mark of an open office is none, nor is the count of
    passphrases that did not fit."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MARK, FILE)
    }


@contextmanager
def after_repair(data: Path, seed: int = 9, **over: object) -> Iterator[Repaired]:
    """What was repaired, open. The file is whole, and the damaged one lies aside exactly as it was."""
    before = {path.name: path.read_bytes() for path in data.glob("payung.db*")}
    done = repair_office(data, PASSPHRASE, doors=doors(seed), **over)  # type: ignore[arg-type]
    try:
        if done.aside is not None:
            assert {path.name: path.read_bytes() for path in done.aside.glob("payung.db*")} == before
        assert is_whole(Paths(data).database, done.context.database.key)
        assert not (data / "perbaikan").exists()
        yield done
    finally:
        startup.close(done.context)


def lost_pages(file: Path, rng: Random, count: int) -> list[int]:
    return rng.sample(range(2, pages_of(file) + 1), count)


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bits_cost_the_rows_that_they_hit(data: Path, seed: int) -> None:
    was, _ = journal_of(data)
    file, rng = Paths(data).database, Random(seed)
    flip_bits(file, lost_pages(file, rng, 5), rng)
    with after_repair(data) as done:
        # A page holds up to four changes; one bit costs one of them, or all where it says how many there are.
        assert len(was - ids(done.context)) <= 20
        assert done.lost <= len(was - ids(done.context))  # fewer where the page that says how many there were is hit
        assert done.workers <= done.expected <= PEOPLE


@pytest.mark.parametrize("seed", range(4))
def test_zeroed_pages_are_filled_from_the_backup(data: Path, seed: int) -> None:
    ctx = reopen(data)
    make_backup(ctx)
    register_workers(ctx, [worker(9201 + number) for number in range(10)])
    startup.close(ctx)
    file, rng = Paths(data).database, Random(seed)
    zero(file, lost_pages(file, rng, 12))
    with after_repair(data) as done:
        assert PEOPLE <= done.workers <= PEOPLE + 10
        assert len(list_drafts(done.context)) == done.drafts == 1
        assert check_office(done.context).problems == ()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_file_and_a_backup(data: Path, share: float) -> None:
    ctx = reopen(data)
    make_backup(ctx)
    startup.close(ctx)
    was, rows = journal_of(data)
    truncate(Paths(data).database, share)
    with after_repair(data) as done:
        assert was <= ids(done.context)
        assert fingerprint(done.context) == rows


def test_a_destroyed_first_page_costs_nothing(data: Path) -> None:
    """No catalogue, no root pages, no backup: every row is told by its own page."""
    was, rows = journal_of(data)
    secrets = keys_of(data)
    zero(Paths(data).database, [1])
    with after_repair(data) as done:
        assert (done.workers, done.expected, done.drafts, done.lost) == (PEOPLE, PEOPLE, 1, 0)
        assert was <= ids(done.context)
        assert fingerprint(done.context) == rows
        assert not done.new_keys
        assert set(column(done.context, "SELECT value FROM secret")) == secrets
        assert check_office(done.context).problems == ()


def test_what_lay_only_in_the_log_is_there(data: Path) -> None:
    ctx = reopen(data)
    register_workers(ctx, [worker(9201 + number) for number in range(10)])
    leave_open(ctx)
    log = data / "payung.db-wal"
    assert log.stat().st_size > PAGE
    with DamagedFile(Paths(data).database, ctx.database.key) as file:
        only_here = file.count + 1 - pages_of(Paths(data).database)
    assert only_here > 1
    truncate(Paths(data).database, 0.99)
    zero(Paths(data).database, [1])
    with after_repair(data) as done:
        assert done.workers >= PEOPLE + 10 - 4


def test_a_log_with_a_bad_page_in_the_middle(data: Path) -> None:
    """SQLite stops at the first page that does not fit; what was committed after it is read all the same."""
    ctx = reopen(data)
    for number in range(8):
        register_workers(ctx, [worker(9201 + number)])
    leave_open(ctx)
    log = data / "payung.db-wal"
    raw = bytearray(log.read_bytes())
    raw[32 + 24 + 100] ^= 1
    log.write_bytes(bytes(raw))
    with after_repair(data) as done:
        assert done.workers == PEOPLE + 8


def test_half_an_act_in_the_log_was_never_acknowledged(data: Path) -> None:
    ctx = reopen(data)
    register_workers(ctx, [worker(9201 + number) for number in range(40)])
    leave_open(ctx)
    log = data / "payung.db-wal"
    with log.open("rb+") as stream:
        stream.truncate(log.stat().st_size - 3 * (PAGE + 24))
    zero(Paths(data).database, [2])
    with after_repair(data) as done:
        assert done.workers == PEOPLE


def test_without_its_log_the_rest_is_there(data: Path) -> None:
    ctx = reopen(data)
    register_workers(ctx, [worker(9201)])
    leave_open(ctx)
    (data / "payung.db-wal").unlink()
    (data / "payung.db-shm").unlink(missing_ok=True)
    zero(Paths(data).database, [3])
    with after_repair(data) as done:
        assert PEOPLE - 4 <= done.workers <= PEOPLE


def test_keys_come_from_the_copy_or_from_a_backup(data: Path) -> None:
    ctx = reopen(data)
    make_backup(ctx)
    startup.close(ctx)
    zero(Paths(data).database, [4])
    (data / "kunci.json").unlink()
    with after_repair(data) as done:
        assert done.workers == PEOPLE
    (data / "kunci.json").write_bytes(b"{")
    (data / "kunci.json.bak").unlink()
    zero(Paths(data).database, [4])
    with after_repair(data, seed=10) as done:
        assert done.workers == PEOPLE
    startup.close(reopen(data, 12))


def test_without_any_key_it_says_so(data: Path) -> None:
    for name in ("kunci.json", "kunci.json.bak"):
        (data / name).unlink()
    with pytest.raises(StorageTrouble, match=r"keyfile\.missing"):
        repair_office(data, PASSPHRASE, doors=doors(9))
    assert not look_around(data).anything


def test_without_a_database_the_backup_and_the_bundles_do(world: World) -> None:
    data = world.one.paths.data
    make_backup(world.one)
    register_workers(world.one, [worker(9201)])
    hand_over(world.one, world.stick())
    startup.close(world.one)
    for file in data.glob("payung.db*"):
        file.unlink()
    assert look_around(data).anything
    with after_repair(data) as done:
        assert done.workers == 7
        assert [source.kind for source in done.sources] == ["backup", "bundle"]


def test_the_districts_reply_gives_back_what_no_file_holds(world: World) -> None:
    world.up()
    world.down()
    data = world.one.paths.data
    was = ids(world.one)
    startup.close(world.one)
    file = Paths(data).database
    with DamagedFile(file, world.one.database.key) as pages:
        journal = [page.number for page in pages.everything() if any(True for _ in Salvage(pages).changes_of(page))]
    zero(file, journal)
    for path in (data / "keluar").iterdir():
        path.unlink()
    with after_repair(data) as done:
        people = {row for row in column(done.context, "SELECT id FROM worker")}
        assert len(people) == done.workers == 6
        assert {source.kind for source in done.sources if source.new} == {"bundle"}
        assert len(was - ids(done.context)) <= 3  # what was noted since the handover: who signed in


def test_lost_signing_keys_mean_a_new_kit(data: Path) -> None:
    with DamagedFile(Paths(data).database, key_of(data)) as file:
        number = Salvage(file).leaves_of("secret")[0]
    zero(Paths(data).database, [number])
    with after_repair(data) as done:
        assert done.new_keys
        assert done.workers == PEOPLE
        assert check_office(done.context).problems == ()
        register_workers(done.context, [worker(9201)])
        assert check_office(done.context).problems == ()


def test_what_comes_after_is_written_in_a_new_stream(data: Path) -> None:
    ctx = reopen(data)
    old = column(ctx, "SELECT id FROM stream")
    startup.close(ctx)
    zero(Paths(data).database, [1])
    with after_repair(data) as done:
        now = column(done.context, "SELECT id FROM stream WHERE writing")
        assert len(now) == 1
        assert now[0] not in old


def test_a_repaired_district_is_a_new_epoch_and_reads_its_archive(world: World) -> None:
    make_backup(world.district)
    world.up()
    before = column(world.district, "SELECT id FROM epoch WHERE NOT dead")
    startup.close(world.district)
    data = world.district.paths.data
    truncate(Paths(data).database, 0.2)
    with after_repair(data) as done:
        assert (done.workers, done.strange) == (9, 0)
        assert not set(before) & set(column(done.context, "SELECT id FROM epoch WHERE NOT dead"))
        assert column(done.context, "SELECT count(*) FROM epoch WHERE NOT dead") == [1]


def test_bundles_of_laptops_that_nobody_knows_any_more_are_told_and_come_again(world: World) -> None:
    make_backup(world.district)  # before any laptop was let in
    world.up()
    startup.close(world.district)
    data = world.district.paths.data
    truncate(Paths(data).database, 0)
    with after_repair(data) as done:
        assert (done.workers, done.strange) == (0, 2)
        world.district = done.context
        world.up()
        assert column(done.context, "SELECT count(*) FROM worker") == [9]


def test_rows_that_are_wrong_are_made_again_in_place(data: Path) -> None:
    _, rows = journal_of(data)
    ctx = reopen(data)
    with ctx.write() as unit:
        unit.connection.exec_driver_sql("DELETE FROM worker WHERE seq < 20")
    startup.close(ctx)
    with after_repair(data) as done:
        assert (done.kind, done.aside, done.workers) == ("rebuilt", None, PEOPLE)
        assert fingerprint(done.context) == rows


def test_a_wrong_passphrase_or_a_cancel_changes_nothing(data: Path) -> None:
    zero(Paths(data).database, [1, 2])
    before = bytes_of(data)
    with pytest.raises(AccessDenied):
        repair_office(data, "bukan kata sandinya", doors=doors(9))
    assert bytes_of(data) == before
    for after in range(4):
        with pytest.raises(Cancelled):
            repair_office(data, PASSPHRASE, doors=doors(9), reporter=Stops(after))
        assert bytes_of(data) == before


class Stops:
    """Somebody presses cancel at the n-th step."""

    def __init__(self, after: int) -> None:
        self._left = after

    def step(self, done: int, total: int, label: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise Cancelled


def test_a_repair_that_is_cut_off_before_the_swap_starts_again(data: Path) -> None:
    """The damaged file is aside and its log gone: the next try reads what lies aside as well."""
    ctx = reopen(data)
    register_workers(ctx, [worker(9201)])
    leave_open(ctx)
    zero(Paths(data).database, [1])
    assert set_aside(data, "rusak-") == data / "rusak-1"
    for end in ("-wal", "-shm"):
        (data / f"payung.db{end}").unlink(missing_ok=True)
    with after_repair(data) as done:
        assert done.workers == PEOPLE + 1
        assert done.aside == data / "rusak-2"


def test_a_backup_on_another_disk_is_found_by_its_folder(data: Path, tmp_path: Path) -> None:
    ctx = reopen(data)
    made = make_backup(ctx)
    startup.close(ctx)
    elsewhere = tmp_path / "disk dua" / made.path.name
    elsewhere.parent.mkdir()
    made.path.rename(elsewhere)
    truncate(Paths(data).database, 0.1)
    with after_repair(data, more=[elsewhere.parent]) as done:
        assert done.workers == PEOPLE


def keys_of(data: Path) -> set[object]:
    ctx = reopen(data)
    try:
        return set(column(ctx, "SELECT value FROM secret"))
    finally:
        startup.close(ctx)


def key_of(data: Path) -> bytes:
    ctx = reopen(data)
    startup.close(ctx)
    return ctx.database.key


def fingerprint(ctx: AppContext) -> str:
    with ctx.read() as connection:
        return projection_fingerprint(connection)
