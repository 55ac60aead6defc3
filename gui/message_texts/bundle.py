"""Bundles, kits, orders and the root document."""

_DAMAGED = (
    "Paket ini rusak atau terpotong. Minta paket baru dari pengirimnya.",
    "This bundle is damaged or cut short. Ask its sender for a new one.",
)
_FOREIGN = (
    "Tanda tangan paket ini tidak cocok, isinya tidak diterima. Minta paket baru dari pengirimnya.",
    "The signature of this bundle does not fit, nothing was taken in. Ask its sender for a new one.",
)
_UPDATE = (
    "Paket ini dibuat Payung yang lebih baru. Perbarui Payung di komputer ini, lalu ulangi.",
    "This bundle was made by a newer Payung. Update Payung on this computer, then repeat.",
)
_KIT = (
    "Berkas kit ini rusak. Minta kit baru dari kabupaten.",
    "This kit file is damaged. Ask the district for a new one.",
)
_ORDER = (
    "Daftar komputer di paket ini tidak terbaca. Minta paket baru dari kabupaten.",
    "The list of computers in this bundle cannot be read. Ask the district for a new bundle.",
)

TEXTS: dict[str, tuple[str, str]] = {
    "bundle.not_found": ("Paket tidak ditemukan. Pilih lagi berkasnya.", "The bundle is not there. Choose it again."),
    "bundle.none_found": (
        "Tidak ada paket Payung di sini. Periksa USB atau pilih folder lain.",
        "There is no Payung bundle here. Check the stick or choose another folder.",
    ),
    "bundle.name": (
        "Nama berkas ini bukan nama paket Payung. Salin lagi tanpa mengganti namanya.",
        "The name of this file is not that of a Payung bundle. Copy it again without renaming it.",
    ),
    "bundle.not_regular": (
        "Ini bukan berkas biasa. Salin paket aslinya ke USB.",
        "This is no ordinary file. Copy the original bundle to the stick.",
    ),
    "bundle.too_small": _DAMAGED,
    "bundle.too_big": (
        "Paket ini terlalu besar untuk paket Payung, isinya tidak dibuka. Minta paket baru dari pengirimnya.",
        "This file is too big for a Payung bundle and was not opened. Ask its sender for a new one.",
    ),
    "bundle.name_hash": (
        "Paket ini belum tersalin utuh. Salin lagi dari USB atau komputer asalnya.",
        "This bundle was not copied whole. Copy it again from where it came.",
    ),
    "bundle.not_age": (
        "Berkas ini bukan paket Payung. Pilih berkas yang berakhiran .payung.",
        "This file is no Payung bundle. Choose one that ends in .payung.",
    ),
    "bundle.header_too_big": _DAMAGED,
    "bundle.not_for_us": (
        "Paket ini terkunci untuk kantor lain. Serahkan ke kantor yang dituju.",
        "This bundle is locked for another office. Hand it to the office it is meant for.",
    ),
    "bundle.damaged": _DAMAGED,
    "bundle.zip": _DAMAGED,
    "bundle.manifest": _DAMAGED,
    "bundle.line": _DAMAGED,
    "bundle.content_hash": _DAMAGED,
    "bundle.unlisted_file": _DAMAGED,
    "bundle.signature": _FOREIGN,
    "bundle.forged": _FOREIGN,
    "bundle.unknown_sender": (
        "Komputer pengirim paket ini belum dikenal. Daftarkan dengan kit desa, lalu ulangi.",
        "The computer that sent this bundle is not known yet. Enrol it with its village kit, then repeat.",
    ),
    "bundle.left_out": (
        "Balasan ini ditulis komputer yang sudah dikeluarkan dari daftar kunci kabupaten, jadi tidak dibaca. Tanyakan "
        "ke kabupaten, dan serahkan USB ini kepada mereka.",
        "This reply was written by a computer that the district has taken off its list of keys, so it is not read. Ask "
        "the district, and give them this stick.",
    ),
    "bundle.unknown_laptop": (
        "Laptop penulis paket ini belum dikenal di sini. Baca dahulu balasan kabupaten di laptop ini, lalu ulangi.",
        "The laptop that wrote this is not known here yet. Read the district's reply on this laptop, then repeat.",
    ),
    "bundle.too_many_laptops": (
        "Desa ini sudah memakai {count} laptop, jumlah terbanyak. Cabut dulu laptop yang tidak dipakai lagi, lalu baca "
        "stik ini lagi.",
        "This village already uses {count} laptops, the most there may be. Revoke one that is no longer used, then "
        "read this stick again.",
    ),
    "bundle.unknown_device": (
        "Paket ini berisi catatan dari komputer yang belum dikenal. Minta paket terbaru dari pengirimnya.",
        "This bundle holds records of a computer that is not known yet. Ask its sender for the latest bundle.",
    ),
    "bundle.wrong_direction": (
        "Paket ini untuk arah sebaliknya. Pilih paket yang ditujukan ke kantor ini.",
        "This bundle goes the other way. Choose one that is meant for this office.",
    ),
    "bundle.other_office": (
        "Paket ini untuk desa lain. Serahkan ke desa yang dituju.",
        "This bundle is for another village. Hand it to the village it is meant for.",
    ),
    "bundle.newer_version": _UPDATE,
    "bundle.older_version": (
        "Paket ini dibuat Payung lama yang tidak didukung lagi. Minta paket baru dari Payung terbaru.",
        "This bundle was made by an old Payung. Ask for a new one made with the current Payung.",
    ),
    "kit.damaged": _KIT,
    "kit.signature": (
        "Tanda tangan kit ini tidak cocok. Minta kit baru dari kabupaten.",
        "The signature of this kit does not fit. Ask the district for a new one.",
    ),
    "kit.other_office": (
        "Kit ini untuk desa lain. Minta kit untuk desa ini dari kabupaten.",
        "This kit is for another village. Ask the district for the kit of this one.",
    ),
    "kit.newer_version": (
        "Kit ini dibuat Payung yang lebih baru. Perbarui Payung di komputer ini, lalu ulangi.",
        "This kit was made by a newer Payung. Update Payung on this computer, then repeat.",
    ),
    "kit.older_version": (
        "Kit ini dibuat Payung lama. Minta kit baru dari kabupaten.",
        "This kit was made by an old Payung. Ask the district for a new one.",
    ),
    "order.damaged": _ORDER,
    "order.signature": _ORDER,
    "order.unknown_signer": _ORDER,
    "root.damaged": _KIT,
    "root.signature": _KIT,
    "root.older": (
        "Kit ini lebih lama dari yang sudah dipakai. Pakai kit terbaru dari kabupaten.",
        "This kit is older than the one in use. Use the latest kit of the district.",
    ),
    "handover.no_kit": (
        "Desa ini belum punya kit dari kabupaten, jadi paket belum bisa dikunci. "
        "Minta kit ke kabupaten, lalu masukkan di Serah Terima.",
        "This village has no kit from the district yet, so bundles cannot be locked. "
        "Ask the district for a kit, then add it in Handover.",
    ),
    "handover.not_enrolled": (
        "Komputer desa ini belum terdaftar di kabupaten. Baca dulu paket pertama dari desanya.",
        "The computer of this village is not enrolled at the district yet. Read its first bundle first.",
    ),
    "device.missing": (
        "Data komputer ini tidak lengkap. Jangan hapus apa pun, hubungi kabupaten.",
        "The record of this computer is incomplete. Delete nothing, call the district.",
    ),
}
