from __future__ import annotations

import pytest

from services.rules.lookup import Entry, find

ENTRIES = (
    Entry.of("a", ("Sumberejo", "desa Sumberejo"), ("Ngawen",)),
    Entry.of("b", ("Sumber", "desa Sumber"), ("Kradenan",)),
    Entry.of("c", ("Banyuurip Sumber", "desa Banyuurip Sumber"), ("Kunduran",)),
    Entry.of("d", ("Ngawen", "kelurahan Ngawen"), ("Ngawen",)),
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["a", "b", "c", "d"]),
        ("sumber", ["b", "a", "c"]),
        ("SUMBEREJO", ["a"]),
        ("sumb ngaw", ["a"]),
        ("ngawen", ["d", "a"]),
        ("urip", ["c"]),
        ("sumbrejo", ["a"]),
        ("zzzz", []),
        ("zz", []),
    ],
)
def test_the_best_fit_comes_first(text: str, codes: list[str]) -> None:
    assert find(ENTRIES, text) == codes


def test_exact_takes_nothing_else() -> None:
    assert find(ENTRIES, "sumber", exact=True) == ["b"]
    assert find(ENTRIES, "sumbe", exact=True) == []
