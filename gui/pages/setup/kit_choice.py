"""The kit that a village chose at its first start, and what a replacement kit brings back. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gui.format import number
from gui.language import tr
from gui.messages import sentence, sentence_for
from services import startup
from services.context import Paths
from services.errors import AppError, StorageTrouble
from services.handover.fingerprints import root_print
from services.handover.kit import Kit, read_kit
from services.handover.replacing_laptop import Carried, open_replacement, take_carried


@dataclass(frozen=True, slots=True)
class Brought:
    """A new office. ``told``: what came back with it, or why it could not, as a sentence."""

    done: startup.SetUp
    told: str = ""


class KitChoice:
    """``same``: the person compared the six words. ``opening``: the five words of the paper, as typed."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.same = False
        self.opening = ""
        self._kit: Kit | None = None

    def take(self, path: Path) -> Kit:
        """Read a kit file; words compared for another kit count no more. Raises BundleRejected."""
        self.let_go()
        kit = read_kit(path)
        self.path, self._kit = path, kit
        return kit

    def let_go(self) -> None:
        """As if none had been chosen."""
        self.path, self._kit, self.same, self.opening = None, None, False, ""

    @property
    def office(self) -> str:
        """The village it is for; empty without one."""
        return self._kit.office if self._kit else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The six words of the root key that signed it."""
        return root_print(self._kit.signed_root, self._kit.root.district).words if self._kit else ()

    @property
    def is_replacement(self) -> bool:
        """Whether it brings a village's work back."""
        return self._kit is not None and self._kit.replacement is not None

    def told(self, name: str) -> str:
        """What the page says of it."""
        if self._kit is None or self._kit.replacement is None:
            return tr("Kit dari kabupaten untuk {name} sudah dipilih", name=name)
        count = number(self._kit.replacement.people)
        return tr("Kit pengganti untuk {name}, membawa kembali {count} pekerja", name=name, count=count)

    def problem(self) -> tuple[str, str] | None:
        """Field and sentence of what keeps one from going on."""
        if self._kit is None:
            return None
        if not self.same:
            return "same", sentence("kit.not_compared")
        if self.is_replacement and not self.opening.strip():
            return "opening", sentence("kit.words_empty")
        return None

    def open(self, data: Path) -> Carried:
        """Check and open what a replacement kit carries; takes half a second. Raises AppError."""
        assert self._kit is not None and self.path is not None
        scratch = Paths(data).scratch
        try:
            scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            raise StorageTrouble("folder.not_writable") from None
        return open_replacement(self._kit, self.path, self.opening, scratch)


def make_village(
    data: Path,
    code: str,
    officer: str,
    passphrase: str,
    kit: Path | None,
    carried: Carried | None,
    *,
    doors: startup.Doors,
) -> Brought:
    """The office, and its work where the kit brought it. Once the office exists, trouble with the work is only told."""
    done = startup.set_up_village(data, code, officer, passphrase, kit, doors=doors)
    if carried is None:
        return Brought(done)
    try:
        taken = take_carried(done.context, carried)
    except AppError as error:
        why = tr("Kantor sudah siap, tetapi data lama belum masuk. Minta balasan lengkap dari kabupaten.")
        return Brought(done, f"{why} {sentence_for(error)}")
    return Brought(done, tr("{count} pekerja sudah kembali di laptop ini.", count=number(taken.workers)))
