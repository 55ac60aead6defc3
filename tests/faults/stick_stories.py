"""What happens to sticks, told with real ones; each story asserts. Used by the suite and by ``run.py prove exfat``."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from services import startup
from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.handover.file_names import build_name
from services.handover.files import Files
from services.handover.handing_over import hand_over, history
from services.handover.kits import make_kits
from services.handover.manifest import Direction
from services.handover.stick import UP_FOLDER, WrittenFile, write_to_stick
from services.handover.stick_places import Stick
from services.workers.commands import register_worker, register_workers
from tests.faults.real_stick import Kind, RealStick
from tests.faults.receiving import receive_all
from tests.faults.wholeness import people, require_whole, require_whole_bundles
from tests.offices import VILLAGE, district_office, village_office, worker

MIB = 1 << 20


@dataclass
class Scene:
    """A district, a village with a kit and three people, and sticks of one kind."""

    kind: Kind
    folder: Path
    district: AppContext
    village: AppContext
    sticks: list[RealStick] = field(default_factory=list)

    def stick(self, *, read_only: bool = False) -> RealStick:
        """A new one, plugged in."""
        made = RealStick(self.kind, self.folder, f"stik{len(self.sticks)}")
        self.sticks.append(made)
        made.plug_in(read_only=read_only)
        return made

    def close(self) -> None:
        """Everything goes."""
        for stick in self.sticks:
            stick.close()
        startup.close(self.village)
        startup.close(self.district)


def scene(kind: Kind, folder: Path) -> Scene:
    """Set it up."""
    district = district_office(folder / "district")
    (kit,) = make_kits(district, [VILLAGE], folder / "kits")
    village = village_office(folder / "village", kit=kit.path)
    register_workers(village, [worker(1000 + number) for number in range(3)])
    return Scene(kind, folder, district, village)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Something of the size of a large bundle; to a stick a bundle is bytes with a hash."""

    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def name(self) -> str:
        return build_name(VILLAGE, "Sambongrejo", Direction.UP, 1, self.sha256)


class _At:
    """Does something at the n-th step of a kind."""

    def __init__(self, label: str, number: int, do: Callable[[], None]) -> None:
        self._label, self._left, self._do = label, number, do

    def step(self, done: int, total: int, label: str = "") -> None:
        if label == self._label:
            self._left -= 1
            if self._left == 0:
                self._do()


class _Boasting(Files):
    """A stick that tells of room it does not have."""

    def space(self, folder: Path) -> tuple[int, int]:
        return 1 << 40, 1 << 40


def delivers(scene: Scene) -> None:
    """Written, taken out, plugged in elsewhere, read: everybody arrives, and the medium is clean."""
    stick = scene.stick()
    (done,) = hand_over(scene.village, stick.path)
    stick.take_out()
    assert stick.damage_found() == ""
    stick.plug_in()
    assert [path.name for path in require_whole_bundles(stick.path)] == [done.path.name]
    outcome = receive_all(scene.district, stick.path)
    assert (len(outcome.accepted), outcome.refused) == (1, ())
    assert people(scene.district) == 3


def is_full(scene: Scene) -> None:
    """Told before anything is written; and where the stick boasts of room, in the middle of it. Then room is made."""
    stick = scene.stick()
    before = _names(stick)
    ballast = stick.path / "film.mp4"
    tells_room = bool(Stick.for_folder(stick.path).total)
    _fill(ballast, stick)
    big = Bytes(random.Random(4).randbytes(4 * MIB))
    if tells_room:
        _refused(lambda: _write(stick, big), "stick.no_space")
    # fusefat has no word for a full medium
    _refused(lambda: _write(stick, big, _Boasting()), "stick.full", "stick.readback", "stick.not_writable")
    assert require_whole_bundles(stick.path) == []
    assert _names(stick) == sorted([*before, "film.mp4"])
    if tells_room:  # fusefat leaves a folder made on a full medium unusable
        ballast.unlink()
        hand_over(scene.village, stick.path)
        assert len(require_whole_bundles(stick.path)) == 1


def _fill(file: Path, stick: RealStick) -> None:
    """Leave less than two MiB."""
    with suppress(OSError), file.open("wb", buffering=0) as ballast:
        for _ in range(stick.kind.size):
            now = Stick.for_folder(stick.path)
            if now.total and now.free < 2 * MIB:
                return
            ballast.write(bytes(MIB))


def is_read_only(scene: Scene) -> None:
    """A stick with its lock on: told, nothing noted."""
    stick = scene.stick(read_only=True)
    _refused(lambda: hand_over(scene.village, stick.path), "stick.read_only", "stick.not_writable")
    assert history(scene.village) == []
    require_whole(scene.village)


def pulled_at(label: str, number: int) -> Callable[[Scene], None]:
    """A story in which the stick goes at that step of writing four MiB."""

    def story(scene: Scene) -> None:
        stick = scene.stick()
        big = Bytes(random.Random(number).randbytes(4 * MIB))
        _refused(lambda: _write(stick, big, at=_At(label, number, stick.pull)), "stick.gone")
        stick.take_out()
        assert list(stick.path.iterdir()) == [], "something was written where the stick had been"
        _goes_on(scene, stick, big)

    return story


def pulled_in_handing_over(scene: Scene) -> None:
    """The whole act, pulled while the bundle is read back: told, nothing noted; the next try works."""
    stick = scene.stick()
    reporter = _At("stick.read_back", 1, stick.pull)
    _refused(lambda: hand_over(scene.village, stick.path, reporter), "stick.gone")
    assert history(scene.village) == []
    require_whole(scene.village)
    stick.take_out()
    _goes_on(scene, stick, None)


def pulled_in_reading(scene: Scene) -> None:
    """Gone while the district reads: told, nothing by half; read again it goes on."""
    stick = scene.stick()
    hand_over(scene.village, stick.path)
    stick.pull()
    before = people(scene.district)
    try:
        codes = [refused.code for refused in receive_all(scene.district, stick.path).refused]
    except AppError as error:
        codes = [error.code]
    assert set(codes) <= {"stick.gone", "bundle.none_found"} and codes
    assert people(scene.district) == before
    stick.take_out()
    stick.plug_in()
    assert len(receive_all(scene.district, stick.path).accepted) == 1
    assert people(scene.district) == 3


def vanished(scene: Scene) -> None:
    """Unmounted by somebody after it was chosen: its empty folder on the computer's disk gets nothing."""
    stick = scene.stick()
    chosen = Stick.for_folder(stick.path)
    stick.take_out()
    big = Bytes(random.Random(5).randbytes(MIB))
    _refused(lambda: write_to_stick(chosen, UP_FOLDER, big.name, big, lambda: None), "stick.gone")
    assert list(stick.path.iterdir()) == []


def two_at_once(scene: Scene) -> None:
    """The one that was chosen gets it, the other nothing; and a stick put into its place is not the same stick."""
    first, second = scene.stick(), scene.stick()
    empty = _names(second)
    (done,) = hand_over(scene.village, first.path)
    assert done.path.is_relative_to(first.path) and _names(second) == empty
    register_worker(scene.village, worker(1100))
    hand_over(scene.village, second.path)
    assert len(require_whole_bundles(first.path)) == len(require_whole_bundles(second.path)) == 1
    outcome = receive_all(scene.district, first.path)
    later = receive_all(scene.district, second.path)
    assert (len(outcome.accepted), len(later.accepted)) == (1, 1)
    assert people(scene.district) == 4


STORIES: dict[str, Callable[[Scene], None]] = {
    "delivers": delivers,
    "full": is_full,
    "read-only": is_read_only,
    "pulled before the first block": pulled_at("stick.write", 1),
    "pulled in the middle": pulled_at("stick.write", 3),
    "pulled while it is read back": pulled_at("stick.read_back", 2),
    "pulled in handing over": pulled_in_handing_over,
    "pulled in reading": pulled_in_reading,
    "vanished": vanished,
    "two at once": two_at_once,
}


def tell(name: str, kind: Kind, folder: Path) -> None:
    """One story with sticks of its own; raises AssertionError when it ends badly."""
    made = scene(kind, folder)
    try:
        STORIES[name](made)
    finally:
        made.close()


def _write(stick: RealStick, big: Bytes, files: Files | None = None, at: _At | None = None) -> WrittenFile:
    more = {"files": files} if files is not None else {}
    if at is not None:
        more["reporter"] = at
    return write_to_stick(Stick.for_folder(stick.path), UP_FOLDER, big.name, big, lambda: None, **more)


def _refused(act: Callable[[], object], *codes: str) -> None:
    try:
        act()
    except StorageTrouble as trouble:
        assert trouble.code in codes, f"told {trouble.code}"
    else:
        raise AssertionError("it was called done")


def _names(stick: RealStick) -> list[str]:
    return sorted(path.name for path in stick.path.rglob("*") if path.is_file())


def _goes_on(scene: Scene, stick: RealStick, big: Bytes | None) -> None:
    """The same stick again: nothing half under a final name, and handing over works."""
    stick.plug_in()
    whole = require_whole_bundles(stick.path)
    assert big is None or big.name not in [path.name for path in whole] or len(whole) == 1
    hand_over(scene.village, stick.path)
    assert [name for name in _names(stick) if name.startswith(".tulis-")] == []
    assert len(receive_all(scene.district, stick.path).accepted) == 1
    assert people(scene.district) == 3
