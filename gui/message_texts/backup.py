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
        "Data dipulihkan: {workers} pekerja.",
        "Restored: {workers} workers.",
    ),
    "restore.aside": (
        "Keadaan sebelum pemulihan tetap disimpan di folder {folder}.",
        "The state before is kept in the folder {folder}.",
    ),
    "restore.lacking": (
        "{count} orang yang ada di sana tidak ada dalam data yang dipulihkan.",
        "{count} people who are there are not in the restored data.",
    ),
    "restore.next": (
        "Langkah berikutnya: baca balasan terakhir dari kabupaten, supaya yang sudah diserahkan kembali lengkap.",
        "Next step: read the district's last reply, so that what was handed over is complete again.",
    ),
    "restore.next_at_district": (
        "Langkah berikutnya: kumpulkan lagi USB dari desa dan bawa balasan ke setiap desa, supaya desa mengirim lagi "
        "yang kurang.",
        "Next step: gather the villages' sticks again and take a reply to every village, so that they send again what "
        "is lacking.",
    ),
    "restore.left_out": (
        "Tidak ikut dipulihkan karena sudah dikeluarkan dari kantor ini: {officers}.",
        "Not restored, because they were taken out of this office: {officers}.",
    ),
    "restore.older_key": (
        "Cadangan ini dibuat sebelum kunci data diganti, jadi salinan kunci lama terbuka lagi. Ganti kunci data di "
        "Pengaturan, bagian Petugas.",
        "This backup is from before the data got its new key, so copies of the old key open it again. Change the "
        "data's key in Settings, under Officers.",
    ),
    "restore.taken_out": (
        "Petugas ini sudah dikeluarkan dari kantor ini, jadi tidak bisa memulihkan cadangan dengan kata sandinya. "
        "Minta petugas lain, atau pakai kode pemulihan.",
        "This officer was taken out of this office and cannot restore a backup with the passphrase of then. Ask "
        "another officer, or use the recovery code.",
    ),
    "rebuild.done": (
        "Tampilan dibangun ulang dari jurnal: {workers} pekerja.",
        "The views were rebuilt from the journal: {workers} workers.",
    ),
}
