"""What happens to sticks and disks in a history: lost, late, twice, old copies put back, clones, torn imports."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event

from services.errors import StorageTrouble
from services.handover.file_names import parse_name
from services.handover.incoming import Received
from services.safekeeping.backups import make_backup
from tests.histories.state import everything_stored
from tests.histories.town import MOST_REPLICAS, Clock, Replica, Town

LATE = frozenset(
    {
        "bundle.not_for_us",  # sealed before its writer knew this laptop
        "bundle.other_office",  # a clone can open what its original wrote to the district alone
        "bundle.unknown_laptop",  # another laptop of the office that the roster does not name yet
        "bundle.unknown_sender",  # the district went back to before it let this laptop in
        "bundle.unknown_device",  # the same, for somebody whose changes go along
        "order.unknown_signer",
    }
)
"""Why an honest bundle may be refused in the thick of it; in quiet times none is."""


def accepted(received: Received, *also: str) -> Received:
    """What was read, if nothing was refused that should not be."""
    wrong = [each.code for each in received.refused if each.code not in LATE and each.code not in also]
    assert not wrong, f"I11: refused with {wrong}"
    return received


def hand_up(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """A village writes a bundle on a new stick or on one that was used before."""
    used = rng.random() < 0.3 and town.sticks
    town.write_up(laptop, rng.choice(town.sticks) if used else town.stick())
    return True


def deliver_up(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """Some bundle that was ever written reaches the district: late, again, before an earlier one, or several."""
    waiting = [bundle.path for bundle in town.bundles if bundle.up]
    if waiting:
        chosen = [rng.choice(waiting) for _ in range(rng.choice((1, 1, 2, 3)))]
        accepted(town.take(town.district, list(dict.fromkeys(chosen))))
        town.note_delivered()
    return bool(waiting)


def deliver_stick(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody reads a whole stick, whatever lies on it."""
    if town.bundles:
        who = rng.choice(town.everybody)
        stick = rng.choice(town.sticks)
        accepted(town.take(who, _all_of(town, stick)), "bundle.none_found")
        if who is town.district:
            town.note_delivered()
    return bool(town.bundles)


def _all_of(town: Town, stick: Path) -> list[Path]:
    """The stick itself; its files in the order of writing where two bear the same number, for their names hold
    chance."""
    there = [bundle.path for bundle in town.bundles if stick in bundle.path.parents]
    names = [parse_name(path.name) for path in there]
    if len({(name.sender, name.direction, name.no) for name in names}) == len(names):
        return [stick]
    return there


def reply(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """The district replies to one office or to all."""
    offices = town.enrolled_offices()
    if offices:
        chosen = offices if rng.random() < 0.3 else [rng.choice(offices)]
        town.write_down(town.stick(), chosen)
    return bool(offices)


def deliver_down(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """Any earlier reply reaches a laptop of the office it is for."""
    waiting = [bundle.path for bundle in town.bundles if not bundle.up and bundle.office == laptop.office]
    if waiting:
        accepted(town.take(laptop, [rng.choice(waiting)]))
    return bool(waiting)


def lateral(town: Town, laptop: Replica, rng: random.Random) -> bool:
    """Two laptops of one office exchange directly."""
    there = [
        each.path for each in town.bundles if each.up and each.office == laptop.office and each.writer != laptop.name
    ]
    if there:
        accepted(town.take(laptop, [rng.choice(there)]))
    return bool(there)


def lose_stick(town: Town, replica: Replica, rng: random.Random) -> bool:
    """A stick is gone for good."""
    if town.sticks:
        stick = town.sticks.pop(rng.randrange(len(town.sticks)))
        shutil.rmtree(stick)
        town.forget_gone_bundles()
        return True
    return False


def back_up(town: Town, replica: Replica, rng: random.Random) -> bool:
    """The program's own backup, of a laptop or of the district."""
    chosen = rng.choice((replica, replica, town.district))
    made = make_backup(chosen.ctx)
    kept = Path(shutil.copy2(made.path, town.place("backup").with_suffix(made.path.suffix)))
    town.backups.append((chosen.name, kept))
    return True


def restore(town: Town, replica: Replica, rng: random.Random) -> bool:
    """The program's own restore of any backup of that laptop."""
    mine = [path for name, path in town.backups if name == replica.name]
    if mine:
        replica.restore(rng.choice(mine))
    return bool(mine)


def restore_district(town: Town, replica: Replica, rng: random.Random) -> bool:
    """The district goes back to a backup, by the program or as a copy of its files."""
    if [path for name, path in [*town.backups, *town.images] if name == town.district.name]:
        town.district_went_back = True
        return (restore if rng.random() < 0.6 else put_image_back)(town, town.district, rng)
    return False


def take_image(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody copies the folder, while the program is open or not."""
    chosen = rng.choice((replica, replica, town.district))
    image = town.place("image")
    if rng.random() < 0.5:
        chosen.close()
        shutil.copytree(chosen.folder, image)
        chosen.open()
    else:
        shutil.copytree(chosen.folder, image, ignore=shutil.ignore_patterns("*-shm"))
    if chosen.machine.exists():
        shutil.copytree(chosen.machine, _disk(image))
    town.images.append((chosen.name, image))
    return True


def put_image_back(town: Town, replica: Replica, rng: random.Random) -> bool:
    """An image comes back; mostly the machine remembers better, sometimes its settings are gone as well, or it is an
    image of the whole disk: then nothing on the computer itself can tell."""
    mine = [path for name, path in town.images if name == replica.name]
    if mine:
        how, image = rng.random(), rng.choice(mine)
        if how < 0.4:
            shutil.rmtree(replica.machine, ignore_errors=True)
        if how < 0.2 and _disk(image).exists():
            shutil.copytree(_disk(image), replica.machine)
        replica.replace_folder(image)
    return bool(mine)


def _disk(image: Path) -> Path:
    """What lay beside the data folder on the same disk when the image was made."""
    return image.with_name(f"{image.name}-disk")


def clone(town: Town, replica: Replica, rng: random.Random) -> bool:
    """Somebody copies a laptop and uses both; half of the time nobody can tell the machines apart."""
    if len(town.everybody) >= MOST_REPLICAS:
        return False
    name = f"{replica.name}+{len(town.everybody)}"
    replica.close()
    unseen = rng.random() < 0.5
    copy = Replica(
        name=name,
        folder=town.folder / name,
        machine=town.folder / f"machine-{name}",
        clock=Clock(timedelta()),
        chance=random.Random(rng.getrandbits(64)),
        mark=replica.mark if unseen else name,
    )
    shutil.copytree(replica.folder, copy.folder)
    if unseen and replica.machine.exists():
        shutil.copytree(replica.machine, copy.machine)
    replica.open()
    copy.open()
    town.laptops.append(copy)
    return True


def set_clock(town: Town, replica: Replica, rng: random.Random) -> bool:
    """A clock jumps, by hours or by years."""
    rng.choice((replica, town.district)).clock.shift(timedelta(days=rng.choice((-3000, -1, 1, 400, 3000))))
    return True


def torn(town: Town, replica: Replica, rng: random.Random) -> bool:
    """An import is cut off at some statement: everything is as before (I11)."""
    waiting = [bundle.path for bundle in town.bundles if bundle.up]
    if not waiting:
        return False
    ctx = town.district.ctx
    before = everything_stored(ctx)
    left = rng.randint(5, 60)
    path = rng.choice(waiting)

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise _PulledPlug

    event.listen(ctx.database.engine, "before_cursor_execute", count)
    try:
        town.take(town.district, [path])
    except (_PulledPlug, StorageTrouble):
        pass
    finally:
        event.remove(ctx.database.engine, "before_cursor_execute", count)
    if everything_stored(ctx) != before:
        assert town.take(town.district, [path]).known, "I11: a bundle was applied in part"
    town.note_delivered()
    return True


class _PulledPlug(Exception):
    """The machine stops in the middle of an import."""
