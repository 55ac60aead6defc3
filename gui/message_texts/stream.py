"""Sentences about a database that was found to be an older copy, moved, or used twice."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "stream.went_back": (
        "Data di laptop ini kembali ke keadaan lama, misalnya karena salinan lama ditaruh kembali. Ambil balasan "
        "terakhir dari kabupaten supaya yang sudah diserahkan kembali lengkap.",
        "The data on this laptop has gone back to an earlier state, perhaps because an old copy was put back. Read the "
        "district's last reply so that what was handed over is complete again.",
    ),
    "stream.moved": (
        "Data ini dipindah dari komputer lain. Pakai di satu komputer saja; kalau yang lama masih dipakai, minta kit "
        "baru dari kabupaten.",
        "This data came from another computer. Use it on one computer only; if the old one is still in use, ask the "
        "district for a new kit.",
    ),
    "stream.forked": (
        "Salinan data ini dipakai juga di tempat lain. Tidak ada yang hilang, kedua salinan digabung; kabari kabupaten "
        "kalau ada laptop kedua.",
        "A copy of this data is in use elsewhere. Nothing is lost, both are merged; tell the district if there is a "
        "second laptop.",
    ),
}
