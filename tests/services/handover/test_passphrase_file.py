from __future__ import annotations

import pty
import shutil
import subprocess
import time
from os import write
from pathlib import Path

import pyrage
import pytest

from services.errors import AccessDenied, BundleRejected
from services.handover.passphrase_file import MAX_BYTES, MAX_WORK, lock_with_words, open_with_words

WORDS = "padi-kuda-turi-laju-sanu"
SECRET = b"AGE-SECRET-KEY-1 invented"


def test_what_words_lock_only_the_same_words_open() -> None:
    sealed = lock_with_words(SECRET, WORDS, work=4)
    assert SECRET not in sealed
    assert open_with_words(sealed, WORDS) == SECRET
    with pytest.raises(AccessDenied, match=r"kit\.words_wrong"):
        open_with_words(sealed, WORDS + "x")


def test_it_is_an_age_file_that_others_read() -> None:
    assert pyrage.passphrase.decrypt(lock_with_words(SECRET, WORDS, work=4), WORDS) == SECRET


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "kunci.age").write_bytes(lock_with_words(SECRET, WORDS))
    control, terminal = pty.openpty()
    command = ["age", "-d", "-o", "plain", "kunci.age"]
    age = subprocess.Popen(command, cwd=tmp_path, stdin=terminal, stderr=subprocess.PIPE, start_new_session=True)
    try:
        write(control, WORDS.encode() + b"\n")
        _, problem = age.communicate(timeout=60)
    finally:
        age.kill()
    assert age.returncode == 0, problem
    assert (tmp_path / "plain").read_bytes() == SECRET


def test_a_wish_for_more_work_is_refused_before_any_is_done() -> None:
    sealed = lock_with_words(SECRET, WORDS, work=4)
    start = sealed.index(b" 4\n")
    for wish in (b"19", b"22", b"60", b"99", b"0", b"04", b"-1", b"1e9"):
        began = time.perf_counter()
        with pytest.raises(BundleRejected, match=r"kit\.damaged"):
            open_with_words(sealed[: start + 1] + wish + sealed[start + 2 :], WORDS)
        assert time.perf_counter() - began < 0.1


def test_other_shapes_are_refused_before_any_work() -> None:
    sealed = lock_with_words(SECRET, WORDS, work=4)
    line_end = sealed.index(b"\n") + 1
    stanza = sealed[line_end : sealed.index(b"---")]
    shapes = (
        b"",
        sealed[:50],
        sealed[:line_end] + stanza + stanza + sealed[line_end + len(stanza) :],
        sealed.replace(b"scrypt", b"X25519"),
        sealed + bytes(MAX_BYTES),
    )
    for shape in shapes:
        with pytest.raises(BundleRejected, match=r"kit\.damaged"):
            open_with_words(shape, WORDS)


def test_every_changed_byte_of_the_body_is_noticed() -> None:
    sealed = lock_with_words(SECRET, WORDS, work=1)
    for place in range(sealed.index(b"--- "), len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises((AccessDenied, BundleRejected)):
            open_with_words(bytes(changed), WORDS)


def test_too_much_is_not_locked() -> None:
    for plain, work in ((b"", 4), (bytes(70_000), 4), (SECRET, MAX_WORK + 1)):
        with pytest.raises(ValueError, match="too much"):
            lock_with_words(plain, WORDS, work=work)
