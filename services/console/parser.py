"""The command line's words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from models.values import Insurance, Month, Payer
from services import APP_VERSION
from services.startup import DEFAULT_DISTRICT

WINDOW_COMMANDS = ("tour", "screenshots")


class _Parser(argparse.ArgumentParser):
    """Wrong usage exits 2 with one line about what was wrong."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")


def make_parser(default_data: Path) -> argparse.ArgumentParser:
    """All commands of ``main.py``."""
    parser = _Parser(prog="main.py", description="Payung: pendataan pekerja rentan dan iuran BPJS Ketenagakerjaan.")
    parser.add_argument("--version", action="version", version=f"Payung {APP_VERSION}")
    parser.add_argument("--data", type=Path, default=default_data, metavar="DIR", help="folder data kantor ini")
    parser.add_argument("--user", metavar="NAMA", help="petugas yang masuk; tidak perlu bila hanya satu")
    parser.add_argument("--lang", choices=("id", "en"), default=None, help="bahasa")
    parser.add_argument(
        "--demo", nargs="?", const="village", choices=("village", "district"), help="jendela dengan data contoh"
    )
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", parser_class=_Parser)
    _add_register(commands)
    _add_carrying(commands)
    _add_keys(commands)
    _add_money(commands)
    _add_safekeeping(commands)
    _add_officers(commands)
    _add_audit(commands)
    _add_window(commands)
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[Any]"


def _command(commands: _Commands, name: str, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.add_argument("--json", action="store_true", help="keluaran JSON")
    return command


def _add_register(commands: _Commands) -> None:
    setup = _command(commands, "setup", "siapkan kantor baru di folder data")
    setup.add_argument("--role", choices=("village", "district"), required=True)
    setup.add_argument("--village", metavar="KODE")
    setup.add_argument("--office", metavar="KODE", default=DEFAULT_DISTRICT)
    setup.add_argument("--officer", metavar="NAMA", required=True)
    setup.add_argument("--kit", type=Path, metavar="FILE")
    setup.add_argument("--keys", type=Path, metavar="DIR", help="tempat kunci akar dan pemulihan ditulis, sekali")
    importing = _command(commands, "import", "masukkan buku kerja Excel")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="periksa saja")
    importing.add_argument("--held", type=Path, metavar="OUT.xlsx", help="tulis baris yang tertahan ke sini")
    workers = _command(commands, "workers", "daftar pekerja")
    workers.add_argument("--search", metavar="TEKS")
    workers.add_argument("--limit", type=_count, default=50)
    workers.add_argument("--full-nik", action="store_true")


def _add_carrying(commands: _Commands) -> None:
    kit = _command(commands, "kit", "kabupaten: tulis kit untuk desa")
    which = kit.add_mutually_exclusive_group(required=True)
    which.add_argument("--village", metavar="KODE")
    which.add_argument("--all", action="store_true")
    kit.add_argument("--to", type=Path, required=True, metavar="DIR")
    handover = _command(commands, "handover", "tulis yang perlu diserahkan ke USB")
    handover.add_argument("--to", type=Path, required=True, metavar="DIR")
    handover.add_argument("--everything", action="store_true", help="desa: seluruh catatan, juga yang sudah diterima")
    receive = _command(commands, "receive", "baca paket atau kit dari USB")
    receive.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    carrying = _command(commands, "carry", "kecamatan: salin paket terkunci antar stik, tanpa membukanya")
    carrying.add_argument("sources", type=Path, nargs="+", metavar="DARI")
    carrying.add_argument("target", type=Path, metavar="KE")
    receive.add_argument("--admit", action="store_true", help="kabupaten: terima laptop baru yang membuktikan kode kit")
    inspect = _command(commands, "inspect", "lihat paket tanpa kunci")
    inspect.add_argument("bundle", type=Path, metavar="PAKET")


def _add_keys(commands: _Commands) -> None:
    laptops = _command(commands, "laptops", "kabupaten: laptop desa, yang menunggu dan yang dipakai")
    laptops.add_argument("--admit", metavar="LAPTOP", help="izinkan satu, atau all")
    laptops.add_argument("--turn-away", metavar="LAPTOP", help="tolak yang menunggu")
    laptops.add_argument("--revoke", metavar="LAPTOP", help="cabut: yang datang sesudah ini diabaikan")
    laptops.add_argument("--extend", metavar="LAPTOP", help="terima susulan dari yang dicabut")
    replace = _command(commands, "replace", "kabupaten: kit pengganti untuk laptop yang rusak atau hilang")
    replace.add_argument("--village", metavar="KODE", required=True)
    replace.add_argument("--to", type=Path, required=True, metavar="DIR")
    replace.add_argument("--revoke", metavar="LAPTOP", help="cabut laptop lama sekaligus")
    rotate = _command(commands, "rotate", "kabupaten: daftar kunci baru, ditandatangani kunci akar")
    rotate.add_argument("--keys", type=Path, required=True, metavar="DIR", help="folder atau berkas kunci akar")
    rotate.add_argument("--new-recovery", type=Path, metavar="DIR", help="kunci pemulihan baru, ditulis ke sini sekali")
    rotate.add_argument("--leave-out", action="append", default=[], metavar="KOMPUTER", help="tidak lagi berbicara")
    paper = _command(commands, "keys-from-paper", "delapan baris dari lembar kunci menjadi dua berkas")
    paper.add_argument("--to", type=Path, required=True, metavar="DIR")
    recover = _command(commands, "recover", "kabupaten: baca paket dengan kunci pemulihan dari brankas")
    recover.add_argument("--key", type=Path, required=True, metavar="FILE")
    recover.add_argument("--admit", action="store_true", help="terima laptop baru yang membuktikan kode kit")
    recover.add_argument("paths", type=Path, nargs="+", metavar="PATH")


def _add_money(commands: _Commands) -> None:
    contribution = _command(commands, "contribution", "hitung iuran satu bulan")
    contribution.add_argument("--month", type=_month, required=True, metavar="YYYY-MM")
    contribution.add_argument("--income", type=_rupiah)
    contribution.add_argument("--payer", type=Payer, choices=list(Payer), required=True)
    contribution.add_argument("--occupation", required=True, metavar="KODE")
    contribution.add_argument("--programmes", type=_insurances, default=(Insurance.JKK, Insurance.JKM))
    plan = _command(commands, "plan", "berapa pekerja untuk satu pagu")
    plan.add_argument("--ceiling", type=_rupiah, required=True)
    plan.add_argument("--months", type=_count, required=True)
    plan.add_argument("--month", type=_month, default=None, metavar="YYYY-MM")
    plan.add_argument("--tariff", type=_rupiah)
    plan.add_argument("--people", type=_count)
    programme = _command(commands, "programme", "kabupaten: program bantuan iuran")
    actions = programme.add_subparsers(dest="action", required=True, parser_class=_Parser)
    create = _command(actions, "create", "buat program")
    create.add_argument("--year", type=_count, required=True)
    create.add_argument("--payer", type=Payer, choices=list(Payer), required=True)
    create.add_argument("--ceiling", type=_rupiah, required=True)
    create.add_argument("--from", dest="from_month", type=_month, required=True, metavar="YYYY-MM")
    create.add_argument("--months", type=_count, required=True)
    create.add_argument("--base-income", type=_rupiah, default=1_000_000)
    decide = _command(commands, "decide", "kabupaten: tetapkan urutan dan keputusan")
    decide.add_argument("programme", metavar="PROGRAM")
    decide.add_argument("--dry-run", action="store_true")
    decide.add_argument("--anyway", action="store_true", help="walau belum semua desa menyerahkan lagi")
    versions = _command(commands, "versions", "kabupaten: versi putusan yang berbeda dari satu program")
    versions.add_argument("programme", metavar="PROGRAM")
    versions.add_argument("--use", metavar="VERSI", help="pakai versi ini seluruhnya")


def _add_safekeeping(commands: _Commands) -> None:
    backup = _command(commands, "backup", "buat cadangan yang diperiksa")
    backup.add_argument("--to", type=Path, metavar="DIR", help="tempat kedua untuk setiap cadangan")
    backup.add_argument("--test", action="store_true", help="coba pulihkan cadangan itu, lalu bandingkan")
    restore = _command(commands, "restore", "pulihkan kantor ini dari cadangan")
    restore.add_argument("file", type=Path, metavar="CADANGAN")
    restore.add_argument("--recovery-code", action="store_true", help="dibuka dengan kode pemulihan, sandi baru")
    repair = _command(commands, "repair", "perbaiki berkas data yang rusak")
    repair.add_argument(
        "--from",
        dest="more",
        type=Path,
        nargs="+",
        default=[],
        metavar="TEMPAT",
        help="tempat lain dengan cadangan dan paket",
    )
    forgotten = _command(commands, "passphrase", "kata sandi baru untuk petugas yang lupa")
    forgotten.add_argument("--district-key", type=Path, metavar="FILE", help="kunci pemulihan kabupaten, ganti kode")
    _command(commands, "rebuild", "bangun ulang tampilan dari jurnal")


def _add_audit(commands: _Commands) -> None:
    check = _command(commands, "check", "periksa berkas data, jurnal dan rangkaiannya")
    check.add_argument("--quick", action="store_true", help="tanpa membuka paket lama dan tanpa membangun ulang")
    history = _command(commands, "history", "riwayat kantor")
    history.add_argument("--limit", type=_count, default=50)
    history.add_argument("--out", type=Path, metavar="OUT.xlsx", help="tulis seluruhnya ke buku kerja")
    witness = _command(commands, "witness", "tulis berkas saksi, atau cocokkan beberapa")
    witness.add_argument("files", type=Path, nargs="*", metavar="FILE", help="cocokkan tanpa membuka kantor mana pun")
    witness.add_argument("--out", type=Path, metavar="FILE", help="tulis berkas saksi kantor ini")
    support = _command(commands, "support", "paket bantuan tanpa data pribadi")
    support.add_argument("--out", type=Path, required=True, metavar="FILE.zip")


def _add_officers(commands: _Commands) -> None:
    officer = _command(commands, "officer", "petugas dan kata sandi kantor ini")
    actions = officer.add_subparsers(dest="action", required=True, parser_class=_Parser)
    _command(actions, "list", "siapa yang boleh masuk")
    add = _command(actions, "add", "tambah petugas")
    remove = _command(actions, "remove", "petugas tidak lagi masuk")
    remove.add_argument("--distrusted", action="store_true", help="tidak dipercaya lagi: kunci data diganti")
    _command(actions, "passphrase", "ganti kata sandi sendiri")
    code = _command(actions, "code", "kode sekali masuk untuk petugas lain")
    for each in (add, remove, code):
        each.add_argument("name", metavar="NAMA")
    _command(actions, "recovery", "kode pemulihan baru")
    _command(actions, "new-key", "kunci data baru, misalnya sesudah memulihkan cadangan lama")


def _add_window(commands: _Commands) -> None:
    tour = _command(commands, "tour", "seluruh cerita dengan orang contoh")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--full", action="store_true", help="295 desa, 10.124 orang")
    shots = _command(commands, "screenshots", "gambar setiap halaman")
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.add_argument("--role", choices=("village", "district"))
    shots.add_argument("--theme", choices=("light", "dark"))
    shots.add_argument("--lang", choices=("id", "en"), default=argparse.SUPPRESS)
    shots.add_argument("--for-guide", action="store_true", help="hanya gambar untuk docs/panduan, diperkecil")
    shots.add_argument("--size", type=_size, default=(1366, 768), metavar="1366x768")


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError("bulan ditulis YYYY-MM") from None


def _rupiah(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("jumlah rupiah ditulis dengan angka saja") from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("tulis bilangan bulat, paling kecil 1")
    return int(text)


def _insurances(text: str) -> tuple[Insurance, ...]:
    try:
        return tuple(Insurance(part.strip()) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError("pilih dari jkk, jkm, jht") from None


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError("ukuran ditulis 1366x768")
    return int(width), int(height)
