"""Readers of what strangers hand in, each with real files to begin from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from services.handover import archive, lines
from services.handover.age_file import encrypt
from services.handover.archive import build_archive
from services.handover.bundle import open_sealed
from services.handover.kit import parse_kit, write_kit
from services.handover.manifest import decode_manifest
from services.handover.orders import decode_device_order, decode_order_head
from services.handover.root import SignedRoot, SigningKey, new_root, verify_root
from services.handover.signing import public_key_from_pem, signature_from_text, signature_to_text
from services.handover.strict_json import strict_loads
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.source import Source
from services.spreadsheets.workbook import open_workbook
from tests.prove.inside import bundle_name
from tests.prove.mutate import mutated, mutated_value
from tests.services.handover.codec import VILLAGE, WHEN, Offices, unzip
from tests.workbooks import ods_row, raw_ods, raw_xls, raw_xlsx, sheet_row, text, zipped

FILES = Path(__file__).parents[1] / "files"
Run = Callable[[Random], None]
"""One try: makes a file from the chance given, reads it. Only an AppError may come out."""
_JSON = [b'"', b"\\u0000", b"\\ud800", b"[" * 9, b"{", b"}", b"null", b"1e999", b"-", b"9" * 30, b"\n", b",", b"\xff"]


# Bundles


def bundle_target(folder: Path) -> Run:
    """As age files, as ZIPs sealed anew, and as lines of a village that signs whatever it likes."""
    offices = Offices()
    sealed = [offices.seal_up().data, offices.seal_up(offices.up(1)).data, offices.seal_down().data]
    plain = _opened(offices, sealed[0])
    zips = [plain, build_archive(unzip(plain)), _opened(offices, sealed[1])]

    def run(rng: Random) -> None:
        way = rng.randrange(3)
        if way == 0:
            data = mutated(rng, sealed, [b"-> X25519 ", b"\n--- ", b"-> scrypt ", b"age-encryption.org/v1\n"])
        elif way == 1:
            data = encrypt(mutated(rng, zips, [b"PK\1\2", b"PK\3\4", b"PK\5\6"]), [offices.district.recipient])
        else:
            data = _signed_lines(rng, offices, plain)
        path = folder / bundle_name(VILLAGE, True, 7, data)
        path.write_bytes(data)
        try:
            _read_bundle(path, offices, folder)
        finally:
            path.unlink()

    return run


def _opened(offices: Offices, data: bytes) -> bytes:
    import pyrage

    found: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(offices.district.secret)])
    return found


def _signed_lines(rng: Random, offices: Offices, plain: bytes) -> bytes:
    import hashlib

    files = unzip(plain)
    name = rng.choice((archive.CHANGES, archive.ORDERS, archive.MANIFEST))
    if name != archive.MANIFEST:
        files[name] = mutated(rng, [files[name]], _JSON)
        told = json.loads(files[archive.MANIFEST])
        told["files"][name] = (len(files[name]), hashlib.sha256(files[name]).hexdigest())
        told["counts"][name] = files[name].count(b"\n")
        told["total_plain"] = sum(size for size, _ in told["files"].values())
    else:
        told = mutated_value(rng, json.loads(files[archive.MANIFEST]))
    files[archive.MANIFEST] = json.dumps(told, separators=(",", ":")).encode()
    files[archive.SIGNATURE] = offices.village.key.sign(files[archive.MANIFEST])
    return encrypt(build_archive(files), [offices.district.recipient])


def _read_bundle(path: Path, offices: Offices, folder: Path) -> None:
    district, village = offices.district, offices.village
    with open_sealed(path, [district.secret], scratch_dir=folder, me=district.me, trust=village.trusted) as opened:
        for line in opened.changes():
            lines.decode_header(line.header)
            if line.payload is not None:
                lines.decode_payload(line.payload)
        for order in opened.orders():
            decode_order_head(order.text)
        list(opened.receipts())


# JSON texts


def json_target(_folder: Path) -> Run:
    """Every document we sign or are sent, unsigned and signed with the key that may."""
    offices = Offices()
    village, district = offices.village, offices.district
    made = new_root("33.16", [SigningKey(device=district.device, public_key_pem=district.pem)], *_keys(offices))
    kit = _kit(offices, made.signed)
    plain = unzip(_opened(offices, offices.seal_up().data))
    change = json.loads(plain[archive.CHANGES].splitlines()[0])
    order = _order_text(offices)
    readers: list[tuple[list[bytes], Callable[[bytes], object]]] = [
        ([plain[archive.MANIFEST]], decode_manifest),
        ([change[0].encode()], lambda data: lines.decode_header(data.decode("utf-8", "surrogateescape"))),
        ([change[2].encode(), _PERSON], lambda data: lines.decode_payload(data.decode("utf-8", "surrogateescape"))),
        ([plain[archive.CHANGES]], lambda data: list(lines.read_changes([data[:50], data[50:]]))),
        ([plain[archive.ORDERS]], lambda data: list(lines.read_orders([data]))),
        ([_RECEIPTS], lambda data: list(lines.read_receipts([data]))),
        ([order], lambda data: decode_order_head(data.decode("utf-8", "surrogateescape"))),
        ([order], lambda data: decode_device_order(data.decode("utf-8", "surrogateescape"))),
        ([kit], parse_kit),
        ([kit], lambda data: _signed_kit(data, offices)),
        ([made.signed.text.encode()], lambda data: _signed_root(data, made.secret_pem)),
        ([village.pem.encode()], lambda data: _value_error(public_key_from_pem, data)),
        ([signature_to_text(bytes(64)).encode()], lambda data: _value_error(signature_from_text, data)),
        ([plain[archive.MANIFEST], _PERSON], lambda data: _value_error(strict_loads, data)),
    ]

    def run(rng: Random) -> None:
        corpus, read = rng.choice(readers)
        if rng.random() < 0.5 and corpus[0][:1] == b"{":
            value = mutated_value(rng, json.loads(rng.choice(corpus)))
            read(json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass"))
        else:
            read(mutated(rng, corpus, _JSON))

    return run


_PERSON = json.dumps(
    {
        "_g": "c2FsdA",
        "identity": {"nik": "3316065203799004", "full_name": "SUTINI", "birth_date": "1979-03-12", "sex": "P"},
        "family": {"heirs": [{"name": "WAGIMAN", "relationship": "spouse", "nik": "3316061203759005"}]},
        "owner": {"office": VILLAGE},
    }
).encode()
_RECEIPTS = b'["' + b"A" * 43 + b'","stream-1"]\n["' + b"B" * 43 + b'","stream-1"]\n'


def _keys(offices: Offices) -> tuple[list[str], str]:
    return [offices.district.recipient], offices.village.recipient


def _kit(offices: Offices, root: SignedRoot) -> bytes:
    return write_kit(
        root,
        offices.district.key.sign,
        office=VILLAGE,
        office_name="Bangkleyan",
        by=offices.district.device,
        created=WHEN,
        code="23456789AB",
        reference_version="1",
        reference={"villages": [["33.16.01.2001", "BANGKLEYAN"]]},
    )


def _order_text(offices: Offices) -> bytes:
    from models.values import Role
    from services.handover.orders import DeviceOrder, sign_order

    order = DeviceOrder(
        id="device-1",
        version=1,
        device=offices.village.device,
        office=VILLAGE,
        role=Role.VILLAGE,
        public_key=offices.village.pem,
        age_recipient=offices.village.recipient,
        by=offices.district.device,
    )
    return sign_order(order, offices.district.key.sign).text.encode()


def _signed_kit(data: bytes, offices: Offices) -> None:
    """What is inside the kit is damaged, and the district's device signs it."""
    try:
        envelope = json.loads(data)
        text_of = str(envelope["kit"]).encode("utf-8", "surrogatepass")
        envelope["signature"] = signature_to_text(offices.district.key.sign(b"payung-kit-v1\0" + text_of))
    except (ValueError, TypeError, KeyError):
        return
    parse_kit(json.dumps(envelope).encode())


def _signed_root(data: bytes, secret_pem: str) -> None:
    from services.handover.root import _DOMAIN
    from services.handover.signing import private_key_from_pem, public_key_to_pem

    key = private_key_from_pem(secret_pem)
    words = data.decode("utf-8", "replace")
    signature = signature_to_text(key.sign(_DOMAIN + words.encode()))
    verify_root(SignedRoot(text=words, signature=signature, root_key_pem=public_key_to_pem(key.public_key())))


def _value_error(read: Callable[[str], Any], data: bytes) -> None:
    """These say ValueError, which their callers turn into a code."""
    try:
        read(data.decode("utf-8", "surrogateescape"))
    except ValueError:
        return


# Lists and pictures


def workbook_target(folder: Path) -> Run:
    """Real workbooks of LibreOffice and small ones by hand: damaged as files, and inside their parts."""
    books = {kind: [path.read_bytes() for path in sorted(FILES.glob(f"*.{kind}"))] for kind in ("xlsx", "ods", "xls")}
    small = sheet_row(1, text("A1", "NAMA"), text("B1", "NIK")) + sheet_row(2, text("A2", "SUTARNO"), text("B2", "1"))
    books["xlsx"] += [raw_xlsx(small)] * 4
    books["ods"] += [raw_ods(ods_row("NAMA", "NIK") + ods_row("SUTARNO", 9001.0, formulas={1: "A1"}))] * 4
    books["xls"] += [raw_xls([["NAMA", "NIK"], ["SUTARNO", 9001.0]], formulas=[(1, 1)])] * 4
    tokens = [
        b"<c r=",
        b"<v>",
        b"</row>",
        b'r="A1"',
        b"<!DOCTYPE",
        b"&#0;",
        b"<![CDATA[",
        b'"-1"',
        b'"99999999"',
        b"t=",
    ]
    tokens += [b'table:number-columns-repeated="9999"', b'office:value-type="date"', b't="s"', b"<f>", b"1e999"]

    def run(rng: Random) -> None:
        kind = rng.choice(("xlsx", "ods", "xls"))
        data = rng.choice(books[kind])
        if kind == "xls" or rng.random() < 0.3:
            data = mutated(rng, [data])
        else:
            data = zipped(_damaged_parts(rng, unzip(data), tokens))
        _read_list(data, folder / f"daftar.{kind}")

    return run


def _damaged_parts(rng: Random, parts: Mapping[str, bytes], tokens: list[bytes]) -> dict[str, str | bytes]:
    names = [name for name in parts if name.endswith((".xml", ".rels")) or name == "mimetype"]
    told: dict[str, str | bytes] = dict(parts)
    for name in rng.sample(names, k=min(len(names), rng.choice((1, 1, 2)))):
        told[name] = mutated(rng, [parts[name]], tokens)
    return told


def csv_target(folder: Path) -> Run:
    """Text tables in the encodings that Excel and LibreOffice write."""
    table = "NO;NAMA;NIK;TANGGAL LAHIR;ALAMAT\r\n1;SUTARNO;3316061203799001;12-3-1979;DK. NGASEM\r\n"
    quoted = 'sep=,\nNAMA,ALAMAT,"NIK"\n"SUTARNO","DK. ""NGASEM""\nRT 03",3316061203799001\n'
    corpus = [
        table.encode(),
        quoted.encode(),
        table.encode("utf-16"),
        quoted.encode("utf-8-sig"),
        table.encode("cp1252"),
    ]
    tokens = [b'"', b'""', b";", b"\r", b"\n", b"\0", b"\xff\xfe", b"sep=;\n", b"\xef\xbb\xbf", b";" * 300, b'"\n' * 50]

    def run(rng: Random) -> None:
        _read_list(mutated(rng, corpus, tokens), folder / rng.choice(("daftar.csv", "daftar.txt")))

    return run


def _read_list(data: bytes, path: Path) -> None:
    """As the child process reads, and what the import page then shows first."""
    path.write_bytes(data)
    source = Source(path.name, path.suffix[1:], "0" * 64, open_workbook(path))
    assert len(source.sheets) == len(source.data.sheets)
    guess_mapping(source)


def image_target(_folder: Path) -> Run:
    """Pictures of a phone or scanner, with and without metadata."""
    from PySide6.QtCore import qInstallMessageHandler

    from gui.photo_reading import decode, encode
    from tests.gui.photos import as_bytes, noise, picture, with_metadata

    qInstallMessageHandler(lambda *_: None)  # libjpeg and libpng tell of every damaged file
    jpegs = [as_bytes(picture(240, 210)), with_metadata(as_bytes(picture(210, 240)), 6), as_bytes(noise(200, 200))]
    pngs = [as_bytes(picture(240, 210), "png", Comment="x" * 50), as_bytes(picture(210, 200), "png")]
    corpus = [*jpegs, *pngs]
    tokens = [
        b"\xff\xd8",
        b"\xff\xd9",
        b"\xff\xc0",
        b"\xff\xc2",
        b"\xff\xda",
        b"\xff\xe1",
        b"IHDR",
        b"IDAT",
        b"IEND",
        b"PLTE",
    ]

    def run(rng: Random) -> None:
        image = decode(mutated(rng, corpus, tokens))
        encode(image)

    return run


def journal_target(folder: Path) -> Run:
    """Changes that an enrolled village signs (``tests.prove.journal_target``)."""
    from tests.prove.journal_target import Hostile

    return Hostile(folder).run


TARGETS: dict[str, Callable[[Path], Run]] = {
    "bundle": bundle_target,
    "json": json_target,
    "journal": journal_target,
    "workbook": workbook_target,
    "csv": csv_target,
    "image": image_target,
}
