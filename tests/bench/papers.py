"""What lies on the counter, three people: their KTP, their family card and what they say. Typed into the form.

Every field that a complete record without homework has: NIK, name, birth place, mother, phone, family card, address,
RT, RW, hamlet, occupation, workplace, income and where it is from, hours, decile and where that is from, two heirs
with their relation, the notice, and consent with its kind. Birth date and sex are on the KTP too; the form reads them
from the NIK. Second job and the heirs' NIK and phone stay blank, except in ``FIRST_AND_HEIRS_NUMBERS``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from models.values import Relationship, Sex
from services.workers.records import Heir, WorkerForm
from tests.bench.typist import Typist
from tests.offices import VILLAGE

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
RETURN = Qt.Key.Key_Return

SUTINI = WorkerForm(
    nik="3316065203799990",
    full_name="SUTINI",
    birth_place="BLORA",
    birth_date=date(1979, 3, 12),
    sex=Sex.FEMALE,
    mother_name="NGATMI",
    kk_number="3316060101019990",
    address="DK. NGASEM NO. 912",
    hamlet="NGASEM",
    rt="003",
    rw="002",
    village_code=VILLAGE,
    phone="089900009901",
    occupation_code="BTN",
    workplace="SAWAH DI DESA",
    work_start="06:00",
    work_end="12:00",
    monthly_income=900_000,
    income_source="self",
    welfare_decile=3,
    welfare_source="DTSEN",
    heirs=(Heir("SUPARDI", Relationship.SPOUSE), Heir("DWI LESTARI", Relationship.CHILD)),
    consent_given=True,
    consent_method="signature",
)
"""(a) The first one of the day."""

KARSONO = replace(
    SUTINI,
    nik="3316061503759991",
    full_name="KARSONO",
    birth_date=date(1975, 3, 15),
    sex=Sex.MALE,
    mother_name="WAGINEM",
    kk_number="3316060202029991",
    address="DK. NGASEM NO. 915",
    phone="089900009902",
    monthly_income=1_200_000,
    heirs=(Heir("SRI WAHYUNI", Relationship.SPOUSE), Heir("BAYU SANTOSO", Relationship.CHILD)),
)
"""(b) The next one: same hamlet, same trade on the same fields, another family."""

DEWI = replace(
    KARSONO,
    nik="3316066504039992",
    full_name="DEWI WULANDARI",
    birth_date=date(2003, 4, 25),
    sex=Sex.FEMALE,
    mother_name="SRI WAHYUNI",
    phone="089900009903",
    occupation_code="OJK",
    workplace="PANGKALAN OJEK",
    work_start="07:00",
    work_end="15:00",
    heirs=(
        Heir("KARSONO", Relationship.PARENT, KARSONO.nik, KARSONO.phone),
        Heir("SRI WAHYUNI", Relationship.PARENT),
        Heir("BAYU SANTOSO", Relationship.SIBLING),
    ),
)
"""(c) The grown daughter of the one before, on the same family card."""

FIRST_AND_HEIRS_NUMBERS = replace(
    SUTINI,
    nik="3316065203799993",
    kk_number="3316060303039993",
    phone="089900009904",
    heirs=(
        Heir("SUPARDI", Relationship.SPOUSE, "3316061503759994", "089900009905"),
        Heir("DWI LESTARI", Relationship.CHILD, "3316064708019995"),
    ),
)
"""(a) again, with what the family card tells about the heirs: for comparison."""


def _identity(typist: Typist, form: WorkerForm) -> None:
    typist.type(form.nik)
    typist.line(form.full_name)
    typist.known(form.birth_place)
    typist.known(form.mother_name)
    typist.line(form.phone)


def _income(typist: Typist, form: WorkerForm) -> None:
    assert form.monthly_income is not None
    typist.line(f"{form.monthly_income // 1000}")
    typist.press(RETURN)  # «Kata pekerja» stands there


def _hours(typist: Typist, form: WorkerForm) -> None:
    typist.line(*(str(int(hour[:2])) for hour in (form.work_start, form.work_end)))


def _decile(typist: Typist, form: WorkerForm) -> None:
    typist.line("")  # no second job
    typist.line(f"{form.welfare_decile}")
    typist.known(form.welfare_source)


_LETTER = {Relationship.SPOUSE: "s", Relationship.CHILD: "a", Relationship.PARENT: "o", Relationship.SIBLING: "ss"}


def _heirs(typist: Typist, form: WorkerForm) -> None:
    for heir in form.heirs:
        typist.line(heir.name, _LETTER[heir.relationship])
        typist.type(heir.nik)  # sixteen go on by themselves
        if not heir.nik:
            typist.line("")
        typist.line(heir.phone)
    typist.line("")  # no further heir


def _notice(typist: Typist) -> None:
    """The notice was read out; consent by signature."""
    typist.line(" ", " ")
    typist.press("t")
    typist.press(RETURN, CTRL)


def type_first(typist: Typist, form: WorkerForm) -> None:
    """Nothing is known yet but what is usual in this village."""
    _identity(typist, form)
    typist.type(form.kk_number)
    typist.line(form.address, form.rt.lstrip("0"), form.rw.lstrip("0"))
    typist.known(form.hamlet)
    typist.line("derep")
    typist.known(form.workplace)
    _income(typist, form)
    _hours(typist, form)
    _decile(typist, form)
    _heirs(typist, form)
    _notice(typist)


def type_next(typist: Typist, form: WorkerForm) -> None:
    """Hamlet, RT, RW, occupation, workplace and hours stand there already."""
    _identity(typist, form)
    typist.type(form.kk_number)
    typist.line(form.address)
    typist.press("3", ALT)
    typist.line("", "")
    _income(typist, form)
    typist.line("", "")
    _decile(typist, form)
    _heirs(typist, form)
    _notice(typist)


def type_family(typist: Typist, form: WorkerForm) -> None:
    """From the chord that takes over family card, address and heirs, until it is saved."""
    typist.press(RETURN, CTRL | SHIFT)
    _identity(typist, form)
    typist.press("3", ALT)
    typist.line("ojol")
    typist.known(form.workplace)
    _income(typist, form)
    _hours(typist, form)
    typist.press("5", ALT)
    _notice(typist)
