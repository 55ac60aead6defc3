from __future__ import annotations

import pytest

from services.changes import Changes

TWO = Changes("act", {"worker": frozenset({"a", "b"}), "bundle": frozenset({"c"}), "decision": frozenset()})


@pytest.mark.parametrize(
    ("entities", "touched"),
    [(("worker",), True), (("batch", "bundle"), True), (("decision",), False), (("batch",), False), ((), False)],
)
def test_what_was_touched(entities: tuple[str, ...], touched: bool) -> None:
    assert TWO.touches(*entities) is touched


def test_the_only_one() -> None:
    assert TWO.first("bundle") == "c"
    for several_or_none in ("worker", "decision", "batch"):
        with pytest.raises(ValueError, match="unpack"):
            TWO.first(several_or_none)
