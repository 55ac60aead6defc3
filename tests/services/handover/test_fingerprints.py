from __future__ import annotations

import hashlib

import pytest

from services.context import AppContext
from services.handover.fingerprints import Fingerprint, KeyKind, laptop_print, own_words, root_print
from services.handover.laptops import laptops
from services.handover.root import SigningKey, new_root, root_fingerprint
from services.handover.signing import public_key_bytes
from services.rules.check_words import check_words
from tests.services.handover.codec import DISTRICT, Offices

OFFICES = Offices()
ROOT = new_root(
    DISTRICT,
    [SigningKey(device="district-1", public_key_pem=OFFICES.district.pem)],
    [OFFICES.district.recipient],
    OFFICES.district.recipient,
).signed


def test_six_words_of_the_hash_of_the_raw_key() -> None:
    found = root_print(ROOT, DISTRICT)
    assert found.digest == root_fingerprint(ROOT.root_key_pem)
    assert found.words == tuple(check_words(found.digest, 6)) and len(found.words) == 6
    laptop = laptop_print("ab" * 16, OFFICES.village.pem)
    assert laptop.digest == hashlib.sha256(public_key_bytes(OFFICES.village.pem)).digest()
    assert laptop.words != found.words


@pytest.mark.parametrize("found", [root_print(ROOT, DISTRICT), laptop_print("ab" * 16, OFFICES.village.pem)])
def test_the_qr_says_it_all_in_the_short_alphabet(found: Fingerprint) -> None:
    assert found.qr_text.split(":")[1:] == [found.kind, found.holder.upper(), found.digest.hex().upper()]
    assert set(found.qr_text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_laptop_reads_out_what_the_district_sees(village: AppContext) -> None:
    (own,) = [laptop for laptop in laptops(village) if laptop.here]
    assert own_words(village) == own.words


def test_one_other_bit_gives_other_words() -> None:
    found = root_print(ROOT, DISTRICT)
    other = Fingerprint(KeyKind.ROOT, DISTRICT, bytes([found.digest[0] ^ 1]) + found.digest[1:])
    assert other.words != found.words
