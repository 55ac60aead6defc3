"""Set-up, passphrase, key file and database file."""

TEXTS: dict[str, tuple[str, str]] = {
    "passphrase.wrong": (
        "Kata sandi tidak cocok. Ketik lagi, perhatikan huruf besar dan spasi.",
        "The passphrase does not fit. Type it again, mind capitals and spaces.",
    ),
    "passphrase.too_many": (
        "Sudah {count} kali tidak cocok. Tunggu {seconds} detik, lalu coba lagi.",
        "It did not fit {count} times. Wait {seconds} seconds, then try again.",
    ),
    "passphrase.empty": ("Kata sandi belum diisi.", "The passphrase is missing."),
    "passphrase.missing": (
        "Kata sandi belum diberikan. Isi PAYUNG_PASSPHRASE atau jalankan dari terminal.",
        "No passphrase was given. Set PAYUNG_PASSPHRASE or run from a terminal.",
    ),
    "passphrase.too_short": (
        "Kata sandi terlalu pendek. Pakai paling sedikit 10 huruf atau empat kata.",
        "The passphrase is too short. Use at least 10 letters or four words.",
    ),
    "passphrase.guessable": (
        "Kata sandi ini mudah ditebak. Tambah kata yang tidak berhubungan dengan kantor atau nama.",
        "This passphrase is easy to guess. Add words that have nothing to do with the office or a name.",
    ),
    "passphrase.differs": (
        "Kedua kata sandi berbeda. Ketik ulang yang kedua.",
        "The two passphrases differ. Retype the second one.",
    ),
    "recovery.differs": (
        "Kode itu berbeda dari yang tertulis. Lihat lagi lembar kodenya.",
        "That code differs from what is written. Look at the sheet again.",
    ),
    "keyfile.missing": (
        "Berkas kunci tidak ada di folder data. Kembalikan kunci.json dari cadangan.",
        "The key file is not in the data folder. Put kunci.json back from a backup.",
    ),
    "keyfile.damaged": (
        "Berkas kunci rusak. Kembalikan kunci.json dari cadangan.",
        "The key file is damaged. Put kunci.json back from a backup.",
    ),
    "setup.already_done": (
        "Komputer ini sudah disiapkan. Masuk dengan kata sandi.",
        "This computer is already set up. Sign in with the passphrase.",
    ),
    "setup.missing": (
        "Komputer ini belum disiapkan. Mulai dari awal.",
        "This computer is not set up yet. Start from the beginning.",
    ),
    "setup.keys_exist": (
        "Folder itu sudah berisi kunci kabupaten. Pilih folder kosong.",
        "That folder already holds district keys. Choose an empty folder.",
    ),
    "setup.keys_not_written": (
        "Kunci kabupaten tidak bisa ditulis ke folder itu. Pilih folder lain.",
        "The district keys cannot be written to that folder. Choose another one.",
    ),
    "village.unknown": (
        "Desa itu tidak ada dalam daftar 295 desa dan kelurahan Blora. Pilih dari daftar.",
        "That village is not among Blora's 295. Choose from the list.",
    ),
    "village.not_chosen": (
        "Belum ada desa yang dipilih. Ketik namanya, lalu pilih dari daftar.",
        "No village is chosen. Type its name, then choose it from the list.",
    ),
    "setup.keys_not_chosen": (
        "Belum ada folder untuk kunci kabupaten. Pilih folder di USB yang kosong.",
        "There is no folder for the district keys. Choose one on an empty stick.",
    ),
    "account.unknown": (
        "Nama itu tidak terdaftar di komputer ini. Pilih nama lain.",
        "That name is not registered on this computer. Choose another one.",
    ),
    "folder.network": (
        "Folder data berada di komputer lain lewat jaringan. Pindahkan ke disk komputer ini.",
        "The data folder is on another computer, over the network. Move it to a disk of this computer.",
    ),
    "folder.removable": (
        "Folder data berada di USB. Pindahkan ke disk komputer ini.",
        "The data folder is on a USB stick. Move it to a disk of this computer.",
    ),
    "folder.synchronised": (
        "Folder data berada di penyimpanan awan seperti OneDrive. Pindahkan ke folder yang tidak tersambung.",
        "The data folder is in cloud storage such as OneDrive. Move it to a folder that is not synchronised.",
    ),
    "window.already_open": (
        "Payung sudah terbuka di komputer ini. Cari jendelanya di bilah tugas.",
        "Payung is already open on this computer. Look for its window in the task bar.",
    ),
    "folder.in_use": (
        "Payung sedang bekerja pada folder data ini. Tutup jendelanya atau tunggu perintah lain selesai, lalu ulangi.",
        "Payung is at work on this data folder. Close its window or wait for the other command to end, then try again.",
    ),
    "secret.missing": (
        "Isian rahasia belum ada. Isi {variable}, atau jalankan di terminal.",
        "A secret is missing. Set {variable}, or run it in a terminal.",
    ),
    "passphrase.replaced": (
        "Kata sandi baru untuk {officer} berlaku mulai sekarang.",
        "The new passphrase of {officer} holds from now on.",
    ),
    "recovery_code.empty": (
        "Kode pemulihan belum diisi. Ketik dari lembar kode.",
        "The recovery code is missing. Type it from the sheet.",
    ),
    "recovery_code.wrong": (
        "Kode pemulihan tidak cocok. Ketik lagi dari lembar kode.",
        "The recovery code does not fit. Type it again from the sheet.",
    ),
    "recovery_key.wrong": (
        "Kunci pemulihan kabupaten tidak cocok dengan data ini. Pakai kunci dari brankas yang lain.",
        "The district's recovery key does not fit this data. Use the one from the other safe.",
    ),
    "keyfile.full": (
        "Berkas kunci sudah penuh, jadi tidak diubah. Keluarkan dulu petugas yang sudah pindah tugas.",
        "The key file is full, so it was not changed. First take out officers who work elsewhere now.",
    ),
    "keyfile.not_written": (
        "Berkas kunci tidak bisa ditulis. Periksa ruang dan izin folder data, lalu ulangi.",
        "The key file cannot be written. Check the space and permissions of the data folder, then repeat.",
    ),
    "officer.empty": (
        "Nama petugas belum diisi. Ketik nama lengkap.",
        "The officer's name is missing. Type it in full.",
    ),
    "upgrade.no_room": (
        "Data dari versi lama belum dapat disesuaikan, data tetap seperti semula. "
        "Kosongkan ruang penyimpanan, lalu masuk lagi.",
        "Data of the older version could not be brought up to date and stays as it was. "
        "Free some space, then sign in again.",
    ),
    "database.full": (
        "Disk {drive} penuh, tinggal {free} MB. Perubahan terakhir belum tersimpan. Kosongkan ruang, lalu simpan lagi.",
        "Disk {drive} is full, {free} MB left. The last change was not saved. Free some space, then save again.",
    ),
    "database.locked": (
        "Data sedang dipakai jendela Payung lain. Tutup jendela itu, lalu ulangi.",
        "The data is in use by another Payung window. Close it, then repeat.",
    ),
    "database.damaged": (
        "Berkas data rusak dan tidak bisa dibuka. Jangan hapus apa pun: perbaiki dari halaman masuk, pulihkan dari "
        "cadangan, atau hubungi kabupaten.",
        "The data file is damaged and cannot be opened. Delete nothing: repair it from the sign-in page, restore a "
        "backup, or call the district.",
    ),
    "database.repair_here": (
        "Tanpa jendela: jalankan main.py --data {folder} repair.",
        "Without the window: run main.py --data {folder} repair.",
    ),
    "database.read_only": (
        "Folder data hanya bisa dibaca: semua bisa dilihat, tidak ada yang bisa diubah atau dicadangkan. Periksa "
        "cakram atau izin menulisnya, lalu buka Payung lagi.",
        "The data folder can only be read: everything can be looked at, nothing can be changed or backed up. Check the "
        "disk or the right to write, then open Payung again.",
    ),
    "database.only_looking": ("Hanya untuk dilihat", "Only to be looked at"),
    "database.missing": (
        "Berkas data tidak ditemukan. Pulihkan dari cadangan atau hubungi kabupaten.",
        "The data file is not there. Restore a backup or call the district.",
    ),
    "database.newer": (
        "Data ini dibuat Payung yang lebih baru. Perbarui Payung di komputer ini.",
        "This data was made by a newer Payung. Update Payung on this computer.",
    ),
    "database.io": (
        "Penyimpanan komputer tidak menjawab, perubahan terakhir belum tersimpan. Ulangi, lalu periksa cakramnya.",
        "The computer's storage did not answer, the last change was not saved. Repeat, then check the disk.",
    ),
    "database.old_library": (
        "Pustaka kunci data di komputer ini terlalu lama. Jalankan run.py sekali lagi.",
        "The library that locks the data is too old on this computer. Run run.py once more.",
    ),
    "database.busy": (
        "Data sedang dipakai pekerjaan lain. Tunggu sebentar, lalu ulangi.",
        "The data is busy with other work. Wait a moment, then repeat.",
    ),
    "settings.not_saved": (
        "Pilihan ini berlaku sekarang, tetapi tidak bisa disimpan. Periksa izin folder data.",
        "The choice holds now but could not be saved. Check the permissions of the data folder.",
    ),
}
