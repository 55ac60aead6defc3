"""For acts over thousands of records."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def bulk_act() -> Iterator[None]:
    """Pause the cyclic garbage collector.

    A bulk act builds hundreds of thousands of small values without cycles; walking them again and again took 15 % of
    the time (``run.py bench save``). Reference counting frees them all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
