"""What the list says about people. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gui.field_names import field_words
from gui.format import date_long, month, nik, number, rupiah, title_case
from gui.language import tr
from gui.pages.workers.query import Query
from models.values import LeftReason, Outcome, Relationship, Sex, WorkerStatus
from services.reference import Reference
from services.rules.completeness import homework_fields, missing_fields
from services.rules.dates import age_on
from services.rules.nik import mask_nik
from services.rules.standing import Standing
from services.workers.doubts import AGE_LIMIT_KEY, LIKELY_SAME_KEY, NIK_AREA_KEY
from services.workers.queries import WorkerDetail
from services.workers.records import Heir, WorkerForm, WorkerRow
from services.workers.search import ListFilter

NOTHING = "–"
Tone = str


def filter_name(chosen: ListFilter) -> str:
    """The filter as its chip says it."""
    return {
        ListFilter.ALL: tr("Semua"),
        ListFilter.INCOMPLETE: tr("Belum lengkap"),
        ListFilter.COMPLETE: tr("Lengkap"),
        ListFilter.NIK_DIFFERS: tr("NIK perlu dicek"),
        ListFilter.LEFT: tr("Keluar dari daftar"),
        ListFilter.WAITING: tr("Belum diserahkan"),
        ListFilter.FUNDED: tr("Penerima bantuan iuran"),
        ListFilter.RESERVE: tr("Daftar tunggu"),
        ListFilter.REFUSED: tr("Perlu perbaikan"),
    }[chosen]


def status_of(
    status: WorkerStatus, outcome: Outcome | None, reserve_no: int | None, *, by_decree: bool
) -> tuple[str, Tone]:
    """The status pill: word and tone. A decision tells more than completeness; having left tells most."""
    if status is WorkerStatus.LEFT:
        return tr("Keluar"), "neutral"
    if outcome is Outcome.FUNDED:
        # Without the Bupati's decree nobody has been chosen yet (design/DESIGN.md, «Corrections»).
        return (tr("Penerima bantuan iuran"), "ok") if by_decree else (tr("Calon penerima"), "info")
    if outcome is Outcome.RESERVE:
        text = tr("Daftar tunggu no. {no}", no=number(reserve_no)) if reserve_no else tr("Daftar tunggu")
        return text, "accent"
    if outcome is Outcome.REFUSED:
        return tr("Perlu perbaikan"), "warn"
    if status is WorkerStatus.INCOMPLETE:
        return tr("Belum lengkap"), "neutral"
    return tr("Terdata"), "info"


def row_status(row: WorkerRow) -> tuple[str, Tone]:
    """The status pill of a list row; of those who left also why."""
    if row.status is WorkerStatus.LEFT and row.left_reason in LeftReason.__members__.values():
        return reason_short(LeftReason(row.left_reason)), "neutral"
    return status_of(row.status, row.outcome, row.reserve_no, by_decree=row.by_decree)


def reason_short(reason: LeftReason) -> str:
    """Why somebody left, as short as a pill."""
    return {
        LeftReason.DIED: tr("Meninggal"),
        LeftReason.MOVED: tr("Pindah"),
        LeftReason.EMPLOYEE: tr("Jadi karyawan"),
        LeftReason.OVER_65: tr("Usia 65 ke atas"),
        LeftReason.REFUSED: tr("Tidak bersedia"),
        LeftReason.DOUBLE: tr("Data ganda"),
        LeftReason.WITHDRAWN: tr("Pencatatan diurungkan"),
    }[reason]


def reason_name(reason: str) -> str:
    """«Keluar: meninggal», as a filter says it."""
    name = reason_short(LeftReason(reason))
    return tr("Keluar: {reason}", reason=name[:1].lower() + name[1:])


def place_name(rt: str, rw: str) -> str:
    """RT 003/002, or RW 002 as a whole; nothing for neither."""
    if not rt:
        return tr("RW {number}", number=rw or NOTHING) if rw else ""
    return tr("RT {numbers}", numbers=rt_rw(rt, rw))


def lacking_name(field: str) -> str:
    """What is missing, as its filter says it."""
    return {
        "nik": tr("Belum ada NIK"),
        "birth_date": tr("Tanggal lahir kosong"),
        "address": tr("Alamat kosong"),
        "occupation_code": tr("Pekerjaan kosong"),
        "notice_given_on": tr("Belum diberi tahu"),
        "mother_name": tr("Ibu kandung kosong"),
        "kk_number": tr("Belum ada KK"),
        "heirs": tr("Ahli waris kosong"),
        "work_hours": tr("Jam kerja kosong"),
        "phone": tr("Belum ada nomor HP"),
        ListFilter.NIK_DIFFERS.value: tr("NIK perlu dicek"),
        LIKELY_SAME_KEY: tr("Mungkin orang yang sama"),
        AGE_LIMIT_KEY: tr("Sudah 65 tahun pada bulan pertama"),
        NIK_AREA_KEY: tr("Kode wilayah NIK tidak ada"),
    }[field]


def sex_word(sex: Sex | None) -> str:
    """Laki-laki, Perempuan."""
    return NOTHING if sex is None else tr("Laki-laki") if sex is Sex.MALE else tr("Perempuan")


def handed_words(received: bool) -> str:
    """Whether the district is known to have it."""
    return tr("Diterima kabupaten") if received else tr("Belum diserahkan")


def name_of(full_name: str) -> str:
    """As on the KTP, in title case; someone without a name can still be found."""
    return title_case(full_name) or tr("Tanpa nama")


def nik_words(text: str, masked: bool) -> str:
    """331606 520379 9004, or its last four digits."""
    if not text:
        return NOTHING
    return mask_nik(text) if masked else nik(text)


def rt_rw(rt: str, rw: str) -> str:
    """003/002."""
    return f"{rt or NOTHING}/{rw or NOTHING}" if rt or rw else NOTHING


def occupation_short(reference: Reference, code: str) -> str:
    """The occupation in few words, for a column."""
    found = reference.occupations.get(code)
    return found.short if found else code


def occupation_name(reference: Reference, code: str) -> str:
    """Buruh tani."""
    found = reference.occupations.get(code)
    return found.label if found else NOTHING


def village_name(reference: Reference, code: str) -> str:
    """Sambongrejo, Sambong: some names repeat, so the subdistrict stands beside them."""
    found = reference.villages.get(code)
    return f"{found.name}, {found.subdistrict}" if found else NOTHING


def subtitle_of(form: WorkerForm, reference: Reference, today: date) -> str:
    """Buruh tani · 47 th."""
    parts = [occupation_name(reference, form.occupation_code)] if form.occupation_code else []
    if form.birth_date is not None:
        parts.append(tr("{age} th", age=age_on(form.birth_date, today)))
    return " · ".join(parts) or tr("Pekerjaan belum diisi")


def address_words(form: WorkerForm) -> str:
    """Dk. Ngasem RT 003/002."""
    place = title_case(form.address) or title_case(form.hamlet)
    house = tr("RT\u00a0{numbers}", numbers=rt_rw(form.rt, form.rw)) if form.rt or form.rw else ""
    return " ".join(part for part in (place, house) if part) or tr("Belum ada")


def heir_words(heir: Heir, worker: Sex | None) -> str:
    """Supardi (suami)."""
    husband = worker is Sex.FEMALE
    kin = {
        Relationship.SPOUSE: tr("suami") if husband else tr("istri") if worker else tr("suami atau istri"),
        Relationship.CHILD: tr("anak"),
        Relationship.PARENT: tr("orang tua"),
        Relationship.SIBLING: tr("saudara"),
        Relationship.OTHER: tr("lainnya"),
    }[heir.relationship]
    return f"{title_case(heir.name)} ({kin})"


def heirs_words(form: WorkerForm) -> str:
    """The first heir, and how many more."""
    if not form.heirs:
        return tr("Belum ada")
    first = heir_words(form.heirs[0], form.sex)
    more = len(form.heirs) - 1
    return tr("{first} dan\u00a0{more}\u00a0lagi", first=first, more=more) if more else first


def person_rows(
    form: WorkerForm, reference: Reference, *, district: bool, masked: bool, keeper: str = ""
) -> list[tuple[str, str]]:
    """Labels and values of the panel beside the list. ``masked``: the NIK as the list shows it.

    ``keeper``: code of the village whose record it is; told where people live in another one.
    """
    income = tr("{sum} /bulan", sum=rupiah(form.monthly_income)) if form.monthly_income else tr("Belum ada")
    village = [(tr("Desa"), village_name(reference, form.village_code))] if district else []
    if village and keeper in reference.villages and keeper != form.village_code:
        village.append((tr("Didata oleh"), village_name(reference, keeper)))
    return [
        (tr("NIK"), nik_words(form.nik, masked)),
        *village,
        (tr("Alamat"), address_words(form)),
        (tr("No. HP"), form.phone or tr("Belum ada")),
        (tr("Ahli waris"), heirs_words(form)),
        (tr("Penghasilan"), income),
    ]


def facts_of(standing: Standing) -> list[tuple[str, str, bool]]:
    """The four dated facts, never one for another: label, what is known («belum» when it is not), whether it is so."""
    enrolled = date_long(standing.enrolled_on) if standing.enrolled_on else ""
    if enrolled and standing.enrolled_source:
        enrolled = f"{enrolled}\n{standing.enrolled_source}"
    paid = tr("s.d. {month}", month=month(standing.paid_until)) if standing.paid_until else ""
    facts = [
        (tr("Terdata"), date_long(standing.recorded_on)),
        (tr("Ditetapkan"), _decided(standing)),
        (tr("Terdaftar di BPJS"), enrolled),
        (tr("Iuran terbayar"), paid if enrolled else ""),
    ]
    return [(label, known or tr("belum"), bool(known)) for label, known in facts]


def _decided(standing: Standing) -> str:
    """Only being chosen, by decree, is a decision in favour; the waiting list is told by the pill."""
    if standing.outcome is not Outcome.FUNDED or standing.decided_on is None or not standing.decree:
        return ""
    return f"{date_long(standing.decided_on)}\n{tr('SK {decree}', decree=standing.decree)}"


def lacking(form: WorkerForm) -> str:
    """«Belum diisi: alamat, nomor HP», or nothing."""
    names = field_words()
    fields: Sequence[str] = (*missing_fields(form), *homework_fields(form))
    return tr("Belum diisi: {fields}.", fields=", ".join(names[field] for field in fields)) if fields else ""


def changed_words(detail: WorkerDetail) -> str:
    """Diubah Siti Aminah, 20 November 2026."""
    day = date_long(datetime.fromisoformat(detail.updated_at).date())
    return tr("Diubah {name}, {day}", name=detail.updated_by, day=day)


def query_words(query: Query, reference: Reference) -> str:
    """What the list shows, in a few words: «Belum lengkap · RT 003/002», else «Semua pekerja»."""
    chosen = reason_name(query.reason) if query.reason else filter_name(query.chosen)
    parts = [
        chosen if query.chosen is not ListFilter.ALL else "",
        lacking_name(query.lacking) if query.lacking else "",
        occupation_short(reference, query.occupation) if query.occupation else "",
        place_name(query.rt, query.rw),
        village_name(reference, query.village) if query.village else "",
        f"“{query.text.strip()}”" if query.text.strip() else "",
    ]
    return " · ".join(part for part in parts if part) or tr("Semua pekerja")


def summary(shown: int, total: int, more: bool, plain: bool, office: str, *, gone: bool = False) -> str:
    """The line under the title. ``gone``: these are people who left the register."""
    if gone:
        return tr("{count} orang sudah keluar dari daftar", count=number(shown))
    if not total:
        return tr("Belum ada pekerja di {office}", office=office)
    if plain:
        return tr("{count} pekerja di {office}", count=number(total), office=office)
    if more:
        return tr("{count} yang pertama cocok, dari {total} pekerja", count=number(shown), total=number(total))
    return tr("{count} cocok dari {total} pekerja", count=number(shown), total=number(total))
