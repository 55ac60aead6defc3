"""The bombs: how each is built, and by whom it is read. Nothing here takes longer to build than a second."""

from __future__ import annotations

import hashlib
import json
import random
import struct
import zlib
from pathlib import Path

from services.handover.age_file import encrypt, new_identity
from services.handover.archive import CHANGES, MANIFEST, SIGNATURE, build_archive
from services.handover.bundle import open_sealed
from services.handover.kit import parse_kit
from services.handover.lines import decode_header, decode_payload
from services.handover.manifest import decode_manifest
from services.handover.orders import decode_order_head
from services.spreadsheets.workbook import open_workbook
from tests.prove.bombs import Build, Read
from tests.prove.inside import bundle_name
from tests.prove.zip_bombs import overlapping, packed_zeros, zip_by_hand
from tests.services.handover.codec import VILLAGE, Offices, unzip, zip_of
from tests.workbooks import _bof, _compound_file, _record, ods_row, raw_ods, raw_xlsx, sheet_row, text, zipped

OFFICES = Offices()
AGE = b"age-encryption.org/v1\n"
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
REST = b"--- " + b"C" * 43 + b"\n" + bytes(200)
LIST = sheet_row(1, text("A1", "NAMA"), text("B1", "NIK"))
GIGABYTE = 1024**3


# How they are read


def bundle(data: bytes, folder: Path) -> None:
    """As the district reads a bundle, down to the last payload."""
    path = folder / bundle_name(VILLAGE, True, 7, data)
    path.write_bytes(data)
    district, village = OFFICES.district, OFFICES.village
    with open_sealed(path, [district.secret], scratch_dir=folder, me=district.me, trust=village.trusted) as opened:
        for line in opened.changes():
            decode_header(line.header)
            if line.payload is not None:
                decode_payload(line.payload)
        for order in opened.orders():
            decode_order_head(order.text)


def manifest(data: bytes, _folder: Path) -> None:
    """As read before the signature is checked."""
    decode_manifest(data)


def kit(data: bytes, _folder: Path) -> None:
    """As a village reads it at set-up."""
    parse_kit(data)


def payload(data: bytes, _folder: Path) -> None:
    """A line's payload text, were it ever so long."""
    decode_payload(data.decode())


def header(data: bytes, _folder: Path) -> None:
    """A line's header text."""
    decode_header(data.decode())


def order(data: bytes, _folder: Path) -> None:
    """An order's text."""
    decode_order_head(data.decode())


def workbook(suffix: str) -> Read:
    """As the process reads it that opens workbooks."""

    def read(data: bytes, folder: Path) -> None:
        path = folder / f"daftar{suffix}"
        path.write_bytes(data)
        open_workbook(path)

    return read


def image(data: bytes, _folder: Path) -> None:
    """As the register reads a photo."""
    from gui.photo_reading import decode

    decode(data)


# What is inside


def sealed(plain: bytes) -> bytes:
    """Encrypted for the district by anybody."""
    return encrypt(plain, [OFFICES.district.recipient])


def signed(files: dict[str, bytes], counts: dict[str, int] | None = None) -> bytes:
    """A bundle of a village that the district knows, with these files instead of its own."""
    own = unzip(_plain())
    told = json.loads(own[MANIFEST])
    inside = {name: data for name, data in (own | files).items() if name not in (MANIFEST, SIGNATURE)}
    told["files"] = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in inside.items()}
    told["counts"] |= {name: data.count(b"\n") for name, data in files.items()} | (counts or {})
    told["total_plain"] = sum(map(len, inside.values()))
    data = json.dumps(told, separators=(",", ":")).encode()
    return sealed(build_archive({MANIFEST: data, SIGNATURE: OFFICES.village.key.sign(data), **inside}))


def _plain() -> bytes:
    """The ZIP of an honest bundle."""
    import pyrage

    data: bytes = pyrage.decrypt(OFFICES.seal_up().data, [pyrage.x25519.Identity.from_str(OFFICES.district.secret)])
    return data


def _varied(size: int, end: str = "\n") -> bytes:
    """Lines that pack about fifty times, inside the limit."""
    chance = random.Random(7)
    pieces = ["a" * 1400 + chance.randbytes(12).hex() + end for _ in range(200)]
    return "".join(chance.choices(pieces, k=size // len(pieces[0]))).encode()


def _numbers() -> bytes:
    return b"".join(b"[%d]\n" % number for number in range(300_000))


def _digits(where: str) -> bytes:
    return where.replace("@", "9" * 1_000_000).encode()


def _deep(where: str) -> bytes:
    return where.replace("@", "[" * 300_000 + "]" * 300_000).encode()


def _manifest_with(extra: str) -> bytes:
    return b'{"format":"payung-manifest-v1","v":[1,0],"min_reader":[1,0],' + extra.encode() + b"}"


def _many_parts() -> bytes:
    """A directory of two hundred thousand parts in a file of twenty megabytes."""
    return zip_by_hand([(f"xl/{number:06d}", b"", 0, 0) for number in range(200_000)])


def _shared_strings() -> bytes:
    cells = "".join(sheet_row(at, f'<c r="A{at}" t="s"><v>0</v></c>') for at in range(3, 19_000))
    return raw_xlsx(LIST + cells, parts={"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 32_000}</t></si></sst>"})


def _entities(part: str) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return raw_xlsx(LIST, parts={part: f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l8;</x>'})


def _repeated(rows: int, columns: int, words: str) -> bytes:
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{words}</text:p></table:table-cell>"
    )
    return raw_ods(
        ods_row("NAMA", "NIK") + f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    )


def _xls_sheets() -> bytes:
    """A hundred thousand names of one and the same sheet of forty thousand empty records."""
    bound = 100_000
    head = _bof(0x0005)
    at = len(head) + bound * 13 + 4
    names = _record(0x0085, struct.pack("<IBBBB", at, 0, 0, 1, 0) + b"D") * bound
    return _compound_file(head + names + _record(0x000A) + _bof(0x0010) + _record(0x00E5) * 40_000 + _record(0x000A))


def _png(kind: bytes, content: bytes) -> bytes:
    """A good picture with one more chunk behind its head."""
    from tests.gui.photos import as_bytes, picture

    data = as_bytes(picture(), "png")
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return data[:33] + chunk + data[33:]


def _png_of(side: int) -> bytes:
    from tests.gui.photos import png_bomb

    return png_bomb(side)


def _jpeg_of(width: int, height: int) -> bytes:
    """A picture whose head says that it is this large."""
    from tests.gui.photos import as_bytes, picture

    data = bytearray(as_bytes(picture()))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(data)


BOMBS: dict[str, tuple[Build, Read]] = {
    "age: 10 stanzas": (lambda: AGE + STANZA * 10 + REST, bundle),
    "age: 32 stanzas": (lambda: AGE + STANZA * 32 + REST, bundle),
    "age: 1,000 stanzas": (lambda: AGE + STANZA * 1_000 + REST, bundle),
    "age: 50,000 stanzas": (lambda: AGE + STANZA * 50_000 + REST, bundle),
    "age: scrypt 2^30": (lambda: AGE + b"-> scrypt " + b"A" * 22 + b" 30\n" + b"B" * 43 + b"\n" + REST, bundle),
    "age: a line without end": (lambda: AGE + b"-> x-grease " + b"y" * 60_000_000, bundle),
    "age: 70 MB": (lambda: AGE + bytes(70_000_000), bundle),
    "age: 60 MB of nothing for us": (lambda: encrypt(bytes(60_000_000), [new_identity()[1]]), bundle),
    "age: 60 MB that is no ZIP": (lambda: sealed(bytes(60_000_000)), bundle),
    "zip: 1 GB of deflate": (lambda: sealed(zip_by_hand([(CHANGES, packed_zeros(GIGABYTE), GIGABYTE, None)])), bundle),
    "zip: 1 GB said to be 4 kB": (
        lambda: sealed(zip_by_hand([(MANIFEST, packed_zeros(GIGABYTE), 4096, None)])),
        bundle,
    ),
    "zip: ratio": (lambda: sealed(zip_of({MANIFEST: bytes(20_000_000)})), bundle),
    "zip: overlap": (lambda: sealed(overlapping(15)), bundle),
    "zip: a zip of zips": (lambda: sealed(zip_of({"lib0.zip": zip_of({"0": bytes(1_000_000)})})), bundle),
    "zip: 60,000 parts": (lambda: sealed(zip_by_hand([(CHANGES, b"", 0, 0)] * 60_000)), bundle),
    "bundle: 255 MB in lines, signed": (lambda: signed({CHANGES: _varied(255_000_000)}), bundle),
    "bundle: 100 MB in one line, signed": (lambda: signed({CHANGES: _varied(100_000_000, "b") + b"\n"}), bundle),
    "bundle: 300,000 lines, signed": (lambda: signed({CHANGES: _numbers()}), bundle),
    "json: deep manifest": (lambda: _deep(_manifest_with('"to":@').decode()), manifest),
    "json: manifest of a long number": (lambda: _digits(_manifest_with('"no":@').decode()), manifest),
    "json: manifest of a long exponent": (lambda: _digits(_manifest_with('"no":1e@').decode()), manifest),
    "json: manifest of backslashes": (lambda: _manifest_with('"app":"' + "\\" * 1_000_000 + '"'), manifest),
    "json: manifest of a million keys": (
        lambda: _manifest_with('"heads":{' + ",".join(f'"{n}":[1,"a"]' for n in range(60_000)) + "}"),
        manifest,
    ),
    "json: deep kit": (lambda: _deep('{"format":"payung-kit-v1","v":@}'), kit),
    "json: kit of a long number": (lambda: _digits('{"format":"payung-kit-v1","v":[1,@]}'), kit),
    "json: deep payload": (lambda: _deep('{"_g":"x","contact":{"a":@}}'), payload),
    "json: payload of a long number": (lambda: _digits('{"_g":"x","contact":{"a":@}}'), payload),
    "json: payload of a long fraction": (lambda: _digits('{"_g":"x","contact":{"a":0.@}}'), payload),
    "json: payload of a minus": (lambda: _digits('{"_g":"x","contact":{"a":-@}}'), payload),
    "json: deep header": (lambda: _deep('{"v":1,"k":@}'), header),
    "json: header of a long number": (lambda: _digits('{"v":@}'), header),
    "json: deep order": (lambda: _deep('{"format":@}'), order),
    "json: order of a long number": (lambda: _digits('{"version":@}'), order),
    "xlsx: ratio": (lambda: raw_xlsx(" " * 60_000_000), workbook(".xlsx")),
    "xlsx: a zip of zips": (lambda: zipped({"xl/workbook.xml": zipped({"a": "0" * 30_000_000})}), workbook(".xlsx")),
    "xlsx: overlap": (lambda: overlapping(15, "xl/workbook.xml"), workbook(".xlsx")),
    "xlsx: 200,000 parts": (_many_parts, workbook(".xlsx")),
    "xlsx: one text 19,000 times": (_shared_strings, workbook(".xlsx")),
    "xlsx: row a million": (lambda: raw_xlsx(LIST + sheet_row(1_048_576, text("A1048576", "x"))), workbook(".xlsx")),
    **{
        f"xlsx: entities in {part.rpartition('/')[2]}": (lambda part=part: _entities(part), workbook(".xlsx"))  # type: ignore[misc]
        for part in (
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
        )
    },
    "ods: repeated without end": (lambda: _repeated(9_999_999, 9_999_999, "x"), workbook(".ods")),
    "ods: a long text repeated": (lambda: _repeated(19_000, 190, "x" * 30_000), workbook(".ods")),
    "xls: 100,000 sheets": (_xls_sheets, workbook(".xls")),
    "csv: one line of 20 million cells": (lambda: b";" * 20_000_000, workbook(".csv")),
    "csv: one cell of 20 MB": (lambda: b'"' + b"a" * 20_000_000, workbook(".csv")),
    "csv: quotes": (lambda: b'"' * 20_000_000, workbook(".csv")),
    "image: 30,000 x 30,000": (lambda: _png_of(30_000), image),
    "image: JPEG of 65,000 x 65,000": (lambda: _jpeg_of(65_000, 65_000), image),
    "image: a comment of 256 MB": (lambda: _png(b"zTXt", b"a\0\0" + zlib.compress(bytes(GIGABYTE // 4), 9)), image),
    "image: a profile of 256 MB": (lambda: _png(b"iCCP", b"a\0\0" + zlib.compress(bytes(GIGABYTE // 4), 9)), image),
    "image: 30 MB": (lambda: b"\xff\xd8\xff" + bytes(30_000_000), image),
}
