from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from services.errors import BundleRejected
from services.handover.age_file import new_identity
from services.handover.kit import (
    ALPHABET,
    MAX_KIT_BYTES,
    clean_code,
    enrolment_proof,
    is_enrolment_proof,
    kit_name,
    new_code,
    parse_kit,
    read_kit,
    write_kit,
)
from services.handover.root import SigningKey, new_root
from services.handover.signing import signature_to_text
from tests.services.handover.codec import DISTRICT, VILLAGE, WHEN, Offices, dumps

OFFICES = Offices()
ROOT = new_root(
    DISTRICT,
    [SigningKey(device="district-1", public_key_pem=OFFICES.district.pem)],
    [OFFICES.district.recipient],
    new_identity()[1],
)
REFERENCE = {"villages": [{"code": VILLAGE, "name": "Bangkleyan"}], "tariff": {"rows": [[1, 2], [3, 4]]}}
GIVEN: dict[str, Any] = {
    "office": VILLAGE,
    "office_name": "Bangkleyan",
    "by": "district-1",
    "created": WHEN,
    "code": "ABCDEFGH23",
    "reference_version": "2026-11",
    "reference": REFERENCE,
}
DATA = write_kit(ROOT.signed, OFFICES.district.key.sign, **GIVEN)
PARTS: dict[str, Any] = json.loads(DATA)


def refusal(data: bytes, **given: Any) -> str:
    with pytest.raises(BundleRejected) as refused:
        parse_kit(data, **given)
    return refused.value.code


def test_a_kit_brings_everything_a_village_needs_and_no_secret(tmp_path: Path) -> None:
    path = tmp_path / kit_name(VILLAGE, "bangkleyan")
    path.write_bytes(DATA)
    kit = read_kit(path, pinned_key_pem=ROOT.signed.root_key_pem, office=VILLAGE)
    assert (kit.office, kit.body.code, kit.body.reference) == (VILLAGE, "ABCDEFGH23", REFERENCE)
    assert kit.root.all_recipients[0] == OFFICES.district.recipient
    assert kit.signed_root == ROOT.signed
    assert path.name == "3316012001-bangkleyan.payung-kit"
    assert b"PRIVATE" not in DATA and b"AGE-SECRET" not in DATA


def test_a_kit_for_another_office_is_refused() -> None:
    assert refusal(DATA, office="33.16.01.2002") == "kit.other_office"


def test_a_kit_of_another_root_or_an_older_one_is_refused() -> None:
    other = new_root(
        DISTRICT, [SigningKey(device="d", public_key_pem=OFFICES.district.pem)], [new_identity()[1]], new_identity()[1]
    )
    assert refusal(DATA, pinned_key_pem=other.signed.root_key_pem) == "kit.signature"
    assert refusal(DATA, root_at_least=2) == "root.older"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kit": PARTS["kit"].replace("ABCDEFGH23", "ABCDEFGH24")}, "kit.signature"),
        ({"kit": PARTS["kit"].replace("district-1", "district-2")}, "kit.signature"),
        ({"kit": PARTS["kit"] + " "}, "kit.signature"),
        ({"kit": PARTS["kit"].replace('"v":[1,0]', '"v":[2,0]')}, "kit.newer_version"),
        ({"v": [2, 0]}, "kit.newer_version"),
        ({"v": [0, 1]}, "kit.older_version"),
        ({"v": []}, "kit.damaged"),
        ({"v": ["1", "0"]}, "kit.damaged"),
        ({"format": "payung-kit-v9"}, "kit.damaged"),
        ({"format": 1}, "kit.damaged"),
        ({"signature": "short"}, "kit.damaged"),
        ({"signature": PARTS["root"]["signature"]}, "kit.signature"),
        ({"root": {**PARTS["root"], "root_key_pem": OFFICES.district.pem}}, "kit.signature"),
        ({"root": {**PARTS["root"], "root_key_pem": "PEM"}}, "kit.damaged"),
        ({"root": None}, "kit.damaged"),
        ({"kit": "[]"}, "kit.damaged"),
    ],
)
def test_a_changed_kit_is_refused(change: dict[str, Any], code: str) -> None:
    assert refusal(dumps({**PARTS, **change}).encode()) == code


def test_texts_that_are_no_kit_are_refused() -> None:
    for data in (b"", b"[]", b"null", b"\xff", b"[" * 100_000, DATA[:-10], DATA + b"x", b" " * (MAX_KIT_BYTES + 1)):
        assert refusal(data) == "kit.damaged"


def test_only_offices_of_the_district_get_a_kit() -> None:
    with pytest.raises(ValueError, match="other_office"):
        write_kit(ROOT.signed, OFFICES.district.key.sign, **{**GIVEN, "office": "33.17.01.2001"})


@pytest.mark.parametrize(
    ("key", "value"),
    [("by", "district-2"), ("code", "ABC"), ("code", "ABCDEFGH01"), ("office_name", ""), ("reference", {"x": 10**20})],
)
def test_a_kit_no_village_could_read_is_not_written(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match="kit"):
        write_kit(ROOT.signed, OFFICES.district.key.sign, **{**GIVEN, key: value})


def test_codes_are_random_and_easy_to_type() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 10 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01IO") & set(ALPHABET) and len(set(ALPHABET)) == 32
    assert clean_code(" abcde-fgh23 ") == "ABCDEFGH23"
    for wrong in ("", "ABCDEFGH2", "ABCDEFGH01", "ABCDEFGH23X"):
        with pytest.raises(ValueError, match="code"):
            clean_code(wrong)


def test_a_proof_holds_for_exactly_these_keys_and_this_code() -> None:
    village, code = OFFICES.village, "ABCDEFGH23"
    proof = enrolment_proof(code, "laptop-1", village.pem, village.recipient)
    assert is_enrolment_proof(proof, "abcde fgh23", "laptop-1", village.pem, village.recipient)
    wrong = [
        (proof, "ABCDEFGH24", "laptop-1", village.pem, village.recipient),
        (proof, code, "laptop-2", village.pem, village.recipient),
        (proof, code, "laptop-1", OFFICES.district.pem, village.recipient),
        (proof, code, "laptop-1", village.pem, OFFICES.district.recipient),
        ("", code, "laptop-1", village.pem, village.recipient),
        ("é\ud800", code, "laptop-1", village.pem, village.recipient),
        (proof, "bad", "laptop-1", village.pem, village.recipient),
        (proof, code, "laptop-1", "PEM", village.recipient),
    ]
    assert not any(is_enrolment_proof(*case) for case in wrong)


def test_what_a_later_program_adds_to_the_body_is_passed_over() -> None:
    text = json.dumps(json.loads(PARTS["kit"]) | {"replacement": UNKNOWN, "later": {"deep": [1, 2]}})
    signature = signature_to_text(OFFICES.district.key.sign(b"payung-kit-v1\0" + text.encode()))
    later = {key: value for key, value in json.loads(text).items() if key != "replacement"}
    plain = json.dumps(later)
    signed = signature_to_text(OFFICES.district.key.sign(b"payung-kit-v1\0" + plain.encode()))
    kit = parse_kit(dumps({**PARTS, "kit": plain, "signature": signed}).encode())
    assert kit.office == VILLAGE and kit.replacement is None
    assert refusal(dumps({**PARTS, "kit": text, "signature": signature}).encode()) == "kit.damaged"


UNKNOWN = {"content": "../kunci.payung-isi", "sha256": "0" * 64, "size": 1, "no": 1, "people": 0, "key": "x"}
