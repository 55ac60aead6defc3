from __future__ import annotations

from services.context import AppContext
from services.workers.commands import register_workers
from services.workers.known_texts import known_texts
from tests.offices import worker


def test_the_most_frequent_come_first_and_blanks_never(village: AppContext) -> None:
    places = ("CEPU", "BLORA", "BLORA", "")
    register_workers(village, [worker(9001 + n, birth_place=place, hamlet="") for n, place in enumerate(places)])
    found = known_texts(village)
    assert found["birth_place"] == ("BLORA", "CEPU") and found["hamlet"] == ()
    assert set(found) == {"birth_place", "hamlet", "address", "workplace"}
