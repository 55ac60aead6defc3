"""What the proofs say: of being registered, and of being a recipient by decree. Plain Python; papers are Indonesian.

Being recorded is not being chosen, chosen not enrolled, enrolled not paid: each fact stands alone with its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gui.format import title_case
from gui.indonesian import day_long, month_long, village_title
from gui.printing.office import PaperOffice
from gui.printing.slip_code import RECIPIENT, REGISTERED, SlipCode, slip_code
from models.values import Outcome, WorkerStatus
from services.context import AppContext
from services.programmes.disputed import require_settled
from services.programmes.facts import standing_in_batch
from services.programmes.queries import DecisionRow, decisions, programmes
from services.programmes.ranking import covered_months
from services.programmes.records import ProgrammeView
from services.rules.nik import mask_nik
from services.rules.standing import Standing
from services.workers.queries import WorkerDetail, get_worker

CORE = "Terdata belum berarti menjadi peserta."
CARD_TITLE = "Bukti penerima bantuan iuran"
CARD_NOT = "Bukan kartu BPJS."
_UNKNOWN = "belum tercatat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Bukti pendaftaran of one person. ``nik``: masked. ``by``: who saved the record first."""

    name: str
    nik: str
    village: str
    recorded_on: date
    by: str
    code: SlipCode

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value, line by line."""
        return (
            ("Nama", self.name),
            ("NIK", self.nik),
            ("Terdata di", self.village),
            ("Terdata sejak", day_long(self.recorded_on)),
            ("Dicatat oleh", self.by or "–"),
            ("Nomor bukti", self.code.number),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientCard:
    """Card of one recipient. ``terms``: decree and months helped with. ``facts``: the four dated ones."""

    name: str
    nik: str
    village: str
    terms: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    code: SlipCode


def slip_of(ctx: AppContext, detail: WorkerDetail) -> Slip:
    """The proof of one registered person. Raises KeyError for a village that is not in the reference."""
    village = ctx.reference.villages[detail.owner or ctx.office.code]
    day = datetime.fromisoformat(detail.recorded_at).date()
    return Slip(
        name=title_case(detail.form.full_name) or "Nama belum diisi",
        nik=mask_nik(detail.form.nik) if detail.form.nik else "belum ada",
        village=f"{village_title(village.name, village.is_kelurahan)}, Kecamatan {village.subdistrict}",
        recorded_on=day,
        by=detail.recorded_by,
        code=slip_code(REGISTERED, detail.id, village.code, day),
    )


def slips_of(ctx: AppContext, worker_ids: Iterable[str]) -> tuple[Slip, ...]:
    """As ``slip_of`` for many, in that order; who left the register gets none. Raises NotFound("worker.missing")."""
    details = (get_worker(ctx, worker_id) for worker_id in worker_ids)
    return tuple(slip_of(ctx, detail) for detail in details if detail.status is not WorkerStatus.LEFT)


def cards_of(ctx: AppContext, batch_id: str, worker_ids: Sequence[str] | None = None) -> tuple[RecipientCard, ...]:
    """Cards for the recipients of a batch, or for those among ``worker_ids``. Empty before the decree has a number.

    Raises Conflict("programme.disputed" | "programme.decree_disputed") while two versions of the decision stand.
    """
    view = next((each for each in programmes(ctx) if each.batch_id == batch_id), None)
    if view is None or not (view.decree_no and view.decree_on):
        return ()
    require_settled(ctx, batch_id)
    wanted = None if worker_ids is None else frozenset(worker_ids)
    rows = [each for each in decisions(ctx, batch_id) if wanted is None or each.worker_id in wanted]
    cards = (recipient_card(ctx, view, row, standing_in_batch(ctx, row.worker_id, view)) for row in rows)
    return tuple(card for card in cards if card is not None)


def recipient_card(ctx: AppContext, view: ProgrammeView, row: DecisionRow, standing: Standing) -> RecipientCard | None:
    """A card, or None: only those chosen, and only by a decree that is recorded, are recipients."""
    if row.outcome is not Outcome.FUNDED or not view.decree_no or view.decree_on is None:
        return None
    village = ctx.reference.villages[ctx.office.code]
    decree_on = date.fromisoformat(view.decree_on)
    return RecipientCard(
        name=title_case(row.full_name),
        nik=mask_nik(row.nik),
        village=village_title(village.name, village.is_kelurahan),
        terms=(("SK Bupati", view.decree_no), ("Iuran dibantu", _months(view))),
        facts=_card_facts(decree_on, standing),
        code=slip_code(RECIPIENT, row.worker_id, village.code, decree_on),
    )


def _card_facts(decree_on: date, standing: Standing) -> tuple[tuple[str, str], ...]:
    enrolled = day_long(standing.enrolled_on) if standing.enrolled_on else _UNKNOWN
    paid = month_long(standing.paid_until) if standing.paid_until else _UNKNOWN
    return (
        ("Terdata", day_long(standing.recorded_on)),
        ("Ditetapkan", day_long(decree_on)),
        ("Terdaftar di BPJS", enrolled),
        ("Iuran terbayar s.d.", paid),
    )


def _months(view: ProgrammeView) -> str:
    first, last = covered_months(view)
    if first == last:
        return month_long(first)
    begin = month_long(first) if first.year != last.year else month_long(first).partition(" ")[0]
    return f"{begin} s.d. {month_long(last)}"


def next_steps(office: PaperOffice) -> tuple[str, ...]:
    """What happens after being registered, and what does not."""
    place = "kantor kelurahan" if office.urban else "balai desa"
    return (
        f"Data diserahkan {office.kind} kepada Dinperinnaker Kabupaten {office.district}.",
        f"Bupati menetapkan penerima bantuan iuran. Hasilnya diumumkan di {place}.",
        "Menjadi peserta hanya sesudah terdaftar di BPJS Ketenagakerjaan dan iurannya terbayar.",
    )


def ask_at(office: PaperOffice) -> str:
    """Where to go with questions and changes."""
    hours = f" Buka {office.contact.hours}." if office.contact.hours else ""
    return f"Pendataan ini gratis. Data berubah, atau ada pertanyaan? Datang ke kantor {office.kind}.{hours}"
