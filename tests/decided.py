"""A village whose people were decided about, and the district that did it: real offices, real bundles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.values import Month, Payer
from services import startup
from services.context import AppContext
from services.handover.handing_over import hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits
from services.programmes.commands import create_programme, decide, record_decree
from services.programmes.queries import DecisionRow, decisions, programmes
from services.programmes.records import ProgrammeTerms, ProgrammeView
from services.workers.commands import register_workers
from tests.offices import NOW, VILLAGE, at, district_office, village_office, worker

DECREE = "400.5/312/2026"
PEOPLE = [
    worker(9001, full_name="SUTINI", hamlet="NGASEM", phone="081325900147"),
    worker(9002, full_name="KASMIDI", nik="3316061203799002", sex="L", rt="001", rw="001"),
    worker(9003, full_name="SRI WAHYUNI", monthly_income=4_000_000),
    worker(9004, full_name="NGATINI", address=""),
    worker(9005, full_name="WAGIMIN", nik="3316061203509005", sex="L", birth_date=date(1950, 3, 12)),
]
"""Two can be chosen, one has to wait, one lacks the address, one is too old."""


@dataclass
class Decided:
    """``district`` and ``village``, both at ``NOW``; the decision came a day, the handover nine days before."""

    district: AppContext
    village: AppContext
    stick: Path

    @property
    def view(self) -> ProgrammeView:
        """The only batch, as the village has it."""
        (view,) = programmes(self.village)
        return view

    def row(self, name: str) -> DecisionRow:
        """The decision about the person of that name."""
        return next(row for row in decisions(self.village, self.view.batch_id) if row.full_name == name)

    def decree(self) -> None:
        """The district notes the decree."""
        record_decree(self.district, programmes(self.district)[0].id, DECREE, date(2026, 11, 21))

    def enrol(self, name: str, *paid: str) -> None:
        """The district notes an enrolment and paid months, as a later issue's commands will."""
        ctx, worker_id = self.district, self.row(name).worker_id
        participation = ctx.new_id()
        enrolment = {"batch_id": self.view.batch_id, "enrolled_on": "2026-10-05", "source": "Daftar BPJS Blora"}
        with ctx.write() as unit:
            unit.create("participation", participation, {"enrolment": enrolment}, about=worker_id)
            for month in paid:
                payment = {"participation_id": participation, "month": month, "amount": 16_800, "rule": "x"}
                unit.create("contribution", ctx.new_id(), {"payment": payment}, about=worker_id)

    def reply(self) -> None:
        """The district replies and the village reads it."""
        hand_over(self.district, self.stick)
        receive(self.village, [self.stick])


@contextmanager
def decided_offices(folder: Path, *, decree: bool = True) -> Iterator[Decided]:
    """Both offices after one round, closed at the end."""
    with pytest.MonkeyPatch.context() as patch:  # a fixture of a module has no anchors of its own yet: else «went back»
        patch.setenv("PAYUNG_ANCHORS", str(folder / "anchors"))
        district = district_office(folder / "district")
        (kit,) = make_kits(district, [VILLAGE], folder / "kits")
        village = village_office(folder / "village", kit=kit.path)
    stick = folder / "stick"
    stick.mkdir()
    before = NOW - timedelta(days=9)
    register_workers(at(village, before), [replace(form, notice_given_on=before.date()) for form in PEOPLE])
    hand_over(at(village, before), stick)
    receive(district, [stick], admit_new=True)
    terms = ProgrammeTerms(year=2027, payer=Payer.APBD, ceiling=2 * 201_600, from_month=Month(2027, 1), months=12)
    made = create_programme(district, terms).first("programme")
    decide(at(district, NOW - timedelta(days=1)), made)
    story = Decided(district, village, stick)
    if decree:
        story.decree()
    story.reply()
    try:
        yield story
    finally:
        startup.close(village)
        startup.close(district)
