"""The office's own story: what was done, by whom, filtered, searched, exported; at the district the villages' too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gui.messages import TEXTS, sentence
from models.values import ActKind, EventKind
from services.audit.events import BY_DISTRICT_KEY, ONCE, note_event
from services.audit.history import Asked, Happened, Theme, export_history, matching, office_history, office_title
from services.context import AppContext
from services.errors import StorageTrouble
from services.workers.acts import log_act
from services.workers.commands import register_workers
from tests.offices import NOW, at, worker
from tests.world import World


def said(entry: Happened) -> str:
    return f"{sentence(entry.code)} {entry.user} {entry.note}"


@pytest.fixture
def busy(village: AppContext) -> AppContext:
    """Three people registered, a list exported and printed, a NIK revealed, somebody failed to sign in."""
    register_workers(village, [worker(9001), worker(9002), worker(9003)])
    log_act(at(village, NOW + timedelta(minutes=1)), ActKind.EXPORT, 3, ".xlsx")
    log_act(at(village, NOW + timedelta(minutes=2)), ActKind.PRINT, 2, "Bukti pendaftaran")
    log_act(at(village, NOW + timedelta(minutes=3)), ActKind.REVEAL, 1)
    note_event(at(village, NOW + timedelta(days=1)), EventKind.SIGN_IN_FAILED, 4)
    return village


def test_everything_that_was_done_stands_once_the_newest_first(busy: AppContext) -> None:
    found = office_history(busy)
    kinds = [each.kind for each in found]
    assert kinds == ["sign_in_failed", "reveal", "print", "export", "register"]
    assert [each.count for each in found] == [4, 1, 2, 3, 3]
    assert {each.user for each in found} == {"Siti Aminah"}
    assert [each.theme for each in found] == [Theme.ACCESS, *[Theme.PAPER] * 3, Theme.PEOPLE]


def test_no_line_holds_a_person(busy: AppContext) -> None:
    told = " ".join(f"{each.note} {each.kind}" for each in office_history(busy))
    for secret in ("SUTINI", "Sutini", worker(9001).nik, "NGATMI"):
        assert secret not in told


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (Asked(), 5),
        (Asked(theme=Theme.PAPER), 3),
        (Asked(theme=Theme.KEYS), 0),
        (Asked(since=NOW.date() + timedelta(days=1)), 1),
        (Asked(until=NOW.date()), 4),
        (Asked(user="Siti Aminah"), 5),
        (Asked(user="Orang lain"), 0),
        (Asked(office="33.16.01.2001"), 0),
        (Asked(text="mencetak bukti"), 1),
        (Asked(text="SITI nik"), 1),
        (Asked(theme=Theme.PAPER, text="xlsx"), 1),
    ],
)
def test_what_is_asked_for(busy: AppContext, asked: Asked, kinds: int) -> None:
    assert len(matching(office_history(busy), asked, said)) == kinds


def test_the_key_of_the_district_is_not_taken_for_the_printed_code(world: World) -> None:
    note_event(world.one, EventKind.RECOVERY)
    note_event(world.one, EventKind.RECOVERY, note=BY_DISTRICT_KEY)
    note_event(world.one, EventKind.PASSPHRASE, note=ONCE)
    said_of = {(sentence(each.code), each.note, each.theme) for each in office_history(world.one)}
    assert {
        ("Masuk dengan kode pemulihan", "", Theme.ACCESS),
        ("Masuk dengan kunci pemulihan kabupaten", "", Theme.ACCESS),
        ("Kode sekali masuk dibuat untuk petugas", "", Theme.ACCESS),
    } <= said_of


def test_the_district_sees_what_its_villages_brought(world: World) -> None:
    log_act(world.one, ActKind.EXPORT, 6, ".xlsx")
    note_event(world.two, EventKind.RECOVERY)
    world.up()
    found = {(each.office, each.kind) for each in office_history(world.district)}
    assert (world.one.office.code, "export") in found
    assert (world.two.office.code, "recovery") in found
    assert office_title(world.district, world.one.office.code) == "Sambongrejo, Sambong"
    own = {each.office for each in office_history(world.one)}
    assert own == {world.one.office.code}


def test_the_export_is_a_workbook_and_an_act_itself(busy: AppContext, tmp_path: Path) -> None:
    def say(code: str, data: Mapping[str, str | int]) -> str:
        return sentence(code, data)

    path = tmp_path / "riwayat.xlsx"
    chosen = matching(office_history(busy), Asked(theme=Theme.PAPER), said)
    assert export_history(busy, path, chosen, say) == 3
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Waktu menurut laptop", "Kantor", "Petugas", "Kejadian")
    assert [(row[2], row[3], row[4]) for row in rows[1:]] == [
        ("Siti Aminah", "Menampilkan NIK lengkap", 1),
        ("Siti Aminah", "Mencetak", 2),
        ("Siti Aminah", "Mengekspor ke berkas", 3),
    ]
    noted = [each for each in office_history(busy) if each.kind == "export" and each.count == 3]
    assert [each.note for each in noted] == [".xlsx", "riwayat .xlsx"]


def test_a_folder_that_cannot_be_written_to(busy: AppContext, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    before = len(office_history(busy))
    with pytest.raises(StorageTrouble):
        export_history(busy, tmp_path / "file" / "a.xlsx", office_history(busy), lambda code, data: code)
    assert len(office_history(busy)) == before


@pytest.mark.parametrize("kind", sorted({*EventKind, *ActKind}))
def test_every_kind_has_its_sentence_and_its_theme(kind: str) -> None:
    assert f"event.{kind}" in TEXTS
    entry = Happened(id="x", kind=kind, at=NOW, user="", office="", count=0, note="")
    assert (entry.theme is Theme.OTHER) == (kind == "other")
