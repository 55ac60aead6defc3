"""What no reader would take is not sealed."""

from __future__ import annotations

import pytest

from services.errors import BundleRejected
from services.handover.bundle import Outgoing, seal
from services.handover.lines import ReceiptLine
from services.handover.signing import content_id
from tests.services.handover.opening import OFFICES


@pytest.mark.parametrize(
    "broken",
    [
        OFFICES.up(change_lines=["two\nlines"]),
        OFFICES.up(change_lines=[b""]),
        OFFICES.up(change_lines=["x" * 32 * 1024]),
        OFFICES.up(receipt_lines=[ReceiptLine(content_id("x"), "s")]),
        OFFICES.up(no=0),
        OFFICES.up(to=()),
    ],
)
def test_what_no_reader_takes_is_not_sealed(broken: Outgoing) -> None:
    with pytest.raises(ValueError, match=r".+"):
        OFFICES.seal_up(broken)


def test_a_manifest_signed_with_another_key_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="sender"):
        seal(OFFICES.up(), OFFICES.district.key.sign, [OFFICES.district.recipient])


def test_too_many_lines_are_told_as_too_big() -> None:
    with pytest.raises(BundleRejected, match="bundle.too_big"):
        OFFICES.seal_up(OFFICES.up(change_lines=["x"] * 200_001))
