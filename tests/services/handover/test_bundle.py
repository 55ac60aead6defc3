from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from services.errors import BundleRejected, StorageTrouble
from services.handover import archive
from services.handover.age_file import encrypt
from services.handover.bundle import Me, inspect, open_sealed, seal, verify_sealed
from services.handover.lines import ChangeLine, OrderLine, ReceiptLine
from services.handover.manifest import Direction, Enrolment
from services.handover.signing import content_id
from tests.services.handover.codec import (
    DISTRICT,
    SIGNATURE,
    VILLAGE,
    Machine,
    change_line,
    put,
    put_bytes,
)
from tests.services.handover.opening import OFFICES, SEALED, read, refusal, resealed, signed_anew


def test_a_bundle_goes_up_and_comes_out_as_it_was(tmp_path: Path) -> None:
    manifest, changes, orders, receipts = read(put(tmp_path, SEALED), OFFICES.district, OFFICES.village)
    assert manifest == SEALED.manifest
    assert changes == [change_line(1), change_line(2)]
    assert orders == [OrderLine('{"format":"payung-order-v1"}', SIGNATURE)]
    assert receipts == []
    assert manifest.counts == {"perubahan.jsonl": 2, "perintah.jsonl": 1}


def test_a_reply_comes_down_with_receipts(tmp_path: Path) -> None:
    sealed = OFFICES.seal_down()
    path = put(tmp_path, sealed)
    assert path.name.startswith("3316012001-bangkleyan__turun__000003__")
    manifest, _changes, _orders, receipts = read(path, OFFICES.village, OFFICES.district)
    assert receipts == [ReceiptLine(content_id("one"), "stream-laptop-1")]
    assert (manifest.epoch, manifest.counts["terima.jsonl"]) == ("epoch-1", 1)


def test_lines_may_be_given_as_finished_texts(tmp_path: Path) -> None:
    line = msgspec.json.encode(change_line(1))
    outgoing = OFFICES.up(change_lines=[line, line.decode()])
    _, changes, _, _ = read(put(tmp_path, OFFICES.seal_up(outgoing)), OFFICES.district, OFFICES.village)
    assert changes == [change_line(1), change_line(1)]


def test_an_empty_bundle_and_an_enrolment_travel_too(tmp_path: Path) -> None:
    enrolment = Enrolment(age_recipient=OFFICES.village.recipient, proof="0" * 64)
    sealed = OFFICES.seal_up(OFFICES.up(0, order_lines=[], enrolment=enrolment))
    manifest, changes, orders, _ = read(put(tmp_path, sealed), OFFICES.district, OFFICES.village)
    assert (changes, orders, manifest.enrolment) == ([], [], enrolment)


def test_two_laptops_of_a_village_may_exchange_their_bundles(tmp_path: Path) -> None:
    second = Machine(VILLAGE, OFFICES.village.role, "laptop-2")
    outgoing = OFFICES.up(to=(DISTRICT, VILLAGE))
    sealed = seal(outgoing, OFFICES.village.key.sign, [second.recipient])
    assert read(put(tmp_path, sealed), second, OFFICES.village)[0].no == 7


def test_nothing_personal_and_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    path = put(tmp_path, OFFICES.seal_up(OFFICES.up(20_000)))
    assert len(read(path, OFFICES.district, OFFICES.village)[1]) == 20_000
    assert list(tmp_path.iterdir()) == [path]


def test_our_own_bundle_is_checked_before_it_leaves(tmp_path: Path) -> None:
    assert verify_sealed(SEALED, [OFFICES.village.secret], scratch_dir=tmp_path) == SEALED.manifest
    broken = replace(SEALED, data=SEALED.data[:-1] + bytes([SEALED.data[-1] ^ 1]))
    with pytest.raises(BundleRejected, match="bundle.damaged"):
        verify_sealed(broken, [OFFICES.village.secret], scratch_dir=tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        change_line(1, payload='{"_g":"s","address":{"address":"two\\nlines"}}'),
        ChangeLine("{}", SIGNATURE, None),
    ],
)
def test_a_line_the_other_office_would_refuse_is_found_at_home(tmp_path: Path, line: ChangeLine | str) -> None:
    bad = OFFICES.seal_up(OFFICES.up(change_lines=[change_line(1), line]))
    with pytest.raises(BundleRejected, match="bundle.line"):
        verify_sealed(bad, [OFFICES.village.secret], scratch_dir=tmp_path)


def test_a_full_disk_of_our_own_is_not_blamed_on_the_bundle(tmp_path: Path) -> None:
    lines = [msgspec.json.encode([os.urandom(12_000).hex(), SIGNATURE, None]) for _ in range(900)]
    path = put(tmp_path, OFFICES.seal_up(OFFICES.up(change_lines=lines)))
    district = OFFICES.district
    missing = tmp_path / "missing"
    with pytest.raises(StorageTrouble, match="scratch.not_writable"):  # noqa: SIM117
        with open_sealed(path, [district.secret], scratch_dir=missing, me=district.me, trust=OFFICES.village.trusted):
            pass


# In the order of handover.md C4


@pytest.mark.parametrize(
    "name", ["bundel.payung", "x.zip", SEALED.file_name("Bangkleyan") + ".tmp"], ids=["bare", "zip", "half"]
)
def test_another_name_is_refused_unread(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == "bundle.name"


def test_only_a_plain_file_of_a_sensible_size_is_opened(tmp_path: Path) -> None:
    name = SEALED.file_name("Bangkleyan")
    assert refusal(tmp_path / name) == "bundle.not_found"
    real = put(tmp_path, SEALED)
    link = tmp_path / "link" / name
    link.parent.mkdir()
    link.symlink_to(real)
    assert refusal(link) == "bundle.not_regular"
    (tmp_path / "dir" / name).mkdir(parents=True)
    assert refusal(tmp_path / "dir" / name) == "bundle.not_regular"
    pipe = tmp_path / "pipe" / name
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    assert refusal(pipe) == "bundle.not_regular"
    real.write_bytes(SEALED.data[:199])
    assert refusal(real) == "bundle.too_small"
    os.truncate(real, 64 * 1024 * 1024 + 1)
    assert refusal(real) == "bundle.too_big"


def test_half_a_copy_is_seen_before_decrypting(tmp_path: Path) -> None:
    path = put(tmp_path, SEALED)
    path.write_bytes(SEALED.data[:-100])
    assert refusal(path) == "bundle.name_hash"


def test_a_file_that_is_not_age_is_refused(tmp_path: Path) -> None:
    assert refusal(put_bytes(tmp_path, b"PK\x03\x04" + bytes(500), SEALED)) == "bundle.not_age"


def test_a_header_bomb_is_refused_at_once(tmp_path: Path) -> None:
    head, _, rest = SEALED.data.partition(b"\n")
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    path = put_bytes(tmp_path, head + b"\n" + stanza * 1000 + rest, SEALED)
    start = time.perf_counter()
    assert refusal(path) == "bundle.header_too_big"
    assert time.perf_counter() - start < 0.5


def test_a_bundle_for_others_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    stranger = Machine(DISTRICT, OFFICES.district.role, "district-9")
    assert refusal(put(tmp_path, SEALED), stranger) == "bundle.not_for_us"
    damaged = SEALED.data[:-1] + bytes([SEALED.data[-1] ^ 1])
    assert refusal(put_bytes(tmp_path, damaged, SEALED)) == "bundle.damaged"


def test_inside_there_must_be_a_zip_with_a_manifest(tmp_path: Path) -> None:
    for content in (b"not a zip" * 50, b""):
        sealed = encrypt(content, [OFFICES.district.recipient])
        assert refusal(put_bytes(tmp_path, sealed, SEALED)) == "bundle.zip"
    assert refusal(resealed(tmp_path, lambda files: files.pop(archive.MANIFEST))) == "bundle.zip"
    assert refusal(resealed(tmp_path, lambda files: files.pop(archive.SIGNATURE))) == "bundle.zip"
    assert refusal(resealed(tmp_path, lambda files: files.update({archive.MANIFEST: b"{}"}))) == "bundle.manifest"


def test_bombs_inside_are_refused_at_once(tmp_path: Path) -> None:
    def deep(files: dict[str, bytes]) -> None:
        noise = b"".join(b'["%s",' % os.urandom(8).hex().encode() for _ in range(20_000))
        files[archive.MANIFEST] = b'{"format":"payung-manifest-v1","x":' + noise

    def zeros(files: dict[str, bytes]) -> None:
        files[archive.CHANGES] = bytes(50_000_000)

    for change, code in ((deep, "bundle.manifest"), (zeros, "bundle.zip")):
        path = resealed(tmp_path, change)
        start = time.perf_counter()
        assert refusal(path) == code
        assert time.perf_counter() - start < 1.0


def test_an_unknown_sender_is_refused(tmp_path: Path) -> None:
    other = Machine(VILLAGE, OFFICES.village.role, "laptop-9")
    assert refusal(put(tmp_path, SEALED), sender=other) == "bundle.unknown_sender"


def test_only_the_rostered_key_may_sign(tmp_path: Path) -> None:
    impostor = Machine(VILLAGE, OFFICES.village.role, "laptop-1")
    assert refusal(put(tmp_path, SEALED), sender=impostor) == "bundle.signature"
    outgoing = OFFICES.up(from_=impostor.sender)
    sealed = seal(outgoing, impostor.key.sign, [OFFICES.district.recipient])
    assert refusal(put(tmp_path, sealed)) == "bundle.signature"


def test_the_key_that_openssl_would_check_is_the_rostered_one(tmp_path: Path) -> None:
    impostor = Machine(VILLAGE, OFFICES.village.role, "laptop-1")

    def other_key(manifest: dict[str, object], files: dict[str, bytes]) -> None:
        manifest["from"]["public_key"] = impostor.pem  # type: ignore[index]

    def no_key(manifest: dict[str, object], files: dict[str, bytes]) -> None:
        manifest["from"]["public_key"] = "PEM"  # type: ignore[index]

    assert refusal(signed_anew(tmp_path, other_key)) == "bundle.signature"
    assert refusal(signed_anew(tmp_path, no_key)) == "bundle.manifest"


def test_one_bit_of_the_manifest_breaks_its_signature(tmp_path: Path) -> None:
    def renumber(files: dict[str, bytes]) -> None:
        files[archive.MANIFEST] = files[archive.MANIFEST].replace(b'"no":7', b'"no":8')

    assert refusal(resealed(tmp_path, renumber)) == "bundle.signature"
    for signature in (b"", bytes(64), b"x" * 63):
        path = resealed(tmp_path, lambda files, text=signature: files.update({archive.SIGNATURE: text}))  # type: ignore[misc]
        assert refusal(path) == "bundle.signature"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (("33.17",), "bundle.other_office"),
        ((VILLAGE,), "bundle.other_office"),
        (("district-1",), ""),
        ((DISTRICT,), ""),
    ],
)
def test_a_bundle_is_taken_by_its_addressee_only(tmp_path: Path, to: tuple[str, ...], code: str) -> None:
    path = put(tmp_path, OFFICES.seal_up(OFFICES.up(to=to)))
    if code:
        assert refusal(path) == code
    else:
        assert read(path, OFFICES.district, OFFICES.village)[0].to == to


def test_directions_must_fit_the_offices(tmp_path: Path) -> None:
    up_to_other_village = put(tmp_path, OFFICES.seal_up(OFFICES.up(to=("33.16.01.2002",))))
    village2 = Me("33.16.01.2002", "laptop-3", OFFICES.village.role)
    assert refusal(up_to_other_village, me=village2) == "bundle.wrong_direction"
    up_to_other_district = put(tmp_path, OFFICES.seal_up(OFFICES.up(to=("33.17",))))
    assert refusal(up_to_other_district, me=Me("33.17", "d", OFFICES.district.role)) == "bundle.wrong_direction"
    down_to_district = put(tmp_path, OFFICES.seal_down(OFFICES.down(to=(DISTRICT,))))
    assert refusal(down_to_district, sender=OFFICES.district) == "bundle.wrong_direction"
    from_village = replace(OFFICES.down(), from_=OFFICES.village.sender)
    sealed = seal(from_village, OFFICES.village.key.sign, [OFFICES.village.recipient])
    assert refusal(put(tmp_path, sealed), reader=OFFICES.village) == "bundle.wrong_direction"


def test_a_name_must_tell_what_the_manifest_says(tmp_path: Path) -> None:
    for old, new in (("__000007__", "__000008__"), ("3316012001", "3316012002"), ("naik", "turun")):
        path = put(tmp_path, SEALED)
        path = path.rename(path.with_name(path.name.replace(old, new)))
        assert refusal(path) == "bundle.name"


def test_a_line_of_another_shape_is_refused_with_its_number(tmp_path: Path) -> None:
    path = put(tmp_path, OFFICES.seal_up(OFFICES.up(change_lines=[change_line(1), '["x"]'])))
    with pytest.raises(BundleRejected, match="bundle.line") as refused:
        read(path, OFFICES.district, OFFICES.village)
    assert refused.value.data == {"line": 2}


def test_a_later_program_may_say_more_and_a_new_major_version_is_refused(tmp_path: Path) -> None:
    def minor(manifest: dict[str, object], files: dict[str, bytes]) -> None:
        manifest.update(v=[1, 4], weather="cerah")

    def major(manifest: dict[str, object], files: dict[str, bytes]) -> None:
        manifest.update(v=[2, 0], min_reader=[2, 0], format="payung-manifest-v2")

    assert read(signed_anew(tmp_path, minor), OFFICES.district, OFFICES.village)[0].v == (1, 4)
    assert refusal(signed_anew(tmp_path, major)) == "bundle.newer_version"


def test_inspection_needs_no_key(tmp_path: Path) -> None:
    path = put(tmp_path, SEALED)
    seen = inspect(path)
    assert (seen.office, seen.direction, seen.no) == (VILLAGE, Direction.UP, 7)
    assert (seen.size, seen.hash_ok, seen.recipients) == (SEALED.size, True, 2)
    path.write_bytes(SEALED.data[:-1])
    assert not inspect(path).hash_ok
    path.write_bytes(b"x" * 300)
    with pytest.raises(BundleRejected, match="bundle.not_age"):
        inspect(path)
