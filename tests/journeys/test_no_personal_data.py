"""People planted everywhere a program might drop them, then every artefact searched byte by byte.

Logs, reports of faults, the support pack and what is inside it, temporary files, what commands print, names of files:
none holds a NIK, a name or a telephone number. Only what an officer asked for by name (a workbook) does.
"""

from __future__ import annotations

import io
import logging
import os
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from gui.crash import CrashReporter
from main import main
from models.desk import Act
from models.values import ActKind
from services import startup
from services.audit.support import write_support
from services.console import run
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.redacting import FAULTS
from services.spreadsheets.export import export_list
from services.workers.acts import log_act
from services.workers.commands import register_workers
from services.workers.drafts import save_draft
from services.workers.records_read import read_records
from services.workers.search import find_workers
from tests.offices import PASSPHRASE, worker
from tests.workbooks import row, write_list
from tests.world import World, two_villages

NIK, DRAFT_NIK = "331606" + "410180" + "9417", "331606" + "120390" + "9533"
NAME, MOTHER, DRAFT_NAME = "WIRYODIKROMO LASTRI", "NGADIYEM SUPARTINAH", "KARTOSENTONO MUKINEM"
PHONE, KK = "0812" + "7766" + "5544", "331606" + "010101" + "9418"
PLANTED = (NIK, DRAFT_NIK, NAME, MOTHER, DRAFT_NAME, PHONE, KK)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("PAYUNG_ANCHORS", str(tmp_path / "anchors"))
    with two_villages(tmp_path / "world") as made:
        yield made


def spellings(text: str) -> Iterator[bytes]:
    """The same text as programs write it: plain, in groups, in other cases, in other encodings."""
    forms = {text, text.lower(), text.title(), text.split()[0], text.split()[0].title(), text.split()[0].lower()}
    if text.isdecimal():
        forms = {text, f"{text[:6]} {text[6:12]} {text[12:]}", ".".join((text[:6], text[6:12], text[12:])), text[-9:]}
    for form in forms:
        yield form.encode()
        yield form.encode("utf-16-le")


SOUGHT = tuple(form for text in PLANTED for form in spellings(text))


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file's name, its bytes, and where it is a ZIP also what is inside."""
    yield f"name of {path.name[:8]}", str(path.name).encode()
    data = path.read_bytes()
    yield path.name[:20], data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            for name in pack.namelist():
                yield name, name.encode()
                yield name, pack.read(name)


def found_in(*places: Path) -> list[str]:
    files = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return [
        part
        for path in files
        if path.is_file()
        for part, data in parts_of(path)
        if any(each in data for each in SOUGHT)
    ]


def plant(ctx: AppContext) -> None:
    """Registered, half typed, exported, printed, revealed."""
    one = worker(9001, nik=NIK, full_name=NAME, mother_name=MOTHER, phone=PHONE, kk_number=KK,
                 birth_date=date(1980, 1, 1))  # fmt: skip
    register_workers(ctx, [one, worker(9251)])
    values = {"nik": DRAFT_NIK, "full_name": DRAFT_NAME, "phone": PHONE}
    save_draft(ctx, "draft-1", values, focus="phone", title=DRAFT_NAME)
    log_act(ctx, ActKind.REVEAL, 1)


def fail_in_many_ways(ctx: AppContext) -> None:
    """Faults whose texts hold people go through the last resort."""
    crash = CrashReporter(ctx.paths.data, lambda *_: None)
    crash.show_with(lambda *_: None)

    def doubled() -> None:
        with ctx.write() as unit:
            row = {"id": NAME, "kind": NAME, "at": PHONE, "user": NAME, "count": 0, "note": NIK}
            unit.connection.execute(insert(Act), [{**row, "first_seq": 0, "last_seq": 0}] * 2)

    def chained() -> None:
        try:
            int(f"{NAME} {NIK}")
        except ValueError as cause:
            raise KeyError(PHONE) from cause

    for fail in (doubled, chained, lambda: Path(NAME, NIK).read_text("utf-8"), lambda: {}[NIK]):
        with pytest.raises(Exception) as caught:
            fail()
        crash.tell(caught.value)


def test_people_stay_inside(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setenv("PAYUNG_PASSPHRASE", PASSPHRASE)
    ctx = world.one
    plant(ctx)
    fail_in_many_ways(ctx)
    asked_for = tmp_path / "asked"
    asked_for.mkdir()
    listed = asked_for / f"{NAME} {NIK}.xlsx"
    held = [row(9203, nik=NIK, nama=NAME, pekerjaan="?"), row(9204, nik="123", nama=DRAFT_NAME)]
    write_list(listed, [row(9201), *held])
    seqs = find_workers(ctx).seqs
    export_list(asked_for / "ekspor.xlsx", read_records(ctx, seqs), None, ctx.reference, len(seqs))
    stick = world.stick()
    hand_over(ctx, stick)
    startup.close(ctx)

    data = str(ctx.paths.data)
    broken = asked_for / f"{DRAFT_NAME}.xlsx"
    broken.write_bytes(b"PK\x03\x04" + NIK.encode())
    assert main(["--data", data, "import", str(listed)]) == 0
    assert main(["--data", data, "import", str(broken)]) == 1
    assert main(["--data", data, "workers", "--search", "9002"]) == 0
    assert main(["--data", data, "handover", "--to", str(stick)]) == 0
    assert main(["--data", data, "check"]) == 0
    assert main(["--data", data, "history"]) == 0
    pack = tmp_path / "bantuan.zip"
    assert main(["--data", data, "support", "--out", str(pack)]) == 0
    logging.getLogger("a.library").warning("row %s of %s", NIK, PHONE)
    printed = tmp_path / "printed"
    printed.write_text("".join(capfd.readouterr()), "utf-8")

    assert (ctx.paths.data / FAULTS).read_text("utf-8").count("Error") >= 4
    assert found_in(ctx.paths.data, stick, scratch, pack, printed) == []
    assert found_in(asked_for), "the search finds what is there"


def test_a_fault_of_a_command_shows_no_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: Namespace, say: object) -> int:
        raise RuntimeError(f"{NAME} {NIK}")

    monkeypatch.setattr("services.console.auditing.check_command", fail)
    assert run.run_command(Namespace(command="check"), lambda code, data: f"<{code}>") == 3
    said = capsys.readouterr()
    assert said.err.startswith("<programme.fault>\nRuntimeError\n")
    assert NAME not in said.err and NIK not in said.err and said.out == ""


def test_whatever_somebody_wrote_into_the_log_is_redacted(village: AppContext, tmp_path: Path) -> None:
    (village.paths.data / FAULTS).write_text(
        f"ValueError {NIK} {NIK[:6]} {NIK[6:12]} {NIK[12:]} {PHONE} AGE-SECRET-KEY-1ABC\n"
        f"{os.sep}rumah{os.sep}x.py:12\n",
        "utf-8",
    )
    parts = write_support(replace(village), tmp_path / "p.zip")
    assert parts == ("BACA-SAYA.txt", "ringkasan.json", FAULTS)
    with zipfile.ZipFile(tmp_path / "p.zip") as pack:
        text = b"".join(pack.read(name) for name in parts)
    assert b"x.py:12" in text
    for secret in (NIK, PHONE, NIK[6:12] + " ", "AGE-SECRET"):
        assert secret.encode() not in text
