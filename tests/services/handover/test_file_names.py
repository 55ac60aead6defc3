from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BundleRejected
from services.handover.file_names import MAX_NAME, build_name, is_bundle_name, parse_name, slug
from services.handover.manifest import Direction

SHA256 = "9f2c41ab" + "0" * 56
EXAMPLE = "3316012001-bangkleyan__naik__000123__9f2c41ab.payung"


def test_a_name_reads_as_the_format_says() -> None:
    assert build_name("33.16.01.2001", "Bangkleyan", Direction.UP, 123, SHA256) == EXAMPLE
    name = parse_name(EXAMPLE)
    assert (name.office, name.slug, name.direction, name.no, name.hash8) == (
        "33.16.01.2001",
        "bangkleyan",
        Direction.UP,
        123,
        "9f2c41ab",
    )
    assert str(name) == EXAMPLE


@given(
    st.sampled_from(["33", "33.16", "33.16.01", "33.16.01.2001"]),
    st.text(max_size=100),
    st.sampled_from(Direction),
    st.integers(1, 999_999_999),
)
def test_any_office_name_gives_a_name_that_comes_back(office: str, text: str, way: Direction, no: int) -> None:
    name = build_name(office, text, way, no, SHA256)
    assert name.isascii() and len(name) <= MAX_NAME and is_bundle_name(name)
    parsed = parse_name(name)
    assert (parsed.office, parsed.direction, parsed.no, str(parsed)) == (office, way, no, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bangkleyan", "bangkleyan"),
        ("Karang Jati / 2", "karang-jati-2"),
        ("Désa", "desa"),
        ("", "kantor"),
        ("__", "kantor"),
    ],
)
def test_slugs_are_plain(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".payung",
        "bundel.payung",
        EXAMPLE + ".tmp",
        EXAMPLE.upper(),
        EXAMPLE.replace("naik", "samping"),
        EXAMPLE.replace("000123", "123"),
        EXAMPLE.replace("000123", "0000000123"),
        EXAMPLE.replace("9f2c41ab", "9f2c41aG"),
        EXAMPLE.replace("bangkleyan", "bang--kleyan"),
        EXAMPLE.replace("bangkleyan", "b" * 80),
        EXAMPLE.replace(".payung", " (1).payung"),
        EXAMPLE + "\n",
        "../" + EXAMPLE,
        EXAMPLE.replace("3316012001", "33160120"),
        EXAMPLE.replace("1", "١"),
    ],
)
def test_other_names_are_not_ours(name: str) -> None:
    assert not is_bundle_name(name)
    with pytest.raises(BundleRejected, match="bundle.name"):
        parse_name(name)


def test_a_part_that_does_not_fit_is_not_written() -> None:
    for office, no in (("33.16.01.2001/..", 1), ("33.16.01.2001", 0), ("33.16.01.2001", 10**9)):
        with pytest.raises(ValueError, match="pattern"):
            build_name(office, "x", Direction.UP, no, SHA256)
