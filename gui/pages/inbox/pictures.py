"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from services.context import AppContext

_PASSPHRASE = "kerbau lampu sore kelapa"
_LABEL = "TITIPAN"
_TORN = 900  # bytes


def _counts(page: Any, tools: Any) -> None:
    page.show_counts()


def _stick(page: Any, tools: Any) -> None:
    """What villages brought: new work, a laptop that nobody let in yet, a torn file, and the marks of a virus."""
    page.show_board_again()
    with TemporaryDirectory(prefix="payung-titipan-", ignore_cleanup_errors=True) as folder:
        stick = _bring(tools.context, Path(folder), tools.context.paths.data.parent)
    page.presenter.open_folder(stick)


def _outcome(page: Any, tools: Any) -> None:
    """What merging that stick brought."""
    page.stick.ask_merge()


def _bring(district: AppContext, folder: Path, beside: Path) -> Path:
    """Two real villages set up with real kits; both hand over, only one was let in before."""
    from services import startup
    from services.handover.handing_over import hand_over
    from services.handover.incoming import receive
    from services.handover.kits import make_kits
    from services.practice.people import invent_people
    from services.safekeeping.keyfile import MINIMUM
    from services.workers.commands import register_workers

    stick = _new_folder(beside)
    first = folder / "usb"
    first.mkdir()
    doors = startup.Doors(now=district.now, kdf=MINIMUM, anchors=folder / "penanda")
    for seed, kit in enumerate(make_kits(district, _strangers(district)[-2:], folder / "kit"), 1):
        data = folder / kit.office
        made = startup.set_up_village(data, kit.office, "Siti Aminah", _PASSPHRASE, kit.path, doors=doors).context
        people = [each.form for each in invent_people(seed, 24 * seed, district.reference, district.today(),
                                                      [kit.office])]  # fmt: skip
        register_workers(made, people[: 12 * seed])
        if seed == 1:
            hand_over(made, first)
            receive(district, [first], admit_new=True)
        register_workers(made, people[12 * seed :])
        hand_over(made, stick)
        startup.close(made)
    _spoil(stick)
    return stick


def _new_folder(beside: Path) -> Path:
    number = sum(1 for _ in beside.glob("titipan-*"))
    folder = beside / f"titipan-{number}" / _LABEL
    folder.mkdir(parents=True)
    return folder


def _strangers(district: AppContext) -> list[str]:
    """Villages no laptop of which ever delivered."""
    from services.handover.admitting import waiting_laptops
    from services.handover.laptops import laptops

    known = {each.office for each in laptops(district)} | {each.office for each in waiting_laptops(district)}
    return [code for code in sorted(district.reference.villages) if code not in known]


def _spoil(stick: Path) -> None:
    """A copy that stopped halfway, and what a shortcut virus leaves."""
    whole = next(path for path in sorted(stick.rglob("*.payung")) if "naik" in path.name)
    torn = whole.with_name(re.sub(r"__\d{6}", "__000009", whole.name))
    torn.write_bytes(whole.read_bytes()[:_TORN])
    (stick / "autorun.inf").write_text("[autorun]\n", encoding="ascii")
    (stick / "DATA.lnk").write_bytes(b"L\0\0\0")


SHOTS: dict[str, Callable[[Any, Any], None]] = {"counts": _counts, "stick": _stick, "outcome": _outcome}
