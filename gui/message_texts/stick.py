"""USB sticks and folders."""

TEXTS: dict[str, tuple[str, str]] = {
    "stick.suspicious": (
        "Stik {name} tampaknya terinfeksi virus pintasan. Data Payung aman; jangan buka berkas lain di stik ini dari "
        "Explorer.",
        "Stick {name} seems to carry a shortcut virus. Payung's data is safe; do not open other files on this stick "
        "in Explorer.",
    ),
    "handover.nothing_due": (
        "Tidak ada yang perlu diserahkan sekarang, jadi tidak ada berkas yang ditulis.",
        "Nothing is due to be handed over now, so no file was written.",
    ),
    "stick.full": (
        "USB penuh. Hapus berkas yang tidak perlu atau pakai USB lain, lalu ulangi.",
        "The stick is full. Remove what is not needed or use another stick, then repeat.",
    ),
    "stick.no_space": (
        "Ruang di USB tidak cukup. Hapus berkas yang tidak perlu atau pakai USB lain, lalu ulangi.",
        "There is not enough room on the stick. Remove what is not needed or use another one, then repeat.",
    ),
    "stick.read_only": (
        "USB ini hanya bisa dibaca. Geser tombol kuncinya atau pakai USB lain, lalu ulangi.",
        "This stick can only be read. Move its lock switch or use another stick, then repeat.",
    ),
    "stick.gone": (
        "USB tercabut sebelum selesai, belum ada yang diserahkan. Colok lagi, lalu ulangi.",
        "The stick was pulled out before the end, nothing was delivered. Plug it in again, then repeat.",
    ),
    "stick.not_writable": (
        "Payung tidak bisa menulis ke USB ini. Coba port lain atau USB lain, lalu ulangi.",
        "Payung cannot write to this stick. Try another port or another stick, then repeat.",
    ),
    "stick.busy": (
        "USB masih dipakai program lain, jadi belum boleh dicabut. Tutup jendela yang membukanya, lalu ulangi.",
        "Another program still uses the stick, so it must not be pulled out yet. Close what shows it, then repeat.",
    ),
    "stick.busy_windows": (
        "Windows belum mau melepas stik: masih ada program yang memakainya. Tutup jendela yang membukanya, lalu "
        "ulangi. Atau di Explorer: klik kanan drive USB, pilih Keluarkan atau Eject, lalu tunggu sampai drive itu "
        "hilang.",
        "Windows will not let go of the stick yet: a program still uses it. Close what shows it, then repeat. "
        "Or in Explorer: right-click the USB drive, choose Eject, and wait until the drive is gone.",
    ),
    "stick.readback": (
        "Isi USB berbeda dari yang ditulis, USB ini mungkin rusak. Pakai USB lain, lalu ulangi.",
        "The stick gave back something else than was written, it may be worn out. Use another one, then repeat.",
    ),
    "folder.not_writable": (
        "Payung tidak bisa menulis ke folder itu. Pilih folder lain.",
        "Payung cannot write to that folder. Choose another one.",
    ),
    "scratch.not_writable": (
        "Payung tidak bisa menulis ke folder kerjanya. Kosongkan ruang atau periksa izin folder data, lalu ulangi.",
        "Payung cannot write to its working folder. Free some space or check its permissions, then repeat.",
    ),
}
