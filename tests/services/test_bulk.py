from __future__ import annotations

import gc

import pytest

from services.bulk import bulk_act


def test_the_collector_pauses_and_goes_on() -> None:
    assert gc.isenabled()
    with bulk_act():
        assert not gc.isenabled()
        with bulk_act():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the inner act does not end the outer one's pause"
    assert gc.isenabled()


def test_it_goes_on_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), bulk_act():
        raise ZeroDivisionError
    assert gc.isenabled()
