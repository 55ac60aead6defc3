from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from services.errors import AccessDenied
from services.handover.age_file import recipient_of
from services.handover.kit import ALPHABET
from services.handover.signing import private_key_to_pem
from services.safekeeping.bech32 import decode_age_secret, encode_age_secret
from services.safekeeping.district_keys import new_district_secrets, root_secret_from
from services.safekeeping.paper_keys import LINES, PaperKey, line_is_right, lines_of, qr_text, secret_from

KEYS = new_district_secrets()
SECRETS = {PaperKey.ROOT: KEYS.root_pem, PaperKey.RECOVERY: KEYS.recovery}


def refusal(kind: PaperKey, typed: str) -> AccessDenied:
    with pytest.raises(AccessDenied) as refused:
        secret_from(kind, typed)
    return refused.value


@given(raw=st.binary(min_size=32, max_size=32))
def test_every_key_comes_back_from_its_lines_and_its_qr(raw: bytes) -> None:
    root = private_key_to_pem(Ed25519PrivateKey.from_private_bytes(raw))
    recovery = encode_age_secret(raw)
    assert decode_age_secret(recovery) == raw
    assert recipient_of(recovery).startswith("age1")
    for kind, secret in ((PaperKey.ROOT, root), (PaperKey.RECOVERY, recovery)):
        lines = lines_of(kind, secret)
        assert len(lines) == LINES and all(len(line) == 17 for line in lines)
        assert secret_from(kind, "\n".join(lines)) == secret
        assert secret_from(kind, qr_text(kind, secret)) == secret


@pytest.mark.parametrize("kind", list(PaperKey))
def test_typed_as_people_type_it(kind: PaperKey) -> None:
    lines = lines_of(kind, SECRETS[kind])
    labelled = "\n\n".join(f" {kind}{number}  {line.lower()}" for number, line in enumerate(lines, 1))
    assert secret_from(kind, labelled) == SECRETS[kind]
    assert secret_from(kind, "\r\n".join(line.replace(" ", "-") for line in lines)) == SECRETS[kind]


@pytest.mark.parametrize("kind", list(PaperKey))
def test_nearly_every_slip_of_the_pen_is_found_in_its_line(kind: PaperKey) -> None:
    lines = list(lines_of(kind, SECRETS[kind]))
    slips = passed = 0
    for number, line in enumerate(lines, 1):
        for place, sign in enumerate(line):
            for other in ALPHABET if sign != " " else "":
                if other != sign:
                    slips += 1
                    passed += line_is_right(kind, number, line[:place] + other + line[place + 1 :])
    assert slips == 4 * 15 * 31 and passed < slips / 200


@pytest.mark.parametrize("kind", list(PaperKey))
def test_lines_in_the_wrong_order_missing_or_of_the_other_key_are_told(kind: PaperKey) -> None:
    lines = list(lines_of(kind, SECRETS[kind]))
    swapped = refusal(kind, "\n".join([lines[1], lines[0], *lines[2:]]))
    assert (swapped.code, swapped.data) == ("keysheet.line", {"line": 1})
    assert refusal(kind, "\n".join(lines[:3])).code == "keysheet.lines"
    assert refusal(kind, "\n".join([*lines, lines[0]])).code == "keysheet.lines"
    assert refusal(kind, "").code == "keysheet.lines"
    other = PaperKey.RECOVERY if kind is PaperKey.ROOT else PaperKey.ROOT
    assert refusal(kind, qr_text(other, SECRETS[other])).code == "keysheet.other_key"
    assert refusal(kind, "\n".join(lines_of(other, SECRETS[other]))).code == "keysheet.line"
    assert refusal(kind, qr_text(kind, SECRETS[kind]) + ":X").code == "keysheet.lines"


def test_no_sign_that_people_mix_up() -> None:
    for kind, secret in SECRETS.items():
        assert not set("01IO") & set("".join(lines_of(kind, secret)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AGE-SECRET-KEY-1",
        KEYS.recovery[:-1],
        KEYS.recovery[:-1] + ("Q" if KEYS.recovery[-1] != "Q" else "P"),
        recipient_of(KEYS.recovery),
        KEYS.recovery.replace("AGE-SECRET", "AGE-PUBLIC"),
    ],
    ids=["nothing", "bare", "short", "one sign wrong", "public", "other kind"],
)
def test_other_texts_are_no_age_secret(text: str) -> None:
    with pytest.raises(ValueError, match="not an age secret"):
        decode_age_secret(text)


def test_a_root_secret_from_a_file_or_from_paper() -> None:
    assert root_secret_from(KEYS.root_pem) == KEYS.root_pem
    assert root_secret_from("\n".join(lines_of(PaperKey.ROOT, KEYS.root_pem))) == KEYS.root_pem
    with pytest.raises(AccessDenied, match=r"keysheet\.damaged"):
        root_secret_from(KEYS.root_pem.replace("MC4", "MC5"))


def test_secrets_do_not_show_in_a_report() -> None:
    assert KEYS.recovery not in repr(KEYS) and KEYS.root_pem not in repr(KEYS)
