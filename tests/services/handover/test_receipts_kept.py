"""What a receipt said is kept for as many handovers as anybody looks back on."""

from __future__ import annotations

from dataclasses import replace

from services.context import AppContext
from services.handover.receipts_kept import MOST_KEPT, KeptReceipt, keep_receipt, kept_receipts
from tests.world import World


def kept(number: int) -> KeptReceipt:
    return KeptReceipt(sha256=f"{number:064x}", officer="Siti Aminah", new=number, changed=0, left=0)


def test_the_newest_stay_and_a_later_one_takes_the_place_of_an_earlier(world: World) -> None:
    ctx: AppContext = world.one
    for number in range(MOST_KEPT + 2):
        keep_receipt(ctx, kept(number))
    found = kept_receipts(ctx)
    assert len(found) == MOST_KEPT and min(each.new for each in found.values()) == 2
    keep_receipt(ctx, replace(kept(2), letter_no="400.5/002"))
    found = kept_receipts(ctx)
    assert len(found) == MOST_KEPT and found[kept(2).sha256].letter_no == "400.5/002"
