"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this.

Nothing is written: the demo's register has to stay as the pictures of the other pages need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.values import ActKind, WorkerStatus

_FILE = "DATA PEKERJA RENTAN 2026.xlsx"
_HEADINGS = ("NO", "NAMA LENGKAP", "No. KTP / NIK", "TTL", "ALAMAT", "KERJA", "Ket.", "HASIL/BLN", "TGL PEMBERITAHUAN")
_PEOPLE = (
    ("SUTINI", "520379", "Blora, 12-3-1979", "buruh tani"),
    ("SUPARDI", "150375", "Blora, 15 Maret 1975", "petani"),
    ("WAGIMIN", "210471", "Blora, 21/4/71", "kuli batu"),
    ("SRI WAHYUNI", "680966", "Blora, 28-09-1966", "bakul"),
    ("SLAMET RIYADI", "190275", "Rembang, 19-02-1957", "tukang ojek"),
    ("SUPARMI", "471067", "Blora, 7-10-1967", "buruh tani"),
    ("KASMIDI", "260483", "Blora, 26-AGS-83", "campur-campur"),
    ("NGATINI", "600592", "Blora, 20-05-1992", "petani"),
    ("JOKO SUSILO", "220190", "Cepu, 22-01-1990", "ojek"),
    ("SITI MUNAWAROH", "590802", "Blora, 19-08-2002", "penjahit"),
)
_COUNT = 200
_SPOILED = {2: "3,31606E+15", 5: "331606471067906", 8: "331606520379{:04d}"}
_DOUBTFUL = ("suami", "anak", "istri")


def _lines() -> Iterator[tuple[str, ...]]:
    yield _HEADINGS
    for place in range(_COUNT):
        name, born, birth, work = _PEOPLE[place % len(_PEOPLE)]
        number = _SPOILED.get(place, f"331606{born}{9201 + place}").format(9201)
        work = "buruh tani" if work == "campur-campur" and place > 40 else work
        birth = birth if place < 10 or "AGS" not in birth and "1957" not in birth else f"Blora, {born[:2]}-4-1983"
        place_of = f"Dk. Ngasem RT {place % 5 + 1} RW 2"
        income = str(750_000 + place % 6 * 50_000)
        yield (str(place + 1), name, number, birth, place_of, work, _DOUBTFUL[place % 3], income, "20-11-2026")


def _columns(page: Any, tools: Any) -> None:
    page.presenter.open_paste("\n".join("\t".join(line) for line in _lines()), _FILE)


def _check(page: Any, tools: Any) -> None:
    page.go_on.click()


def _result(page: Any, tools: Any) -> None:
    from services.changes import Changes  # here and below: the list of pages is to come up without the services
    from services.spreadsheets.session import ImportOutcome

    page.show_result(ImportOutcome("", _COUNT, 186, 0, 0, 3, 0, 11, Changes()))


def _undo(page: Any, tools: Any) -> None:
    from services.workers.acts import Act
    from services.workers.records import WorkerRef
    from services.workers.undo import UndoPreview

    at = tools.context.now().isoformat(timespec="seconds")
    user = tools.context.user.name
    act = Act(id="", kind=ActKind.IMPORT, at=at, user=user, count=186, note=_FILE, undone=False, undoable=True)
    village = tools.context.office.code
    changed = tuple(
        WorkerRef(id=name, full_name=name, village_code=village, status=WorkerStatus.COMPLETE)
        for name in ("SUTINI", "KASMIDI")
    )
    page.show_undo(UndoPreview(act=act, workers=184, changed_since=changed, sent=27, is_undone=False))


def _start(page: Any, tools: Any) -> None:
    page.presenter.start_over()


SHOTS: dict[str, Callable[[Any, Any], None]] = {
    "kolom": _columns,
    "periksa": _check,
    "hasil": _result,
    "batalkan": _undo,
    "berkas": _start,
}
"""Ends with the first step again: a page that is left with a list in hand might ask."""
