"""The photo of a KTP: what kind of file is taken, and where it lies."""

TEXTS: dict[str, tuple[str, str]] = {
    "photo.unreadable": (
        "Berkas ini tidak terbaca sebagai foto. Pilih foto JPG atau PNG lain.",
        "This file does not read as a photo. Choose another JPG or PNG.",
    ),
    "photo.heic": (
        "Foto HEIC dari iPhone belum bisa dibaca. Di iPhone pilih Kamera, Format, Paling Kompatibel, lalu foto lagi.",
        "HEIC photos of an iPhone cannot be read. On it choose Camera, Formats, Most Compatible.",
    ),
    "photo.format": (
        "Berkas ini bukan foto JPG atau PNG. Pilih foto dari kamera atau pemindai.",
        "This file is no JPG or PNG photo. Choose one from a camera or scanner.",
    ),
    "photo.file_too_big": (
        "Berkas foto lebih dari 25 MB. Ambil foto dengan ukuran lebih kecil.",
        "The photo is larger than 25 MB. Take one of a smaller size.",
    ),
    "photo.too_many_pixels": (
        "Foto ini terlalu lebar untuk dibuka. Ambil foto dengan ukuran lebih kecil.",
        "This photo is too wide to be opened. Take one of a smaller size.",
    ),
    "photo.too_small": (
        "Foto ini terlalu kecil, tulisan KTP tidak akan terbaca. Pilih foto yang lebih besar.",
        "This photo is too small, the KTP could not be read. Choose a larger one.",
    ),
    "photo.cut_off": (
        "Foto ini terpotong, isinya tidak lengkap. Salin lagi dari HP atau kamera.",
        "This photo is cut off. Copy it again from the phone or camera.",
    ),
    "photo.too_big": (
        "Foto tidak bisa dikecilkan sampai 400 kB. Ambil foto KTP saja, tanpa latar belakang.",
        "The photo cannot be made as small as 400 kB. Take the KTP alone, without background.",
    ),
    "photo.not_jpeg": (
        "Foto ini tidak bisa disimpan. Pilih foto JPG atau PNG lain.",
        "This photo cannot be kept. Choose another JPG or PNG.",
    ),
    "photo.not_written": (
        "Foto belum tersimpan, folder data tidak bisa ditulisi. Kosongkan ruang di laptop, lalu simpan lagi.",
        "The photo is not saved, the data folder cannot be written. Free some room, then save again.",
    ),
    "photo.missing": (
        "Berkas foto tidak ada di laptop ini. Ambil fotonya lagi.",
        "The file of the photo is not on this laptop. Take it again.",
    ),
    "photo.damaged": (
        "Berkas foto rusak atau diubah, jadi tidak dibuka. Ambil fotonya lagi.",
        "The file of the photo is damaged or was changed, so it stays closed. Take it again.",
    ),
    "photo.changed_since": (
        "Foto sudah diganti lagi sesudahnya. Buka data pekerja untuk melihat yang terakhir.",
        "The photo was changed again since. Open the worker to see the latest.",
    ),
}
