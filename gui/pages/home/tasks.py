"""«Yang perlu dikerjakan»: what a village has to do, the most pressing first. Plain Python."""

from __future__ import annotations

from datetime import date, datetime

from gui.field_names import field_words
from gui.format import date_long, month, number
from gui.language import tr
from gui.todo import Task, days_ago
from services.today.records import People, Today
from services.workers.search import ListFilter

_GAPS = 2


def tasks(today: Today, now: datetime) -> tuple[Task, ...]:
    """What is to do; empty when nothing waits."""
    people = today.people
    found = (
        _kit(today),
        _nik(people),
        _area(people),
        _same(people),
        _gaps(people),
        _to_fix(today),
        _untold(today),
        _hand_over(today, now),
        _age(today),
    )
    return tuple(task for task in found if task is not None)


def _kit(today: Today) -> Task | None:
    if today.has_kit:
        return None
    text = tr("Data bisa diisi sekarang, tetapi baru bisa diserahkan sesudah kit dibaca")
    title, button = tr("Kit dari kabupaten belum dibaca"), tr("Baca kit")
    return Task("kit", "key", "primary", title, text, button, "handover", keycap="F9")


def _nik(people: People) -> Task | None:
    if not people.nik_differs:
        return None
    title = tr("{count} NIK perlu dicek", count=number(people.nik_differs))
    text = tr("Tanggal lahir atau jenis kelamin berbeda dari NIK")
    return Task(
        "nik", "id-card", "err", title, text, tr("Periksa"), "workers", {"filter": ListFilter.NIK_DIFFERS.value}
    )


def _area(people: People) -> Task | None:
    if not people.nik_area:
        return None
    title = tr("{count} NIK dengan kode wilayah yang tidak ada", count=number(people.nik_area))
    text = tr("Enam angka pertama tidak dikenal, cocokkan dengan KTP")
    return Task("area", "id-card", "warn", title, text, tr("Periksa"), "workers", {"lacking": "nik_area"})


def _same(people: People) -> Task | None:
    if not people.likely_same:
        return None
    title = tr("{count} data mungkin orang yang sama", count=number(people.likely_same))
    text = tr("Nama dan tanggal lahir sama, atau satu NIK tercatat dua kali")
    return Task("same", "compare", "warn", title, text, tr("Bandingkan"), "workers", {"lacking": "likely_same"})


def _gaps(people: People) -> Task | None:
    if not people.incomplete:
        return None
    title = tr("{count} data belum lengkap", count=number(people.incomplete))
    text = tr("Paling sering kurang: {gaps}", gaps=gaps_words(people))
    arguments = {"filter": ListFilter.INCOMPLETE.value}
    return Task("gaps", "clipboard", "warn", title, text, tr("Lengkapi"), "workers", arguments)


def _to_fix(today: Today) -> Task | None:
    if not today.decided.to_fix:
        return None
    title = tr("{count} pekerja dikembalikan untuk diperbaiki", count=number(today.decided.to_fix))
    text = tr("Perbaiki datanya, lalu serahkan lagi ke kabupaten")
    return Task("fix", "warning", "warn", title, text, tr("Lihat"), "decisions", {"group": "fix"})


def _untold(today: Today) -> Task | None:
    if not today.decided.untold:
        return None
    title = tr("{count} pekerja perlu diberi tahu", count=number(today.decided.untold))
    text = tr("Sampaikan keputusannya, lalu tandai saat sudah disampaikan")
    return Task("untold", "megaphone", "primary", title, text, tr("Beri tahu"), "decisions")


def _hand_over(today: Today, now: datetime) -> Task | None:
    if not today.waiting or not today.has_kit:
        return None
    text = tr("Belum pernah diserahkan ke kabupaten")
    if today.handed_over is not None:
        day = local_day(today.handed_over.at, now)
        text = tr("Terakhir diserahkan {date} ({ago})", date=date_long(day), ago=days_ago(day, now.date()))
    if not today.unsent:
        title = tr("{count} pekerja menunggu balasan kabupaten", count=number(today.waiting))
        button, arguments = tr("Baca balasan"), {"reading": True}
        return Task("answer", "usb", "info", title, text, button, "handover", arguments, keycap="F9")
    title = tr("{count} pekerja belum diserahkan", count=number(today.unsent))
    return Task("handover", "usb", "info", title, text, tr("Serahkan"), "handover", keycap="F9")


def _age(today: Today) -> Task | None:
    if not today.people.age_limit:
        return None
    title = tr("{count} pekerja sudah 65 tahun", count=number(today.people.age_limit))
    text = tr("Pada {month} tidak dapat diusulkan sebagai peserta baru", month=month(today.first_month))
    return Task("age", "clock", "info", title, text, tr("Lihat"), "workers", {"lacking": "age_limit"})


def gaps_words(people: People) -> str:
    """«alamat (7) dan pemberitahuan data pribadi (5)»."""
    said = [tr("{field} ({count})", field=field_words()[name], count=number(count)) for name, count in people.gaps]
    if not said:
        return tr("NIK")  # the only gap that SQL does not see: a number that cannot be right
    return tr(" dan ").join(said[:_GAPS])


def local_day(at: str, now: datetime) -> date:
    """The day of an ISO text in the zone of ``now``."""
    return datetime.fromisoformat(at).astimezone(now.tzinfo).date()
