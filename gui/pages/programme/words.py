"""Names of the components, of payers, and the sentences of the planner."""

from __future__ import annotations

from datetime import date

from gui.format import date_long, month, month_name, number, rupiah
from gui.language import tr
from gui.pages.programme.facts import PlanFacts, Tariff
from models.values import Payer
from services.programmes.records import ProgrammeView


def component_title(component: str) -> str:
    """A component at its slider."""
    return {
        "income": tr("Penghasilan terendah"),
        "risk": tr("Risiko pekerjaan"),
        "dependants": tr("Tanggungan keluarga"),
        "age": tr("Usia 55–64"),
        "turn": tr("Belum pernah menerima"),
    }[component]


def component_help(component: str) -> str:
    """What gives its points, in a few words."""
    return {
        "income": tr("Sampai Rp1.000.000 dinilai penuh"),
        "risk": tr("Bangunan, penderes, ojek"),
        "dependants": tr("Pasangan, anak dan orang tua"),
        "age": tr("Naik bertahap mulai 55"),
        "turn": tr("Bergiliran antar tahun"),
    }[component]


def component_short(component: str) -> str:
    """A component in the bars of «Kenapa …?»."""
    return {
        "income": tr("Penghasilan"),
        "risk": tr("Risiko"),
        "dependants": tr("Tanggungan"),
        "age": tr("Usia"),
        "turn": tr("Giliran"),
    }[component]


def payer_name(payer: Payer) -> str:
    """Who pays."""
    return {
        Payer.APBD: tr("APBD kabupaten"),
        Payer.APBDES: tr("APB Desa"),
        Payer.APBN: tr("APBN"),
        Payer.CSR: tr("CSR perusahaan"),
        Payer.SELF: tr("Pekerja sendiri"),
    }[payer]


def covered(view: ProgrammeView) -> str:
    """Januari–Desember 2027; Juli 2027 sampai Juni 2028."""
    last = view.from_month.plus(view.months - 1)
    if last.year == view.year == view.from_month.year:
        return f"{month_name(view.from_month.number)}–{month(last)}"
    return tr("{first} sampai {last}", first=month(view.from_month), last=month(last))


def law_words(tariff: Tariff) -> str:
    """menurut PP 44/2015: 10.000 + 6.800 = Rp16.800."""
    return tr(
        "Menurut PP 44/2015: {jkk} + {jkm} = {sum}",
        jkk=number(tariff.jkk),
        jkm=number(tariff.jkm),
        sum=rupiah(tariff.jkk + tariff.jkm),
    )


def trial_words(plan: PlanFacts) -> str:
    """What as many people as the law's contribution reaches would cost with the tried numbers."""
    return tr(
        "Dengan angka ini {count} orang berbiaya {cost}.", count=number(plan.lawful), cost=rupiah(plan.lawful_cost)
    )


def line_words(funded: int) -> str:
    """Batas dana: 1.500 pekerja."""
    return tr("Batas dana: {count} pekerja", count=number(funded))


def spent_words(cost: int) -> str:
    """Rp302.400.000 terpakai."""
    return tr("{cost} terpakai", cost=rupiah(cost))


def day_words(iso: str) -> str:
    """22 November 2026, from ISO text."""
    return date_long(date.fromisoformat(iso))
