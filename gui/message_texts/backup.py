"""Backups, trial restores and restoring."""

TEXTS: dict[str, tuple[str, str]] = {
    "backup.no_room": (
        "Cadangan belum dibuat karena ruang penyimpanan habis atau terkunci. Kosongkan ruang, lalu ulangi.",
        "No backup was made because the disk is full or locked. Free some space, then repeat.",
    ),
    "backup.not_whole": (
        "Isi cadangan tidak utuh, jadi tidak dipakai. Pilih cadangan yang lain.",
        "The content of this backup is not whole, so it is not used. Choose another backup.",
    ),
    "backup.unreadable": (
        "Berkas ini bukan cadangan Payung yang utuh. Pilih berkas lain.",
        "This file is no whole Payung backup. Choose another file.",
    ),
    "backup.other_office": (
        "Cadangan ini milik kantor lain. Pulihkan di folder data yang kosong atau pilih cadangan kantor ini.",
        "This backup belongs to another office. Restore it into an empty data folder or choose one of this office.",
    ),
    "backup.second_place": (
        "Folder kedua tidak dapat ditulisi. Pilih folder lain.",
        "The second folder cannot be written to. Choose another folder.",
    ),
    "backup.none": (
        "Belum ada cadangan. Tekan Cadangkan sekarang.",
        "There is no backup yet. Press Back up now.",
    ),
    "backup.made": (
        "Cadangan ke-{sequence} dibuat dan sudah diperiksa: {workers} pekerja.",
        "Backup no. {sequence} was made and checked: {workers} workers.",
    ),
    "backup.passed": (
        "Cadangan ke-{sequence} teruji: isinya sama dengan saat dibuat.",
        "Backup no. {sequence} tested: its content equals what was backed up.",
    ),
    "backup.failed": (
        "Cadangan ke-{sequence} tidak lulus uji. Buat cadangan baru, lalu uji lagi.",
        "Backup no. {sequence} did not pass the test. Make a new backup, then test again.",
    ),
    "backup.copying": ("Menyalin data", "Copying the data"),
    "backup.checking": ("Memeriksa salinan", "Checking the copy"),
    "backup.writing": ("Menulis cadangan", "Writing the backup"),
    "restore.unpacking": ("Membuka cadangan", "Opening the backup"),
    "restore.checking": ("Memeriksa isi cadangan", "Checking the backup"),
    "restore.keeping": ("Menyimpan keadaan sekarang", "Keeping the present state"),
    "restore.replaying": ("Membaca lagi titipan yang tersimpan", "Reading the kept bundles again"),
    "restore.replayed": (
        "{count} paket yang tersimpan di komputer ini dibaca lagi.",
        "{count} bundles kept on this computer were read again.",
    ),
    "restore.opening": ("Membuka data yang dipulihkan", "Opening what was restored"),
    "restore.done": (
        "Data dipulihkan: {workers} pekerja. Keadaan sebelumnya tetap disimpan.",
        "Restored: {workers} workers. The state before is kept.",
    ),
    "rebuild.done": (
        "Tampilan dibangun ulang dari jurnal: {workers} pekerja.",
        "The views were rebuilt from the journal: {workers} workers.",
    ),
}
