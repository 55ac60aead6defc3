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
    "stream.went_back_at_district": (
        "Data di komputer ini kembali ke keadaan lama, misalnya karena salinan lama ditaruh kembali. Kumpulkan lagi "
        "USB dari desa dan bawa balasan ke setiap desa, supaya desa mengirim lagi yang kurang. Kalau ada cadangan yang "
        "lebih baru, pulihkan itu dulu.",
        "The data on this computer has gone back to an earlier state, perhaps because an old copy was put back. Gather "
        "the villages' sticks again and take a reply to every village, so that they send again what is lacking. If "
        "there is a newer backup, restore that first.",
    ),
    "stream.moved_at_district": (
        "Data kabupaten ini dipindah dari komputer lain. Pakai di satu komputer saja. Kalau komputer lama masih "
        "dipakai sesudah disalin, tutup Payung di sana, lalu kumpulkan lagi USB dari desa.",
        "The district's data came from another computer. Use it on one computer only. If the old one was still in use "
        "after the copy, close Payung there and gather the villages' sticks again.",
    ),
    "stream.forked_at_district": (
        "Salinan data kabupaten dipakai juga di komputer lain. Tidak ada yang hilang, kedua salinan digabung. Tutup "
        "Payung di komputer lain itu, lalu kumpulkan lagi USB dari desa.",
        "A copy of the district's data is in use on another computer. Nothing is lost, both are merged. Close Payung "
        "on that other computer and gather the villages' sticks again.",
    ),
}
