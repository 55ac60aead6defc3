"""Officers of one office, their passphrases, and a new key for the data."""

TEXTS: dict[str, tuple[str, str]] = {
    "officer.name_taken": (
        "Nama itu sudah dipakai petugas lain di komputer ini. Tambahkan nama tengah atau jabatan.",
        "Another officer of this computer has that name. Add a middle name or the position.",
    ),
    "officer.too_many": (
        "Di komputer ini sudah ada {most} petugas, itu yang paling banyak. Keluarkan dulu petugas yang sudah pindah.",
        "This computer has {most} officers already, which is the most. First take out those who work elsewhere now.",
    ),
    "officer.self": (
        "Petugas tidak bisa mengeluarkan dirinya sendiri. Minta petugas lain melakukannya.",
        "Nobody can take themselves out. Ask another officer to do it.",
    ),
    "officer.no_room": (
        "Kunci data belum diganti, semua tetap seperti semula. Kosongkan ruang penyimpanan, lalu ulangi.",
        "The data's key was not changed, everything is as it was. Free some space, then repeat.",
    ),
    "officer.added": ("{officer} sekarang bisa masuk di komputer ini.", "{officer} can sign in on this computer now."),
    "officer.removed": (
        "{officer} tidak bisa masuk lagi. Yang sudah dicatatnya tetap ada.",
        "{officer} can no longer sign in. What they recorded stays.",
    ),
    "officer.rekeyed": (
        "Kunci data sudah diganti. Kode di bawah ini hanya ditampilkan sekali.",
        "The data has a new key. The codes below are shown only once.",
    ),
    "officer.rekeyed_no_backup": (
        "Kunci data sudah diganti, tetapi cadangan baru belum bisa dibuat. Kosongkan ruang, lalu tekan Ctrl+B.",
        "The data has a new key, but a new backup could not be made. Free some space, then press Ctrl+B.",
    ),
    "officer.rekey_left": (
        "Salinan lama ini masih terbuka dengan kunci lama: {folders}. Simpan di tempat terkunci atau hapus.",
        "These old copies still open with the old key: {folders}. Lock them away or delete them.",
    ),
    "officer.rekey_copying": ("Menyalin data dengan kunci baru", "Copying the data under a new key"),
    "officer.rekey_checking": ("Memeriksa salinan", "Checking the copy"),
    "officer.rekey_switching": ("Memasang kunci baru", "Putting the new key in place"),
    "officer.rekey_backup": ("Membuat cadangan baru", "Making a new backup"),
    "passphrase.same": (
        "Kata sandi baru sama dengan yang lama. Pilih kata sandi lain.",
        "The new passphrase equals the old one. Choose another one.",
    ),
    "passphrase.missed": (
        "{count} percobaan masuk gagal sejak {since}.",
        "{count} failed attempts to sign in since {since}.",
    ),
    "passphrase.choose": (
        "Kode itu hanya untuk satu kali masuk. Pilih kata sandi sendiri sekarang.",
        "That code is for one sign-in only. Choose a passphrase of your own now.",
    ),
}
