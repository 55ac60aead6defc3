"""Plant a person, spread it over offices, sticks and backups, erase it, replay everything, search the bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.values import LeftReason
from services import startup
from services.context import AppContext
from services.erasing.commands import erase_worker
from services.errors import AppError
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.handover.transferring import transfer_workers
from services.programmes.commands import create_programme, decide
from services.safekeeping import keyfile
from services.safekeeping.backups import list_backups, make_backup
from services.safekeeping.restoring import restore_backup
from services.workers.commands import register_worker, update_worker
from services.workers.drafts import save_draft
from services.workers.leaving import leave_register, return_to_register
from services.workers.photos import save_photo
from services.workers.queries import get_worker
from services.workers.search import find_workers
from tests.offices import CHEAP, NOW, OTHER_VILLAGE, PASSPHRASE, VILLAGE, doors, village_office
from tests.prove.decrypted import kept_by, photos_on_disk
from tests.prove.planted import Planted
from tests.prove.proved import Asked, Proved
from tests.world import World, terms, two_villages

WANTED = 20
STEPS = 14
SECOND, SECRET = "Rini Astuti", "gagak sawah lumbung kendi"
_JPEG = b"\xff\xd8\xff\xe0" + bytes(64)


@dataclass
class Round:
    """One history. ``offices``: name to open office; ``sticks``: every one that was ever written, kept as it is."""

    rng: random.Random
    world: World
    planted: Planted
    offices: dict[str, AppContext]
    worker: str = ""
    sticks: list[Path] = field(default_factory=list)
    files: int = 0
    size: int = 0

    @property
    def holders(self) -> list[str]:
        """The laptops of the village that registered the person."""
        return ["one", "laptop"]

    def carry(self, sender: str, *readers: str) -> None:
        """Hand over onto a new stick, which these read now and everybody again later."""
        stick = self.world.stick()
        with suppress(AppError):  # a laptop without news, or one that is not let in yet, writes nothing
            hand_over(self.offices[sender], stick)
        self.sticks.append(stick)
        for reader in readers:
            receive(self.offices[reader], [stick], admit_new=True)

    def reply(self) -> None:
        """The district writes to everybody, and everybody reads."""
        self.carry("district", "one", "two", "laptop")

    def close(self) -> None:
        """All offices."""
        for ctx in self.offices.values():
            startup.close(ctx)


def prove(asked: Asked) -> Iterator[Proved]:
    """Rounds of their own seeds; a hit names the artefact and never the text."""
    done, failures, files, size, notes = 0, 0, 0, 0, []
    for seed in asked.seeds(WANTED):
        folder = asked.folder / str(seed)
        hits, played = play(seed, folder)
        shutil.rmtree(folder, ignore_errors=True)
        done, files, size = done + 1, files + played.files, size + played.size
        if hits:
            failures += 1
            notes.append(f"seed {seed}: {', '.join(hits[:3])}")
    told = f"{files:,} artefacts with {size / 2**20:,.0f} MiB in clear searched"
    yield Proved(
        name="erasure",
        wanted=asked.wanted(WANTED),
        done=done,
        failures=failures,
        seeds=asked.seeds_text(done),
        notes="; ".join([told, *notes]),
    )


def play(seed: int, folder: Path) -> tuple[list[str], Round]:
    """One history; where the person was found again, as «office: artefact»."""
    rng = random.Random(seed)
    with two_villages(folder) as world:
        played = _begin(rng, world, folder)
        try:
            return _story(played), played
        finally:
            played.close()


def _begin(rng: random.Random, world: World, folder: Path) -> Round:
    (kit,) = make_kits(world.district, [VILLAGE], folder / "second-kit")
    laptop = village_office(folder / "laptop", VILLAGE, kit=kit.path, seed=21)
    keyfile.put_user(world.district.paths.keyfile, world.district.database.key, "second", SECOND, SECRET, kdf=CHEAP)
    offices = {"district": world.district, "one": world.one, "two": world.two, "laptop": laptop}
    return Round(rng, world, Planted(rng), offices)


def _story(played: Round) -> list[str]:
    _spread(played)
    before = _hits(played, but=())
    missing = [name for name in ("district", "one") if not any(hit.startswith(f"{name}:") for hit in before)]
    assert not missing, f"the search has to find the person while it is there: {missing}"
    erase_worker(played.offices["district"], played.worker, SECOND, SECRET)
    _heal(played)
    after_sticks = _hits(played)
    _restore_everywhere(played)
    _heal(played)
    return after_sticks + _hits(played) + _still_shown(played)


# spreading


def _spread(played: Round) -> None:
    """Register, let the laptops know each other, then live on by chance; at the end everybody has had it."""
    form = played.planted.form
    register_worker(played.offices["one"], form)
    played.worker = _found(played.offices["one"], form.nik)
    for _ in range(2):
        for name in ("one", "laptop", "two"):
            played.carry(name, "district")
        played.reply()
    for _ in range(STEPS):
        played.rng.choice(_ACTS)(played)
    for name in ("one", "laptop"):
        played.carry(name, "district", *(other for other in played.holders if other != name))
    played.reply()
    for ctx in played.offices.values():
        make_backup(ctx)


def _found(ctx: AppContext, nik: str) -> str:
    with ctx.read() as connection:
        return str(connection.exec_driver_sql("SELECT id FROM worker WHERE nik = ?", (nik,)).scalar_one())


def _edit(played: Round) -> None:
    ctx = played.offices[played.rng.choice([*played.holders, "district"])]
    with suppress(AppError):
        form = get_worker(ctx, played.worker).form
        planted = played.planted
        change = played.rng.choice(
            [{"phone": planted.phone()}, {"address": f"DK. {planted.word()}"}, {"mother_name": planted.word()}]
        )
        update_worker(ctx, played.worker, replace(form, **change))


def _draft(played: Round) -> None:
    ctx = played.offices[played.rng.choice(played.holders)]
    values = {"full_name": played.planted.word(), "nik": played.planted.nik}
    title = played.planted.word()
    save_draft(ctx, f"draft-{played.rng.randrange(3)}", values, focus="nik", title=title, worker_id=played.worker)


def _photo(played: Round) -> None:
    ctx = played.offices[played.rng.choice(played.holders)]
    with suppress(AppError):
        save_photo(ctx, played.worker, _JPEG + played.planted.word().encode() * 40)


def _leave(played: Round) -> None:
    ctx = played.offices[played.rng.choice(played.holders)]
    with suppress(AppError):
        if played.rng.random() < 0.5:
            leave_register(ctx, [played.worker], LeftReason.MOVED, NOW.date())
        else:
            return_to_register(ctx, [played.worker])


def _decide(played: Round) -> None:
    with suppress(AppError):
        ctx = played.offices["district"]
        made = create_programme(ctx, terms(played.rng.randrange(2, 9))).first("programme")
        decide(ctx, made, anyway=True)


def _transfer(played: Round) -> None:
    with suppress(AppError):
        village = played.rng.choice([VILLAGE, OTHER_VILLAGE])
        transfer_workers(played.offices["district"], [played.worker], village)


def _carry(played: Round) -> None:
    sender = played.rng.choice(["one", "laptop", "two"])
    readers = ["district"] + [name for name in played.holders if name != sender and sender in played.holders]
    played.carry(sender, *played.rng.sample(readers, played.rng.randrange(len(readers) + 1)))


def _backup(played: Round) -> None:
    make_backup(played.offices[played.rng.choice(list(played.offices))])


_ACTS: tuple[Callable[[Round], None], ...] = (
    _edit, _edit, _edit, _draft, _photo, _leave, _decide, _transfer, _carry, _carry, _carry, _backup, Round.reply,
)  # fmt: skip


# healing and searching


def _heal(played: Round) -> None:
    """Everybody reads every stick that ever was, in any order, twice; then two quiet exchanges."""
    for _ in range(2):
        for name, ctx in played.offices.items():
            sticks = [stick for stick in played.sticks if any(stick.rglob("*.payung"))]
            played.rng.shuffle(sticks)
            if sticks:
                receive(ctx, sticks, admit_new=name == "district")
    for _ in range(2):
        for name in ("one", "laptop", "two"):
            played.carry(name, "district")
        played.reply()


def _restore_everywhere(played: Round) -> None:
    """Each office goes back to one of its backups from before the erasure, as after a dead disk."""
    for number, (name, ctx) in enumerate(played.offices.items()):
        kept = played.rng.choice(list_backups(ctx))
        startup.close(ctx)
        user = "Hendro Prasetyo" if name == "district" else None
        back = restore_backup(ctx.paths.data, kept.path, PASSPHRASE, user, doors=doors(70 + number))
        played.offices[name] = back.context


def _hits(played: Round, *, but: tuple[str, ...] = ("cadangan",)) -> list[str]:
    sought = tuple(played.planted.sought())
    found = []
    for name, ctx in played.offices.items():
        ctx.database.fold_log()
        for artefact, data in kept_by(ctx, but=but):
            played.files += 1
            played.size += len(data)
            if any(each in data for each in sought):
                found.append(f"{name}: {artefact}")
    return found


def _still_shown(played: Round) -> list[str]:
    """What a screen would still find, and photos that nobody refers to."""
    found = []
    words = sorted(text for text in played.planted.texts if text.isalpha())
    for name, ctx in played.offices.items():
        if any(len(find_workers(ctx, word).seqs) for word in [*words, played.planted.nik]):
            found.append(f"{name}: search")
        with ctx.read() as connection:
            kept = connection.exec_driver_sql("SELECT count(*) FROM photo").scalar_one()
            payloads = connection.exec_driver_sql(
                "SELECT count(*) FROM journal WHERE (record = ? OR about = ?) AND payload IS NOT NULL",
                (played.worker, played.worker),
            ).scalar_one()
        if payloads:
            found.append(f"{name}: journal")
        if photos_on_disk(ctx) > kept:
            found.append(f"{name}: photos")
    return found
