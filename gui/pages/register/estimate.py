"""What the contribution would be, if the person is chosen; and what the insurances pay then. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gui.format import month as month_words
from gui.format import number, rupiah
from gui.language import tr
from models.values import Insurance, Month, Payer, Sector
from services.reference import Occupation
from services.rules.benefits import Benefits, natural_death
from services.rules.contribution import Contribution, contribution, programme_contribution
from services.rules.tariff import Tariff
from services.workers.records import WorkerForm

_INSURANCES = (Insurance.JKK, Insurance.JKM)
_MONTHS = 12
_RELIEF = "PP50/2025"
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """Both prices of one month, in rupiah. ``own`` is None while neither income nor occupation is known."""

    programme: Contribution
    own: Contribution | None = None

    @property
    def yearly(self) -> int:
        """Twelve months of the programme at this tariff."""
        return self.programme.total * _MONTHS

    def words(self) -> str:
        """One line for the bar of a narrow window."""
        return tr("Perkiraan {sum} sebulan", sum=rupiah(self.programme.total))

    def sum_words(self) -> str:
        """The same with its two parts, under the income."""
        return tr(
            "Perkiraan iuran {sum} sebulan: JKK {jkk} + JKM {jkm}",
            sum=rupiah(self.programme.total),
            jkk=rupiah(self.programme.jkk),
            jkm=rupiah(self.programme.jkm),
        )

    def base_words(self) -> str:
        """Why it does not follow the person's own income."""
        return tr(
            "Dasar {base} untuk semua peserta. Dibayar pemerintah daerah.",
            base=rupiah(self.programme.base_income),
        )

    def own_words(self) -> str:
        """The self-paid price on one line; empty while there is none."""
        if self.own is None:
            return ""
        return tr("Bila membayar sendiri")

    def own_reason(self) -> str:
        """From which base, and whether the relief is in it."""
        if self.own is None:
            return ""
        base, month = rupiah(self.own.base_income), month_words(self.own.month)
        if any(rule.startswith(_RELIEF) for rule in self.own.rules):
            return tr("{month}, dasar {base}, keringanan separuh PP 50/2025.", month=month, base=base)
        return tr("{month}, dasar {base} menurut penghasilannya.", month=month, base=base)


def estimate(form: WorkerForm, month: Month, tariff: Tariff, occupations: Mapping[str, Occupation]) -> Estimate:
    """The programme's price at the lowest base, paid from APBD, and the person's own price when something is known."""
    occupation = occupations.get(form.occupation_code)
    sector = occupation.sector if occupation else Sector.OTHER
    base = tariff.brackets[0].base_income
    programme = programme_contribution(month, base, Payer.APBD, _INSURANCES, tariff, sector)
    income = form.monthly_income
    if occupation is None and income is None or (income is not None and income < 0):
        return Estimate(programme)
    return Estimate(programme, contribution(month, income, sector, Payer.SELF, _INSURANCES, tariff))


def benefit_words(benefits: Benefits) -> tuple[tuple[str, str], ...]:
    """(occasion, what is paid), for a person who takes part and whose contribution is paid."""
    months = benefits.jkm_full_after_months
    full, first = natural_death(months + 1, benefits).amount, natural_death(1, benefits).amount
    return (
        (
            tr("Meninggal bukan karena kecelakaan kerja"),
            tr(
                "Rp{full}\u00a0juta sesudah {months} bulan iuran berturut-turut, sebelumnya Rp{first}\u00a0juta",
                full=number(full // _MILLION),
                months=months,
                first=number(first // _MILLION),
            ),
        ),
        (tr("Kecelakaan kerja"), tr("Pengobatan sesuai kebutuhan medis")),
    )
