"""Keys on paper, replacement kits, the root document and its fingerprints."""

TEXTS: dict[str, tuple[str, str]] = {
    "setup.keys_not_proven": (
        "Dua kata itu bukan yang tertulis di bawah lembar kedua. Lihat lagi lembar yang baru dicetak.",
        "Those are not the two words at the foot of the second sheet. Look at the sheet just printed.",
    ),
    "keysheet.lines": (
        "Kunci di kertas terdiri dari empat baris. Ketik keempatnya, satu baris per baris.",
        "A key on paper has four lines. Type all four, one below the other.",
    ),
    "keysheet.line": (
        "Baris {line} tidak cocok dengan huruf pemeriksanya. Bandingkan lagi baris itu dengan lembarnya.",
        "Line {line} does not fit its check signs. Compare that line with the sheet again.",
    ),
    "keysheet.other_key": (
        "QR ini milik kunci yang lain. Kunci akar bertanda A, kunci pemulihan bertanda P.",
        "This QR code is of the other key. The root key is marked A, the recovery key P.",
    ),
    "keysheet.damaged": (
        "Teks ini bukan kunci kabupaten. Ketik empat baris dari lembar di brankas.",
        "This text is no district key. Type the four lines of the sheet in the safe.",
    ),
    "keysheet.no_file": (
        "Berkas kunci akar tidak ada di folder itu. Pilih folder yang berisi akar-rahasia.pem.",
        "The root key file is not in that folder. Choose the one that holds akar-rahasia.pem.",
    ),
    "keysheet.no_kit": (
        "Pilih satu kit lama juga. Kit desa mana saja boleh, isinya menyebut komputer kabupaten yang lama.",
        "Choose an earlier kit too. Any village's will do, it names the district's earlier computers.",
    ),
    "keysheet.other_district": (
        "Kit itu ditandatangani kunci akar lain. Periksa apakah lembar dan kit berasal dari kabupaten ini.",
        "That kit was signed with another root key. Check that sheet and kit are both of this district.",
    ),
    "root.rotated": (
        "Daftar kunci versi {version} berlaku. Desa menerimanya bersama balasan berikutnya.",
        "List of keys version {version} holds. Villages get it with their next reply.",
    ),
    "root.differs": (
        "Ada desa yang memegang daftar kunci lain dengan nomor versi yang sama. Ganti daftar kunci sekali lagi di "
        "halaman Kunci & Laptop, supaya semua memakai daftar yang sama.",
        "A village holds another list of keys with the same version number. Change the list of keys once more on the "
        "page Keys & laptops, so that all use the same one.",
    ),
    "root.compare": (
        "Enam kata kunci kabupaten, cocokkan dengan surat Dinas: {words}",
        "The district's six words, compare them with the letter of the office: {words}",
    ),
    "root.wrong_key": (
        "Kunci akar ini bukan milik kabupaten ini. Pakai lembar dari brankas yang lain.",
        "This root key is not of this district. Use the sheet of the other safe.",
    ),
    "root.own_computer": (
        "Komputer ini tidak bisa mengeluarkan dirinya sendiri. Pilih komputer lain.",
        "This computer cannot leave itself out. Choose another one.",
    ),
    "root.nothing_chosen": (
        "Belum ada yang diganti. Centang kunci pemulihan baru, atau komputer yang dikeluarkan.",
        "Nothing was chosen. Tick a new recovery key, or a computer to leave out.",
    ),
    "laptop.own": (
        "Komputer kabupaten ini tidak bisa mencabut dirinya sendiri. Pilih laptop lain.",
        "This district computer cannot revoke itself. Choose another laptop.",
    ),
    "laptop.missing": (
        "Laptop itu tidak ada di daftar. Muat ulang halaman ini, lalu pilih lagi.",
        "That laptop is not on the list. Open this page again and choose anew.",
    ),
    "laptop.not_revoked": (
        "Laptop itu belum dicabut, jadi semua kirimannya sudah berlaku.",
        "That laptop was not revoked, so everything of it counts already.",
    ),
    "waiting.missing": (
        "Laptop itu tidak menunggu lagi. Muat ulang halaman ini.",
        "That laptop does not wait any more. Open this page again.",
    ),
    "waiting.file_gone": (
        "Berkas laptop itu tidak ada lagi di arsip. Baca lagi stik dari desa itu, lalu izinkan.",
        "The file of that laptop is no longer in the archive. Read the stick of that village again, then let it in.",
    ),
    "bundles.opening": ("Membuka paket", "Opening bundles"),
    "kit.not_compared": (
        "Cocokkan dulu enam kata dengan surat Dinas, lalu centang «Sama».",
        "Compare the six words with the letter of the office first, then tick «Same».",
    ),
    "kit.words_empty": (
        "Kit pengganti dibuka dengan lima kata di kertasnya. Ketik kelima kata itu.",
        "A replacement kit opens with the five words on its paper. Type them.",
    ),
    "kit.words_wrong": (
        "Lima kata itu tidak cocok dengan kit ini. Periksa ejaan dan urutannya di kertas.",
        "Those five words do not fit this kit. Check their spelling and order on the paper.",
    ),
    "kit.content_missing": (
        "Berkas {name} tidak ada di samping kit. Salin keduanya ke folder yang sama.",
        "The file {name} is not beside the kit. Copy both into the same folder.",
    ),
    "kit.content_other": (
        "Berkas {name} rusak atau milik kit lain. Minta kabupaten membuat kit pengganti sekali lagi.",
        "The file {name} is damaged or of another kit. Ask the district for another replacement kit.",
    ),
    "kits.replacing": ("Menulis kit pengganti", "Writing the replacement kit"),
}
