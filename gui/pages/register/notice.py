"""The notice on personal data that is read out or handed over (UU 27/2022; design corrections). Plain Python."""

from __future__ import annotations

from gui.language import tr

NOTICE_VERSION = "1"


def notice_paragraphs(place: str) -> tuple[str, ...]:
    """The notice. ``place``: «desa» or «kelurahan»."""
    return (
        tr(
            "Data ini dicatat untuk tugas publik menurut Perda Kabupaten Blora Nomor 9 Tahun 2024, supaya pekerja "
            "rentan dapat diusulkan sebagai penerima bantuan iuran BPJS Ketenagakerjaan."
        ),
        tr(
            "Yang dicatat adalah data pekerja, ahli waris, dan anaknya. Yang boleh melihat: pemerintah {place}, dinas "
            "tenaga kerja kabupaten, Dukcapil, Dinsos, BPJS Ketenagakerjaan, dan pemeriksa.",
            place=place,
        ),
        tr(
            "Pekerja boleh melihat datanya dan minta dibetulkan di kantor {place}. Pendataan ini tidak dipungut biaya.",
            place=place,
        ),
    )


def notice_core() -> str:
    """The sentence that nobody may miss."""
    return tr("Terdata belum berarti menjadi peserta.")
