"""The columns of the villages, and of what was written."""

from __future__ import annotations

from gui import format
from gui.language import tr
from gui.pages.replies.facts import News, ReplyRow
from gui.tables.columns import Column
from gui.widgets.painting import Tone
from services.handover.handing_over import HandedOver

_TONES: dict[News, Tone] = {
    News.NEVER: "info",
    News.DELIVERY: "info",
    News.DECISION: "primary",
    News.NONE: "neutral",
}


def news_text(row: ReplyRow) -> str:
    """Why this village gets a reply."""
    return {
        News.NEVER: tr("Belum pernah dibalas"),
        News.DELIVERY: tr("Kiriman ke-{number} belum dibalas", number=row.last_no),
        News.DECISION: tr("Ada keputusan baru"),
        News.NONE: tr("Sudah dibalas"),
    }[row.news]


def village_columns() -> tuple[Column, ...]:
    """Villages that are due."""
    return (
        Column("name", tr("Desa"), 180, lambda row: row.name, kind="strong", stretch=True),
        Column("subdistrict", tr("Kecamatan"), 120, lambda row: row.subdistrict),
        Column("workers", tr("Pekerja"), 76, lambda row: format.number(row.workers), kind="number"),
        Column("replied", tr("Balasan terakhir"), 128, _replied),
        Column("news", tr("Kabar"), 208, news_text, kind="pill", tone=lambda row: _TONES[row.news]),
    )


def _replied(row: ReplyRow) -> str:
    return "–" if row.replied is None else format.date_short(row.replied.date())


def written_columns(names: dict[str, str]) -> tuple[Column, ...]:
    """Replies on the stick. ``names``: of the villages by code."""

    def name(item: HandedOver) -> str:
        return names.get(item.to_office, item.to_office)

    return (
        Column("name", tr("Desa"), 200, name, kind="strong", stretch=True),
        Column("no", tr("Nomor"), 80, lambda item: tr("ke-{number}", number=item.no)),
        Column("workers", tr("Pekerja"), 80, lambda item: format.number(item.workers), kind="number"),
        Column("decisions", tr("Keputusan"), 96, lambda item: format.number(item.decisions), kind="number"),
        Column("size", tr("Ukuran"), 96, lambda item: format.file_size(item.size), kind="number"),
        Column("words", tr("Kata pencocok"), 240, lambda item: " ".join(item.words)),
    )
