"""Damage and repair, the full check, the ballast that a full disk may have back."""

TEXTS: dict[str, tuple[str, str]] = {
    "repair.looking": ("Memeriksa yang masih utuh", "Looking at what is still whole"),
    "repair.journal": ("Membaca catatan satu per satu", "Reading the records one by one"),
    "repair.bundles": ("Membaca titipan dan balasan yang tersimpan", "Reading kept bundles and replies"),
    "repair.rows": ("Menyusun daftar dari catatan", "Making the lists from the records"),
    "repair.keeping": ("Menyimpan berkas yang rusak", "Keeping the damaged file"),
    "repair.nothing": (
        "Tidak ada catatan yang bisa dibaca di komputer ini. Minta kit pengganti ke kabupaten: "
        "semua yang pernah diserahkan ada di sana.",
        "No record can be read on this computer. Ask the district for a replacement kit: "
        "all that was ever handed over is there.",
    ),
    "repair.district_keys": (
        "Kunci kantor kabupaten ikut rusak dan tidak ada di cadangan mana pun. "
        "Tambahkan cadangan dari disk lain, atau buat kunci baru dengan kunci akar dari brankas.",
        "The keys of the district office are lost too and in no backup. "
        "Add a backup from another disk, or make new keys with the root key from the safe.",
    ),
    "repair.no_room": (
        "Ruang penyimpanan tidak cukup untuk memperbaiki, data tetap seperti semula. Kosongkan ruang, lalu ulangi.",
        "There is not enough space to repair, the data stays as it was. Free some space, then repeat.",
    ),
    "repair.not_whole": (
        "Hasil perbaikan tidak utuh, jadi tidak dipakai dan data tetap seperti semula. Ulangi, lalu periksa cakramnya.",
        "The repaired file is not whole, so it is not used and the data stays as it was. Repeat, then check the disk.",
    ),
    "repair.done": (
        "Data diperbaiki: {workers} dari {expected} pekerja, {drafts} konsep. Berkas yang rusak tetap disimpan.",
        "Repaired: {workers} of {expected} workers, {drafts} drafts. The damaged file is kept.",
    ),
    "repair.rebuilt": (
        "Berkas data utuh. Daftar disusun ulang dari catatan: {workers} pekerja, {drafts} konsep.",
        "The data file is whole. The lists were made again from the records: {workers} workers, {drafts} drafts.",
    ),
    "repair.lost": (
        "{count} perubahan terakhir tidak ditemukan lagi. Baca balasan kabupaten, lalu periksa pendaftaran terakhir.",
        "{count} of the latest changes were not found. Read the district's reply, then check what was entered last.",
    ),
    "repair.strange": (
        "{count} paket yang tersimpan di sini belum terpakai: laptop penulisnya tidak dikenal lagi. Minta paket baru "
        "dari desanya dan izinkan laptopnya.",
        "{count} bundles kept here were not used: nothing knows the laptop that wrote them any more. Ask the village "
        "for a new bundle and let its laptop in.",
    ),
    "repair.new_keys": (
        "Kunci laptop ini hilang, jadi diganti baru. Minta kit pengganti ke kabupaten sebelum serah terima berikutnya.",
        "The keys of this laptop were lost and made anew. Ask the district for a replacement kit before the next "
        "handover.",
    ),
    "repair.from_file": ("Berkas data: {count} perubahan", "Data file: {count} changes"),
    "repair.from_backup": ("Cadangan ke-{name}: {count} perubahan", "Backup no. {name}: {count} changes"),
    "repair.from_bundle": ("{name}: {count} perubahan", "{name}: {count} changes"),
    "repair.aside": ("Berkas yang rusak disimpan di {folder}", "The damaged file is kept in {folder}"),
    "ballast.writing": ("Menyiapkan ruang cadangan", "Setting space aside"),
    "ballast.gone": (
        "Ruang cadangan sudah dipakai. Hapus berkas yang tidak perlu di disk itu, lalu simpan lagi.",
        "The space set aside is used up. Delete what is not needed on that disk, then save again.",
    ),
    "ballast.given_up": (
        "Disk {drive} punya {free} MB lagi. Simpan sekali lagi, lalu kosongkan ruang.",
        "Disk {drive} has {free} MB left now. Save once more, then free some space.",
    ),
}
