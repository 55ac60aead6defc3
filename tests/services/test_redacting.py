"""Nothing that looks like a person or a secret gets past; what helps a programmer stays."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.redacting import fault_lines, install_logging, redact

NIK = "331606" + "520379" + "9004"
PHONE = "0812" + "3456" + "7890"


@pytest.mark.parametrize(
    "written",
    [
        NIK,
        f"NIK{NIK}",
        f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}",
        ".".join((NIK[:2], NIK[2:4], NIK[4:6], NIK[6:12], NIK[12:])),
        "-".join(NIK),
        " ".join(NIK[place : place + 4] for place in range(0, 16, 4)),
        f"'{NIK}'",
        f"{NIK[:6]}\u00a0{NIK[6:]}",
    ],
)
def test_a_nik_goes_however_it_is_written(written: str) -> None:
    for before in ("", "baris 12 ", "x"):
        told = redact(f"{before}{written} kolom B")
        assert not set("345679") & set(told) and told.endswith(" kolom B")


@pytest.mark.parametrize("written", [PHONE, f"+62{PHONE[1:]}", f"62 {PHONE[1:]}", "0812-3456-7890", "0812 3456 789"])
def test_a_telephone_number_goes(written: str) -> None:
    assert "3456" not in redact(f"hp {written}.")


@pytest.mark.parametrize(
    "secret",
    [
        "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQ",
        "age-secret-key-1qqqqqqq",
        "-----BEGIN PRIVATE KEY-----\nabcdef\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nabcdef",
        "ABCDE-FGH23-45678-9JKLM-NPQRS",
        "x'" + "0a" * 48 + "'",
    ],
)
def test_secrets_go(secret: str) -> None:
    told = redact(f"a {secret} b")
    assert secret not in told and "abcdef" not in told and "QQQQ" not in told.upper()


@pytest.mark.parametrize(
    "plain", ["gui/window.py:204 _tell", "2026-11-23 09:14:22 Linux 6.1 Python 3.11.9", "33.16.06.2002", "404 of 500"]
)
def test_what_tells_nobody_stays(plain: str) -> None:
    assert redact(plain) == plain


@given(before=st.text(alphabet="abc :,;='\"(", max_size=8), after=st.text(alphabet="abc :,;='\")", max_size=8))
def test_no_neighbour_saves_a_nik(before: str, after: str) -> None:
    assert NIK not in redact(before + NIK + after)


def test_libraries_log_without_values() -> None:
    out = StringIO()
    handler = install_logging(out)
    try:
        try:
            raise ValueError(f"Sutini {NIK}")
        except ValueError:
            logging.getLogger("somewhere").exception("row %s failed", NIK)
        logging.getLogger("somewhere").info("not shown")
        assert len([each for each in logging.getLogger().handlers if each is handler]) == 1
        install_logging(out)
        assert handler not in logging.getLogger().handlers
    finally:
        logging.getLogger().removeHandler(logging.getLogger().handlers[-1])
    told = out.getvalue()
    assert "somewhere" in told and "ValueError" in told and "test_redacting.py" in told
    assert NIK not in told and "Sutini" not in told and "not shown" not in told


def test_the_places_of_a_fault_name_nobody() -> None:
    try:
        raise KeyError(NIK)
    except KeyError as error:
        lines = fault_lines(error)
    assert lines[0] == "KeyError" and "test_redacting.py" in lines[1]
    assert not any(NIK in line for line in lines)
