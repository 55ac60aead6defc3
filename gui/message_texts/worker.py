"""The fields of a worker and the register."""

TEXTS: dict[str, tuple[str, str]] = {
    "input.invalid": (
        "Yang perlu diperbaiki: {count} isian. Lihat tulisan merah di dekat isiannya.",
        "Fields to correct: {count}. See the red text beside each.",
    ),
    "worker.missing": (
        "Data pekerja ini sudah tidak ada. Muat ulang daftarnya.",
        "This worker is no longer here. Reload the list.",
    ),
    "worker.changed_meanwhile": (
        "Data ini berubah sejak dibuka. Buka lagi, lalu ulangi perubahannya.",
        "This record changed since it was opened. Open it again, then repeat the change.",
    ),
    "left.future": (
        "Tanggal keluar belum tiba. Ketik tanggal kejadiannya.",
        "The date of leaving is still to come. Type the day it happened.",
    ),
    "left.same_record": (
        "Data ganda harus menunjuk ke orang lain. Pilih data yang tetap dipakai.",
        "A double must point to another record. Choose the record that stays.",
    ),
    "act.missing": (
        "Catatan perbuatan ini tidak ada di laptop ini. Lihat riwayat pekerjanya.",
        "This act is not recorded on this laptop. See the history of the worker.",
    ),
    "undo.nothing_left": (
        "Tidak ada lagi yang dapat diurungkan. Data sudah diubah sesudahnya atau sudah diurungkan.",
        "There is nothing left to undo. The data changed afterwards or was undone already.",
    ),
    "name.empty": ("Nama belum diisi. Ketik sesuai KTP.", "The name is missing. Type it as on the KTP."),
    "name.letters": (
        "Nama berisi angka atau tanda lain. Ketik sesuai KTP.",
        "The name holds digits or other signs. Type it as on the KTP.",
    ),
    "name.title": (
        "Nama memakai gelar. Pada KTP biasanya tanpa gelar, periksa lagi.",
        "The name carries a title. A KTP usually has none, check it.",
    ),
    "name.differs": (
        "NIK sama tetapi nama berbeda dari yang sudah terdaftar. Bandingkan dengan KTP.",
        "The NIK is the same but the name differs from the one registered. Compare with the KTP.",
    ),
    "mother.letters": (
        "Nama ibu berisi angka atau tanda lain. Ketik sesuai kartu keluarga.",
        "The mother's name holds digits or other signs. Type it as on the family card.",
    ),
    "birth_date.missing": (
        "Tanggal lahir belum diisi. Ketik dari KTP.",
        "The birth date is missing. Type it from the KTP.",
    ),
    "birth_date.future": (
        "Tanggal lahir belum terjadi. Ketik ulang dari KTP.",
        "The birth date is still to come. Retype it from the KTP.",
    ),
    "birth_date.too_old": (
        "Tanggal lahir terlalu lama berlalu. Ketik ulang tahunnya dari KTP.",
        "The birth date is too long ago. Retype the year from the KTP.",
    ),
    "birth_date.format": (
        "Tanggal lahir tidak terbaca. Ketik seperti 12-03-1979.",
        "The birth date cannot be read. Type it like 12-03-1979.",
    ),
    "birth_date.unreadable": (
        "Tanggal lahir tidak terbaca. Ketik seperti 12-03-1979.",
        "The birth date cannot be read. Type it like 12-03-1979.",
    ),
    "birth_date.from_nik": (
        "Tanggal lahir diambil dari NIK. Bandingkan dengan KTP.",
        "The birth date was taken from the NIK. Compare it with the KTP.",
    ),
    "age.under_17": (
        "Usia belum 17 tahun. Periksa tanggal lahir, datanya boleh disimpan.",
        "The age is under 17. Check the birth date, the record may be saved.",
    ),
    "age.over_65": (
        "Usia sudah 65 tahun atau lebih. BPJS tidak menerima peserta baru seusia ini, datanya boleh disimpan.",
        "The age is 65 or more. BPJS takes no new participants of that age, the record may be saved.",
    ),
    "age.near_65": (
        "Sebentar lagi 65 tahun. BPJS hanya menerima peserta baru sebelum usia 65.",
        "Soon 65. BPJS takes new participants only before 65.",
    ),
    "rt.format": ("RT terdiri dari tiga angka. Ketik seperti 003.", "RT has three digits. Type it like 003."),
    "rw.format": ("RW terdiri dari tiga angka. Ketik seperti 001.", "RW has three digits. Type it like 001."),
    "sex.unreadable": (
        "Jenis kelamin tidak terbaca. Ketik L atau P.",
        "The sex cannot be read. Type L or P.",
    ),
    "phone.format": (
        "Nomor HP biasanya 10 sampai 13 angka dan diawali 08. Periksa lagi, boleh disimpan.",
        "A phone number usually has 10 to 13 digits and begins with 08. Check it, it may be saved.",
    ),
    "occupation.unknown": (
        "Pekerjaan ini tidak ada dalam daftar. Pilih yang paling dekat.",
        "This occupation is not on the list. Choose the nearest one.",
    ),
    "occupation.repeated": (
        "Pekerjaan kedua sama dengan yang pertama. Kosongkan atau pilih yang lain.",
        "The second occupation equals the first. Leave it empty or choose another one.",
    ),
    "income.negative": (
        "Penghasilan tidak bisa kurang dari nol. Ketik ulang angkanya.",
        "Income cannot be below zero. Retype it.",
    ),
    "income.too_high": (
        "Penghasilan lebih dari Rp{limit} sebulan. Periksa jumlah nolnya.",
        "The income is above Rp{limit} a month. Check the number of zeros.",
    ),
    "income.looks_daily": (
        "Angka ini seperti penghasilan harian. Isi penghasilan sebulan.",
        "This looks like a daily income. Enter the income of a month.",
    ),
    "income.unreadable": (
        "Penghasilan tidak terbaca. Ketik angkanya saja, seperti 900000.",
        "The income cannot be read. Type only digits, like 900000.",
    ),
    "hours.format": (
        "Jam kerja tidak terbaca. Ketik seperti 07:00.",
        "The hours cannot be read. Type them like 07:00.",
    ),
    "hours.equal": (
        "Jam mulai dan selesai sama. Periksa salah satunya.",
        "Start and end are the same. Check one of them.",
    ),
    "kk.format": (
        "Nomor KK {count} angka, seharusnya 16. Periksa kartu keluarga.",
        "The KK number has {count} digits, it should have 16. Check the family card.",
    ),
    "kk.same_as_nik": (
        "Nomor KK sama dengan NIK. Lihat nomor di bagian atas kartu keluarga.",
        "The KK number equals the NIK. See the number at the top of the family card.",
    ),
    "heir.too_many": (
        "Ahli waris paling banyak {limit}. Simpan yang terdekat saja.",
        "There can be at most {limit} heirs. Keep the nearest ones.",
    ),
    "heir.name_empty": (
        "Nama ahli waris ke-{number} belum diisi. Ketik sesuai KTP.",
        "The name of heir {number} is missing. Type it as on the KTP.",
    ),
    "heir.nik": (
        "NIK ahli waris ke-{number} belum benar. Periksa KTP, boleh disimpan.",
        "The NIK of heir {number} is not right yet. Check the KTP, it may be saved.",
    ),
    "heir.is_worker": (
        "NIK ahli waris ke-{number} sama dengan NIK pekerja. Isi NIK ahli warisnya.",
        "The NIK of heir {number} equals the worker's. Enter the heir's own.",
    ),
    "notice.future": (
        "Tanggal pemberitahuan belum terjadi. Periksa tanggalnya.",
        "The date of the notice is still to come. Check it.",
    ),
    "notice.unreadable": (
        "Tanggal pemberitahuan tidak terbaca. Ketik seperti 22-11-2026.",
        "The date of the notice cannot be read. Type it like 22-11-2026.",
    ),
    "decile.range": ("Desil adalah angka 1 sampai 10. Periksa datanya.", "A decile is 1 to 10. Check the data."),
    "text.too_long": (
        "Tulisan ini lebih dari {limit} huruf. Persingkat.",
        "This text has more than {limit} letters. Shorten it.",
    ),
    "village.other": (
        "Baris ini untuk desa lain. Serahkan ke desanya atau periksa kolom desa.",
        "This row is for another village. Hand it to that village or check the column.",
    ),
    "sex.from_nik": (
        "Jenis kelamin diambil dari NIK. Bandingkan dengan KTP.",
        "The sex was taken from the NIK. Compare it with the KTP.",
    ),
    "hours.unreadable": (
        "Jam kerja tidak terbaca. Ketik seperti 07:00.",
        "The hours cannot be read. Type them like 07:00.",
    ),
    "phone.several": (
        "Ada lebih dari satu nomor HP, hanya yang pertama disimpan. Periksa yang masih dipakai.",
        "There is more than one phone number, only the first is kept. Check which one is in use.",
    ),
    "kk.numeric_cell": (
        "Nomor KK tersimpan sebagai bilangan, angka ke-16 bisa berubah. Ketik ulang dari kartu keluarga.",
        "The KK number was kept as a number, its 16th digit may have changed. Retype it from the family card.",
    ),
    "heir.nik_numeric_cell": (
        "NIK ahli waris ke-{number} tersimpan sebagai bilangan. Ketik ulang dari KTP.",
        "The NIK of heir {number} was kept as a number. Retype it from the KTP.",
    ),
    "rt_rw.became_date": (
        "RT/RW berubah menjadi tanggal oleh Excel. Ketik ulang seperti 003/001.",
        "Excel turned RT/RW into a date. Retype it like 003/001.",
    ),
    "rt_rw.unreadable": (
        "RT/RW tidak terbaca. Ketik seperti 003/001.",
        "RT/RW cannot be read. Type it like 003/001.",
    ),
}
