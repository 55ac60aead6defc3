"""The national number (NIK)."""

TEXTS: dict[str, tuple[str, str]] = {
    "nik.empty": ("NIK belum diisi. Ketik 16 angka dari KTP.", "The NIK is missing. Type the 16 digits of the KTP."),
    "nik.length": (
        "NIK ini {count} angka. NIK selalu 16 angka, periksa KTP.",
        "This NIK has {count} digits. A NIK always has 16, check the KTP.",
    ),
    "nik.letters": (
        "NIK berisi huruf atau tanda lain. Ketik ulang 16 angka dari KTP.",
        "The NIK holds letters or other signs. Retype the 16 digits of the KTP.",
    ),
    "nik.leading_zero": (
        "NIK tidak pernah diawali angka 0. Ketik ulang dari KTP.",
        "A NIK never begins with 0. Retype it from the KTP.",
    ),
    "nik.serial_zero": (
        "Empat angka terakhir NIK tidak pernah 0000, biasanya rusak karena Excel. Ketik ulang dari KTP.",
        "The last four digits of a NIK are never 0000, Excel often does this. Retype it from the KTP.",
    ),
    "nik.all_equal": (
        "Semua angka NIK sama. Ketik ulang dari KTP.",
        "All digits of the NIK are equal. Retype it from the KTP.",
    ),
    "nik.sequence": (
        "Angka NIK berurutan seperti contoh. Ketik ulang dari KTP.",
        "The digits of the NIK count up like an example. Retype it from the KTP.",
    ),
    "nik.date_impossible": (
        "Angka ke-7 sampai ke-12 NIK bukan tanggal. Ketik ulang dari KTP.",
        "Digits 7 to 12 of the NIK are not a date. Retype it from the KTP.",
    ),
    "nik.scientific": (
        "NIK tersimpan seperti 3,31607E+15 sehingga angkanya hilang. Ketik ulang dari KTP.",
        "The NIK was kept like 3.31607E+15, which loses digits. Retype it from the KTP.",
    ),
    "nik.numeric_cell": (
        "NIK tersimpan sebagai bilangan, angka ke-16 bisa berubah. Ketik ulang dari KTP ke sel berformat teks.",
        "The NIK was kept as a number, its 16th digit may have changed. Retype it from the KTP into a text cell.",
    ),
    "nik.formula": (
        "NIK dihitung dengan rumus. Ketik angkanya dari KTP.",
        "The NIK is computed by a formula. Type the digits from the KTP.",
    ),
    "nik.repeated_in_file": (
        "NIK ini sudah ada di baris lain berkas ini. Yang pertama di baris {row}. Periksa KTP keduanya.",
        "This NIK is already in another row of this file. The first is in row {row}. Check both KTPs.",
    ),
    "nik.repeated": (
        "NIK ini muncul dua kali dalam daftar. Periksa KTP keduanya.",
        "This NIK appears twice in the list. Check both KTPs.",
    ),
    "nik.already_here": (
        "NIK ini sudah terdaftar. Buka datanya atau periksa KTP.",
        "This NIK is already registered. Open that record or check the KTP.",
    ),
    "nik.province_unknown": (
        "Dua angka pertama NIK bukan kode provinsi. Periksa KTP.",
        "The first two digits of the NIK are no province. Check the KTP.",
    ),
    "nik.area_outside": (
        "NIK terbit di luar Kabupaten Blora. Periksa KTP, lalu simpan bila benar.",
        "The NIK was issued outside Blora. Check the KTP, then save if it is right.",
    ),
    "nik.birth_date_differs": (
        "Tanggal lahir berbeda dari tanggal di NIK. Samakan atau periksa KTP.",
        "The birth date differs from the one in the NIK. Make them equal or check the KTP.",
    ),
    "nik.sex_differs": (
        "Jenis kelamin berbeda dari NIK. Samakan atau periksa KTP.",
        "The sex differs from the NIK. Make them equal or check the KTP.",
    ),
    "nik.subdistrict_unknown": (
        "Kode kecamatan di NIK tidak ada di Blora. Periksa KTP, lalu simpan bila benar.",
        "The subdistrict in the NIK does not exist in Blora. Check the KTP, then save if it is right.",
    ),
    "nik.cleaned": (
        "Spasi atau tanda di NIK sudah dirapikan. Bandingkan dengan KTP.",
        "Spaces or signs in the NIK were tidied away. Compare it with the KTP.",
    ),
    "nik.other_name": (
        "NIK ini sudah terdaftar dengan nama lain. Bandingkan dengan KTP.",
        "This NIK is already registered under another name. Compare with the KTP.",
    ),
}
