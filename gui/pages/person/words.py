"""What the page of one person says. Plain Python."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from gui.decided_words import NOTHING, decree_words, months_words
from gui.field_names import field_words
from gui.format import clock, date_long, month, nik, number, rupiah, title_case
from gui.language import tr
from models.values import LeftReason, Month, Outcome, Relationship, Sex, WorkerStatus
from services.programmes.facts import is_fixable
from services.reference import Reference
from services.rules.benefits import Benefits, accident_death, natural_death
from services.rules.completeness import homework_fields, missing_fields
from services.rules.dates import age_on
from services.rules.eligibility import Eligibility
from services.rules.nik import mask_nik
from services.rules.standing import Standing
from services.workers.leaving import Departure
from services.workers.queries import WorkerDetail
from services.workers.records import Heir, WorkerForm
from services.workers.standings import BatchDecision, MonthPaid

Tone = Literal["ok", "info", "warn", "err", "accent", "neutral", "primary"]
_MILLION = 1_000_000
_BASE = 1_000_000


def name_of(full_name: str) -> str:
    """As on the KTP, in title case."""
    return title_case(full_name) or tr("Tanpa nama")


def village_words(reference: Reference, code: str, *, whole: bool = False) -> str:
    """Desa Sambongrejo; ``whole`` adds the subdistrict. The district by its own name."""
    village = reference.villages.get(code)
    if village is None:
        return reference.district_name if code == reference.district_code else code
    kind = tr("Kelurahan {name}", name=village.name) if village.is_kelurahan else tr("Desa {name}", name=village.name)
    return tr("{village}, Kecamatan {name}", village=kind, name=village.subdistrict) if whole else kind


def age_words(form: WorkerForm, today: date) -> str:
    """47 tahun; empty without a birth date."""
    return "" if form.birth_date is None else tr("{age} tahun", age=age_on(form.birth_date, today))


def subtitle(form: WorkerForm, reference: Reference, today: date) -> str:
    """47 tahun · Buruh tani · Desa Sambongrejo."""
    parts = (
        age_words(form, today),
        occupation(reference, form.occupation_code),
        village_words(reference, form.village_code) if form.village_code else "",
    )
    return " · ".join(part for part in parts if part and part != NOTHING)


def occupation(reference: Reference, code: str) -> str:
    """Buruh tani."""
    found = reference.occupations.get(code)
    return found.label if found else code or NOTHING


def status_pill(detail: WorkerDetail, standing: Standing, decisions: tuple[BatchDecision, ...]) -> tuple[str, Tone]:
    """The one word about this person. Having left tells most, then a decision; without a decree only a candidate."""
    if detail.status is WorkerStatus.LEFT:
        return tr("Keluar dari daftar"), "neutral"
    if standing.outcome is Outcome.FUNDED:
        return (tr("Penerima bantuan iuran"), "ok") if standing.decree else (tr("Calon penerima"), "info")
    if standing.outcome is Outcome.RESERVE:
        return reserve_words(standing.reserve_no), "accent"
    if standing.outcome is Outcome.REFUSED and decisions and is_fixable(decisions[0].reasons):
        return tr("Perlu perbaikan"), "warn"
    return tr("Terdata"), "info"


def reserve_words(reserve_no: int | None) -> str:
    """Daftar tunggu no. 12."""
    return tr("Daftar tunggu") if reserve_no is None else tr("Daftar tunggu no. {no}", no=number(reserve_no))


def completeness_pill(detail: WorkerDetail) -> tuple[str, Tone]:
    """Lengkap, or how far."""
    if missing_fields(detail.form):
        return tr("Belum lengkap"), "warn"
    return tr("Lengkap"), "ok"


def handed_pill(detail: WorkerDetail) -> tuple[str, Tone, str]:
    """Whether the district is known to have everything; with its icon."""
    if detail.received:
        return tr("Sudah diterima kabupaten"), "neutral", "tray"
    return tr("Belum diterima kabupaten"), "accent", "usb"


def lacking(form: WorkerForm) -> str:
    """«Belum diisi: alamat, nomor HP.», or nothing."""
    names = field_words()
    fields = (*missing_fields(form), *homework_fields(form))
    return tr("Belum diisi: {fields}.", fields=", ".join(names[field] for field in fields)) if fields else ""


def nik_words(text: str, *, shown: bool) -> str:
    """331606 520379 9004, or its last four digits."""
    if not text:
        return NOTHING
    return nik(text) if shown else mask_nik(text)


def sex_words(sex: Sex | None) -> str:
    """Perempuan."""
    return {Sex.FEMALE: tr("Perempuan"), Sex.MALE: tr("Laki-laki"), None: ""}[sex]


def kin_words(kin: Relationship, worker: Sex | None) -> str:
    """Suami, istri, anak."""
    husband = worker is Sex.FEMALE
    return {
        Relationship.SPOUSE: tr("suami") if husband else tr("istri") if worker else tr("suami atau istri"),
        Relationship.CHILD: tr("anak"),
        Relationship.PARENT: tr("orang tua"),
        Relationship.SIBLING: tr("saudara"),
        Relationship.OTHER: tr("lainnya"),
    }[kin]


def heir_line(heir: Heir, worker: Sex | None, *, shown: bool) -> tuple[str, str]:
    """(Supardi, suami · NIK •••• 9011 · 0812 …)."""
    parts = [kin_words(heir.relationship, worker)]
    if heir.nik:
        parts.append(tr("NIK {number}", number=nik_words(heir.nik, shown=shown)))
    if heir.phone:
        parts.append(phone_words(heir.phone))
    return title_case(heir.name), " · ".join(parts)


def phone_words(digits: str) -> str:
    """0813 2590 0147, in fours; the last group takes a single digit along."""
    if not digits.isdigit():
        return digits
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join(groups)


def source_words(source: str) -> str:
    """How the income was learnt."""
    return {
        "self": tr("menurut pekerja"),
        "officer": tr("perkiraan petugas"),
        "document": tr("menurut dokumen"),
    }.get(source, "")


def method_words(method: str) -> str:
    """How consent was given."""
    return {"signature": tr("tanda tangan"), "thumb": tr("cap jempol"), "oral": tr("lisan")}.get(method, "")


def decision_pill(decision: BatchDecision) -> tuple[str, Tone, str]:
    """Word, tone and an own icon (empty: the tone's) of one batch's decision."""
    if decision.outcome is Outcome.FUNDED:
        return (tr("Penerima bantuan iuran"), "ok", "") if decision.is_by_decree else (tr("Calon penerima"), "info", "")
    if decision.outcome is Outcome.RESERVE:
        return reserve_words(decision.reserve_no), "accent", "clock"
    if is_fixable(decision.reasons):
        return tr("Perlu perbaikan"), "warn", ""
    return tr("Tidak memenuhi syarat"), "neutral", "x-circle"


def decision_detail(decision: BatchDecision) -> str:
    """By which decree, or since when it is proposed."""
    said = decree_words(decision.view)
    return said or tr("Diajukan {date}, nomor SK Bupati belum ada", date=date_long(decision.decided_on))


def programme_words(decision: BatchDecision) -> str:
    """Program 2027, Januari sampai Desember 2027."""
    view = decision.view
    return f"{view.name or tr('Program {year}', year=view.year)}, {months_words(view)}"


def month_state(paid: MonthPaid, this_month: Month) -> tuple[str, Tone, str]:
    """What is known about one contribution month: words, tone, icon. Never that anybody is covered."""
    if paid.recorded is not None:
        if paid.expected and paid.recorded < paid.expected:
            return tr("{sum} dari {full}", sum=rupiah(paid.recorded), full=rupiah(paid.expected)), "warn", "warning"
        return tr("{sum} tercatat", sum=rupiah(paid.recorded)), "ok", "check-circle-fill"
    if paid.month > this_month:
        return tr("{sum} nanti", sum=rupiah(paid.expected)), "neutral", "circle"
    return tr("{sum} belum tercatat", sum=rupiah(paid.expected)), "warn", "warning"


def month_word(paid: MonthPaid, this_month: Month) -> str:
    """The same in one word, for a small cell."""
    if paid.recorded is not None:
        return rupiah(paid.recorded) if paid.expected and paid.recorded != paid.expected else tr("tercatat")
    return tr("nanti") if paid.month > this_month else tr("belum")


def sum_words(months: tuple[MonthPaid, ...]) -> str:
    """What is expected each month: one sum, or the least and the most."""
    sums = sorted({each.expected for each in months if each.expected})
    if not sums:
        return ""
    if len(sums) == 1:
        return tr("{sum} sebulan menurut SK.", sum=rupiah(sums[0]))
    return tr("{least} sampai {most} sebulan menurut SK.", least=rupiah(sums[0]), most=rupiah(sums[-1]))


def months_summary(months: tuple[MonthPaid, ...]) -> str:
    """0 dari 12 bulan tercatat terbayar."""
    done = sum(1 for each in months if each.recorded is not None)
    return tr("{done} dari {all} bulan tercatat terbayar", done=number(done), all=number(len(months)))


def eligible_words(found: Eligibility, first: Month) -> tuple[str, str, Tone]:
    """Whether this person can be proposed for the planned month: title, why, tone."""
    when = month(first)
    age = tr("Usianya {age} tahun pada 1 {month}.", age=found.age, month=when) if found.age is not None else ""
    if "age.ask_bpjs" in found.flags:
        return tr("Tanyakan ke BPJS"), tr("{age} Peserta lama, BPJS yang menentukan.", age=age), "warn"
    if found.eligible:
        return tr("Dapat diusulkan untuk {month}", month=when), age, "ok"
    reason = {
        "status.left": tr("Sudah keluar dari daftar."),
        "data.incomplete": tr("Datanya belum lengkap."),
        "birth_date.missing": tr("Tanggal lahirnya belum diisi."),
        "age.over_65": tr("{age} Peserta baru harus di bawah 65 tahun.", age=age),
        "age.under_17": tr("{age} Peserta harus paling sedikit 17 tahun.", age=age),
    }
    said = " ".join(reason.get(code, code) for code in found.reasons)
    return tr("Belum dapat diusulkan untuk {month}", month=when), said, "warn"


def benefit_lines(benefits: Benefits) -> list[tuple[str, str]]:
    """(occasion, what is paid): only for one who takes part and whose contribution is paid."""
    months = benefits.jkm_full_after_months
    full, first = natural_death(months + 1, benefits).amount, natural_death(1, benefits).amount
    work = accident_death(_BASE, benefits)
    return [
        (
            tr("JKM · meninggal bukan karena kecelakaan kerja"),
            tr(
                "Rp{full}\u00a0juta sesudah {months} bulan iuran berturut-turut, sebelumnya Rp{first}\u00a0juta",
                full=number(full // _MILLION),
                months=months,
                first=number(first // _MILLION),
            ),
        ),
        (
            tr("JKK · meninggal karena kecelakaan kerja"),
            tr("Rp{sum}\u00a0juta dengan dasar {base}", sum=number(work // _MILLION), base=rupiah(_BASE)),
        ),
        (tr("JKK · kecelakaan kerja"), tr("Pengobatan sesuai kebutuhan medis")),
    ]


def reason_words(reason: LeftReason | None) -> str:
    """Why somebody left the register."""
    if reason is None:
        return tr("alasan tidak dikenal")
    return {
        LeftReason.DIED: tr("meninggal dunia"),
        LeftReason.MOVED: tr("pindah dari desa ini"),
        LeftReason.EMPLOYEE: tr("menjadi karyawan (penerima upah)"),
        LeftReason.OVER_65: tr("sudah 65 tahun"),
        LeftReason.REFUSED: tr("tidak bersedia"),
        LeftReason.DOUBLE: tr("data ganda"),
        LeftReason.WITHDRAWN: tr("pencatatannya diurungkan"),
    }[reason]


def departure_words(gone: Departure) -> str:
    """Meninggal dunia, 20 November 2026."""
    reason = reason_words(gone.reason)
    said = reason[:1].upper() + reason[1:]
    return f"{said}, {date_long(gone.on)}" if gone.on else said


def follows_words(reason: LeftReason) -> str:
    """What follows from leaving for this reason."""
    return {
        LeftReason.DIED: tr(
            "Bila sudah terdaftar di BPJS dan iurannya terbayar, keluarga dapat mengajukan santunan. "
            "Bantu keluarga menyiapkan berkasnya."
        ),
        LeftReason.MOVED: tr("Desa yang baru mendaftarkannya lagi bila ia tetap bekerja."),
        LeftReason.EMPLOYEE: tr("Iurannya menjadi tanggungan pemberi kerja."),
        LeftReason.OVER_65: tr("BPJS tidak menerima peserta baru seusia ini."),
        LeftReason.REFUSED: tr("Ia boleh mendaftar lagi kapan saja."),
        LeftReason.DOUBLE: tr("Pilih data yang tetap dipakai. NIK pada data ini tidak lagi dihitung."),
        LeftReason.WITHDRAWN: "",
    }[reason]


def when_words(at: str, now: datetime) -> str:
    """14 November 2026, 09.14, in this laptop's time."""
    local = datetime.fromisoformat(at).astimezone(now.tzinfo)
    return f"{date_long(local.date())}, {clock(local)}"
